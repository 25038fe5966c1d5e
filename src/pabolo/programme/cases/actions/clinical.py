"""Sessions with a psychologist: noted under a side of their own, summarised for the team, handed
on to another psychologist by who may open them."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.actions import grant
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.team import (
    NOT_A_SPECIALIST,
    check_outside,
    holds_any,
    joined,
)
from pabolo.programme.cases.queries.clinical import notes_for
from pabolo.programme.cases.queries.files import CaseFile, lines_of
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.clinical import EMPTY, FUTURE, NO_REASON, NOTHING_TO_HAND, ONESELF
from pabolo.rules.vocabulary import Facet, Role


def record_session(
    *,
    case_id: UUID,
    on: date,
    came: bool = True,
    note: str = "",
    summary: str = "",
    title: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """A session was held. The note opens to its writer alone, the summary to the team."""
    ensure(may_do(by, Verb.WRITE_CLINICAL))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(FUTURE if on > day_of(at) else None)
    ensure(EMPTY if came and not (note.strip() or summary.strip()) else None)
    now, session = {"at": at, "by": by.id.hex}, random_id().hex
    lines: list[e.Line] = [e.SessionHeld(**now, session=session, on=on.isoformat(), came=came)]  # type: ignore[arg-type]
    if note.strip():
        lines.append(e.ClinicalNoted(**now, session=session, text=note.strip()))  # type: ignore[arg-type]
    if summary.strip():
        lines.append(e.Noted(**now, title=title, text=summary.strip()))  # type: ignore[arg-type]
    with writing("case.session", work):
        append(work, *lines, note_facet=Facet.HEALTH)
    return work


def hand_sessions(
    *,
    case_id: UUID,
    to: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Hand the session notes that one opens in this case to another psychologist."""
    ensure(may_do(by, Verb.WRITE_CLINICAL))
    ensure(None if holds_any(to, [Role.PSYCHOLOGIST], day_of(at)) else NOT_A_SPECIALIST)
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.IDENTITY])
    ensure(ONESELF if to == by.id else None)
    ensure(None if reason.strip() else NO_REASON)
    if not notes_for(by, _file(work)):
        raise Refused(NOTHING_TO_HAND)
    check_outside(work, to)
    line = e.ClinicalHanded(at=at, by=by.id.hex, to=to.hex, reason=reason.strip())
    with writing("case.sessions_handed", work):
        for subject, folder in folders_of(work.case):
            grant(folder=folder, subject=subject, people=[to], basis="team", day=day_of(at))
        append(work, line, joined(work, to, reason))
    return work


def _file(work: Work) -> CaseFile:
    lines = lines_of(work.case, work.proof)
    return CaseFile(work.case, work.proof, work.proof.facets, work.state, work.stats, lines)
