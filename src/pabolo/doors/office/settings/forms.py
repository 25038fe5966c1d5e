"""Forms of what the unit decides: settings, codes, days off."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field, note_field
from pabolo.doors.office.sent import TableForm
from pabolo.doors.shared.forms import Form
from pabolo.ground.policy.defaults import Default
from pabolo.ground.policy.queries import SettingNow


class SettingForm(Form):
    """A new value, from when, and why."""

    value = forms.CharField(label=_("New value"), max_length=200)
    valid_from = day_field(
        label=_("Holds from"), help_text=_("Today or later: old cases keep the rules of their day.")
    )
    reason = note_field(
        label=_("Why, and who decided it"),
        help_text=_("For example: decree of the head of the agency, number and date."),
        max_length=400,
    )

    def __init__(self, *args: Any, now: SettingNow, default: Default, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(now.value, int):
            self.fields["value"] = forms.IntegerField(
                label=_("New value"),
                help_text=_("In %(unit)s, from %(low)s to %(high)s.")
                % {"unit": now.unit, "low": default.low, "high": default.high},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4"}),
            )


class TakeBackForm(Form):
    """A decision that is taken back before its day, and why."""

    reason = note_field(rows=2, label=_("Why is it taken back?"), max_length=400)


class CodeForm(Form):
    """A code that the regency adds."""

    code = forms.RegexField(
        r"^[A-Z0-9_]{1,20}$",
        label=_("Code"),
        help_text=_("Capitals and digits. It can never be changed."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "w8", "autocomplete": "off"}),
    )
    label_id = forms.CharField(label=_("Label in Indonesian"), max_length=120)
    label_en = forms.CharField(label=_("Label in English"), max_length=120)


class RetireForm(Form):
    """A code that is no longer chosen after a day."""

    code = forms.ChoiceField(label=_("Code"))
    last_day = day_field(label=_("Last day on which it can be chosen"))

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes  # type: ignore[attr-defined]


class LabelForm(Form):
    """Labels of an own code, corrected."""

    label_id = forms.CharField(label=_("Label in Indonesian"), max_length=120)
    label_en = forms.CharField(label=_("Label in English"), max_length=120)
    reason = forms.CharField(
        label=_("Why?"), help_text=_("Old records show the corrected label too."), max_length=400
    )


class WordForm(Form):
    """How SIMFONI words a code."""

    say_optional = ("word",)

    code = forms.ChoiceField(label=_("Code"))
    word = forms.CharField(
        label=_("Word in SIMFONI"),
        help_text=_("Exactly as it stands there. Empty: it has no word of its own for it."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes  # type: ignore[attr-defined]


class DayForm(Form):
    """A local day off, or a working day where the national calendar has a day off."""

    day = day_field(label=_("Day to declare"))
    holiday = forms.ChoiceField(
        label=_("What is it?"),
        choices=(("yes", _("A day off here")), ("no", _("A working day here"))),
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name or reason"), help_text=_("For example: polling day."), max_length=120
    )


class WithdrawForm(Form):
    """What was said of a day, taken back."""

    declared = forms.IntegerField(widget=forms.HiddenInput)


class CodesTableForm(TableForm):
    """A table of codes, and why."""

    say_optional = ("file", "table", "reason")

    reason = forms.CharField(label=_("Why, and who decided it"), max_length=400, required=False)


class DaysTableForm(TableForm):
    """A table of days off, and where they come from."""

    say_optional = ("file", "table", "source")

    source = forms.CharField(
        label=_("Decree of the national days"),
        help_text=_("For example: SKB of the three ministers, numbers and year."),
        max_length=200,
        required=False,
    )


def year_in(text: str, today: date) -> int:
    """The year asked for, within ten years of today; else this one."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return asked if abs(asked - today.year) <= 10 else today.year
