"""Putting a case before the rules: facts built from what was opened, the rule's answer returned."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.policy.queries import is_code
from pabolo.programme.cases.entries import (
    ClosureAsked,
    Planned,
    PlanProposed,
    PoliceReported,
    ServiceGiven,
)
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case
from pabolo.programme.children.ages import birth_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.ages import ADULT_AT, check_birth
from pabolo.rules.closing import ClosingFacts
from pabolo.rules.decisions import Refusal
from pabolo.rules.mediation import may_mediate
from pabolo.rules.plan import Beneficiary, Function, PlanFacts, PlanItem, Task
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Facet

ANY_OF: dict[Facet, tuple[Verb, ...]] = {
    Facet.HEALTH: (Verb.WRITE_HEALTH,),
    Facet.LEGAL: (Verb.WRITE_LEGAL, Verb.WORK_CASE),
}
GIVERS = (Verb.WORK_CASE, Verb.WRITE_HEALTH, Verb.WRITE_LEGAL)
FUTURE_SERVICE = Refusal(
    "service.future", "This day is still to come. Record a service once it was given."
)
UNKNOWN_ITEM = Refusal("service.unknown_item", "This plan item is not open. Choose another.")
UNKNOWN_SERVICE = Refusal("service.unknown", "This service is not on the list. Choose another.")


def _any(actor: Actor, verbs: tuple[Verb, ...]) -> Refusal | None:
    refusals = [may_do(actor, verb) for verb in verbs]
    return None if None in refusals else refusals[0]


def check_facet(actor: Actor, facet: Facet) -> Refusal | None:
    """Whether the actor's post writes under this facet."""
    return _any(actor, ANY_OF.get(facet, (Verb.WORK_CASE, *GIVERS)))


def check_may_give(actor: Actor) -> Refusal | None:
    """Whether the actor's post logs services: workers and specialists."""
    return _any(actor, GIVERS)


def check_may_correct(actor: Actor) -> Refusal | None:
    """Whether the actor's post corrects who a child is, and where."""
    return _any(actor, (Verb.WORK_CASE, Verb.OPEN_CASE))


def check_correction(
    before: tuple[ChildIdentity, ChildPlaces],
    after: tuple[ChildIdentity, ChildPlaces],
    *,
    today: date,
) -> Refusal | None:
    """Whether what is to stand of a child from now on can be, and differs from what stands."""
    identity, _places = after
    if not identity.name.strip():
        return UNNAMED
    if before == after:
        return UNCHANGED
    return check_birth(birth_of(identity), today=today)


def check_written(text: str, refusal: Refusal) -> Refusal | None:
    """The refusal where nothing was written."""
    return None if text.strip() else refusal


def sexual(stats: CaseStats) -> bool:
    """Whether any form of the case is a crime of sexual violence."""
    return is_sexual((*stats.forms, *stats.sub_forms))


def check_service(
    state: CaseState, stats: CaseStats, service: ServiceGiven, *, today: date
) -> Refusal | None:
    """Whether a service can be logged: on the list, its day has come, its item is open, and it is
    no mediation of what turned out to be sexual violence."""
    if service.on > today.isoformat():
        return FUTURE_SERVICE
    if not is_code("service", service.service, today):
        return UNKNOWN_SERVICE
    item = state.plan.get(service.item)
    if service.item and (item is None or not item.approved or item.ended):
        return UNKNOWN_ITEM
    if item is not None and item.planned.function == Function.MEDIATION:
        return may_mediate(sexual_violence=sexual(stats), offender_is_child=stats.offender_is_child)
    return None


def check_services(lines: Iterable[Planned], *, today: date) -> Refusal | None:
    """Whether every planned service is on the list."""
    known = all(is_code("service", line.service, today) for line in lines)
    return None if known else UNKNOWN_SERVICE


def plan_item(line: Planned) -> PlanItem:
    """A plan item as the rules see it."""
    return PlanItem(
        beneficiary=Beneficiary(line.for_whom) if line.for_whom else None,
        goal=line.goal,
        function=Function(line.function) if line.function else None,
        task=Task(line.task) if line.task else None,
        provider=line.provider,
        responsible=UUID(line.responsible) if line.responsible else None,
        due_day=date.fromisoformat(line.due) if line.due else None,
    )


