"""Writing to the groups, and noting which has read it."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Circular, CircularRead
from pabolo.programme.network.queries.scope import group_for
from pabolo.rules.actors import Actor
from pabolo.rules.group_register import may_mark_read, may_send_circular
from pabolo.rules.vocabulary import Subject


def send_circular(*, by: Actor, at: datetime, title: str, text: str, area: str = "") -> Circular:
    """Send guidance to the groups of a district, or to all (`area` empty)."""
    with act("network.circular_sent", by=by, at=at):
        ensure(may_send_circular(by, title=title, text=text))
        return Circular.objects.create(
            title=title.strip(), text=text.strip(), area=area, day=day_of(at), sent_by=by.id
        )


def mark_read(*, by: Actor, at: datetime, circular_id: UUID, group_id: UUID) -> CircularRead:
    """A group has read it. Saying it again changes nothing and writes no second entry."""
    before = CircularRead.objects.filter(circular_id=circular_id, group_id=group_id).first()
    if before is not None:
        group_for(by, group_id)
        return before
    with act("network.circular_read", by=by, at=at, subject=(Subject.GROUP, group_id)):
        group = group_for(by, group_id)
        circular = Circular.objects.get(pk=circular_id)
        ensure(may_mark_read(by, facts(group), area=circular.area))
        return CircularRead.objects.create(
            circular=circular, group=group, day=day_of(at), read_by=by.id
        )
