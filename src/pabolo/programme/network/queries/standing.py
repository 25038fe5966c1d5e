"""Which groups are active, and how far does the network reach?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from pabolo.ground.places.queries import tiles
from pabolo.ground.policy.queries import number
from pabolo.programme.network.models import Decree, Group, Meeting, Member
from pabolo.programme.network.queries.scope import holding, visible_to
from pabolo.rules.actors import Actor

VILLAGE_CODE_LENGTH = 13

DISTRICT_CODE_LENGTH = 8


def decree_days(groups: QuerySet[Group]) -> QuerySet[Decree, tuple[UUID, date, date | None]]:
    """Group, first and last day of every decree of these groups, the newest last."""
    rows = Decree.objects.filter(group__in=groups).order_by("day", "pk")
    return rows.values_list("group", "day", "until_day")


def last_meetings(groups: QuerySet[Group], on: date) -> QuerySet[Meeting, tuple[UUID, date]]:
    """Group and day of the last meeting of each of these groups up to a day, if it had any."""
    rows = Meeting.objects.filter(group__in=groups, day__lte=on).order_by()
    return rows.values("group").annotate(last=Max("day")).values_list("group", "last")


def active_groups(on: date) -> QuerySet[Group]:
    """The groups active on a day: appointed by a decree in force, and met within the window.

    The window is the setting `network.active_window_days` of that day.
    """
    since = on - timedelta(days=number("network.active_window_days", on))
    decree = Decree.objects.filter(holding("day", on), group=OuterRef("pk"))
    met = Meeting.objects.filter(group=OuterRef("pk"), day__gt=since, day__lte=on)
    return Group.objects.filter(holding("formed_day", on)).filter(Exists(decree), Exists(met))


@dataclass(frozen=True, slots=True)
class DistrictCoverage:
    """How many villages of a district have an active group."""

    code: str
    name: str
    active: int
    villages: int


def coverage(on: date) -> list[DistrictCoverage]:
    """Villages with an active group on a day, district by district, in tile order.

    Counts of villages, no person behind them. Groups of other levels are not counted.
    """
    places = {
        place
        for place in active_groups(on).values_list("place", flat=True)
        if len(place) == VILLAGE_CODE_LENGTH
    }
    active = Counter(place[:DISTRICT_CODE_LENGTH] for place in places)
    return [DistrictCoverage(t.code, t.name, active[t.code], t.villages) for t in tiles()]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A living group in a list: how it stands on a day."""

    id: UUID
    place: str
    locality: str
    active: bool
    decree_until: date | None
    has_decree: bool
    members: int
    last_meeting: date | None


def group_lines(actor: Actor, on: date) -> list[GroupLine]:
    """The living groups that this person may read, by place; a handful of queries for all."""
    found = list(visible_to(actor).filter(holding("formed_day", on)).order_by("place", "locality"))
    active = set(active_groups(on).values_list("pk", flat=True))
    decrees = dict(
        Decree.objects.filter(holding("day", on)).order_by("until_day").values_list("group", "pk")
    )
    untils = dict(Decree.objects.filter(pk__in=decrees.values()).values_list("pk", "until_day"))
    members = Counter(
        Member.objects.filter(holding("from_day", on)).values_list("group", flat=True)
    )
    met = dict(last_meetings(Group.objects.all(), on))
    return [
        GroupLine(
            id=group.pk,
            place=group.place,
            locality=group.locality,
            active=group.pk in active,
            decree_until=untils[decrees[group.pk]] if group.pk in decrees else None,
            has_decree=group.pk in decrees,
            members=members[group.pk],
            last_meeting=met.get(group.pk),
        )
        for group in found
    ]


def expiring_decrees(actor: Actor, on: date, days: int = 60) -> QuerySet[Group]:
    """Living groups this person may read whose decrees all end within some days, or have ended."""
    later = on + timedelta(days=days)
    lasting = Decree.objects.filter(holding("day", later), group=OuterRef("pk"))
    return visible_to(actor).filter(holding("formed_day", on)).exclude(Exists(lasting))
