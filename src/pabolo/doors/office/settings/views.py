"""What the unit itself decides: every setting, how it stands, and its history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.settings.everything import last_by_noun
from pabolo.doors.office.settings.forms import SettingForm, TakeBackForm
from pabolo.doors.office.settings.nouns import (
    GROUPS,
    Line,
    asked_for,
    group_of,
    line_of,
    name_of_group,
    noun_of,
    owners_of,
    shown,
)
from pabolo.doors.office.settings.state import Section, found_elsewhere, sections
from pabolo.doors.shared import site
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.entries import lets_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.policy import actions, queries
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.queries import SettingNow

type Typed = Mapping[str, Any]
type Group = tuple[str, list[Line]]
SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Shelf:
    """A noun on the front page: its section, and the settings that stand under it."""

    section: Section
    groups: list[Group]
    n: int
    decided: int


def _lines() -> list[Line]:
    names = staff_names()
    return [line_of(one, names) for one in queries.settings(clock.today())]


def _grouped(lines: Sequence[Line]) -> list[Group]:
    order = [*GROUPS, *sorted({group_of(one.now.key) for one in lines} - GROUPS.keys())]
    groups = [(name_of_group(group), [one for one in lines if group_of(one.now.key) == group])
              for group in order]  # fmt: skip
    return [(name, rows) for name, rows in groups if rows]


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Everything that the unit sets, by noun, as it stands today; or what holds some words."""
    lines, asked = _lines(), request.GET.get("cari", "").strip()[:60]
    words: dict[str, object] = {"room": "settings", "asked": asked}
    if len(asked) >= SHORTEST_WORD:
        hits = [one for one in lines if asked_for(one, asked)]
        roles = actor_in(request)
        elsewhere = [one for one in found_elsewhere(asked) if lets_in(roles, one[2])]
        words |= {"found": _grouped(hits), "elsewhere": elsewhere, "n": len(hits) + len(elsewhere)}
    else:
        last = last_by_noun()
        words["shelves"] = [_shelf(one, lines) for one in sections(clock.today(), last)]
    words["placeholders"] = [one for one in lines if one.state == "invented"]
    words["coming"] = [one for one in lines if one.coming]
    return render(request, "office/settings/settings.html", words)


def _shelf(section: Section, lines: Sequence[Line]) -> Shelf:
    mine = [one for one in lines if noun_of(one.now.key) == section.noun]
    decided = sum(one.state == "decided" for one in mine)
    return Shelf(section, _grouped(mine), len(mine), decided)


def _now(key: str) -> SettingNow:
    found = next((one for one in queries.settings(clock.today()) if one.key == key), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def setting(request: HttpRequest, key: str) -> HttpResponse:
    """One setting: what holds, what will, every decision; POST decides anew or takes one back."""
    now, default = _now(key), DEFAULTS[key]
    start = {"value": now.value, "valid_from": clock.today()}
    if request.POST.get("do") == "back":
        return _back(request, now, SettingForm(now=now, default=default, initial=start))
    form = SettingForm(request.POST or None, now=now, default=default, initial=start)
    if request.method != "POST":
        return _setting_page(request, now, form)
    status = attempt(form, _decider(request, key))
    if status:
        return _setting_page(request, now, form, status=status)
    site.forget()
    messages.success(request, _decided_words(form.cleaned_data))
    return redirect("office:setting", key)


def _back(request: HttpRequest, now: SettingNow, form: SettingForm) -> HttpResponse:
    """Take back a decision before its day."""
    decision = number_in(request.POST.get("decision", ""))
    take = TakeBackForm(request.POST, prefix=f"back{decision}")
    status = attempt(
        take,
        lambda typed: actions.take_back(
            by=actor_in(request), at=clock.now(), decision=decision, reason=typed["reason"]
        ),
    )
    if status:
        return _setting_page(request, now, form, {decision: take}, status)
    messages.success(request, _("Taken back. It never held."))
    return redirect("office:setting", now.key)


def _decided_words(typed: Typed) -> str:
    if typed["valid_from"] > clock.today():
        return _("Decided. Until its day it can be taken back here.")
    return _("Decided. What held before stays in the history.")


def _setting_page(
    request: HttpRequest,
    now: SettingNow,
    form: SettingForm,
    takes: Mapping[int, TakeBackForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    default, names = DEFAULTS[now.key], staff_names()
    takes = takes or {}
    rows = [_told(row, now, names) for row in queries.history(now.key)]
    coming = [row for row in rows if row["state"] == "coming"]
    for one in coming:
        number = one["row"].pk
        one["take"] = takes.get(number) or TakeBackForm(prefix=f"back{number}")
    words = {
        "room": "settings",
        "now": now,
        "line": line_of(now, names),
        "group": name_of_group(group_of(now.key)),
        "default": shown(now.key, default.value),
        "default_source": _(default.source),
        "history": rows,
        "coming": coming,
        "form": form,
        "failed": next(iter(takes.values()), form),
        "timed": bool(default.title) or now.key.startswith("clock."),
        "may": actor_in(request).has(*default.owners),
        "owners": owners_of(now.key),
    }
    return render(request, "office/settings/setting.html", words, status=status)


def _told(row: Any, now: SettingNow, names: Mapping[Any, str]) -> dict[str, Any]:
    """A decision in the history: what it said, and what became of it."""
    back = getattr(row, "taken_back", None)
    state = "past"
    if back is not None:
        state = "back"
    elif now.decided is not None and row.pk == now.decided.pk:
        state = "holds"
    elif row.valid_from > clock.today():
        state = "coming"
    return {
        "row": row,
        "value": shown(now.key, row.value),
        "who": names.get(row.set_by, _("The system")),
        "state": state,
        "back": back,
        "back_who": names.get(back.set_by, _("The system")) if back else "",
    }


def _decider(request: HttpRequest, key: str) -> Callable[[Typed], object]:
    def decide(typed: Typed) -> object:
        return actions.set_setting(
            by=actor_in(request), at=clock.now(), key=key, value=typed["value"],
            valid_from=typed["valid_from"], reason=typed["reason"],
        )  # fmt: skip

    return decide
