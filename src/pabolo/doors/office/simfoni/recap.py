"""The month in SIMFONI's terms: counted here, beside what SIMFONI shows, and where they part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import child_words, form_words, name_of
from pabolo.doors.office.simfoni.forms import ShownForm, name_of_cell
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import MONTHS
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label, simfoni_label
from pabolo.programme.cases.queries.facts import countable, facts_of
from pabolo.programme.cases.queries.lists import CaseRow, cases_listed
from pabolo.record.figures import actions, queries
from pabolo.record.figures.gathering import FIRST_YEAR, recap_facts
from pabolo.rules.actors import Actor
from pabolo.rules.simfoni_recap import (
    LISTS,
    SEVERAL,
    Cell,
    Count,
    Cut,
    Shown,
    Total,
    apart,
)
from pabolo.rules.simfoni_recap import recap as count
from pabolo.rules.vocabulary import Role

PAGE = 50
CHILD_BANDS = frozenset({"U0", "U1", "U2", "UX"})
CUTS: Mapping[Cut, Promise] = {
    Cut.TOTAL: gettext_lazy("The three counts"),
    Cut.FORM: gettext_lazy("Form of violence"),
    Cut.SEX: gettext_lazy("Sex of the victim"),
    Cut.AGE: gettext_lazy("Age group"),
    Cut.SERVICE: gettext_lazy("Services received"),
}
TOTALS: Mapping[str, Promise] = {
    Total.VICTIMS: gettext_lazy("Victims: children harmed"),
    Total.INCIDENTS: gettext_lazy("Incidents: what SIMFONI calls a case"),
    Total.FILES: gettext_lazy("Files here: one a child"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the recap. `link` opens the list behind our count; `gap`: SIMFONI minus ours."""

    name: str
    count: int
    link: str
    shown: Shown | None
    gap: int
    field: Any


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown. `several`: its rows may add up to more than all children."""

    name: str
    several: bool
    rows: list[Row]


def _months(today: date) -> list[date]:
    """Every month since the register began, newest first."""
    years = range(today.year, FIRST_YEAR - 1, -1)
    months = [date(year, month, 1) for year in years for month in range(12, 0, -1)]
    return [first for first in months if first <= today]


def month_words(month: date) -> str:
    """November 2026."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def _asked(request: HttpRequest, today: date) -> date:
    """The month in `?bulan=`, else this one. What is none of ours: 404."""
    text = request.GET.get("bulan", "") or f"{today:%Y-%m}"
    found = next((first for first in _months(today) if f"{first:%Y-%m}" == text), None)
    if found is None:
        raise Http404
    return found


def _counted(actor: Actor, at: datetime, month: date) -> dict[Cell, Count]:
    facts = facts_of(countable(by=actor), by=actor, at=at)
    return count(recap_facts(facts), month)


def _cells(ours: Mapping[Cell, Count], today: date) -> list[tuple[Cell, str]]:
    """Every cell that is shown: SIMFONI's own answers, and whatever was counted besides."""
    found: list[tuple[Cell, str]] = [((Cut.TOTAL, key), str(name)) for key, name in TOTALS.items()]
    for cut, of_list in LISTS.items():
        offered = [code for code, _name in choices(of_list, today) if _offered(cut, code)]
        codes = dict.fromkeys((*offered, *(value for one, value in ours if one is cut)))
        found += [((cut, code), simfoni_word(of_list, code)) for code in codes]
    return found


def _offered(cut: Cut, code: str) -> bool:
    return code != "NA" and (cut is not Cut.AGE or code in CHILD_BANDS)


def simfoni_word(of_list: str, code: str) -> str:
    """SIMFONI's word for a code, else ours."""
    return simfoni_label(of_list, code) or label(of_list, code)


def _address(month: date, cell: Cell) -> str:
    query = urlencode({"bulan": f"{month:%Y-%m}", "apa": cell[0], "nilai": cell[1]})
    return f"{reverse('office:simfoni_behind')}?{query}"


