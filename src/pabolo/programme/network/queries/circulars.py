"""Which guidance went to which groups, and who has read it?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from pabolo.programme.network.models import Circular, CircularRead, Group
from pabolo.programme.network.queries.scope import holding, visible_to
from pabolo.rules.actors import Actor


@dataclass(frozen=True, slots=True)
class Sent:
    """Guidance as the office sees it: to how many groups, who has read it, who not yet."""

    circular: Circular
    read: tuple[Group, ...]
    unread: tuple[Group, ...]


def unread_by(group_id: UUID, place: str) -> list[Circular]:
    """What a group has not read yet, newest first."""
    seen = CircularRead.objects.filter(circular=OuterRef("pk"), group=group_id)
    found = Circular.objects.exclude(Exists(seen)).order_by("-day", "pk")
    return [one for one in found if place.startswith(one.area)]


def sent(actor: Actor, on: date, newest: int = 12) -> list[Sent]:
    """The newest guidance with its read-marks among the living groups; three queries."""
    rows: Sequence[Circular] = list(Circular.objects.order_by("-day", "pk")[:newest])
    groups = list(visible_to(actor).filter(holding("formed_day", on)).order_by("place", "locality"))
    marks: dict[UUID, set[UUID]] = defaultdict(set)
    read = CircularRead.objects.filter(circular__in=[one.pk for one in rows])
    for circular, group in read.values_list("circular", "group"):
        marks[circular].add(group)
    return [_sent(one, [g for g in groups if g.place.startswith(one.area)], marks) for one in rows]


def _sent(one: Circular, groups: Sequence[Group], marks: dict[UUID, set[UUID]]) -> Sent:
    seen = marks[one.pk]
    read = tuple(group for group in groups if group.pk in seen)
    return Sent(one, read, tuple(group for group in groups if group.pk not in seen))
