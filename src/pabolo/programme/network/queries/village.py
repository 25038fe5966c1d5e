"""What does a village head see of the network? Counts, never a name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from pabolo.programme.network.models import Activity, Decree, Group, Meeting, Member
from pabolo.programme.network.queries.counts import Counts
from pabolo.programme.network.queries.counts import counts as counted
from pabolo.programme.network.queries.scope import holding
from pabolo.programme.network.queries.standing import active_groups
from pabolo.rules.activities import may_see_counts
from pabolo.rules.actors import Actor


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


def village_summary(
    actor: Actor, place: str, first: date, last: date, group_id: UUID | None = None
) -> VillageSummary:
    """The counts of one village for a period, its group's state on the last day.

    Several groups there (hamlets): the village's own stands for it, or the one asked for.

    Raises `Group.DoesNotExist` where this person may not see them, group or no group.
    """
    if not may_see_counts(actor, place):
        raise Group.DoesNotExist
    found = Group.objects.filter(holding("formed_day", last), place=place)
    chosen = found.filter(pk=group_id) if group_id else found.order_by("locality")
    group = chosen.first()
    decree = _last_decree(group, last)
    met = Meeting.objects.filter(group=group, day__lte=last).order_by("-day").first()
    return VillageSummary(
        place=place,
        has_group=group is not None,
        active=group is not None and active_groups(last).filter(pk=group.pk).exists(),
        decree_until=decree.until_day if decree else None,
        decree_holds=decree is not None,
        members=Member.objects.filter(holding("from_day", last), group=group).count(),
        last_meeting=met.day if met else None,
        counts=counted(first, last, place),
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
    held = Decree.objects.filter(holding("day", on), group=group)
    return held.order_by(F("until_day").desc(nulls_first=True)).first()
