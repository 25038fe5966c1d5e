"""Forms around an innovation's record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import note_field
from pabolo.doors.shared.forms import Form


class AnswerForm(Form):
    """What the office says to something that was found."""

    text_id = note_field(label=_("Answer in Indonesian"))
    text_en = note_field(label=_("Answer in English"), required=False)


class StepForm(Form):
    """A word to an editorial step."""

    note = forms.CharField(label=_("A word to this step"), max_length=300, required=False)
