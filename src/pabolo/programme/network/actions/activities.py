"""Keeping the register of activities."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Activity, Group, PlannedActivity, Turnout
from pabolo.programme.network.queries.registers import activities_for
from pabolo.programme.network.queries.scope import group_for
from pabolo.rules import activities as rules
from pabolo.rules.activities import Count
from pabolo.rules.actors import Actor
from pabolo.rules.group_register import impossible_money
from pabolo.rules.vocabulary import Subject


def record_activity(
    *,
    by: Actor,
    at: datetime,
    group_id: UUID,
    day: date,
    level: str,
    kind: str,
    strategy: str,
    counts: Sequence[Count],
    where: str = "",
    note: str = "",
    activity_id: UUID | None = None,
    materials: str = "",
    cost: int = 0,
    planned_id: UUID | None = None,
) -> Activity:
    """Enter an activity of a group: numbers of people by sex and age band.

    `activity_id` may be made by a phone. Sending the same id again answers with the entry that
    is there and changes nothing; it writes no second audit entry.
    """
    identity = activity_id or random_id()
    sent = Activity.objects.filter(pk=identity).first()
    if sent is not None and sent.recorded_by == by.id:
        return sent
    with act("network.activity_recorded", by=by, at=at, subject=(Subject.ACTIVITY, identity)):
        group = group_for(by, group_id)
        known = _activity_codes_known(day, level, kind, strategy, counts)
        asked = rules.Activity(
            day, known, tuple(counts), f"{where}\n{note}\n{materials}", sent is None
        )
        ensure(rules.may_record_activity(by, facts(group), asked, today=day_of(at)))
        ensure(impossible_money(cost))
        activity = Activity.objects.create(
            id=identity,
            group=group,
            day=day,
            level=level,
            kind=kind,
            strategy=strategy,
            where=where.strip(),
            note=note.strip(),
            total=sum(count.count for count in counts),
            materials=materials.strip(),
            cost=cost,
            planned=_line_of_plan(group, planned_id),
            recorded_by=by.id,
            recorded_at=at,
        )
        _count(activity, counts)
        return activity


def _line_of_plan(group: Group, planned_id: UUID | None) -> PlannedActivity | None:
    """The line of the group's own plan. Another's: `PlannedActivity.DoesNotExist`."""
    if planned_id is None:
        return None
    return PlannedActivity.objects.get(pk=planned_id, group=group, dropped_day__isnull=True)


def _activity_codes_known(
    day: date, level: str, kind: str, strategy: str, counts: Sequence[Count]
) -> bool:
    chosen = {("activity_level", level), ("activity_kind", kind), ("strategy", strategy)}
    chosen |= {("sex", count.sex) for count in counts}
    chosen |= {("age_band", count.band) for count in counts}
    return all(is_code(of_list, code, day) for of_list, code in chosen)


def _count(activity: Activity, counts: Sequence[Count]) -> None:
    Turnout.objects.bulk_create(
        Turnout(activity=activity, sex=c.sex, band=c.band, count=c.count) for c in counts if c.count
    )


def withdraw_activity(*, by: Actor, at: datetime, activity_id: UUID, reason: str) -> Activity:
    """Take back a wrong entry. It stays in the register, marked, and is counted no more."""
    subject = (Subject.ACTIVITY, activity_id)
    with act("network.activity_withdrawn", by=by, at=at, subject=subject):
        activity = activities_for(by).get(pk=activity_id)
        ensure(
            rules.may_withdraw_activity(
                by,
                facts(activity.group),
                recorded_by=activity.recorded_by,
                withdrawn=activity.withdrawn_day is not None,
                reason=reason,
            )
        )
        activity.withdrawn_day, activity.withdrawn_because = day_of(at), reason.strip()
        activity.save(update_fields=["withdrawn_day", "withdrawn_because"])
        return activity
