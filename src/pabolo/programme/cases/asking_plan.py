"""Putting the plan, the services, their costs and a stay in the shelter before the rules."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pabolo.ground.policy.queries import is_code
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.fold import CaseState
from pabolo.rules.costs import Cost, may_record_cost
from pabolo.rules.decisions import Refusal
from pabolo.rules.goals import GoalStatus, may_judge_goal, may_write_goal
from pabolo.rules.mediation import is_mediation, may_mediate
from pabolo.rules.plan import Beneficiary, Function, PlanFacts, PlanItem, Task
from pabolo.rules.violence import is_sexual

FUTURE_SERVICE = Refusal(
    "service.future", "This day is still to come. Record a service once it was given."
)
UNKNOWN_ITEM = Refusal("service.unknown_item", "This plan item is not open. Choose another.")
UNKNOWN_SERVICE = Refusal("service.unknown", "This service is not on the list. Choose another.")
UNKNOWN_LINE = Refusal("service.unknown_line", "This service is not in the log. Choose another.")
UNKNOWN_COST = Refusal("cost.unknown", "This cost is not noted. Choose another.")
UNKNOWN_GOAL = Refusal("plan.unknown_goal", "This goal is not worked on. Choose another.")
CORRECT_REASON = Refusal("service.correct_reason", "Write what was wrong.")
SAME_AS_BEFORE = Refusal("plan.same", "Nothing is different from what stands here already.")
NOTHING_TO_PROPOSE = Refusal("plan.nothing_new", "There is no new plan item to propose.")
NO_PLAN_WAITS = Refusal("plan.none_waits", "No plan waits for a decision.")
NO_OPEN_ITEM = Refusal("plan.no_open_item", "No item of the plan is open.")
NO_LOG = Refusal("service.none_logged", "No service is logged yet.")
NO_COST = Refusal("cost.none", "No cost is noted yet.")
END_REASON = Refusal("plan.end_reason", "Write why this plan item ends.")
WAITS = Refusal(
    "plan.item_waits",
    "This item lies before the supervisor. Change it once the plan is approved or returned.",
)


def sexual(stats: CaseStats) -> bool:
    """Whether any form of the case is a crime of sexual violence."""
    return is_sexual((*stats.forms, *stats.sub_forms))


def check_talk(stats: CaseStats) -> Refusal | None:
    """Whether the case may be settled by talking."""
    return may_mediate(sexual_violence=sexual(stats), offender_is_child=stats.offender_is_child)


def mediates(line: e.Planned | e.ServiceGiven) -> bool:
    """Whether a planned or given service settles by talking, by whatever door."""
    return is_mediation(function=line.function, codes=(line.service, line.detail), what=line.what)


def _is_listed(line: e.Planned | e.ServiceGiven, today: date) -> bool:
    listed = is_code("service", line.service, today)
    return listed and (not line.detail or is_code("service_detail", line.detail, today))


def check_service(
    state: CaseState,
    stats: CaseStats,
    service: e.ServiceGiven,
    *,
    today: date,
    stays_on: str = "",
) -> Refusal | None:
    """Whether a service can be logged: on the list, its day has come, its item is open, and it is
    no mediation of what turned out to be sexual violence. `stays_on`: the item that a corrected
    line was on already, open or not."""
    if service.on > today.isoformat():
        return FUTURE_SERVICE
    if not _is_listed(service, today):
        return UNKNOWN_SERVICE
    item = state.plan.get(service.item)
    if service.item and (item is None or not item.approved):
        return UNKNOWN_ITEM
    if item is not None and item.ended and service.item != stays_on:
        return UNKNOWN_ITEM
    if mediates(service) or (item is not None and mediates(item.planned)):
        return check_talk(stats)
    return None


def check_services(lines: Iterable[e.Planned], *, today: date) -> Refusal | None:
    """Whether every planned service is on the list."""
    return None if all(_is_listed(line, today) for line in lines) else UNKNOWN_SERVICE


def check_correction_of(state: CaseState, of: str, reason: str) -> Refusal | None:
    """Whether a line of the log can be corrected."""
    known = state.log.get(of)
    if known is None or known.struck:
        return UNKNOWN_LINE
    return None if reason.strip() else CORRECT_REASON


def check_cost(cost: e.CostNoted, *, on: date) -> Refusal | None:
    """Whether the evidence of a cost is whole."""
    return may_record_cost(
        Cost(
            budget_known=is_code("budget_line", cost.budget, on),
            amount=cost.amount,
            evidence=cost.evidence,
        )
    )


def check_cost_of(state: CaseState, service: str) -> Refusal | None:
    """Whether a cost can be noted for this line of the log."""
    known = state.log.get(service)
    return UNKNOWN_LINE if known is None or known.struck else None


def check_cost_correction(state: CaseState, of: str, reason: str) -> Refusal | None:
    """Whether a noted cost can be corrected."""
    known = state.costs.get(of)
    if known is None or known.struck:
        return UNKNOWN_COST
    return None if reason.strip() else CORRECT_REASON


def check_goal(state: CaseState, goal: e.GoalSet) -> Refusal | None:
    """Whether a goal can be written so, for the first time or anew."""
    known = state.goals.get(goal.goal)
    stands = any(one.approved and one.planned.goal_id == goal.goal for one in state.plan.values())
    status = known.status if known else GoalStatus.OPEN
    return may_write_goal(goal.text, approved=stands, status=status)


def check_judged(state: CaseState, goals: Iterable[e.GoalJudged]) -> Refusal | None:
    """Whether a review can judge these goals so."""
    refusals = (may_judge_goal(g.status, why=g.why, known=g.goal in state.goals) for g in goals)
    return next((one for one in refusals if one is not None), None)


def check_under(
    state: CaseState, goals: Iterable[e.GoalSet], items: Iterable[e.Planned]
) -> Refusal | None:
    """Whether each item stands under a goal that is worked on, or under none."""
    known = {key for key, goal in state.goals.items() if not goal.settled}
    known |= {goal.goal for goal in goals}
    return None if all(not i.goal_id or i.goal_id in known for i in items) else UNKNOWN_GOAL


def check_change(state: CaseState, line: e.Planned) -> Refusal | None:
    """Whether a plan item can be changed now."""
    known = state.plan.get(line.item)
    if known is None or known.ended:
        return UNKNOWN_ITEM
    if state.proposal is not None and line.item in state.proposal.items:
        return WAITS
    return SAME_AS_BEFORE if same_item(known.proposed, line) else None


def same_item(one: e.Planned, other: e.Planned) -> bool:
    """Whether two lines say the same of an item, whoever wrote them when."""
    fields = set(e.Planned.__struct_fields__) - {"at", "by"}
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def plan_item(line: e.Planned) -> PlanItem:
    """A plan item as the rules see it."""
    return PlanItem(
        beneficiary=Beneficiary(line.for_whom) if line.for_whom else None,
        goal=line.goal,
        function=Function(line.function) if line.function else None,
        task=Task(line.task) if line.task else None,
        provider=line.provider,
        responsible=UUID(line.responsible) if line.responsible else None,
        due_day=date.fromisoformat(line.due) if line.due else None,
        codes=(line.service, line.detail),
        what=line.what,
    )


def plan_facts(state: CaseState, stats: CaseStats, proposal: e.PlanProposed) -> PlanFacts:
    """A proposed plan as the rules see it."""
    items = [state.plan[key].proposed for key in proposal.items if key in state.plan]
    return PlanFacts(
        author=UUID(proposal.by),
        items=tuple(plan_item(line) for line in items),
        child_agreed=proposal.child_agreed,
        why_not_agreed=proposal.why_not_agreed,
        sexual_violence=sexual(stats),
        offender_is_child=stats.offender_is_child,
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
