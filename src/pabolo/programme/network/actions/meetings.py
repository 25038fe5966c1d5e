"""Keeping the register of meetings."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Attendance, Group, Meeting, Member
from pabolo.programme.network.queries.scope import group_for, holding
from pabolo.rules import activities as rules
from pabolo.rules.actors import Actor
from pabolo.rules.group_register import may_name_present
from pabolo.rules.vocabulary import Subject


def record_meeting(
    *,
    by: Actor,
    at: datetime,
    group_id: UUID,
    day: date,
    attendance: int,
    minutes: str = "",
    meeting_id: UUID | None = None,
    present: Collection[UUID] = (),
) -> Meeting:
    """Enter a meeting of a group. A phone's id makes sending it again harmless.

    `present`: the members who came; guests are in `attendance` only.
    """
    identity = meeting_id or random_id()
    sent = Meeting.objects.filter(pk=identity).first()
    if sent is not None and sent.recorded_by == by.id:
        return sent
    with act("network.meeting_recorded", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        asked = rules.Meeting(day, attendance, minutes, sent is None)
        ensure(rules.may_record_meeting(by, facts(group), asked, today=day_of(at)))
        came = list(_present(group, day, present, attendance))
        meeting = Meeting.objects.create(
            id=identity,
            group=group,
            day=day,
            attendance=attendance,
            minutes=minutes.strip(),
            recorded_by=by.id,
            recorded_at=at,
        )
        Attendance.objects.bulk_create(Attendance(meeting=meeting, member=one) for one in came)
        return meeting


def _present(
    group: Group, day: date, present: Collection[UUID], attendance: int
) -> QuerySet[Member]:
    found = Member.objects.filter(holding("from_day", day), group=group, pk__in=present)
    everyone = found.count() == len(set(present))
    refusal = may_name_present(
        all_members=everyone, present=len(set(present)), attendance=attendance
    )
    ensure(refusal)
    return found
