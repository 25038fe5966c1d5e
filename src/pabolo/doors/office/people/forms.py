"""Forms around accounts and posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.places import queries as places
from pabolo.rules.entry import VILLAGE
from pabolo.rules.vocabulary import Role


class HireForm(Form):
    """A new account."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    username = forms.CharField(
        label=_("User name"),
        help_text=_("Small letters, digits, dots or hyphens, for example: siti.rahmawani."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class PostForm(Form):
    """A post given to somebody."""

    role = forms.ChoiceField(
        label=_("Post"), choices=[(r.value, name) for r, name in ROLES.items()]
    )
    village = forms.ChoiceField(
        label=_("Village"),
        help_text=_("Only for activists, group leads and village heads."),
        required=False,
    )
    from_day = day_field(label=_("First day"))
    until_day = day_field(label=_("Last day"), help_text=_("Empty: without end."), required=False)
    acting = forms.BooleanField(
        label=_("Acting for somebody else (needs a last day)"), required=False
    )

    decree = forms.CharField(
        label=_("Number of the decree, for an acting post"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = [(one.code, f"{one.district.name}: {one.name}") for one in places.villages()]
        self.fields["village"].choices = [("", "–"), *villages]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An office role keeps no village that was left over in the list."""
        typed = super().clean() or {}
        if typed.get("role") and Role(typed["role"]) not in VILLAGE:
            typed["village"] = ""
        return typed
