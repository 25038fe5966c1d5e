"""The office's figures: exact, within the viewer's scope, each count opening its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pabolo.doors.office.figures import periods, shown
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import NOTHING
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.places import queries as places
from pabolo.ground.policy.queries import label
from pabolo.ground.vault import erasure
from pabolo.ground.vault.held import Remembered
from pabolo.programme.cases.queries.lists import CaseRow, cases_listed
from pabolo.programme.intake.queries.inbox import name_of
from pabolo.record.figures import tables
from pabolo.record.figures.gathering import Register, register
from pabolo.record.figures.labels import value_label
from pabolo.record.figures.queries import internal
from pabolo.rules.behind import FINDS, REPORTS, Behind, behind_cell, behind_indicator
from pabolo.rules.counting import Dimension, age_band, read_in_time
from pabolo.rules.facts import Period, ReportFact
from pabolo.rules.vocabulary import Subject

PAGE = 50


type Counted = tuple[list[shown.Figure], list[shown.Table]]

# The same register counts the same; a dashboard is looked at more often than it changes.
_counted: Remembered[Counted] = Remembered(8)


def _count(held: Register, period: Period, as_of: date) -> Counted:
    counted = internal(held.facts, period, as_of)
    figures = [shown.figure(seen, held) for seen in counted.observations]
    return figures, list(shown.breakdowns(counted, held))


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The seven indicators and every breakdown, of one period."""
    actor, at = actor_in(request), clock.now()
    period = periods.asked(request, day_of(at))
    held = register(by=actor, at=at, period=period)
    figures, breakdowns = _counted.get(
        (held.stamp, get_language()), lambda: _count(held, period, day_of(at))
    )
    words = {
        "room": "figures",
        "period": period,
        "period_words": periods.words(period),
        "periods": [(one.code, periods.words(one)) for one in periods.known(day_of(at))],
        "as_of": at,
        "figures": figures,
        "tables": breakdowns,
        "scope": len(held.stats),
        "gone": erasure.counts().get(Subject.CASE, 0),
    }
    return render(request, "office/figures/dashboard.html", words)


@dataclass(frozen=True, slots=True)
class Line:
    """A case or a report in a list behind a number."""

    id: UUID
    name: str
    case: CaseRow | None = None
    report: ReportFact | None = None
    in_time: bool = False
    address: str = ""
    forms: str = ""
    child: str = ""
    district: str = ""


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The cases or reports that one number counts. Codes in the address, nothing personal."""
    actor, at = actor_in(request), clock.now()
    period = periods.asked(request, day_of(at))
    what, value = request.GET.get("apa", ""), request.GET.get("nilai", "")
    side = request.GET.get("sisi", "semua")
    held = register(by=actor, at=at, period=period)
    ids = sorted(_ids(held, period, what, value, side, at), key=lambda one: one.int)
    page = Paginator(ids, PAGE).get_page(request.GET.get("hal"))
    is_reports = what in REPORTS
    chosen = list(page.object_list)
    lines = _reports(held, chosen) if is_reports else _cases(request, chosen, at)
    words = {
        "room": "figures",
        "heading": shown.heading(period, what, value, side),
        "lines": lines,
        "page": page,
        "is_reports": is_reports,
        "period": period,
        "sides": _sides(period, what, side) if not value else [],
        "query": f"periode={period.code}&apa={what}&nilai={value}&sisi={side}",
        "total": len(ids),
    }
    return render(request, "office/figures/list.html", words)


def _ids(
    held: Register, period: Period, what: str, value: str, side: str, at: datetime
) -> frozenset[UUID] | set[UUID]:
    if value and what in set(Dimension):
        return behind_cell(held.facts, period, Dimension(what), value)
    if value and what in tables.BREAKDOWNS:
        return tables.cells(held, period, what).get(value, set())
    if value or what not in FINDS:
        raise Http404
    return _side(behind_indicator(what, held.facts, period, day_of(at)), side)


def _side(found: Behind, side: str) -> frozenset[UUID]:
    sides = {"ya": found.met, "belum": found.lacking, "semua": found.all}
    if side not in sides:
        raise Http404
    return sides[side]


def _sides(period: Period, what: str, side: str) -> list[tuple[str, str, bool]]:
    """Links between those that meet it, those that do not, and all; none where all do."""
    if what.startswith("VAC"):
        return []
    return [
        (str(words), shown.list_address(period, what, sisi=one), one == side)
        for one, words in shown.SIDES.items()
    ]


def _cases(request: HttpRequest, ids: list[UUID], at: datetime) -> list[Line]:
    names = places.names()
    return [_case(row, names) for row in cases_listed(ids, by=actor_in(request), at=at)]


def _case(row: CaseRow, names: Mapping[str, str]) -> Line:
    stats = row.stats
    child = (label("sex", stats.sex), value_label("age", age_band(stats.age_at_incident)))
    return Line(
        row.case.pk,
        display_code("K", row.case.pk),
        case=row,
        address=f"/dinas/kasus/{row.case.pk}/",
        forms=", ".join(label("violence_form", code) for code in stats.forms) or NOTHING,
        child=", ".join(child),
        district=names.get(stats.incident_village[:8], NOTHING),
    )


def _reports(held: Register, ids: list[UUID]) -> list[Line]:
    """From facts already opened under the scan's receipt; nothing more is opened."""
    by_id = {row.report: row for row in held.facts.reports}
    chosen = [by_id[one] for one in ids]
    chosen.sort(key=lambda row: row.received_on, reverse=True)
    return [
        Line(row.report, name_of(row.report), report=row, in_time=read_in_time(row))
        for row in chosen
    ]
