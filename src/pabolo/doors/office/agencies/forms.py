"""Forms of the directory. They only shape what was typed; the rules decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import line
from pabolo.doors.shared.forms import Form
from pabolo.ground.lib.clock import today
from pabolo.ground.places.queries import place_choices
from pabolo.ground.policy.queries import choices


class AgencyForm(Form):
    """What the directory says of an agency."""

    kind = forms.ChoiceField(label=_("Kind of agency"))
    name = line(_("Name of the agency"))
    service = line(_("What it does for a child"))
    place = forms.ChoiceField(label=_("Which place does it serve?"), required=False)
    contact = line(_("How it is reached"), need=False, hint=_("Telephone or a named desk."))
    hours = line(_("When it is reached"), need=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, places = self.fields["kind"], self.fields["place"]
        kinds.choices = choices("agency_kind", today())  # type: ignore[attr-defined]
        places.choices = [("", _("Outside the regency")), *place_choices()]  # type: ignore[attr-defined]


class VerifyForm(Form):
    """The contact was tried today."""

    contact = line(_("It is reached this way, tried today"))
    hours = line(_("When it is reached"), need=False)
