"""How much did the network do?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from pabolo.programme.network.models import Activity, Meeting, Turnout
from pabolo.rules.activities import CHILD_BANDS


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was done in a period. Attendances: a person who comes twice counts twice."""

    meetings: int
    activities: int
    attendances: int
    child_attendances: int
    by_level: dict[str, int]


def counts(first: date, last: date, place: str = "", group_id: UUID | None = None) -> Counts:
    """What the network did from first to last, both included; of one place or group, or of all.

    Withdrawn entries are left out. For internal figures and, after their gate, for releases.
    """
    period = Q(day__range=(first, last))
    where = Q(group__place=place) if place else Q()
    if group_id is not None:
        where &= Q(group=group_id)
    done = Activity.objects.filter(period, where, withdrawn_day__isnull=True)
    levels = Counter(done.values_list("level", flat=True))
    people = done.aggregate(n=Sum("total"))["n"] or 0
    young = Turnout.objects.filter(activity__in=done, band__in=CHILD_BANDS)
    return Counts(
        meetings=Meeting.objects.filter(period, where).count(),
        activities=levels.total(),
        attendances=people,
        child_attendances=young.aggregate(n=Sum("count"))["n"] or 0,
        by_level=dict(levels),
    )
