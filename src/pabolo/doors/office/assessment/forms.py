"""Forms of assessment: a part of a question set, its end, the safety plan, children at home."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import area, day, line, tick
from pabolo.doors.office.questions import QuestionForm
from pabolo.doors.shared.forms import Form
from pabolo.rules.instruments import Answers, Question

WITH_WHOM = (("child", _("With the child")), ("adult", _("With a safe adult")))
OUTCOMES = (
    ("case", _("The child has a case")),
    ("no_concern", _("Seen, and there is no concern")),
)


class PartForm(QuestionForm):
    """One part of a question set, as far as the person answers it."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        answers: Answers,
        beside: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask(questions, answers, beside)


class EndForm(Form):
    """The conclusion of an assessment."""

    needs = area(
        _("What does the child need?"),
        need=False,
        hint=_("Your conclusion, in a few sentences. The plan rests on it."),
    )


class DropForm(Form):
    """An assessment is given up."""

    reason = area(_("Why is it given up?"), need=False, rows=2)


class SafetyForm(Form):
    """A safety plan: short, in words that the child understands."""

    warning = area(_("How does the child notice that danger comes?"), need=False, rows=2)
    people = area(
        _("Who is safe, and how does the child reach them?"),
        need=False,
        rows=3,
        hint=_("Name, how related, telephone or house. At least one adult."),
    )
    at_once = area(
        _("What does the child do at once?"),
        need=False,
        rows=3,
        hint=_("For example: go to the neighbour, call 129, say the agreed word."),
    )
    place = line(_("Where does the child go?"), need=False)
    shelter = tick(_("This place is a shelter: it is never shown on paper"))
    worker = area(_("What does the case worker do?"), need=False, rows=2)
    child_words = area(_("In the child's own words"), need=False, rows=2)
    with_whom = forms.MultipleChoiceField(
        label=_("With whom was it made?"),
        choices=WITH_WHOM,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why_not = line(_("If not with the child: why?"), need=False)
    review = day(_("When do we look at it again?"), need=False)


class HomeChildForm(Form):
    """Another child who lives where the child lives."""

    called = line(
        _("What is the child called, or how do you know it?"),
        need=False,
        hint=_("Sealed with the identity. It is shown nowhere else."),
    )
    age = line(_("About how old?"), need=False)
    relation = line(_("How related to the child of this case?"), need=False)


class SettleForm(Form):
    """What became of another child at home."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"), choices=OUTCOMES, widget=forms.RadioSelect, required=False
    )
    other = forms.ChoiceField(label=_("Which case?"), required=False)
    reason = area(
        _("Who saw the child, and why is there no concern?"),
        need=False,
        rows=3,
        hint=_("Without names: this line is read by the whole team."),
    )

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", _("Not chosen")), *cases]  # type: ignore[attr-defined]
