"""Who works on a case: assigning, handing over, adding a specialist."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.accounts.queries import living, people_with
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.actions import grant, revoke
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.absences import cover_for
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.readers import WORKER_EXCLUDED, readers_of
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.handover import may_remove
from pabolo.rules.vocabulary import CaseStage, Event, Facet, Role

NOT_A_WORKER = Refusal("case.not_a_worker", "Choose somebody who is a case worker today.")
NOT_A_SPECIALIST = Refusal(
    "case.not_a_specialist", "Choose a psychologist or a legal counsel who is at work today."
)
SPECIALISTS = (Role.PSYCHOLOGIST, Role.LEGAL)


def holds_any(person: UUID, roles: Iterable[Role], day: date) -> bool:
    return any(person == one.id for role in roles for one in people_with(role, day))


def check_outside(work: Work, person: UUID) -> None:
    """Nobody joins a team who is kin to the child: the names are scanned again."""
    if person in readers_of(work.case, at=work.at).barred:
        raise Refused(WORKER_EXCLUDED)


def assign_worker(
    *,
    case_id: UUID,
    worker_id: UUID,
    reason: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Make somebody responsible. The worker before loses access; open duties move along."""
    ensure(may_do(by, Verb.ASSIGN_WORKER))
    ensure(None if holds_any(worker_id, [Role.CASE_WORKER], day_of(at)) else NOT_A_WORKER)
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.IDENTITY])
    check_outside(work, worker_id)
    before = work.case.worker_id
    new = work.case.stage in (CaseStage.RECEIVED, CaseStage.REOPENED)
    line = e.Assigned(
        at=at,
        by=by.id.hex,
        worker=worker_id.hex,
        before=before.hex if before else "",
        reason=reason,
    )
    with writing("case.assigned", work):
        for subject, folder in folders_of(work.case):
            if before and before != worker_id:
                revoke(folder=folder, people=[before], day=day_of(at))
            grant(folder=folder, subject=subject, people=[worker_id], basis="team", day=day_of(at))
        append(work, line, stage=CaseStage.VERIFYING if new else None, worker=worker_id)
        tell(work, Event.WORKER_ASSIGNED)
    cover_for(worker_id, at=at)
    return work


def add_specialist(
    *,
    case_id: UUID,
    person_id: UUID,
    reason: str = "",
    by: Actor,
    at: datetime,
    proof: Receipt | None = None,
) -> Work:
    """Let a psychologist or a legal counsel see the case; their post decides which sides."""
    ensure(may_do(by, Verb.GRANT_ACCESS))
    ensure(None if holds_any(person_id, SPECIALISTS, day_of(at)) else NOT_A_SPECIALIST)
    ensure(None if living(person_id, day_of(at)) else NOT_A_SPECIALIST)
    work = begin(case_id, by=by, at=at, proof=proof, facets=[Facet.IDENTITY])
    check_outside(work, person_id)
    with writing("case.team", work):
        for subject, folder in folders_of(work.case):
            grant(folder=folder, subject=subject, people=[person_id], basis="team", day=day_of(at))
        append(work, joined(work, person_id, reason))
    return work


def joined(work: Work, person: UUID, reason: str) -> e.TeamJoined:
    """The line that somebody joined the team."""
    return e.TeamJoined(at=work.at, by=work.by.id.hex, person=person.hex, reason=reason.strip())


def remove_member(
    *,
    case_id: UUID,
    person_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Take somebody off the team: from now on they see nothing of the case."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    basis = holders(work.case.pk).get(person_id, "")
    ensure(may_remove(by, person_id, worker=work.case.worker_id, basis=basis, reason=reason))
    line = e.TeamLeft(at=at, by=by.id.hex, person=person_id.hex, reason=reason.strip())
    with writing("case.team", work):
        for _subject, folder in folders_of(work.case):
            revoke(folder=folder, people=[person_id], day=day_of(at))
        append(work, line)
    return work
