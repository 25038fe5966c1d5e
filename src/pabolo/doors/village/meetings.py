"""The group's meetings: the list and a new one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.village.forms import PLAIN, OfGroup, day_field, number_field
from pabolo.doors.village.frame import (
    OwnGroup,
    entry_id,
    group_id_of,
    own_groups,
    page,
    token_in,
    tried,
)
from pabolo.ground.lib import clock
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.queries.registers import meetings_for, members_for
from pabolo.rules.actors import Actor

SHOWN = 24


class MeetingForm(OfGroup):
    """When, how many, what was agreed."""

    say_optional = ("minutes", "present")

    day = day_field(gettext_lazy("On which day?"))
    attendance = number_field(gettext_lazy("How many people came?"))
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Which members were there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.CharField(
        label=gettext_lazy("What was agreed?"),
        help_text=gettext_lazy("No name and no story of a child: that belongs in an alarm."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, **PLAIN}),
    )

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(members)  # type: ignore[attr-defined]
        if not members:
            del self.fields["present"]
        self.fields["attendance"].widget.attrs["class"] = "w4"


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The group's meetings, newest first."""
    actor = actor_in(request)
    rows = list(meetings_for(actor).prefetch_related("present__member")[:SHOWN])
    has_group = bool(rows) or bool(own_groups(actor))
    return page(request, "meetings", {"rows": rows, "has_group": has_group})


@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    """The form of a meeting."""
    actor, at, token = actor_in(request), clock.now(), token_in(request)
    groups, today = own_groups(actor), clock.day_of(at)
    data = request.POST if request.method == "POST" else None
    members = _members(actor, groups, today)
    form = MeetingForm(data, groups=groups, today=today, members=members)
    status = 0
    if request.method == "POST":
        status = tried(form, lambda: _record(form, groups, entry_id(token), actor, at))
    if status != 200:
        words = {"form": form, "token": token, "has_group": bool(groups)}
        return page(request, "new_meeting", words, status or 200)
    messages.success(request, _("The meeting is in the register."))
    return redirect("village:meetings")


def _members(actor: Actor, groups: Sequence[OwnGroup], today: date) -> list[tuple[str, str]]:
    """Who may be ticked, with the group where there are several."""
    names = {group.id: group.name for group in groups}
    found = [one for one in members_for(actor, today) if one.group_id in names]
    if len(names) == 1:
        return [(str(one.pk), one.name) for one in found]
    return [(str(one.pk), f"{one.name} ({names[one.group_id]})") for one in found]


def _record(
    form: MeetingForm, groups: Sequence[OwnGroup], identity: UUID, by: Actor, at: datetime
) -> None:
    typed = form.cleaned_data
    record_meeting(
        by=by,
        at=at,
        group_id=group_id_of(groups, typed["place"]),
        day=typed["day"],
        attendance=typed["attendance"],
        minutes=typed["minutes"],
        present=[UUID(one) for one in typed.get("present", ())],
        meeting_id=identity,
    )
