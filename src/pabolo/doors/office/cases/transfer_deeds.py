"""What is done about a hand-over to another unit: its forms and its deeds."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.doing import LEAD, WORK, Deed, Doing, Typed
from pabolo.doors.office.cases.forms import ReasonForm, area, line, pick
from pabolo.doors.shared.forms import Form
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib.clock import today
from pabolo.programme.transfers import labels
from pabolo.programme.transfers.actions import outgoing
from pabolo.rules.transfer import UNITS, TransferPurpose, removable
from pabolo.rules.transfer import Part as TransferPart
from pabolo.rules.vocabulary import LegalBasis

ROOM = "office:case_transfer"


class AskForm(Form):
    agency = forms.ChoiceField(label=_("To which unit?"))
    purpose = pick(_("Why does the case go there?"), labels.PURPOSE)
    basis = pick(_("What does it rest on?"), labels.BASIS)
    law = line(
        _("Which article, or what danger?"), need=False, hint=_("Not needed where consent carries.")
    )
    note = area(_("What must the other unit know first?"), need=False, rows=3)
    left_out = forms.MultipleChoiceField(
        label=_("Leave out, although it may go"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Session notes, who reported and a shelter never go. The alleged perpetrators go only "
            "where the law makes it a duty. You see all that goes before anybody approves."
        ),
    )
    say_optional = ("law", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [one for one in agencies(today()) if one.kind in UNITS]
        self.fields["agency"].choices = [(one.pk.hex, one.name) for one in found]  # type: ignore[attr-defined]
        may = removable(TransferPart)
        self.fields["left_out"].choices = [  # type: ignore[attr-defined]
            (part.value, labels.PART[part.value]) for part in TransferPart if part in may
        ]


class ChaseForm(Form):
    text = area(_("Whom did you reach, and what did they say?"), rows=2)


class CodeForm(Form):
    code = line(
        _("Acknowledgement code"), hint=_("The other unit finds it in the file, or reads it aloud.")
    )
    number = line(_("Number of the case there"), need=False)


def _ask(d: Doing, t: Typed) -> object:
    return outgoing.ask_transfer(
        agency_id=UUID(t["agency"]),
        purpose=TransferPurpose(t["purpose"]),
        basis=LegalBasis(t["basis"]),
        law=t["law"],
        note=t["note"],
        left_out=t["left_out"],
        **d.checked,
    )


def _reasoned(do: Any) -> Any:
    return lambda d, t: do(**t, **d.checked)


TRANSFERRING: dict[str, Deed] = {
    "limpahkan": Deed(
        _("Hand over to another unit"), AskForm, _ask, WORK, rare=True, room=ROOM,
    ),
    "setujui-pelimpahan": Deed(
        _("Approve the hand-over"), Form,
        lambda d, t: outgoing.approve_transfer(**d.checked),
        LEAD, "lead", rare=True, room=ROOM,
    ),
    "tolak-pelimpahan": Deed(
        _("Decline the hand-over"), ReasonForm, _reasoned(outgoing.decline_transfer),
        LEAD, "lead", rare=True, room=ROOM,
    ),
    "kode-pelimpahan": Deed(
        _("Type the acknowledgement code"), CodeForm, _reasoned(outgoing.acknowledge_by_code),
        WORK, rare=True, room=ROOM,
    ),
    "tagih-pelimpahan": Deed(
        _("Note that you asked the other unit"), ChaseForm, _reasoned(outgoing.chase_transfer),
        WORK, rare=True, room=ROOM,
    ),
    "penerima-menolak": Deed(
        _("The other unit does not take it"), ReasonForm, _reasoned(outgoing.hear_refusal),
        WORK, rare=True, room=ROOM, room_only=True,
    ),
    "tarik-pelimpahan": Deed(
        _("Withdraw the hand-over"), ReasonForm, _reasoned(outgoing.withdraw_transfer),
        WORK, rare=True, room=ROOM, room_only=True,
    ),
}  # fmt: skip
