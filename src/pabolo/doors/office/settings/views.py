"""What the unit itself decides: settings with their history, lists of codes, days off."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.settings.forms import (
    CodeForm,
    DayForm,
    RetireForm,
    SettingForm,
    WordForm,
    year_in,
)
from pabolo.doors.shared import site
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.policy import actions, queries
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.queries import SettingNow
from pabolo.rules.policy import CALENDAR_KEEPERS, CODE_KEEPERS

type Typed = Mapping[str, Any]
type Doing = Callable[[HttpRequest, str, Typed], None]

WORDS_SHOWN = 20

GROUPS: Mapping[str, Promise] = {
    "duties": gettext_lazy("Times of duties"),
    "clock": gettext_lazy("Other times"),
    "load": gettext_lazy("How work is weighed"),
    "oversight": gettext_lazy("What a supervisor watches"),
    "readings": gettext_lazy("Which readings are asked about"),
    "network": gettext_lazy("Network"),
    "figures": gettext_lazy("Figures"),
    "form": gettext_lazy("Report form"),
    "letters": gettext_lazy("Letters"),
    "retention": gettext_lazy("How long things are kept"),
    "phone": gettext_lazy("Telephone numbers"),
    "unit": gettext_lazy("The unit"),
}


def _group_of(key: str) -> str:
    if DEFAULTS[key].title:
        return "duties"
    return key.partition(".")[0]


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Every setting as it stands today, with its source; each opens its history."""
    now = queries.settings(clock.today())
    words = {
        "room": "settings",
        "groups": [
            (name, [(one, _shown(one.value, one)) for one in now if _group_of(one.key) == group])
            for group, name in GROUPS.items()
        ],
        "placeholders": sum(one.placeholder for one in now),
    }
    return render(request, "office/settings/settings.html", words)


def _shown(value: int | str, now: SettingNow) -> str:
    """A value as people read it: 24 hours; a text as it stands."""
    return f"{value} {now.unit}" if isinstance(value, int) else value


def _now(key: str, today: date) -> SettingNow:
    found = next((one for one in queries.settings(today) if one.key == key), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def setting(request: HttpRequest, key: str) -> HttpResponse:
    """One setting: default, source, every decision about it; POST decides it anew."""
    actor, today = actor_in(request), clock.today()
    now, default = _now(key, today), DEFAULTS[key]
    start = {"value": now.value, "valid_from": today}
    form = SettingForm(request.POST or None, now=now, default=default, initial=start)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _decide(request, key, typed))
        if not status:
            site.forget()
            messages.success(request, _("Decided. What held before stays in the history."))
            return redirect("office:setting", key)
    names = staff_names()
    words = {
        "room": "settings",
        "now": now,
        "value": _shown(now.value, now),
        "default": _shown(default.value, now),
        "default_source": _(default.source),
        "history": [(row, names.get(row.set_by, _("The system"))) for row in queries.history(key)],
        "form": form,
        "may": actor.has(*default.owners),
        "owners": ", ".join(sorted(str(ROLES[role]) for role in default.owners)),
    }
    return render(request, "office/settings/setting.html", words, status=status)


def _decide(request: HttpRequest, key: str, typed: Typed) -> None:
    actions.set_setting(
        by=actor_in(request),
        at=clock.now(),
        key=key,
        value=typed["value"],
        valid_from=typed["valid_from"],
        reason=typed["reason"],
    )


def _named(row: Any) -> str:
    return str(row.name_en if get_language() == "en" else row.name_id)


@require_safe
def code_lists(request: HttpRequest) -> HttpResponse:
    """The lists that there are."""
    rows = [(one, _named(one), len(queries.codes(one.code))) for one in queries.code_lists()]
    words = {"room": "settings", "rows": sorted(rows, key=lambda row: row[1])}
    return render(request, "office/settings/code_lists.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def code_list(request: HttpRequest, of_list: str) -> HttpResponse:
    """One list with both labels, SIMFONI's word and validity; POST adds, words or retires."""
    found = next((one for one in queries.code_lists() if one.code == of_list), None)
    if found is None:
        raise Http404
    today = clock.today()
    chosen = queries.choices(of_list, today)
    asked = request.POST.get("do", "add")
    retires, words_it = asked == "retire", asked == "word"
    adds = bool(request.POST) and not retires and not words_it
    add = CodeForm(request.POST if adds else None, prefix="add")
    word = WordForm(request.POST if words_it else None, codes=chosen, prefix="word")
    retire = RetireForm(
        request.POST if retires else None,
        codes=chosen,
        prefix="retire",
        initial={"last_day": today},
    )
    status = 200
    if request.method == "POST":
        form, do = _wanted(asked, add, word, retire)
        status = attempt(form, lambda typed: do(request, of_list, typed))
        if not status:
            messages.success(request, _("The list is changed."))
            return redirect("office:code_list", of_list)
    words = {
        "room": "settings",
        "list": found,
        "name": _named(found),
        "codes": queries.codes(of_list),
        "today": today,
        "add_form": add,
        "retire_form": retire,
        "word_form": word,
        "worded": queries.simfoni_words(of_list)[:WORDS_SHOWN],
        "may": actor_in(request).has(*CODE_KEEPERS),
    }
    return render(request, "office/settings/code_list.html", words, status=status)


def _wanted(asked: str, add: Form, word: Form, retire: Form) -> tuple[Form, Doing]:
    return {"retire": (retire, _retire), "word": (word, _word)}.get(asked, (add, _add))


def _word(request: HttpRequest, of_list: str, typed: Typed) -> None:
    actions.word_for_simfoni(by=actor_in(request), at=clock.now(), of_list=of_list, **typed)


def _add(request: HttpRequest, of_list: str, typed: Typed) -> None:
    actions.add_code(by=actor_in(request), at=clock.now(), of_list=of_list, **typed)


def _retire(request: HttpRequest, of_list: str, typed: Typed) -> None:
    actions.retire_code(by=actor_in(request), at=clock.now(), of_list=of_list, **typed)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Days off of a year: national, joint leave, local; POST declares a local day."""
    today = clock.today()
    year = year_in(request.GET.get("tahun", ""), today)
    form = DayForm(request.POST or None, initial={"holiday": "yes"})
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _declare(request, typed))
        if not status:
            messages.success(request, _("Declared. Deadlines from now on count with it."))
            return redirect(f"{request.path}?tahun={form.cleaned_data['day'].year}")
    words = {
        "room": "settings",
        "year": year,
        "years": range(today.year + 2, today.year - 9, -1),
        "days": queries.holidays_in(date(year, 1, 1), date(year, 12, 31)),
        "form": form,
        "may": actor_in(request).has(*CALENDAR_KEEPERS),
    }
    return render(request, "office/settings/calendar.html", words, status=status)


def _declare(request: HttpRequest, typed: Typed) -> None:
    actions.set_local_day(
        by=actor_in(request),
        at=clock.now(),
        day=typed["day"],
        holiday=typed["holiday"] == "yes",
        name=typed["name"],
    )
