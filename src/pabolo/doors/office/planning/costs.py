"""What services cost in a month, by budget line: a page to print, and a sheet. No name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.plan_words import money
from pabolo.doors.office.sheets import sheet
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import label
from pabolo.programme.cases.queries.costs import CostLine, costs_of
from pabolo.rules.costs import month_of

FIRST = date(2018, 1, 1)
COLUMNS = (
    "bulan", "tanggal", "pos", "nama_pos", "layanan", "nama_layanan", "rupiah", "bukti", "kasus",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sum:
    """One budget line, or one service under it: how much, for how many services and cases."""

    name: str
    amount: str
    services: int
    cases: int
    total: int


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost in the list; the case's code only where the reader may open it."""

    on: date
    budget: str
    service: str
    amount: str
    evidence: str
    name: str
    address: str


def asked_month(request: HttpRequest) -> date:
    """The first day of the month in `?bulan=2026-11`, else of this one. Another text: 404."""
    today = clock.today()
    text = request.GET.get("bulan", "") or month_of(today)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if not FIRST <= first <= today or month_of(first) != text:
        raise Http404
    return first


def _sum(name: str, lines: list[CostLine]) -> Sum:
    total = sum(line.amount for line in lines)
    services = len({line.given for line in lines})
    return Sum(name, money(total), services, len({line.told for line in lines}), total)


def _service(line: CostLine) -> str:
    return label("service_detail", line.detail) if line.detail else label("service", line.service)


def sums(lines: Iterable[CostLine]) -> list[tuple[Sum, list[Sum]]]:
    """Each budget line with the services under it."""
    held: dict[str, list[CostLine]] = defaultdict(list)
    for line in lines:
        held[line.budget].append(line)
    return [
        (_sum(label("budget_line", budget), rows), _by_service(rows))
        for budget, rows in sorted(held.items())
    ]


def _by_service(lines: list[CostLine]) -> list[Sum]:
    held: dict[str, list[CostLine]] = defaultdict(list)
    for line in lines:
        held[_service(line)].append(line)
    return [_sum(name, rows) for name, rows in sorted(held.items())]


def _row(line: CostLine) -> CostRow:
    return CostRow(
        on=date.fromisoformat(line.on),
        budget=label("budget_line", line.budget),
        service=_service(line),
        amount=money(line.amount),
        evidence=line.evidence,
        name=name_of(line.case) if line.case else "",
        address=reverse("office:case_plan", args=[line.case]) if line.case else "",
    )


def _months(first: date) -> list[tuple[str, str]]:
    """The month before and the month after, as far as it began."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    known = [one for one in (before, after) if FIRST <= one <= clock.today()]
    return [(month_of(one), date_format(one, "F Y")) for one in known]


@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """Sums by budget line and service, and the list of evidence behind them."""
    actor, at, first = actor_in(request), clock.now(), asked_month(request)
    lines = costs_of(month_of(first), by=actor, at=at)
    words = {
        "room": "figures",
        "month": month_of(first),
        "month_words": date_format(first, "F Y"),
        "months": _months(first),
        "sums": sums(lines),
        "whole": _sum(_("All budget lines"), lines),
        "rows": [_row(line) for line in lines],
        "unseen": sum(line.case is None for line in lines),
        "now": at,
    }
    return render(request, "office/planning/costs.html", words)


def cells(month: str, line: CostLine) -> tuple[object, ...]:
    """A cost as the sheet holds it."""
    budget, code = label("budget_line", line.budget), line.detail or line.service
    case = name_of(line.case) if line.case else ""
    return (month, line.on, line.budget, budget, code, _service(line), line.amount,
            line.evidence, case)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def costs_csv(request: HttpRequest) -> HttpResponse:
    """The same as a sheet; an entry of its own."""
    actor, at, first = actor_in(request), clock.now(), asked_month(request)
    month = month_of(first)
    lines = costs_of(month, by=actor, at=at, verb="case.costs_export")
    return sheet(f"biaya-layanan-{month}", COLUMNS, (cells(month, line) for line in lines))
