"""Ending a case by two people, and opening it again."""

from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.accounts.queries import holds
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.queries import standing
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.conference import end_with_case
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.handover import fall_away
from pabolo.programme.cases.actions.journal import Work, append, begin, system_work, writing
from pabolo.programme.cases.actions.readers import give_access, readers_of
from pabolo.programme.cases.actions.second import let_in, second_in
from pabolo.programme.cases.actions.taking_up import take_up
from pabolo.programme.cases.asking import closing_facts
from pabolo.programme.cases.queries.scope import cases_beside, folders_of, open_case_of_child
from pabolo.programme.cases.standing import last_asked, last_state
from pabolo.programme.children.ages import age_of
from pabolo.programme.children.queries import identity_of
from pabolo.programme.intake.actions.parts import push_progress
from pabolo.rules.actors import Actor
from pabolo.rules.closing import (
    ClosingFacts,
    may_close,
    may_decline_closure,
    may_reopen,
    may_request_closure,
)
from pabolo.rules.decisions import Refusal
from pabolo.rules.duties import rule_of
from pabolo.rules.transfer import TransferState
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Event, Facet, Role, Subject

NOTHING_ASKED = e.ClosureAsked(at=datetime.min, by="", reason="", note="")  # noqa: DTZ901
HANDED = frozenset({ClosureReason.HANDED_TO_AGENCY, ClosureReason.MOVED_AWAY})
ANOTHER_OPEN = Refusal(
    "reopen.another_open", "This child has another open case. Go on there, or join the two."
)


def _facts(work: Work, asked: e.ClosureAsked, *, requested: bool) -> ClosingFacts:
    owed = standing(work.case.pk, work.proof)
    legal = [d for d in owed if rule_of(d.code).fixed_by_law]
    referrals = {d.ref for d in owed if d.subject is Subject.REFERRAL}
    identity = identity_of(work.proof, work.case.child)
    return closing_facts(
        work.case,
        work.state,
        asked,
        open_legal_duties=len(legal),
        merged=cases_beside(work.case).filter(closed_day__isnull=True).exists(),
        open_referrals=len(referrals),
        age_now=age_of(identity, day_of(work.at)),
        requested=requested,
    )


def ask_closure(
    *,
    case_id: UUID,
    asked: e.ClosureAsked,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Ask for closure; the second person then decides."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.IDENTITY])
    before = work.state.closure
    facts = _facts(work, before or asked, requested=before is not None)
    ensure(may_request_closure(by, facts))
    not_by = frozenset({by.id, work.case.worker_id or by.id})
    second = second_in(work.case, not_by=not_by, at=at)
    with writing("case.closure_asked", work):
        let_in(work, second)
        append(work, _naming(asked, work))
        tell(work, Event.CLOSURE_REQUESTED, not_by=not_by)
    return work


def _naming(asked: e.ClosureAsked, work: Work) -> e.ClosureAsked:
    """Where another unit acknowledged the case, the request names it, whatever was typed."""
    gone = last_asked(work.state.transfers.values())
    if asked.reason not in HANDED or not _acknowledged(work) or gone is None or gone.asked is None:
        return asked
    unit = ", ".join(part for part in (gone.asked.name, gone.number) if part)
    field = "handed_over_to" if asked.reason == ClosureReason.MOVED_AWAY else "accepted_by"
    return msgspec.structs.replace(asked, **{field: unit})


def _acknowledged(work: Work) -> bool:
    return last_state(work.state.transfers.values()) is TransferState.ACKNOWLEDGED


def decline_closure(
    *,
    case_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Say as second person that the case goes on."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.IDENTITY])
    asked = work.state.closure
    facts = _facts(work, asked or NOTHING_ASKED, requested=asked is not None)
    ensure(may_decline_closure(by, facts, reason=reason))
    line = e.ClosureDeclined(at=at, by=by.id.hex, reason=reason)
    return record("case.closure_declined", work, line, then=Event.CLOSURE_DECLINED)


def close_case(
    *,
    case_id: UUID,
    note: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Close as the second person. Reporters learn only that the handling has ended."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.IDENTITY])
    asked = work.state.closure
    ensure(may_close(by, _facts(work, asked or NOTHING_ASKED, requested=asked is not None)))
    reason = asked.reason if asked else ""
    line = e.Closed(at=at, by=by.id.hex, reason=reason, note=note)
    gone = reason in HANDED and _acknowledged(work)
    with writing("case.closed", work):
        fall_away(work)
        end_with_case(work)
        append(work, line, stage=CaseStage.TRANSFERRED if gone else CaseStage.CLOSED, closed=True)
        tell(work, Event.CASE_TRANSFERRED if gone else Event.CASE_CLOSED)
        push_progress(reports=_reports(work), progress="finished", at=at)
    return work


def reopen_case(
    *,
    case_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Open a case again; the child is the same child, the history goes on, what waited is owed."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(may_reopen(by, CaseStage(work.case.stage), reason=reason))
    other = open_case_of_child(work.case.child_id)
    ensure(ANOTHER_OPEN if other else None)
    worker = work.case.worker_id
    if worker and not holds(worker, Role.CASE_WORKER, day_of(at)):
        work.case.worker_id = None  # who worked on it has left: somebody is to be assigned
    readers = readers_of(work.case, at=at)
    before = system_work(work.case, at, facets=[Facet.LEGAL])
    with writing("case.reopened", work):
        folders = folders_of(work.case)
        give_access(folders, readers, opener=None, worker=work.case.worker_id, day=day_of(at))
        line = e.Reopened(at=at, by=by.id.hex, reason=reason)
        append(work, line, stage=CaseStage.REOPENED, closed=False)
        tell(work, Event.CASE_REOPENED)
        take_up(work, before)
        push_progress(reports=_reports(work), progress="handling", at=at)
    return work


def _reports(work: Work) -> list[UUID]:
    return [UUID(report) for report in work.state.reports]
