"""Keeping the yearly plan of a group."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import PlannedActivity
from pabolo.programme.network.queries.scope import group_for, visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.group_register import Planned, may_drop, may_plan
from pabolo.rules.vocabulary import Subject


def plan_activity(
    *,
    by: Actor,
    at: datetime,
    group_id: UUID,
    year: int,
    month: int,
    title: str,
    level: str,
    strategy: str,
    target: int,
    budget: int,
    source: str,
) -> PlannedActivity:
    """Put a line into a group's plan. `budget` in rupiah."""
    with act("network.activity_planned", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group, today = group_for(by, group_id), day_of(at)
        chosen = (("activity_level", level), ("strategy", strategy), ("budget_source", source))
        known = all(is_code(of_list, code, today) for of_list, code in chosen)
        asked = Planned(year, month, title, target, budget, known)
        ensure(may_plan(by, facts(group), asked, today=today))
        return PlannedActivity.objects.create(
            group=group,
            year=year,
            month=month,
            title=title.strip(),
            level=level,
            strategy=strategy,
            target=target,
            budget=budget,
            source=source,
        )


def drop_planned(*, by: Actor, at: datetime, planned_id: UUID) -> PlannedActivity:
    """Take a line out of the plan. It stays in the register, marked."""
    with act("network.plan_line_dropped", by=by, at=at) as draft:
        scope = PlannedActivity.objects.filter(group__in=visible_to(by))
        line = scope.select_related("group").get(pk=planned_id)
        draft.subject = (Subject.GROUP, line.group_id)
        done = line.done.filter(withdrawn_day__isnull=True).exists()
        dropped = line.dropped_day is not None
        ensure(may_drop(by, facts(line.group), dropped=dropped, done=done))
        line.dropped_day = day_of(at)
        line.save(update_fields=["dropped_day"])
        return line
