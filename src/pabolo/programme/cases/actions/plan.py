"""The plan: goals, items, their changes, proposal, approval, return, dropping an item."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.second import let_in, second_in
from pabolo.programme.cases.asking_plan import (
    check_change,
    check_goal,
    check_own_item,
    check_proposal,
    check_services,
    check_under,
    check_waiting,
    plan_facts,
    plan_item,
    sexual,
)
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.lifecycle import Truth, may_move
from pabolo.rules.plan import check_item, check_mediation, may_approve_plan, may_return_plan
from pabolo.rules.vocabulary import CaseStage, Event, Facet


def set_goal(
    *,
    case_id: UUID,
    goal: e.GoalSet,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Write what should be true for the child, or write it anew before the plan is approved."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_goal(work.state, goal))
    with writing("case.goal", work):
        append(work, goal)
    return work


def add_items(
    *,
    case_id: UUID,
    items: Sequence[e.Planned],
    goals: Sequence[e.GoalSet] = (),
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Write plan items, and goals for them. They bind nobody until the plan is approved."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    for goal in goals:
        ensure(check_goal(work.state, goal))
    ensure(check_under(work.state, goals, items))
    worded = [_worded(line, work, goals) for line in items]
    _ensure_items(work, worded)
    with writing("case.planned", work, items=len(worded)):
        append(work, *goals, *worded)
    return work


def _worded(line: e.Planned, work: Work, goals: Sequence[e.GoalSet]) -> e.Planned:
    """The item with the words of the goal it stands under."""
    texts = {key: goal.set.text for key, goal in work.state.goals.items()}
    texts |= {goal.goal: goal.text for goal in goals}
    return msgspec.structs.replace(line, goal=texts.get(line.goal_id, line.goal))


def _ensure_items(work: Work, items: Sequence[e.Planned]) -> None:
    ensure(check_services(items, today=day_of(work.at)))
    shapes = [plan_item(line) for line in items]
    for shape in shapes:
        ensure(check_item(shape, today=day_of(work.at)))
    ensure(
        check_mediation(
            shapes,
            sexual_violence=sexual(work.stats),
            offender_is_child=work.stats.offender_is_child,
        )
    )


def change_item(
    *,
    case_id: UUID,
    item: e.Planned,
    goals: Sequence[e.GoalSet] = (),
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Change an item. What was approved stays in force until the change is approved too."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    for goal in goals:
        ensure(check_goal(work.state, goal))
    ensure(check_under(work.state, goals, (item,)))
    item = _worded(item, work, goals)
    ensure(check_change(work.state, item))
    _ensure_items(work, [item])
    with writing("case.plan_changed", work):
        append(work, *goals, item)
    return work


def propose_plan(
    *,
    case_id: UUID,
    child_agreed: bool,
    why_not_agreed: str = "",
    guardian_agreed: bool = False,
    others_agreed: str = "",
    how: str = "",
    child_words: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Put every new or changed item before the supervisor, with who agreed to it and how."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    items = work.state.pending
    ensure(check_proposal(items))
    line = e.PlanProposed(
        at=at,
        by=by.id.hex,
        items=items,
        child_agreed=child_agreed,
        why_not_agreed=why_not_agreed,
        guardian_agreed=guardian_agreed,
        others_agreed=others_agreed,
        how=how,
        child_words=child_words,
    )
    mine = frozenset({by.id})
    second = second_in(work.case, not_by=mine, at=at)
    with writing("case.plan_proposed", work):
        let_in(work, second)
        append(work, line)
        tell(work, Event.PLAN_PROPOSED, not_by=mine)
    return work


def approve_plan(
    *,
    case_id: UUID,
    note: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Approve the proposed plan; each item becomes a duty with its day."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof, facets=[Facet.NARRATIVE])
    proposal = work.state.proposal or e.PlanProposed(at=at, by="0" * 32, items=())
    ensure(may_approve_plan(by, plan_facts(work.state, work.stats, proposal)))
    line = e.PlanApproved(at=at, by=by.id.hex, items=proposal.items, note=note)
    changed = {key for key in proposal.items if work.state.plan[key].approved}
    with writing("case.plan_approved", work):
        append(work, line, stage=_approved_stage(work, by))
        tell(work, Event.PLAN_APPROVED)
        for key in proposal.items:
            _agreed(work, key, again=key in changed)
    return work


def _agreed(work: Work, key: str, *, again: bool) -> None:
    """The item's duty begins; that of before the change falls away."""
    item, ref = work.state.plan[key], UUID(key)
    if again:
        tell(work, Event.ITEM_DROPPED, ref=ref)
    if item.open:
        tell(work, Event.ITEM_AGREED, ref=ref, due_day=date.fromisoformat(item.planned.due))


def _approved_stage(work: Work, by: Actor) -> str | None:
    """A first plan moves the case on; a further one leaves it where the work is."""
    stage = CaseStage(work.case.stage)
    if stage in (CaseStage.PLANNED, CaseStage.DELIVERING, CaseStage.MONITORING):
        return None
    true = [Truth.PLAN_APPROVED]
    if work.state.assessed_at is not None:
        true.append(Truth.ASSESSED)
    ensure(may_move(by, stage, CaseStage.PLANNED, true=true))
    return CaseStage.PLANNED


def return_plan(
    *,
    case_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Send the proposed plan back with what should change."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_waiting(work.state))
    proposal = work.state.proposal or e.PlanProposed(at=at, by="0" * 32, items=())
    ensure(may_return_plan(by, plan_facts(work.state, work.stats, proposal), reason=reason))
    line = e.PlanReturned(at=at, by=by.id.hex, reason=reason)
    return record("case.plan_returned", work, line, then=Event.PLAN_RETURNED)


def end_item(
    *,
    case_id: UUID,
    item: str,
    outcome: str,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Drop a plan item, or call it fulfilled (`outcome`: dropped, done), with the reason."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_own_item(work.state, item, reason))
    line = e.PlanItemEnded(at=at, by=by.id.hex, item=item, outcome=outcome, reason=reason)
    event = Event.ITEM_DONE if outcome == "done" else Event.ITEM_DROPPED
    return record("case.plan_item_ended", work, line, then=event, ref=UUID(item))
