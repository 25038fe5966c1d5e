"""Days off of a year: national ones with their decree, local ones with their history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import INVALID, attempt
from pabolo.doors.office.sent import sent_table
from pabolo.doors.office.settings.forms import DayForm, DaysTableForm, WithdrawForm, year_in
from pabolo.doors.office.settings.state import calendar_warning
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.policy import actions, queries, taking
from pabolo.rules.policy import CALENDAR_KEEPERS
from pabolo.rules.policy_tables import DAY_COLUMNS

type Typed = Mapping[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Days off of a year: national, joint leave, local; POST declares a day or takes one back."""
    back = request.POST.get("do") == "withdraw"
    typed = request.POST or None
    form = DayForm(None if back else typed, initial={"holiday": "yes"})
    if request.method != "POST":
        return _page(request, form)
    if back:
        gone = WithdrawForm(request.POST)
        status = attempt(gone, lambda told: _withdraw(request, told))
        if status:
            return _page(request, form, gone, status)
        messages.success(request, _("Taken back. It stays in the history."))
        return redirect(request.get_full_path())
    status = attempt(form, lambda told: _declare(request, told))
    if status:
        return _page(request, form, status=status)
    messages.success(request, _("Declared. Deadlines from now on count with it."))
    return redirect(f"{request.path}?tahun={form.cleaned_data['day'].year}")


def _page(
    request: HttpRequest, form: DayForm, gone: Form | None = None, status: int = 200
) -> HttpResponse:
    today, names = clock.today(), staff_names()
    year = year_in(request.GET.get("tahun", ""), today)
    first, last = date(year, 1, 1), date(year, 12, 31)
    said = [
        {"row": row, "who": names.get(row.set_by, _("The system")),
         "gone": getattr(row, "withdrawn", None), "past": row.day < today}
        for row in queries.local_days(first, last)
    ]  # fmt: skip
    known = {one.year: one for one in queries.known_years()}
    taken = known[year].taken if year in known else None
    words = {
        "room": "settings",
        "year": year,
        "years": range(today.year + 2, today.year - 9, -1),
        "days": queries.holidays_in(first, last),
        "said": said,
        "decree": known.get(year),
        "decree_by": names.get(taken.set_by, _("The system")) if taken else "",
        "first_known": min(known),
        "until": queries.known_until(today),
        "warn": calendar_warning(today),
        "form": form,
        "gone_form": gone or WithdrawForm(),
        "may": actor_in(request).has(*CALENDAR_KEEPERS),
    }
    return render(request, "office/settings/calendar.html", words, status=status)


def _declare(request: HttpRequest, typed: Typed) -> object:
    return actions.set_local_day(
        by=actor_in(request), at=clock.now(), day=typed["day"],
        holiday=typed["holiday"] == "yes", name=typed["name"],
    )  # fmt: skip


def _withdraw(request: HttpRequest, typed: Typed) -> object:
    return actions.withdraw_day(by=actor_in(request), at=clock.now(), declared=typed["declared"])


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_import(request: HttpRequest) -> HttpResponse:
    """Send a table of days off, look at what it would do, then take it in."""
    if request.method != "POST":
        return _table_page(request, {})
    text = sent_table(request)
    look = taking.look_at_days(text, today=clock.today())
    if look.faults:
        return _table_page(request, {"text": text, "faults": look.faults}, INVALID)
    if request.POST.get("do") != "take":
        return _table_page(request, {"text": text, "look": look})
    form = DaysTableForm(request.POST)
    status = attempt(form, lambda typed: _take(request, text, typed))
    if status:
        return _table_page(request, {"text": text, "look": look, "form": form}, status)
    messages.success(request, _("The table is in the calendar."))
    return redirect("office:calendar")


def _take(request: HttpRequest, text: str, typed: Typed) -> object:
    return taking.take_days(by=actor_in(request), at=clock.now(), text=text, source=typed["source"])


def _table_page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    source = request.POST.get("source", "")
    start = {"table": more.get("text", ""), "source": source}
    words = {
        "room": "settings",
        "columns": ",".join(DAY_COLUMNS),
        "form": DaysTableForm(initial=start),
        "source": source,
        **more,
    }
    return render(request, "office/settings/calendar_import.html", words, status=status)
