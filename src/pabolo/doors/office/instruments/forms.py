"""Forms of question sets: the workbook, and from when it holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field, note_field
from pabolo.doors.shared.forms import Form


class WorkbookForm(Form):
    """A workbook to be looked at. Nothing is kept before it is published."""

    workbook = forms.FileField(
        label=_("Workbook (.xlsx) in the form of XLSForm"),
        help_text=_("At most 1 MB. You see it first; nothing holds before you publish it."),
    )


class PublishForm(Form):
    """From when a looked-at set holds, and why."""

    valid_from = day_field(
        label=_("Holds from"), help_text=_("Today or later. Assessments made before stay as made.")
    )
    reason = note_field(
        label=_("Why, and who decided it"),
        help_text=_("For example: decree of the head of the agency, number and date."),
        max_length=400,
    )
