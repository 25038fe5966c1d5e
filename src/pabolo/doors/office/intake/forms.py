"""Forms of the office's work on reports."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.shared.forms import Form
from pabolo.ground.lib.clock import WIB
from pabolo.ground.policy.queries import choices
from pabolo.programme.intake.labels import OUTCOME, RISK, SIGN, STEP

WITHOUT_CASE = ("information_only", "referred")
MOMENT = "%Y-%m-%dT%H:%M"


def _moment_field(**more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(widget=widget, input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S"], **more)


class ArrivalForm(Form):
    """How and when a report came."""

    channel = forms.ChoiceField(label=_("How did it come?"))
    received = _moment_field(label=_("When did it reach us? (WIB)"))
    disclosed = _moment_field(
        label=_("When did the child first tell us or another service? (WIB)"),
        help_text=_("Starts the 3 × 24 hours of UU 12/2022 in sexual violence. Empty: as above."),
        required=False,
    )
    reference = forms.CharField(
        label=_("Number at the other line"),
        help_text=_("For example the ticket of SAPA 129 or SP4N-LAPOR!."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [c for c in choices("channel", at.astimezone(WIB).date()) if c[0] != "WEB"]
        self.fields["channel"].choices = known  # type: ignore[attr-defined]


class SignsForm(Form):
    """Signs of danger, ticked by whoever listens or reads."""

    signs = forms.MultipleChoiceField(
        label=_("Signs of danger"),
        help_text=_("Tick what was said or seen. One sign is enough to make the risk high."),
        choices=tuple(SIGN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class LookForm(SignsForm):
    """The first look."""

    sexual = forms.BooleanField(label=_("This is sexual violence"), required=False)
    assessed = forms.ChoiceField(
        label=_("How high is the risk?"),
        help_text=_("Any sign above makes it high, whatever is chosen here."),
        choices=tuple(RISK.items()),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StepForm(Form):
    """Something done before the decision."""

    kind = forms.ChoiceField(
        label=_("What was done?"), choices=tuple(STEP.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("In a sentence"), widget=forms.Textarea(attrs={"rows": 3}))


class MessageForm(Form):
    """A message to the reporter."""

    text = forms.CharField(
        label=_("Write to the reporter"),
        help_text=_(
            "Shown under the report code, with the day and without your name. Do not "
            "repeat what was told, and no name of a child."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MatchForm(Form):
    """Is the person named the colleague of that name?"""

    person = forms.UUIDField(widget=forms.HiddenInput)
    meant = forms.ChoiceField(
        label=_("Is this person meant?"),
        choices=(("yes", _("Yes, keep them out")), ("no", _("No, somebody else"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What did you check?"), widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(Form):
    """A decision that needs no case."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[(code, OUTCOME[code]) for code in WITHOUT_CASE],
        widget=forms.RadioSelect,
    )
    agency = forms.CharField(
        label=_("To whom is it referred?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The reporter may ask for it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
