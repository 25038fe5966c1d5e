"""Adult victims: outside the register, entered as monthly counts with their source."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.figures.forms import AdultCountForm
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import MONTHS
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices
from pabolo.record.figures import actions, queries
from pabolo.record.figures.gathering import FIRST_YEAR
from pabolo.rules.actors import Actor
from pabolo.rules.facts import ALL_FORMS


@require_http_methods(["GET", "HEAD", "POST"])
def adult_counts(request: HttpRequest) -> HttpResponse:
    """A year's counts, month by month; POST enters or corrects one."""
    actor, today = actor_in(request), clock.today()
    form = AdultCountForm(request.POST or None, today=today)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _enter(actor, typed))
        if not status:
            messages.success(request, _("The count is entered. A correction keeps the old one."))
            return redirect(f"{request.path}?tahun={form.cleaned_data['month'][:4]}")
    year = _year(request, today)
    heads = [(ALL_FORMS, _("All")), *choices("violence_form", today)]
    words = {
        "room": "figures",
        "form": form,
        "year": year,
        "years": range(today.year, FIRST_YEAR - 1, -1),
        "heads": [name for _code, name in heads],
        "rows": list(_rows(year, [code for code, _name in heads], today)),
    }
    return render(request, "office/figures/adults.html", words, status=status)


def _year(request: HttpRequest, today: date) -> int:
    text = request.GET.get("tahun", "")
    known = range(FIRST_YEAR, today.year + 1)
    return int(text) if text.isascii() and text.isdigit() and int(text) in known else today.year


def _enter(actor: Actor, typed: Mapping[str, Any]) -> None:
    actions.enter_adult_count(
        by=actor,
        at=clock.now(),
        month=date.fromisoformat(typed["month"]),
        form=typed["form"],
        count=typed["count"],
        source=typed["source"],
    )


def _rows(year: int, codes: list[str], today: date) -> list[tuple[str, list[int | None], str]]:
    """Month, counts by form (None: not entered), and the source of the whole count."""
    counts = {(row.month, row.form): row for row in queries.adult_counts()}
    months = [date(year, month, 1) for month in range(1, 13)]
    found = []
    for first in (month for month in months if month <= today):
        line = [counts.get((first, code)) for code in codes]
        source = line[0].source if line[0] else ""
        name = str(MONTHS[first.month - 1])
        found.append((name, [cell.count if cell else None for cell in line], source))
    return found
