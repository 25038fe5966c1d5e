"""The log of services: what was given, its costs, and the correction of a wrong line."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import consents
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, signed, writing
from pabolo.programme.cases.asking import check_may_give
from pabolo.programme.cases.asking_plan import (
    SAME_AS_BEFORE,
    check_correction_of,
    check_cost,
    check_cost_correction,
    check_cost_of,
    check_service,
)
from pabolo.programme.cases.standing import Logged
from pabolo.rules.actors import Actor
from pabolo.rules.consent import may_begin_service
from pabolo.rules.decisions import Refusal
from pabolo.rules.lifecycle import FINISHED
from pabolo.rules.vocabulary import CaseStage, Event


def give_service(
    *,
    case_id: UUID,
    service: e.ServiceGiven,
    costs: Sequence[e.CostNoted] = (),
    emergency: bool = False,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Log a service given, on a plan item or unplanned, with what it cost.

    Help in an emergency needs no basis.
    """
    ensure(check_may_give(by))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    standing = consents.recorded(work.state.consents)
    ensure(may_begin_service(standing, on=day_of(at), emergency=emergency))
    ensure(check_service(work.state, work.stats, service, today=day_of(at)))
    key = service.id or str(len(work.state.log))
    spent = [msgspec.structs.replace(cost, service=key) for cost in costs]
    for cost in spent:
        ensure(check_cost(cost, on=_day(service, at)))
    first = work.case.stage == CaseStage.PLANNED and bool(service.item)
    with writing("case.service", work):
        append(work, service, *spent, stage=CaseStage.DELIVERING if first else None)
        tell(work, Event.SERVICE_GIVEN)
        item = work.state.plan.get(service.item)
        if item is not None and not item.open:
            tell(work, Event.ITEM_DONE, ref=UUID(service.item))
    return work


def _day(service: e.ServiceGiven, at: datetime) -> date:
    return date.fromisoformat(service.on) if service.on else day_of(at)


def correct_service(
    *,
    case_id: UUID,
    of: str,
    reason: str,
    instead: e.ServiceGiven | None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Correct a line of the log, or strike it (`instead` None). What was written stays readable.

    Figures, and the duty of the plan item, follow what stands.
    """
    ensure(check_may_give(by))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_correction_of(work.state, of, reason))
    known = work.state.log[of]
    ensure(_check_instead(work, known, instead))
    line = e.ServiceCorrected(
        at=at,
        by=by.id.hex,
        of=of,
        reason=reason.strip(),
        instead=_signed(instead, known, by, at),
    )
    touched = {known.line.item, instead.item if instead else ""} & work.state.plan.keys()
    before = {key: work.state.plan[key].open for key in touched}
    with writing("case.service_corrected", work):
        append(work, line)
        for key in sorted(touched):
            _follow(work, key, was_open=before[key])
    return work


def _check_instead(work: Work, known: Logged, instead: e.ServiceGiven | None) -> Refusal | None:
    if instead is None:
        return None
    fields = set(e.ServiceGiven.__struct_fields__) - {"at", "by", "id"}
    if all(getattr(known.line, name) == getattr(instead, name) for name in fields):
        return SAME_AS_BEFORE
    today = day_of(work.at)
    on = known.line.item
    return check_service(work.state, work.stats, instead, today=today, stays_on=on)


def _signed(
    instead: e.ServiceGiven | None, known: Logged, by: Actor, at: datetime
) -> e.ServiceGiven | None:
    if instead is None:
        return None
    line = signed(msgspec.structs.replace(instead, id=known.line.id), by=by, at=at)
    assert isinstance(line, e.ServiceGiven)
    return line


def _follow(work: Work, key: str, *, was_open: bool) -> None:
    """The duty of a plan item stands as long as something is owed on it."""
    item = work.state.plan[key]
    if was_open and not item.open:
        tell(work, Event.ITEM_DONE, ref=UUID(key))
    running = CaseStage(work.case.stage) not in FINISHED
    if not was_open and item.open and item.approved and running:
        tell(work, Event.ITEM_AGREED, ref=UUID(key), due_day=date.fromisoformat(item.planned.due))


def note_cost(
    *,
    case_id: UUID,
    cost: e.CostNoted,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Note what a service of the log cost."""
    ensure(check_may_give(by))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_cost_of(work.state, cost.service))
    ensure(check_cost(cost, on=_day(work.state.log[cost.service].line, at)))
    with writing("case.cost", work):
        append(work, cost)
    return work


def correct_cost(
    *,
    case_id: UUID,
    of: str,
    reason: str,
    instead: e.CostNoted | None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Correct a noted cost, or strike it (`instead` None)."""
    ensure(check_may_give(by))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_cost_correction(work.state, of, reason))
    known = work.state.costs[of].note
    if instead is not None:
        instead = msgspec.structs.replace(
            instead, id=known.id, service=known.service, at=at, by=by.id.hex
        )
        ensure(check_cost(instead, on=_day(work.state.log[known.service].line, at)))
    line = e.CostCorrected(at=at, by=by.id.hex, of=of, reason=reason.strip(), instead=instead)
    with writing("case.cost_corrected", work):
        append(work, line)
    return work
