"""What is typed about items. The rules decide."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import area, line
from pabolo.doors.office.fields import day_field
from pabolo.doors.shared.forms import Form
from pabolo.programme.watchlist import labels
from pabolo.rules.watchlist import Answer, Ending

_NONE = ("", _("Not chosen"))
# Making a report of it is a deed of its own.
ENDINGS = [(one.value, labels.ENDING[one.value]) for one in Ending if one is not Ending.REPORTED]


class AskForm(Form):
    """Which agency is asked, and until when."""

    say_optional: ClassVar = ("due", "text")

    agency = forms.ChoiceField(label=_("Agency"))
    due = day_field(
        label=_("Answer awaited by"), required=False, help_text=_("Empty: the kind's own time.")
    )
    text = area(_("What was asked, and how"), need=False, rows=2)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [_NONE, *agencies]  # type: ignore[attr-defined]


class AnswerForm(Form):
    """What the agency says, and what the village may know of it."""

    say_optional: ClassVar = ("told", "again")

    answer = forms.ChoiceField(
        label=_("What does the agency say?"),
        choices=[_NONE, *((one.value, labels.ANSWER[one.value]) for one in Answer)],
    )
    words = area(_("In their words, or what shows that it is settled"), need=False, rows=3)
    told = line(
        _("What the village may know"), need=False, hint=_("One line, without a name or a place.")
    )
    again = day_field(label=_("Visit the child again by"), required=False)


class VisitForm(Form):
    """What a visit found."""

    words = area(_("What was found"), need=False, rows=2)


class HandForm(Form):
    """To which kind of agency it goes."""

    to = forms.ChoiceField(label=_("Kind of agency"))
    reason = area(_("Why?"), need=False, rows=2)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [_NONE, *owners]  # type: ignore[attr-defined]


class ContestForm(Form):
    """Who says that it is not so."""

    says = forms.ChoiceField(label=_("Who says so?"), choices=list(labels.SAYS.items()))
    reason = area(_("What is not so, and why?"), need=False, rows=2)


class ReasonForm(Form):
    """Why."""

    reason = area(_("Why?"), need=False, rows=2)


class CorrectForm(Form):
    """One fact, put right."""

    say_optional: ClassVar = ("value",)

    fact = forms.ChoiceField(label=_("What is wrong?"), choices=[_NONE, *labels.FACT.items()])
    value = line(
        _("What is right?"), need=False, hint=_("For girl or boy: P or L. Empty: it goes.")
    )
    reason = area(_("How do you know?"), need=False, rows=2)


class KeepForm(Form):
    """Until when it is kept."""

    until = day_field(label=_("Keep until"))
    reason = area(_("Why is it still needed?"), need=False, rows=2)


class EndForm(Form):
    """Why it ends."""

    ending = forms.ChoiceField(label=_("Why does it end?"), choices=[_NONE, *ENDINGS])
    words = area(_("What shows it?"), need=False, rows=2)
