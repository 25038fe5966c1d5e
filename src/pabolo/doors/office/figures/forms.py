"""Forms around releases."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.figures import periods
from pabolo.doors.shared.forms import MONTHS, Form
from pabolo.ground.policy.queries import choices
from pabolo.record.figures.gathering import FIRST_YEAR
from pabolo.rules.disclosure import LAG
from pabolo.rules.facts import ALL_FORMS


class DraftForm(Form):
    """Which period a release is drafted for."""

    period = forms.ChoiceField(
        label=_("Period"), help_text=_("A period can be released 30 days after it ended.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = [one for one in periods.known(today) if one.end + LAG <= today]
        self.fields["period"].choices = [(one.code, periods.words(one)) for one in closed]  # type: ignore[attr-defined]


class AdultCountForm(Form):
    """How many adult victims were served in a month."""

    month = forms.ChoiceField(label=_("Month"))
    form = forms.ChoiceField(label=_("Form of violence"))
    count = forms.IntegerField(
        label=_("How many adult victims were served?"),
        help_text=_("People, not visits. One person can be counted under several forms."),
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4"}),
    )
    source = forms.CharField(
        label=_("Where does the count come from?"),
        help_text=_("For example: women's unit of the UPTD, monthly report of 5 August."),
        max_length=200,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year, FIRST_YEAR - 1, -1)
        months = [date(year, month, 1) for year in years for month in range(12, 0, -1)]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (first.isoformat(), f"{MONTHS[first.month - 1]} {first.year}")
            for first in months
            if first <= today
        ]
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (ALL_FORMS, _("All adult victims together")),
            *choices("violence_form", today),
        ]
