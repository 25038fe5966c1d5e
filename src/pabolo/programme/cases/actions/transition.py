"""The child becomes an adult: somebody must plan who helps after that, before the day comes."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.queries import standing
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import number
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.journal import Work, begin, system_work, writing
from pabolo.programme.cases.asking import NO_TRANSITION, check_written
from pabolo.programme.cases.models import Case
from pabolo.programme.children.ages import birth_of
from pabolo.programme.children.queries import NAMES
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.ages import turns_adult_on
from pabolo.rules.vocabulary import Event, Facet

SETTING = "clock.transition_days"
RULE = "case.plan_transition"


def raise_transitions(*, at: datetime) -> int:
    """Begin the duty to plan ahead in open cases whose child turns 18 soon; how many.

    To be run nightly. Once a case: not where the duty stands or the transition is planned. Who
    turned 18 already is due today.
    """
    days = _birthdays(at)
    soon = {case for case, day in days.items() if day <= _horizon(at)}
    rows = Case.objects.filter(pk__in=soon).select_related("child").order_by("id")
    return sum(_raise(case, max(days[case.pk], day_of(at)), at) for case in rows)


def _horizon(at: datetime) -> date:
    return day_of(at) + timedelta(days=number(SETTING, day_of(at)))


def _birthdays(at: datetime) -> dict[UUID, date]:
    """When the child of each open case turns 18 at the latest, as far as known; one scan."""
    cases = Case.objects.filter(closed_day__isnull=True)
    rows = list(cases.values_list("pk", "child_id", "child__version"))
    if not rows:
        return {}
    versions = {child: version for _case, child, version in rows}
    proof = receipt(
        "child.scanned",
        by=SYSTEM,
        at=at,
        folders=list(versions),
        facets=[Facet.IDENTITY],
        purpose="turning_eighteen",
    )
    known = NAMES.of(proof, versions)
    days = {case: turns_adult_on(birth_of(known[child].identity)) for case, child, _v in rows}
    return {case: day for case, day in days.items() if day is not None}


def _raise(case: Case, due: date, at: datetime) -> int:
    work = system_work(case, at)
    stands = any(duty.code == RULE for duty in standing(case.pk, work.proof))
    if stands or work.state.transition is not None:
        return 0
    with writing("case.turning_eighteen", work):
        tell(work, Event.TURNING_EIGHTEEN, due_day=due)
    return 1


def plan_transition(
    *,
    case_id: UUID,
    plan: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record who helps after the 18th birthday."""
    ensure(may_do(by, Verb.WORK_CASE))
    ensure(check_written(plan, NO_TRANSITION))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    line = e.TransitionPlanned(at=at, by=by.id.hex, plan=plan.strip())
    return record("case.transition", work, line, then=Event.TRANSITION_PLANNED)
