"""Forms around SIMFONI: its number, its words, what it shows for a month."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.fields import day_field
from pabolo.doors.shared.forms import Form
from pabolo.rules.simfoni_recap import Cell


class NumberForm(Form):
    """The number that SIMFONI gave."""

    number = forms.CharField(
        label=_("Number in SIMFONI"),
        help_text=_("As it stands there: letters, digits, dots, slashes and dashes."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    same_there = forms.BooleanField(
        label=_("SIMFONI really holds another incident under this number too"), required=False
    )


class WordsForm(Form):
    """SIMFONI's words for the fields that a person has to choose."""

    say_optional = ()

    def __init__(
        self, *args: Any, asked: Sequence[tuple[str, str, list[str], str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for key, name, words, chosen in asked:
            rows = [("", _("Not chosen yet")), *((word, word) for word in words)]
            self.fields[key] = forms.ChoiceField(
                label=_("SIMFONI's word: %(field)s") % {"field": name},
                choices=rows,
                required=False,
                initial=chosen,
            )


class ShownForm(Form):
    """What SIMFONI shows for a month, with where and when it was read."""

    source = forms.CharField(
        label=_("Where in SIMFONI were the numbers read?"),
        help_text=_("For example: SIMFONI-PPA, page Rekap Kabupaten."),
        max_length=200,
    )
    seen_on = day_field(label=_("On which day?"))

    def __init__(self, *args: Any, cells: Sequence[tuple[Cell, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = {name_of_cell(cell): cell for cell, _label in cells}
        for cell, label in cells:
            self.fields[name_of_cell(cell)] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=9999,
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "class": "w2", "aria-label": label}
                ),
            )

    def counts(self) -> dict[Cell, int]:
        """The cells that were filled in."""
        found = ((cell, self.cleaned_data.get(name)) for name, cell in self.cells.items())
        return {cell: count for cell, count in found if count is not None}


def name_of_cell(cell: Cell) -> str:
    """The name of a cell's input."""
    return f"n-{cell[0]}-{cell[1]}"
