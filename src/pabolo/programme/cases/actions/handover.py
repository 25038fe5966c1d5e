"""A case changes hands: begun by a supervisor, written by the worker before, taken by the next.

Until the successor confirms, the case and its duties are the old worker's; both see it. Where the
supervisor says so, with a reason, the old one is out at once and no sheet is waited for.
"""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.actions import grant, revoke
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.absences import cover_for
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.team import NOT_A_WORKER, check_outside, holds_any
from pabolo.programme.cases.asking import hand_over_of
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.rules.actors import Actor
from pabolo.rules.handover import may_begin_hand_over, may_take_over, may_write_sheet
from pabolo.rules.vocabulary import CaseStage, Event, Facet, Role


def begin_hand_over(
    *,
    case_id: UUID,
    to: UUID,
    reason: str,
    at_once: bool = False,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Hand a case to another worker; what was begun before and not taken falls away."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.IDENTITY])
    before, earlier = work.case.worker_id, work.state.handover
    ensure(may_begin_hand_over(by, before, to, reason))
    ensure(None if holds_any(to, [Role.CASE_WORKER], day_of(at)) else NOT_A_WORKER)
    check_outside(work, to)
    line = e.HandOverBegun(
        at=at,
        by=by.id.hex,
        to=to.hex,
        reason=reason.strip(),
        before=before.hex if before else "",
        at_once=at_once,
    )
    out = {before} if at_once and before else set()
    if earlier and UUID(earlier.to) not in (to, before):
        out.add(UUID(earlier.to))
    with writing("case.hand_over", work, at_once=int(at_once)):
        _let_in(work, to)
        _shut_out(work, out)
        append(work, line, worker=to if at_once else None)
        if earlier or at_once:
            tell(work, Event.WORKER_ASSIGNED)
        tell(work, Event.HANDOVER_BEGUN, successor_id=to, at_once=at_once)
    if at_once:
        cover_for(to, at=at)
    return work


def write_sheet(
    *,
    case_id: UUID,
    sheet: e.HandOverSheet,
    family_told: bool,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """The worker before writes what the successor must know."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(may_write_sheet(by, hand_over_of(work.case, work.state)))
    written = e.HandOverWritten(at=at, by=by.id.hex, family_told=family_told)
    return record("case.hand_over_sheet", work, sheet, written, then=Event.HANDOVER_WRITTEN)


def take_over(
    *,
    case_id: UUID,
    note: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """The successor confirms: the case and its duties are theirs, the old worker is out."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(may_take_over(by, hand_over_of(work.case, work.state)))
    complete(work, by.id, note, verb="case.taken_over")
    return work


def complete(work: Work, successor: UUID, note: str, *, verb: str) -> None:
    """The case goes to the successor of a hand-over, in one act."""
    before, case = work.case.worker_id, work.case
    new = case.stage in (CaseStage.RECEIVED, CaseStage.REOPENED)
    now: dict[str, object] = {"at": work.at, "by": work.by.id.hex}
    old = before.hex if before and before != successor else ""
    if work.by.id == successor:
        line: e.Line = e.HandOverTaken(**now, before=old, note=note.strip())  # type: ignore[arg-type]
    else:
        line = e.Assigned(**now, worker=successor.hex, before=old)  # type: ignore[arg-type]
    with writing(verb, work):
        _let_in(work, successor)
        _shut_out(work, {before} if before and before != successor else set())
        append(work, line, worker=successor, stage=CaseStage.VERIFYING if new else None)
        tell(work, Event.HANDOVER_TAKEN, Event.WORKER_ASSIGNED)
    cover_for(successor, at=work.at)


def fall_away(work: Work) -> None:
    """What nobody took ends with the case, and the successor's access with it. In an open act."""
    waiting = work.state.handover
    if waiting is not None and UUID(waiting.to) != work.case.worker_id:
        _shut_out(work, {UUID(waiting.to)})


def _let_in(work: Work, person: UUID) -> None:
    for subject, folder in folders_of(work.case):
        grant(folder=folder, subject=subject, people=[person], basis="team", day=day_of(work.at))


def _shut_out(work: Work, people: set[UUID]) -> None:
    for _subject, folder in folders_of(work.case) if people else ():
        revoke(folder=folder, people=people, day=day_of(work.at))
