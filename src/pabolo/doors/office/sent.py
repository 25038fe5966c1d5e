"""What somebody sends to be taken in: a table, pasted or as a file."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import note_field
from pabolo.doors.shared.forms import Form
from pabolo.ground.lib.tables import MOST_BYTES, text_of


class TableForm(Form):
    """A table as text, pasted or from a file."""

    say_optional: ClassVar[tuple[str, ...]] = ("file", "table")

    file = forms.FileField(label=_("CSV file"), required=False)
    table = note_field(rows=6, label=_("Or paste the table"), required=False)


def sent_table(request: HttpRequest) -> str:
    """The table as sent, never a part of it: what cannot be read or is too long becomes empty."""
    file = request.FILES.get("file")
    if file is not None:
        return text_of(file.read(MOST_BYTES + 1))
    text = request.POST.get("table", "")
    return text if len(text) <= MOST_BYTES else ""
