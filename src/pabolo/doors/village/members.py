"""One member: term, training, safeguarding declaration. The lead adds; nothing is overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.reports.questions import Today
from pabolo.doors.village.forms import PLAIN, day_field, number_field
from pabolo.doors.village.frame import own_groups, page, tried
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import choices, label
from pabolo.programme.network.actions import members as actions
from pabolo.programme.network.queries.members import Standing, standings
from pabolo.programme.network.queries.registers import members_for
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Held:
    """A training in words."""

    kind: str
    day: date
    hours: int
    issuer: str
    until: date
    over: bool


class TermForm(Today):
    """Another term."""

    from_day = day_field(gettext_lazy("Appointed from"))
    until = day_field(gettext_lazy("Appointed until"))


class TrainingForm(Today):
    """A training."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which training?"),
        error_messages={"required": gettext_lazy("Choose which training it was.")},
    )
    day = day_field(gettext_lazy("On which day?"))
    hours = number_field(gettext_lazy("How many hours?"))
    issuer = forms.CharField(
        label=gettext_lazy("Given by"),
        help_text=gettext_lazy("For example: DP3A, UPTD PPA, Puskesmas."),
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Choose")), *choices("training_kind", self.today)]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]
        self.fields["hours"].widget.attrs["class"] = "w4"


class DeclarationForm(Today):
    """A signed declaration."""

    day = day_field(gettext_lazy("Signed on"))
    witness = forms.CharField(
        label=gettext_lazy("Signed before"),
        help_text=gettext_lazy("The name of the witness, for example the village head."),
        max_length=120,
        widget=forms.TextInput(attrs=PLAIN),
    )


type Do = Callable[[Mapping[str, Any], UUID, Actor, datetime], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One form about a member."""

    form: type[Today]
    title: Promise
    done: Promise
    do: Do


def _term(typed: Mapping[str, Any], member_id: UUID, by: Actor, at: datetime) -> object:
    return actions.appoint_again(by=by, at=at, member_id=member_id, **typed)


def _training(typed: Mapping[str, Any], member_id: UUID, by: Actor, at: datetime) -> object:
    return actions.record_training(by=by, at=at, member_id=member_id, **typed)


def _declaration(typed: Mapping[str, Any], member_id: UUID, by: Actor, at: datetime) -> object:
    return actions.record_declaration(by=by, at=at, member_id=member_id, **typed)


DEEDS = {
    "masa-tugas": Deed(
        TermForm, gettext_lazy("Appoint again"), gettext_lazy("The term is noted."), _term
    ),
    "pelatihan": Deed(
        TrainingForm, gettext_lazy("Note a training"), gettext_lazy("Noted."), _training
    ),
    "pernyataan": Deed(
        DeclarationForm,
        gettext_lazy("Note a signed declaration"),
        gettext_lazy("The declaration is noted."),
        _declaration,
    ),
}


@require_safe
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """One member of an own group. Outside the scope: 404."""
    actor, today = actor_in(request), clock.today()
    one = _found(actor, member_id, today)
    words = {
        "member": one,
        "role": label("member_role", one.role),
        "element": label("member_element", one.element),
        "trainings": [_held(training, today) for training in one.trainings],
        "leads": _leads(actor, one.group_id),
    }
    return page(request, "member", words)


def _held(one: Any, today: date) -> Held:
    kind = label("training_kind", one.kind)
    return Held(kind, one.day, one.hours, one.issuer, one.until, one.until < today)


def _leads(actor: Actor, group_id: UUID) -> bool:
    return any(group.id == group_id for group in own_groups(actor, Role.GROUP_LEAD))


def _found(actor: Actor, member_id: UUID, today: date) -> Standing:
    group_id = members_for(actor, today).get(pk=member_id).group_id
    return next(one for one in standings(actor, today, group_id) if one.id == member_id)


@require_http_methods(["GET", "HEAD", "POST"])
def member_deed(request: HttpRequest, member_id: UUID, what: str) -> HttpResponse:
    """The form of a term, a training or a declaration."""
    actor, at, deed = actor_in(request), clock.now(), DEEDS[what]
    today = clock.day_of(at)
    one = members_for(actor, today).get(pk=member_id)
    data = request.POST if request.method == "POST" else None
    form = deed.form(data, today=today, initial={"day": today, "from_day": today})
    status = 0
    if request.method == "POST":
        status = tried(form, lambda: deed.do(form.cleaned_data, member_id, actor, at))
    if status != 200:
        words = {"form": form, "member": one, "title": deed.title, "what": what}
        return page(request, "member_deed", words, status or 200)
    messages.success(request, str(deed.done))
    return redirect("village:member", member_id)