def _tables(
    month: date,
    cells: Sequence[tuple[Cell, str]],
    ours: Mapping[Cell, Count],
    shown: Mapping[Cell, Shown],
    form: ShownForm,
) -> list[Table]:
    gaps = apart(ours, shown)
    nothing = Count(0, frozenset())
    return [
        Table(
            str(name),
            cut in SEVERAL,
            [
                Row(
                    called,
                    ours.get(cell, nothing).value,
                    _address(month, cell) if cell in ours else "",
                    shown.get(cell),
                    gaps.get(cell, 0),
                    form[name_of_cell(cell)],
                )
                for cell, called in cells
                if cell[0] is cut
            ],
        )
        for cut, name in CUTS.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def recap(request: HttpRequest) -> HttpResponse:
    """One month; POST notes what SIMFONI shows for it."""
    actor, at, today = actor_in(request), clock.now(), clock.today()
    month = _asked(request, today)
    ours = _counted(actor, at, month)
    cells = _cells(ours, today)
    form = ShownForm(
        request.POST if request.method == "POST" else None, cells=cells, initial={"seen_on": today}
    )
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _note(actor, month, form))
        if not status:
            messages.success(request, _("Noted. An earlier number stays in the history."))
            return redirect(f"{request.path}?bulan={month:%Y-%m}")
    tables = _tables(month, cells, ours, queries.simfoni_shown(month), form)
    words = {
        "room": "simfoni",
        "month": month,
        "month_words": month_words(month),
        "code": f"{month:%Y-%m}",
        "months": [(f"{one:%Y-%m}", month_words(one)) for one in _months(today)],
        "tables": tables,
        "gaps": [(table.name, row) for table in tables for row in table.rows if row.gap],
        "noted": any(row.shown for table in tables for row in table.rows),
        "form": form,
        "as_of": at,
        "may_note": actor.has(Role.DATA),
    }
    return render(request, "office/simfoni/recap.html", words, status=status)


def _note(actor: Actor, month: date, form: ShownForm) -> None:
    actions.note_simfoni_shown(
        by=actor,
        at=clock.now(),
        month=month,
        counts=form.counts(),
        source=form.cleaned_data["source"],
        seen_on=form.cleaned_data["seen_on"],
    )


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The cases that one of our counts counts. Codes in the address, nothing personal."""
    actor, at = actor_in(request), clock.now()
    month = _asked(request, clock.today())
    cell, name = _cell(request.GET.get("apa", ""), request.GET.get("nilai", ""))
    found = _counted(actor, at, month).get(cell, Count(0, frozenset()))
    ids: list[UUID] = sorted(found.cases, key=lambda one: one.int)
    page = Paginator(ids, PAGE).get_page(request.GET.get("hal"))
    rows = cases_listed(list(page), by=actor, at=at) if ids else []
    words = {
        "room": "simfoni",
        "heading": f"{name}, {month_words(month)}",
        "code": f"{month:%Y-%m}",
        "count": found.value,
        "rows": [_case(row) for row in rows],
        "page": page,
        "query": urlencode({"bulan": f"{month:%Y-%m}", "apa": cell[0], "nilai": cell[1]}),
    }
    return render(request, "office/simfoni/behind.html", words)


def _cell(cut: str, value: str) -> tuple[Cell, str]:
    """A cell from its codes in the address; what is none answers 404."""
    if cut == Cut.TOTAL and value in TOTALS:
        return (Cut.TOTAL, value), str(TOTALS[value])
    if cut not in LISTS:
        raise Http404
    of_list = LISTS[Cut(cut)]
    word = simfoni_word(of_list, value)
    if word == value:
        raise Http404
    return (Cut(cut), value), word


def _case(row: CaseRow) -> dict[str, object]:
    return {
        "id": row.case.pk,
        "name": name_of(row.case.pk),
        "opened": row.case.opened_day,
        "child": child_words(row.stats),
        "forms": form_words(row.stats),
        "number": row.stats.simfoni.number if row.stats.simfoni else "",
    }
