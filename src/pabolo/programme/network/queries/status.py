"""By which criteria does each group stand?"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from pabolo.ground.policy.queries import values
from pabolo.programme.network.models import (
    Activity,
    Decree,
    Group,
    Meeting,
    PeriodReport,
    PlannedActivity,
)
from pabolo.programme.network.queries.members import Standing, standings
from pabolo.programme.network.queries.scope import holding, visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.groups import GroupFacts, Measures, Status, status


def measures(on: date) -> Measures:
    """The settings of a day."""
    held = values(on)
    return Measures(
        criteria=frozenset(str(held["network.criteria"]).split()),
        meeting_days=int(held["network.active_window_days"]),
        levels_days=int(held["network.levels_window_days"]),
        report_days=int(held["network.report_days"]),
        trained_percent=int(held["network.trained_percent"]),
        contact_months=int(held["network.contact_check_months"]),
    )


def statuses(
    actor: Actor,
    on: date,
    group_id: UUID | None = None,
    people: Sequence[Standing] | None = None,
) -> dict[UUID, Status]:
    """The status of every living group this person may read, or of one; a dozen queries for all.

    `people`: the same groups' members, where they are known already.
    """
    measured = measures(on)
    if people is None:
        people = standings(actor, on, group_id)
    found = facts(actor, on, people, group_id)
    return {group: status(known, measured, on=on) for group, known in found.items()}


def facts(
    actor: Actor, on: date, people: Sequence[Standing], group_id: UUID | None = None
) -> dict[UUID, GroupFacts]:
    """What the criteria look at."""
    groups = visible_to(actor).filter(holding("formed_day", on))
    if group_id is not None:
        groups = groups.filter(pk=group_id)
    held = set(
        Decree.objects.filter(group__in=groups)
        .filter(holding("day", on))
        .values_list("group", flat=True)
    )
    plans, sources = _plans(groups, on)
    met = dict(
        Meeting.objects.filter(group__in=groups)
        .filter(day__lte=on)
        .order_by()
        .values_list("group")
        .annotate(Max("day"))
    )
    levels = _levels(groups, on)
    reported: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for group, period, day in PeriodReport.objects.filter(group__in=groups).values_list(
        "group", "period", "day"
    ):
        reported[group].append((period, day))
    members = Counter(one.group_id for one in people)
    declared = Counter(one.group_id for one in people if one.declared)
    trained = Counter(one.group_id for one in people if one.trained)
    return {
        group.pk: GroupFacts(
            formed=group.formed_day,
            decree_holds=group.pk in held,
            planned=plans[group.pk],
            budget_sources=frozenset(sources[group.pk]),
            last_meeting=met.get(group.pk),
            levels=tuple(levels[group.pk]),
            members=members[group.pk],
            declared=declared[group.pk],
            trained=trained[group.pk],
            reported=tuple(reported[group.pk]),
            contacts_checked=group.contacts_checked_day,
        )
        for group in groups
    }


def _plans(groups: QuerySet[Group], on: date) -> tuple[Counter[UUID], dict[UUID, set[str]]]:
    rows = PlannedActivity.objects.filter(
        group__in=groups, year=on.year, dropped_day__isnull=True
    ).values_list("group", "source", "budget")
    plans: Counter[UUID] = Counter()
    sources: dict[UUID, set[str]] = defaultdict(set)
    for group, source, budget in rows:
        plans[group] += 1
        if budget:
            sources[group].add(source)
    return plans, sources


def _levels(groups: QuerySet[Group], on: date) -> dict[UUID, list[tuple[str, date]]]:
    done = Activity.objects.filter(group__in=groups, day__lte=on, withdrawn_day__isnull=True)
    found: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for group, level, day in done.order_by().values_list("group", "level").annotate(Max("day")):
        found[group].append((level, day))
    return found
