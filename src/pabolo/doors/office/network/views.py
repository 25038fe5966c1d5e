"""The network: how far it reaches, its groups, and what they did."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.figures import periods
from pabolo.doors.shared import charts
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.charts import Tile
from pabolo.ground.lib import clock
from pabolo.ground.places import queries as places
from pabolo.ground.policy.queries import label, number
from pabolo.programme.network.queries.counts import counts
from pabolo.programme.network.queries.registers import activities_for
from pabolo.programme.network.queries.standing import (
    DistrictCoverage,
    coverage,
    expiring_decrees,
    group_lines,
)
from pabolo.rules.facts import Period
from pabolo.rules.vocabulary import Role

NEWEST = 20


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Coverage of the villages by district, and what was done in a period."""
    actor, today = actor_in(request), clock.today()
    period = periods.asked(request, today)
    covered = coverage(today)
    active = sum(row.active for row in covered)
    villages = sum(row.villages for row in covered)
    done = counts(period.start, period.end)
    context = {
        "room": "activities",
        "map": _map(covered),
        "rows": [(row, round(100 * row.active / row.villages)) for row in covered if row.villages],
        "active": active,
        "villages": villages,
        "share": round(100 * active / villages) if villages else 0,
        "window": number("network.active_window_days", today),
        "done": done,
        "levels": sorted(
            ((label("activity_level", code), n) for code, n in done.by_level.items()),
            key=lambda row: -row[1],
        ),
        "strategies": _strategies(request, period),
        "period": period,
        "period_words": periods.words(period),
        "periods": [(one.code, periods.words(one)) for one in periods.known(today)],
        "expiring": len(expiring_decrees(actor, today)),
    }
    return render(request, "office/network/network.html", context)


def _map(covered: list[DistrictCoverage]) -> SafeString:
    items = [
        Tile(
            row.code,
            row.name,
            f"{row.active}/{row.villages}",
            charts.look_for(row.active / row.villages if row.villages else 0),
        )
        for row in covered
    ]
    return charts.tiles(items, _("Villages with an active group, by district"))


def _strategies(request: HttpRequest, period: Period) -> list[tuple[str, int]]:
    done = activities_for(actor_in(request)).filter(
        day__range=(period.start, period.end), withdrawn_day__isnull=True
    )
    counted = Counter(done.order_by().values_list("strategy", flat=True))
    return [(label("strategy", code), n) for code, n in counted.most_common()]


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """All villages of a district, or all, with their group or without one."""
    actor, today = actor_in(request), clock.today()
    district = request.GET.get("kecamatan", "")
    rows = [row for row in group_lines(actor, today) if row.place.startswith(district)]
    names = places.names()
    held = {row.place for row in rows}
    context = {
        "room": "activities",
        "rows": [
            (row, names.get(row.place, row.place), names.get(row.place[:8], "")) for row in rows
        ],
        "without": [one for one in places.villages(district) if one.code not in held],
        "districts": [(one.code, one.name) for one in places.districts()],
        "district": district,
        "keeps": actor.has(Role.PROGRAMME),
    }
    return render(request, "office/network/groups.html", context)
