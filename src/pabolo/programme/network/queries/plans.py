"""What does a group plan, what came of it, and what did it cost?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from pabolo.programme.network.models import Activity, Group, PlannedActivity
from pabolo.programme.network.queries.scope import visible_to
from pabolo.rules.activities import may_see_counts
from pabolo.rules.actors import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan and what came of it. Money in rupiah."""

    id: UUID
    month: int
    title: str
    level: str
    strategy: str
    target: int
    budget: int
    source: str
    done: int
    reached: int
    spent: int


@dataclass(frozen=True, slots=True)
class Sums:
    """A plan as a whole. `beside`: activities that were not planned, and `beside_spent` on them."""

    lines: int
    done: int
    budget: int
    spent: int
    beside: int
    beside_spent: int

    @property
    def share(self) -> int:
        """How many of 100 lines were carried out."""
        return round(100 * self.done / self.lines) if self.lines else 0


def lines(actor: Actor, group_id: UUID, year: int) -> list[Line]:
    """The plan of a group this person may read, by month. One query."""
    kept = Q(done__withdrawn_day__isnull=True)
    found = PlannedActivity.objects.filter(
        group__in=visible_to(actor), group_id=group_id, year=year, dropped_day__isnull=True
    ).annotate(
        times=Count("done", filter=kept),
        people=Sum("done__total", filter=kept),
        paid=Sum("done__cost", filter=kept),
    )
    return [
        Line(
            one.pk,
            one.month,
            one.title,
            one.level,
            one.strategy,
            one.target,
            one.budget,
            one.source,
            one.times,
            one.people or 0,
            one.paid or 0,
        )
        for one in found.order_by("month", "title", "pk")
    ]


def sums(actor: Actor, place: str, year: int, group_id: UUID | None = None) -> Sums:
    """The plan of a place in numbers, or of one group there: what a village head may see.

    Raises `Group.DoesNotExist` where this person may not see them.
    """
    if not may_see_counts(actor, place):
        raise Group.DoesNotExist
    whose = Q(group_id=group_id) if group_id else Q(group__place=place)
    plan = PlannedActivity.objects.filter(whose, year=year, dropped_day__isnull=True)
    done = Activity.objects.filter(whose, day__year=year, withdrawn_day__isnull=True)
    beside = done.filter(planned__isnull=True)
    kept = Q(done__withdrawn_day__isnull=True, done__isnull=False)
    return Sums(
        lines=plan.count(),
        done=plan.filter(kept).distinct().count(),
        budget=plan.aggregate(n=Sum("budget"))["n"] or 0,
        spent=done.aggregate(n=Sum("cost"))["n"] or 0,
        beside=beside.count(),
        beside_spent=beside.aggregate(n=Sum("cost"))["n"] or 0,
    )


def open_lines(actor: Actor, on: date) -> list[tuple[UUID, UUID, str]]:
    """Id, group and words of the lines of this year's plans that an activity may carry out."""
    found = PlannedActivity.objects.filter(
        group__in=visible_to(actor).filter(until_day__isnull=True),
        year=on.year,
        dropped_day__isnull=True,
    )
    rows = found.order_by("month", "title").values_list("pk", "group", "title")
    return list(rows)
