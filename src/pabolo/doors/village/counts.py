"""How much the group did: numbers and activities. Never a name, a note or an alarm."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.village.frame import own_villages, page
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.network.queries import (
    ActivityLine,
    VillageSummary,
    activity_lines,
    village_summary,
)
from pabolo.programme.watchlist.kinds import in_force, say
from pabolo.programme.watchlist.queries.counts import village_counts
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
class Watched:
    """How many children are watched, by kind where that points at nobody. No case, no name."""

    by_kind: list[tuple[str, int]]
    others: int


@dataclass(frozen=True, slots=True)
class Village:
    """One village: this year and the year before, and the latest activities."""

    name: str
    now: VillageSummary
    before: VillageSummary
    levels: list[tuple[str, int, int]]
    lines: list[Line]
    watched: Watched | None


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
    levels = _levels(now, before, today)
    return Village(name, now, before, levels, [_line(one) for one in lines], _watched(actor, place))


def _watched(actor: Actor, place: str) -> Watched | None:
    """None while the office is locked: then nothing is opened, and nothing is said."""
    at = clock.now()
    try:
        found = village_counts(actor, place, at=at)
    except Locked:
        return None
    kinds = in_force(clock.day_of(at))
    named = [(say(kinds[code].kind.label), number) for code, number in found.by_kind.items()]
    return Watched(sorted(named), found.others)


def _levels(now: VillageSummary, before: VillageSummary, today: date) -> list[tuple[str, int, int]]:
    return [
        (name, now.counts.by_level.get(code, 0), before.counts.by_level.get(code, 0))
        for code, name in choices("activity_level", today)
    ]


def _line(one: ActivityLine) -> Line:
    level, kind = label("activity_level", one.level), label("activity_kind", one.kind)
    return Line(one.day, level, kind, one.total)
