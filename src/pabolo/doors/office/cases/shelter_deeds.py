"""What is done about a stay in the shelter: its forms and its deeds."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.doing import LEAD, WORK, Deed, Doing, Typed
from pabolo.doors.office.cases.forms import CodeForm, area, day, line, moment, tick
from pabolo.doors.office.cases.plan_forms import BY_ROLE
from pabolo.doors.shared.forms import Form
from pabolo.ground.lib.clock import now, today
from pabolo.ground.lib.ids import random_id
from pabolo.ground.policy.queries import number
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import shelter
from pabolo.programme.cases.queries.files import CaseFile

ROOM = "office:case_shelter"


class EnterForm(CodeForm):
    codes = {"reasons": "shelter_reason"}
    reasons = forms.MultipleChoiceField(
        label=_("Why does the child need the shelter?"), widget=forms.CheckboxSelectMultiple
    )
    begins = moment(_("Since when? (WIB)"))
    until = day(_("Expected until which day?"))
    beside = line(_("Who comes along?"), need=False, hint=BY_ROLE)
    note = area(
        _("What the child needs there"),
        need=False,
        rows=2,
        hint=_("Do not write here where the shelter is."),
    )
    place = area(
        _("Where is the shelter?"),
        need=False,
        rows=2,
        hint=_(
            "Sealed apart. Shown only on the screen of those who may open the places of this "
            "case; never printed, sent or exported."
        ),
    )
    emergency = tick(_("This was an emergency: help came before consent"))


class ExtendForm(Form):
    until = day(_("Until which day?"))
    reason = area(_("Why does the stay go on?"), rows=2)


class LeaveForm(CodeForm):
    codes = {"to": "shelter_exit"}
    left = moment(_("When did the child leave? (WIB)"))
    to = forms.ChoiceField(label=_("Where to?"))
    checked = area(
        _("What was checked about safety there?"), rows=2, hint=_("Do not write an address.")
    )
    safe = tick(_("The child is safe there"))


def _enter(d: Doing, t: Typed) -> object:
    stay = e.Sheltered(
        **d.line,
        stay=random_id().hex,
        reasons=tuple(t["reasons"]),
        begins=t["begins"],
        until=t["until"].isoformat(),
        beside=t["beside"],
        note=t["note"],
    )
    return shelter.enter_shelter(stay=stay, place=t["place"], emergency=t["emergency"], **d.checked)


def _local(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _start(file: CaseFile, key: str) -> dict[str, Any]:
    days = number(shelter.SETTING, today())
    return {"begins": _local(now()), "until": today() + timedelta(days=days)}


def _start_extend(file: CaseFile, key: str) -> dict[str, Any]:
    stay = file.state.stay
    if stay is None:
        return {}
    days = number(shelter.SETTING, today())
    return {"until": date.fromisoformat(stay.until) + timedelta(days=days)}


SHELTERING: dict[str, Deed] = {
    "penampungan": Deed(_("Begin a stay in the shelter"), EnterForm, _enter, WORK,
                        rare=True, room=ROOM, start=_start),
    "perpanjang": Deed(
        _("Extend the stay"), ExtendForm,
        lambda d, t: shelter.extend_stay(**t, **d.checked),
        LEAD, "lead", rare=True, room=ROOM, start=_start_extend,
    ),
    "keluar-penampungan": Deed(
        _("Record the end of the stay"), LeaveForm,
        lambda d, t: shelter.leave_shelter(**t, **d.checked),
        WORK, rare=True, room=ROOM, start=lambda file, key: {"left": _local(now())},
    ),
}  # fmt: skip
