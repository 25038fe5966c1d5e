"""The group's activities: the list, a new one, taking a wrong one back. No child's data."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.doors.shared.network.sheets import rupiah
from pabolo.doors.village.forms import DIGITS, PLAIN, OfGroup, day_field
from pabolo.doors.village.frame import (
    OwnGroup,
    entry_id,
    group_id_of,
    own_groups,
    page,
    token_in,
    tried,
)
from pabolo.doors.village.plan import money
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.network.actions.activities import record_activity, withdraw_activity
from pabolo.programme.network.queries.photos import photos_of
from pabolo.programme.network.queries.plans import open_lines
from pabolo.programme.network.queries.registers import activities_for
from pabolo.rules.activities import Count
from pabolo.rules.actors import Actor

SEXES = ("P", "L")
SHOWN = 40
KEPT = ("day", "level", "kind", "strategy", "where", "note", "materials", "cost")
NUMBER = gettext_lazy("Write whole numbers, or leave them empty.")


class ActivityForm(OfGroup):
    """What was done and how many came."""

    say_optional = ("where", "note", "materials", "cost", "planned")

    day = day_field(gettext_lazy("On which day?"))
    level = forms.ChoiceField(
        label=gettext_lazy("For whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for whom it was.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of activity?"),
        error_messages={"required": gettext_lazy("Choose what kind of activity it was.")},
    )
    strategy = forms.ChoiceField(
        label=gettext_lazy("What does it serve most?"),
        help_text=gettext_lazy("One of the seven national strategies."),
        error_messages={"required": gettext_lazy("Choose what it served most.")},
    )
    where = forms.CharField(
        label=gettext_lazy("Where?"),
        help_text=gettext_lazy("For example: village hall, posyandu, school."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
    )
    planned = forms.ChoiceField(
        label=gettext_lazy("Was it in the plan?"),
        required=False,
    )
    materials = forms.CharField(
        label=gettext_lazy("Materials used"),
        help_text=gettext_lazy("For example: poster, leaflets, film, snacks."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=PLAIN),
    )
    cost = forms.CharField(
        label=gettext_lazy("What did it cost?"),
        help_text=gettext_lazy("In rupiah, for example 250000. Empty: nothing."),
        required=False,
        widget=forms.TextInput(attrs=DIGITS),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("No name and no story of a child: that belongs in an alarm."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, **PLAIN}),
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("No, it came up")), *lines]
        self.fields["planned"].choices = offered  # type: ignore[attr-defined]
        if not lines:
            del self.fields["planned"]
        self._offer("level", "activity_level", first=False)
        self._offer("kind", "activity_kind", first=True)
        self._offer("strategy", "strategy", first=True)
        self.bands = choices("age_band", self.today)
        for sex, band in self.cells():
            self.fields[f"{sex}_{band}"] = _count_field()

    def _offer(self, name: str, of_list: str, *, first: bool) -> None:
        blank = [("", _("Choose"))] if first else []
        self.fields[name].choices = [*blank, *choices(of_list, self.today)]  # type: ignore[attr-defined]

    def cells(self) -> list[tuple[str, str]]:
        """Every sex with every age band."""
        return [(sex, band) for band, _name in self.bands for sex in SEXES]

    def rows(self) -> list[tuple[str, list[BoundField]]]:
        """The table of numbers: an age band, and its field for girls and women, boys and men."""
        return [(name, [self[f"{sex}_{band}"] for sex in SEXES]) for band, name in self.bands]

    def clean_cost(self) -> int:
        """Rupiah, with or without the dots of thousands."""
        return money(self.cleaned_data["cost"])

    @property
    def wrong_count(self) -> bool:
        """Whether a number could not be read."""
        return any(f"{sex}_{band}" in self.errors for sex, band in self.cells())

    def counts(self) -> list[Count]:
        """The numbers that were written."""
        typed = [(sex, band, self.cleaned_data[f"{sex}_{band}"]) for sex, band in self.cells()]
        return [Count(sex, band, number) for sex, band, number in typed if number]


def _count_field() -> forms.IntegerField:
    return forms.IntegerField(
        required=False,
        widget=forms.TextInput(attrs={**DIGITS, "maxlength": "4"}),
        error_messages={"invalid": NUMBER},
    )


class WithdrawForm(Form):
    """Why an entry is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("What was wrong?"),
        help_text=gettext_lazy("One sentence. The entry stays in the register, marked."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, **PLAIN}),
    )


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """The group's activities, newest first."""
    actor = actor_in(request)
    found = list(activities_for(actor)[:SHOWN])
    photos = photos_of(actor, [one.pk for one in found])
    rows = [{**_shown(one), "photos": len(photos.get(one.pk, ()))} for one in found]
    return page(request, "activities", {"rows": rows, "has_group": bool(rows) or _any(request)})


def _any(request: HttpRequest) -> bool:
    return bool(own_groups(actor_in(request)))


def _shown(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "day": one.day,
        "kind": label("activity_kind", one.kind),
        "level": label("activity_level", one.level),
        "total": one.total,
        "where": one.where,
        "cost": rupiah(one.cost) if one.cost else "",
        "materials": one.materials,
        "withdrawn": one.withdrawn_because,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new_activity(request: HttpRequest) -> HttpResponse:
    """The form of an activity."""
    actor, at, token = actor_in(request), clock.now(), token_in(request)
    groups, today = own_groups(actor), clock.day_of(at)
    lines = _lines(actor, groups, today)
    if request.method != "POST":
        form = ActivityForm(groups=groups, today=today, lines=lines)
        return page(request, "new_activity", _words(form, token, groups))
    form = ActivityForm(request.POST, groups=groups, today=today, lines=lines)
    status = tried(form, lambda: _record(form, groups, entry_id(token), actor, at))
    if status != 200:
        return page(request, "new_activity", _words(form, token, groups), status)
    messages.success(request, _("The activity is in the register."))
    return redirect("village:activities")


def _lines(actor: Actor, groups: Sequence[OwnGroup], today: date) -> list[tuple[str, str]]:
    own = {group.id for group in groups}
    return [(str(line), words) for line, group, words in open_lines(actor, today) if group in own]


def _words(form: Any, token: Any, groups: Sequence[OwnGroup]) -> dict[str, Any]:
    return {"form": form, "token": token, "has_group": bool(groups)}


def _record(
    form: ActivityForm, groups: Sequence[OwnGroup], identity: UUID, by: Actor, at: datetime
) -> None:
    typed = form.cleaned_data
    kept = {name: typed[name] for name in KEPT}
    record_activity(
        by=by,
        at=at,
        group_id=group_id_of(groups, typed["place"]),
        counts=form.counts(),
        planned_id=UUID(typed["planned"]) if typed.get("planned") else None,
        activity_id=identity,
        **kept,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Take a wrong entry back, with the reason."""
    actor = actor_in(request)
    one = activities_for(actor).get(pk=activity_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, "withdraw", {"form": form, "one": _shown(one)})
    status = tried(form, lambda: _withdraw(form, activity_id, actor, clock.now()))
    if status != 200:
        return page(request, "withdraw", {"form": form, "one": _shown(one)}, status)
    messages.success(request, _("The entry is taken back and counts no more."))
    return redirect("village:activities")


def _withdraw(form: WithdrawForm, activity_id: UUID, by: Actor, at: datetime) -> None:
    reason = form.cleaned_data["reason"]
    withdraw_activity(by=by, at=at, activity_id=activity_id, reason=reason)
