"""How much the group did: numbers and activities. Never a name, a note or an alarm."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.network.sheets import rupiah
from pabolo.doors.village.frame import own_villages, page
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.network.queries.plans import Sums, sums
from pabolo.programme.network.queries.village import (
    ActivityLine,
    VillageSummary,
    activity_lines,
    village_summary,
)
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in words."""

    day: date
    level: str
    kind: str
    total: int


@dataclass(frozen=True, slots=True)
class Village:
    """One village: this year and the year before, and the latest activities."""

    name: str
    now: VillageSummary
    before: VillageSummary
    levels: list[tuple[str, int, int]]
    lines: list[Line]
    plan: Sums
    budget: str
    spent: str


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """The counts of the own villages."""
    return counts_page(request, actor_in(request), clock.today())


def counts_page(request: HttpRequest, actor: Actor, today: date) -> HttpResponse:
    """The same as a page: the village head's home."""
    words = {
        "villages": [_village(actor, place, name, today) for place, name in own_villages(actor)],
        "year": today.year,
        "last_year": today.year - 1,
        "today": today,
        "is_home": may_do(actor, Verb.RAISE_ALARM) is not None,
    }
    return page(request, "counts", words)


def _village(actor: Actor, place: str, name: str, today: date) -> Village:
    start = date(today.year, 1, 1)
    year_before = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    now = village_summary(actor, place, start, today)
    before = village_summary(actor, place, *year_before)
    lines = activity_lines(actor, place, year_before[0], today)[:SHOWN]
    plan = sums(actor, place, today.year)
    levels = _levels(now, before, today)
    money = rupiah(plan.budget), rupiah(plan.spent)
    return Village(name, now, before, levels, [_line(one) for one in lines], plan, *money)


def _levels(now: VillageSummary, before: VillageSummary, today: date) -> list[tuple[str, int, int]]:
    return [
        (name, now.counts.by_level.get(code, 0), before.counts.by_level.get(code, 0))
        for code, name in choices("activity_level", today)
    ]


def _line(one: ActivityLine) -> Line:
    level, kind = label("activity_level", one.level), label("activity_kind", one.kind)
    return Line(one.day, level, kind, one.total)
