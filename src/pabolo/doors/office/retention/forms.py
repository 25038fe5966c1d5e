"""What is typed about destroying and holding. The rules decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import note_field
from pabolo.doors.shared.forms import Form


class ProposeForm(Form):
    """Which of what is due is proposed, and why."""

    roots = forms.MultipleChoiceField(
        label=_("What should be destroyed?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = note_field(rows=2, label=_("Note for the second person"), required=False)

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roots"].choices = options  # type: ignore[attr-defined]


class WordsForm(Form):
    """Words of who decides."""

    words = note_field(
        rows=3,
        label=_("Note, or why it is kept"),
        help_text=_("Needed where you keep it."),
        required=False,
    )


class HoldForm(Form):
    """Why a hold is placed or lifted."""

    reason = note_field(
        rows=3, label=_("Why?"), help_text=_("It stands in the case's history."), required=False
    )
