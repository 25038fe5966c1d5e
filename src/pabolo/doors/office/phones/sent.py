"""One entry from a phone that waits: why, what it says as far as it may be read, what to do."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.phones.views import kind_of, why_of
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.field.deciding import Waiting, take_in, waiting_one
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import people_at_work, staff_names
from pabolo.ground.devices.actions import minding
from pabolo.ground.lib import clock
from pabolo.ground.places.queries import exists, village, villages
from pabolo.ground.policy.queries import label
from pabolo.rules.activities import IN_VILLAGE
from pabolo.rules.field import REASONS

AS_SENT = gettext_lazy("As it was sent")


class AcceptForm(Form):
    """For whom and for which village it is taken in."""

    person = forms.ChoiceField(label=gettext_lazy("Whose entry is it?"), required=False)
    village = forms.ChoiceField(label=gettext_lazy("For which village?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [one for one in people_at_work(clock.today()) if one.roles & IN_VILLAGE]
        first = [("", AS_SENT)]
        self.fields["person"].choices = [*first, *((one.id.hex, one.name) for one in people)]  # type: ignore[attr-defined]
        places = ((one.code, f"{one.district.name}: {one.name}") for one in villages())
        self.fields["village"].choices = [*first, *places]  # type: ignore[attr-defined]


class RefuseForm(Form):
    """Which sentence the phone shows."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What shall the phone say?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(code, _(sentence)) for code, sentence in REASONS.items()]
        self.fields["reason"].choices = found  # type: ignore[attr-defined]


@require_safe
def entry(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """What waits."""
    return _page(request, submission_id, {})


def _page(
    request: HttpRequest, submission_id: UUID, filled: dict[str, BaseForm], status: int = 200
) -> HttpResponse:
    one = waiting_one(submission_id, actor_in(request), clock.now())
    words = {
        "room": "phones",
        "one": one,
        "kind": kind_of(one.row),
        "why": why_of(one.row),
        "who": staff_names().get(one.claimed) if one.claimed else None,
        "where": village(one.place).name if one.place and exists(one.place) else "",
        "facts": _facts(one),
        "accept_form": AcceptForm(),
        "refuse_form": RefuseForm(),
        "clash": one.row.code == "field.clash",
        **filled,
    }
    return render(request, "office/phones/entry.html", words, status=status)


def _facts(one: Waiting) -> list[tuple[str, str]]:
    """What the entry of a register says, line by line."""
    body = one.body
    if body is None:
        return []
    if one.kind == "meeting":
        return [(_("People"), str(body.attendance)), (_("What was agreed"), body.minutes)]
    if one.kind == "activity":
        return [
            (_("Activity"), label("activity_kind", body.kind) or body.kind),
            (_("People"), str(sum(body.counts.values()))),
            (_("Where"), body.where),
            (_("Note"), body.note),
        ]
    return [(name, str(value)) for name, value in sorted(body.changes.items())]


@require_POST
def accept(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Take it in."""
    form = AcceptForm(request.POST)
    actor, at = actor_in(request), clock.now()

    def do(typed: Any) -> None:
        person = UUID(hex=typed["person"]) if typed["person"] else None
        take_in(
            submission_id=submission_id, by=actor, at=at, person=person, village=typed["village"]
        )

    status = attempt(form, do)
    if status:
        return _page(request, submission_id, {"accept_form": form, "form": form}, status)
    messages.success(request, _("The entry is taken in. The phone hears of it next time."))
    return redirect("office:phones")


@require_POST
def refuse(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Refuse it, with a sentence."""
    form = RefuseForm(request.POST)
    actor, at = actor_in(request), clock.now()

    def do(typed: Any) -> None:
        minding.refuse(submission_id=submission_id, reason=typed["reason"], by=actor, at=at)

    status = attempt(form, do)
    if status:
        return _page(request, submission_id, {"refuse_form": form, "form": form}, status)
    messages.success(request, _("The entry is refused. The phone shows your sentence."))
    return redirect("office:phones")
