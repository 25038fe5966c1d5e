"""The village's phones: who uses them, when they were seen, what waits; revoking and lifting."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.devices.actions import minding
from pabolo.ground.devices.queries import DeviceLine, device_lines, waiting_for
from pabolo.ground.lib import clock
from pabolo.ground.policy.queries import number
from pabolo.rules.field import clock_is_wrong

SILENT = timedelta(days=30)
KIND: Mapping[str, Promise] = {
    "alarm": gettext_lazy("Alarm"),
    "activity": gettext_lazy("Activity"),
    "activity_edit": gettext_lazy("Change of an activity"),
    "meeting": gettext_lazy("Meeting"),
    "watch": gettext_lazy("Watch-list item"),
    "visit": gettext_lazy("Visit notes"),
}
# Why it waits, told to the office; the phone is told by the rule's own sentence.
WHY: Mapping[str, Promise] = {
    "field.revoked": gettext_lazy("The phone, or the person on it, was revoked."),
    "field.unreadable": gettext_lazy("The office cannot read it."),
    "field.fault": gettext_lazy("It could not be taken in. Try again, or ask for help."),
    "field.kind": gettext_lazy("The office cannot take in this kind yet."),
    "field.clash": gettext_lazy("Two people changed the same entry: the group lead decides."),
    "field.no_group": gettext_lazy("The village has no group now."),
    "field.rules_changed": gettext_lazy("It was made with other rules than the office's."),
    "field.no_person": gettext_lazy("It does not say whose it is."),
    "field.unproved": gettext_lazy("It is not proved that the person named made it."),
    "field.person_left": gettext_lazy("The person's post in the group has ended."),
    "field.village": gettext_lazy("The village is not, or not any more, that of the person."),
    "field.clock": gettext_lazy("The phone's clock was wrong; the day is put right here."),
}
UNREAD = gettext_lazy("Not readable")
SHOWN = 100
NOBODY = UUID(int=0)


@require_safe
def phones(request: HttpRequest) -> HttpResponse:
    """All phones, and before them what waits for a decision."""
    actor, at = actor_in(request), clock.now()
    work_in_waiting(at=at)
    today = clock.day_of(at)
    hours, names = number("field.skew_hours", today), staff_names()
    waits = list(waiting_for(actor, today)[:SHOWN])
    words = {
        "room": "phones",
        "rows": [(one, _marks(one, hours, at)) for one in device_lines(actor, today)],
        "waiting": [_waits(one, names) for one in waits],
    }
    return render(request, "office/phones/phones.html", words)


def _marks(one: DeviceLine, hours: int, at: Any) -> dict[str, bool]:
    return {
        "clock": clock_is_wrong(one.skew, hours=hours),
        "silent": one.seen_day + SILENT < clock.day_of(at),
    }


def _waits(one: Any, names: Mapping[UUID, str]) -> tuple[Any, Promise, str | None, str]:
    return one, kind_of(one), names.get(one.person_id or NOBODY), why_of(one)


def why_of(row: Any) -> str:
    """Why an envelope waits."""
    return str(WHY[row.code]) if row.code in WHY else _(row.sentence)


def kind_of(row: Any) -> Promise:
    """What an envelope holds, in words."""
    return KIND.get(row.entry, UNREAD)


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("office:phones")


@require_POST
def revoke_phone(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Revoke a phone."""
    minding.revoke(device_id=device_id, by=actor_in(request), at=clock.now())
    return _done(
        request, _("The phone is revoked. What it can show is wiped when it is next in reach.")
    )


@require_POST
def lift_phone(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Let a revoked phone be used again."""
    minding.lift(device_id=device_id, by=actor_in(request), at=clock.now())
    return _done(request, _("The phone may be used again. What was kept apart still waits."))


@require_POST
def take_person_off(request: HttpRequest, device_id: UUID, person_id: UUID) -> HttpResponse:
    """Take one person off a phone."""
    minding.take_off(device_id=device_id, person=person_id, by=actor_in(request), at=clock.now())
    return _done(request, _("This person is off the phone. The others go on."))


@require_POST
def new_pin(request: HttpRequest, carrier_id: UUID) -> HttpResponse:
    """Let somebody choose a new PIN."""
    minding.reset_pin(carrier_id=carrier_id, by=actor_in(request), at=clock.now())
    return _done(request, _("A new PIN can be chosen on that phone after signing in."))