def plan_facts(state: CaseState, stats: CaseStats, proposal: PlanProposed) -> PlanFacts:
    """A proposed plan as the rules see it."""
    items = [state.plan[key].planned for key in proposal.items if key in state.plan]
    return PlanFacts(
        author=UUID(proposal.by),
        items=tuple(plan_item(line) for line in items),
        child_agreed=proposal.child_agreed,
        why_not_agreed=proposal.why_not_agreed,
        sexual_violence=sexual(stats),
        offender_is_child=stats.offender_is_child,
    )


def closing_facts(
    case: Case,
    state: CaseState,
    asked: ClosureAsked,
    *,
    open_legal_duties: int,
    merged: bool,
    age_now: int | None,
    requested: bool,
    open_referrals: int = 0,
) -> ClosingFacts:
    """A closure as the rules see it; `requested` once it stands in the journal."""
    return ClosingFacts(
        stage=CaseStage(case.stage),
        worker_id=case.worker_id,
        requested_by=UUID(asked.by) if requested else None,
        reason=ClosureReason(asked.reason) if asked.reason else None,
        note=asked.note,
        open_goals=len(state.open_items),
        child_is_safe=asked.child_is_safe,
        child_view_recorded=bool(asked.child_view.strip()),
        accepted_elsewhere=bool(asked.accepted_by.strip()),
        handed_over=bool(asked.handed_over_to.strip()),
        is_adult=age_now is not None and age_now >= ADULT_AT,
        transition_planned=state.transition is not None or bool(asked.transition.strip()),
        capacity_checked=asked.capacity_checked,
        contact_attempts=state.attempts,
        merged=merged,
        information_given=bool(asked.information_given.strip()),
        open_legal_duties=open_legal_duties,
        legal_reason=asked.legal_reason,
        open_referrals=open_referrals,
    )


UNNAMED = Refusal("child.no_name", "Write a name, or what to call the child.")
UNCHANGED = Refusal("child.unchanged", "Nothing is different from what stands here already.")
NO_REASON = Refusal("light.reason", "Write why the case is led elsewhere from now on.")
NO_TRANSITION = Refusal("transition.empty", "Write who helps after the 18th birthday.")
NOTHING_TO_PROPOSE = Refusal("plan.nothing_new", "There is no new plan item to propose.")
NOT_UNCLEAR = Refusal("match.settled", "About this person nothing has to be decided any more.")
NO_PLAN_WAITS = Refusal("plan.none_waits", "No plan waits for a decision.")
NO_OPEN_ITEM = Refusal("plan.no_open_item", "No item of the plan is open.")
END_REASON = Refusal("plan.end_reason", "Write why this plan item ends.")
POLICE_WHEN = Refusal(
    "police.when", "Give the day and hour of the police report. It cannot lie in the future."
)
POLICE_REASON = Refusal(
    "police.reason", "Write the number of the police report, or why there is none."
)
POLICE_EXCUSE = Refusal(
    "police.excuse", "Only a supervisor can excuse this duty under the law, with a reason."
)


def check_proposal(items: tuple[str, ...]) -> Refusal | None:
    """Whether there is anything to put before the supervisor."""
    return None if items else NOTHING_TO_PROPOSE


def check_waiting(state: CaseState) -> Refusal | None:
    """Whether a plan lies before the supervisor at all."""
    return None if state.proposal else NO_PLAN_WAITS


def check_open_items(state: CaseState) -> Refusal | None:
    """Whether the plan has an item that has not ended."""
    return None if any(not item.ended for item in state.plan.values()) else NO_OPEN_ITEM


def check_own_item(state: CaseState, item: str, reason: str) -> Refusal | None:
    """Whether a plan item can be ended."""
    known = state.plan.get(item)
    if known is None or known.ended:
        return UNKNOWN_ITEM
    return None if reason.strip() else END_REASON


def check_police(actor: Actor, report: PoliceReported, *, at: datetime) -> Refusal | None:
    """Whether a police report, or its absence, can be recorded so.

    Source: UU 12/2022 (TPKS): the duty falls away only by the report; excusing it is a
    supervisor's decision with a reason.
    """
    if report.number.strip():
        known = report.reported_at is not None and report.reported_at <= at
        return None if known else POLICE_WHEN
    if not report.reason_not.strip():
        return POLICE_REASON
    return None if may_do(actor, Verb.LOWER_RISK) is None else POLICE_EXCUSE
