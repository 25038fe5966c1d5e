"""Changing an activity, and deciding where two people wrote different things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pabolo.doors.shared.actors import actor_in, person_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.shared.one_time import Token
from pabolo.doors.village.activities import ActivityForm, shown
from pabolo.doors.village.frame import OwnGroup, entry_id, page, token_in, tried
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import label
from pabolo.programme.network.actions.edits import decide_clash, edit_activity
from pabolo.programme.network.queries.edits import open_clashes, values_of
from pabolo.programme.network.queries.registers import activities_for
from pabolo.rules.actors import Actor
from pabolo.rules.edits import TEXTS, is_count

APART = ("place", "materials", "cost", "planned")
NAMES: Mapping[str, Promise] = {
    "day": gettext_lazy("Day"),
    "level": gettext_lazy("For whom?"),
    "kind": gettext_lazy("What kind of activity?"),
    "strategy": gettext_lazy("What does it serve most?"),
    "where": gettext_lazy("Where?"),
    "note": gettext_lazy("Note"),
}
LISTS = {"level": "activity_level", "kind": "activity_kind", "strategy": "strategy"}


class ChangeForm(ActivityForm):
    """The same questions as for a new one; what was shown travels with it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in APART:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "seen"
            field.initial = None if name == "day" else field.initial

    def shown_before(self) -> list[SafeString]:
        """The values that the form was shown with, unseen: only what differs is a change."""
        return [self[name].as_hidden(only_initial=True) for name in self.fields if name != "seen"]

    def changes(self) -> dict[str, str]:
        """What was changed, as text."""
        return {name: self._text(name) for name in self.changed_data if name != "seen"}

    def _text(self, name: str) -> str:
        value = self.cleaned_data[name]
        if is_count(name):
            return str(value or 0)
        return value.isoformat() if isinstance(value, date) else str(value).strip()


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """The form of a change."""
    actor, at, token = actor_in(request), clock.now(), token_in(request)
    one = activities_for(actor).get(pk=activity_id)
    group = OwnGroup(one.group_id, one.group.place, "")
    how = {"groups": [group], "today": clock.day_of(at), "lines": []}
    if request.method != "POST":
        form = ChangeForm(**how, initial={**values_of(one), "seen": one.version})
        return _form(request, form, token, one)
    form = ChangeForm(request.POST, **how)
    whole: list[bool] = []
    status = tried(form, lambda: whole.append(_change(form, token, activity_id, actor, at)))
    if status != 200:
        return _form(request, form, token, one, status)
    _say(request, whole=whole[0])
    return redirect("village:activities")


def _change(form: ChangeForm, token: Token, activity_id: UUID, by: Actor, at: datetime) -> bool:
    return edit_activity(
        by=by,
        at=at,
        activity_id=activity_id,
        seen=form.cleaned_data["seen"],
        changes=form.changes(),
        edit_id=entry_id(token),
    )


def _say(request: HttpRequest, *, whole: bool) -> None:
    if whole:
        messages.success(request, _("The activity is changed."))
    else:
        words = _("Somebody else changed the same entry. Both are kept; the group lead decides.")
        messages.warning(request, words)


def _form(
    request: HttpRequest, form: ChangeForm, token: Token, one: Any, status: int = 200
) -> HttpResponse:
    words = {"form": form, "token": token, "one": shown(one)}
    return page(request, "activity_edit", words, status)


@dataclass(frozen=True, slots=True)
class TwoValues:
    """A field with what stands in it, and what somebody else wrote."""

    id: UUID
    name: str
    stands: str
    other: str
    who: str


class DecideForm(Form):
    """Which of the two holds."""

    clash = forms.UUIDField()
    take = forms.ChoiceField(choices=[("standing", ""), ("other", "")])


@require_http_methods(["GET", "HEAD", "POST"])
def two_values(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """What two people wrote into one field: the lead decides."""
    actor = actor_in(request)
    one = activities_for(actor).get(pk=activity_id)
    form = DecideForm(request.POST if request.method == "POST" else None)
    status = tried(form, lambda: _decide(form, actor)) if request.method == "POST" else 0
    if status == 200:
        messages.success(request, _("It is decided. Both values stay in the history."))
        return redirect("village:two_values", activity_id)
    rows = _rows(request, actor, one)
    words = {"form": form, "one": shown(one), "rows": rows}
    return page(request, "two_values", words, status or 200)


def _decide(form: DecideForm, by: Actor) -> None:
    take_other = form.cleaned_data["take"] == "other"
    clash = form.cleaned_data["clash"]
    decide_clash(by=by, at=clock.now(), clash_id=clash, take_other=take_other)


def _rows(request: HttpRequest, actor: Actor, one: Any) -> list[TwoValues]:
    standing, names = values_of(one), staff_names()
    own = {person_in(request).pk: _("you")}
    return [
        TwoValues(
            clash.pk,
            _name(clash.name, one.day),
            _value(clash.name, standing.get(clash.name, ""), one.day),
            _value(clash.name, clash.other, one.day),
            own.get(clash.edit.by_id) or names.get(clash.edit.by_id, ""),
        )
        for clash in open_clashes(actor, one.pk)
    ]


def _name(name: str, on: date) -> str:
    if name in TEXTS:
        return str(NAMES[name])
    sex, _line, band = name.partition("_")
    people = _("Girls, women") if sex == "P" else _("Boys, men")
    return f"{people}, {label('age_band', band)}"


def _value(name: str, value: str, on: date) -> str:
    return label(LISTS[name], value) if name in LISTS and value else value or "–"
