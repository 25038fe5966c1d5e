"""What may this person see of the network, and how far does it reach?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Sum

from pabolo.ground.places.queries import tiles
from pabolo.ground.policy.queries import number
from pabolo.programme.network.models import Activity, Decree, Group, Meeting, Member, Turnout
from pabolo.rules.activities import CHILD_BANDS, may_see_counts, network_scope
from pabolo.rules.actors import Actor

VILLAGE_CODE_LENGTH = 13
DISTRICT_CODE_LENGTH = 8


def visible_to(actor: Actor) -> QuerySet[Group]:
    """The groups whose register this person may read, ended ones too."""
    scope = network_scope(actor)
    return Group.objects.all() if scope is None else Group.objects.filter(place__in=scope)


def group_for(actor: Actor, group_id: UUID) -> Group:
    """One group within the person's scope. Out of scope = `Group.DoesNotExist`."""
    return visible_to(actor).get(pk=group_id)


def group_at(actor: Actor, place: str) -> Group | None:
    """The living group at a place, if there is one and this person may read it."""
    return visible_to(actor).filter(place=place, until_day__isnull=True).first()


def members_for(actor: Actor, on: date, group_id: UUID | None = None) -> QuerySet[Member]:
    """The members on a day of the groups this person may read, by group and name."""
    found = Member.objects.filter(group__in=visible_to(actor)).filter(_holding("from_day", on))
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("group").order_by("group_id", "name")


def _holding(start: str, on: date) -> Q:
    return Q(**{f"{start}__lte": on}) & (Q(until_day__isnull=True) | Q(until_day__gte=on))


def activities_for(actor: Actor, group_id: UUID | None = None) -> QuerySet[Activity]:
    """The activities of the groups this person may read, newest first, withdrawn ones too."""
    found = Activity.objects.filter(group__in=visible_to(actor))
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("group").prefetch_related("turnout").order_by("-day", "pk")


def meetings_for(actor: Actor, group_id: UUID | None = None) -> QuerySet[Meeting]:
    """The meetings of the groups this person may read, newest first."""
    found = Meeting.objects.filter(group__in=visible_to(actor))
    if group_id is not None:
        found = found.filter(group_id=group_id)
    return found.select_related("group").order_by("-day", "pk")


def decrees_for(actor: Actor, group_id: UUID) -> QuerySet[Decree]:
    """The decrees of a group this person may read, newest first."""
    return Decree.objects.filter(group__in=visible_to(actor), group_id=group_id).order_by("-day")


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
    decree = Decree.objects.filter(_holding("day", on), group=OuterRef("pk"))
    met = Meeting.objects.filter(group=OuterRef("pk"), day__gt=since, day__lte=on)
    return Group.objects.filter(_holding("formed_day", on)).filter(Exists(decree), Exists(met))


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
    active: bool
    decree_until: date | None
    has_decree: bool
    members: int
    last_meeting: date | None


def group_lines(actor: Actor, on: date) -> list[GroupLine]:
    """The living groups that this person may read, by place; a handful of queries for all."""
    found = list(visible_to(actor).filter(_holding("formed_day", on)).order_by("place"))
    active = set(active_groups(on).values_list("pk", flat=True))
    decrees = dict(
        Decree.objects.filter(_holding("day", on)).order_by("until_day").values_list("group", "pk")
    )
    untils = dict(Decree.objects.filter(pk__in=decrees.values()).values_list("pk", "until_day"))
    members = Counter(
        Member.objects.filter(_holding("from_day", on)).values_list("group", flat=True)
    )
    met = dict(Meeting.objects.filter(day__lte=on).order_by("day").values_list("group", "day"))
    return [
        GroupLine(
            id=group.pk,
            place=group.place,
            active=group.pk in active,
            decree_until=untils[decrees[group.pk]] if group.pk in decrees else None,
            has_decree=group.pk in decrees,
            members=members[group.pk],
            last_meeting=met.get(group.pk),
        )
        for group in found
    ]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was done in a period. Attendances: a person who comes twice counts twice."""

    meetings: int
    activities: int
    attendances: int
    child_attendances: int
    by_level: dict[str, int]


def counts(first: date, last: date, place: str = "") -> Counts:
    """What the network did from first to last, both included; of one place, or of all.

    Withdrawn entries are left out. For internal figures and, after their gate, for releases.
    """
    period = Q(day__range=(first, last))
    where = Q(group__place=place) if place else Q()
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


@dataclass(frozen=True, slots=True)
class VillageSummary:
    """What a village head sees: counts, and whether the decree holds. No name, no note."""

    place: str
    has_group: bool
    active: bool
    decree_until: date | None
    decree_holds: bool
    members: int
    last_meeting: date | None
    counts: Counts


def village_summary(actor: Actor, place: str, first: date, last: date) -> VillageSummary:
    """The counts of one village for a period, its group's state on the last day.

    Raises `Group.DoesNotExist` where this person may not see them, group or no group.
    """
    if not may_see_counts(actor, place):
        raise Group.DoesNotExist
    group = Group.objects.filter(_holding("formed_day", last), place=place).first()
    decree = _last_decree(group, last)
    met = Meeting.objects.filter(group=group, day__lte=last).order_by("-day").first()
    return VillageSummary(
        place=place,
        has_group=group is not None,
        active=group is not None and active_groups(last).filter(pk=group.pk).exists(),
        decree_until=decree.until_day if decree else None,
        decree_holds=decree is not None,
        members=Member.objects.filter(_holding("from_day", last), group=group).count(),
        last_meeting=met.day if met else None,
        counts=counts(first, last, place),
    )


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity as a village head sees it: what and how many, no place, no note, no name."""

    day: date
    level: str
    kind: str
    total: int


def activity_lines(actor: Actor, place: str, first: date, last: date) -> list[ActivityLine]:
    """The activities of one village in a period, newest first, without the withdrawn ones.

    Raises `Group.DoesNotExist` where this person may not see them, group or no group.
    """
    if not may_see_counts(actor, place):
        raise Group.DoesNotExist
    rows = Activity.objects.filter(
        group__place=place, day__range=(first, last), withdrawn_day__isnull=True
    )
    fields = ("day", "level", "kind", "total")
    return [ActivityLine(*row) for row in rows.order_by("-day", "pk").values_list(*fields)]


def _last_decree(group: Group | None, on: date) -> Decree | None:
    holding = Decree.objects.filter(_holding("day", on), group=group)
    return holding.order_by(F("until_day").desc(nulls_first=True)).first()


def expiring_decrees(actor: Actor, on: date, days: int = 60) -> QuerySet[Group]:
    """Living groups this person may read whose decrees all end within some days, or have ended."""
    later = on + timedelta(days=days)
    lasting = Decree.objects.filter(_holding("day", later), group=OuterRef("pk"))
    return visible_to(actor).filter(_holding("formed_day", on)).exclude(Exists(lasting))


def codes_used() -> dict[str, Counter[str]]:
    """How often each code of the network's own lists was used, by list."""
    done = Activity.objects.all()
    return {
        "activity_level": Counter(done.values_list("level", flat=True)),
        "activity_kind": Counter(done.values_list("kind", flat=True)),
        "strategy": Counter(done.values_list("strategy", flat=True)),
        "member_element": Counter(Member.objects.values_list("element", flat=True)),
        "member_role": Counter(Member.objects.values_list("role", flat=True)),
    }
