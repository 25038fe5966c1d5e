"""Forms around PATBM groups."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field
from pabolo.doors.shared.forms import Form
from pabolo.ground.places import queries as places
from pabolo.ground.policy.queries import choices

VILLAGE_CODE = 13


class DecreeForm(Form):
    """The letter that appoints a group."""

    number = forms.CharField(label=_("Number of the decree"), max_length=80)
    day = day_field(label=_("Date of the decree"))
    until = day_field(
        label=_("Holds until"), help_text=_("Empty: until it is replaced."), required=False
    )


class GroupForm(Form):
    """A new group at a place of any level, or at a hamlet of a village."""

    place = forms.ChoiceField(label=_("Place"))
    locality = forms.CharField(
        label=_("Hamlet or RW"),
        help_text=_("Only for a group below the village."),
        max_length=60,
        required=False,
    )
    formed = day_field(label=_("When was it formed?"))
    number = forms.CharField(
        label=_("Number of the decree"),
        help_text=_("If there is one already. A group without a decree does not count as active."),
        max_length=80,
        required=False,
    )
    decree_day = day_field(label=_("Date of the decree"), required=False)
    until = day_field(label=_("Holds until"), required=False)

    def __init__(self, *args: Any, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.district.name}: {one.name}") for one in places.villages()
        ] + [(code, name) for code, name in places.place_choices() if len(code) < VILLAGE_CODE]

    def clean(self) -> dict[str, Any]:
        """A place that has its own group can only have one of a hamlet."""
        typed = super().clean() or {}
        if typed.get("place") in self.taken and not typed.get("locality"):
            self.add_error("place", _("This place already has a group."))
        return typed


class MemberForm(Form):
    """Somebody who joins a group."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    element = forms.ChoiceField(label=_("Comes from"))
    role = forms.ChoiceField(label=_("Role in the group"))
    since = day_field(label=_("Member since"))
    term_until = day_field(label=_("Appointed until"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = choices("member_element", today)  # type: ignore[attr-defined]
        self.fields["role"].choices = choices("member_role", today)  # type: ignore[attr-defined]
        self.initial.setdefault("role", "ANGGOTA")


class LastDayForm(Form):
    """The last day of a membership or of a group."""

    last_day = day_field(label=_("Last day"))
