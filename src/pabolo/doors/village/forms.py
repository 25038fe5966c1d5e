"""Fields that the village's forms share: the day, the group, whole numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.shared.reports.questions import Today
from pabolo.doors.village.frame import OwnGroup

PLAIN = {"autocomplete": "off"}
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}
CHOOSE = _("Choose one.")
ISO = "%Y-%m-%d"


class DayInput(forms.DateInput):
    """The phone's own calendar, filled in with a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format=ISO)


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day. Old browsers show a line: there it is typed as people write it."""
    return forms.DateField(
        label=label,
        widget=DayInput(),
        input_formats=[ISO, "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={"invalid": _("Write the day like this: 24/11/2026.")},
        **more,
    )


def number_field(label: Any, **more: Any) -> forms.IntegerField:
    """A number of people, with the number keys of the phone."""
    return forms.IntegerField(
        label=label,
        widget=forms.TextInput(attrs=DIGITS),
        error_messages={"invalid": _("Write a whole number.")},
        **more,
    )


class OfGroup(Today):
    """A form about one of the person's own groups. Who has one only is not asked which."""

    place = forms.ChoiceField(
        label=_("Which village?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": CHOOSE,
            "invalid_choice": _("This group belongs to another village."),
        },
    )

    def __init__(
        self, data: Any = None, *, groups: Sequence[OwnGroup], today: date, **kwargs: Any
    ) -> None:
        super().__init__(data, today=today, **kwargs)
        offer_places(self, [(group.choice, group.name) for group in groups])
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.initial = today
                field.widget.attrs["max"] = today.isoformat()


def offer_places(form: forms.Form, places: Sequence[tuple[str, str]]) -> None:
    """The person's own villages; one alone is filled in unseen."""
    field = form.fields["place"]
    field.choices = list(places)  # type: ignore[attr-defined]
    if len(places) == 1:
        field.initial = places[0][0]
        field.widget = forms.HiddenInput()
