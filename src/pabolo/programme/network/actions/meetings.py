"""Keeping the register of meetings."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Meeting
from pabolo.programme.network.queries.scope import group_for
from pabolo.rules import activities as rules
from pabolo.rules.actors import Actor
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
) -> Meeting:
    """Enter a meeting of a group. A phone's id makes sending it again harmless, as above."""
    identity = meeting_id or random_id()
    sent = Meeting.objects.filter(pk=identity).first()
    if sent is not None and sent.recorded_by == by.id:
        return sent
    with act("network.meeting_recorded", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        asked = rules.Meeting(day, attendance, minutes, sent is None)
        ensure(rules.may_record_meeting(by, facts(group), asked, today=day_of(at)))
        return Meeting.objects.create(
            id=identity,
            group=group,
            day=day,
            attendance=attendance,
            minutes=minutes.strip(),
            recorded_by=by.id,
            recorded_at=at,
        )
