"""Forms of a referral. They only shape what was typed; the rules decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import area, day, line, tick
from pabolo.doors.shared.forms import Form
from pabolo.programme.referrals import labels


class AskForm(Form):
    """The question to a partner."""

    agency = forms.ChoiceField(label=_("Which agency?"))
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=[*labels.PURPOSE.items()],
        help_text=_("The purpose and the agency decide what of the child may be shown."),
    )
    service = line(_("Which service is wanted?"))
    question = area(
        _("What do we ask of them?"),
        rows=3,
        hint=_("The partner reads this word for word. Nothing of what happened to the child."),
    )
    urgent = tick(_("It is urgent: today"))
    answer_by = day(_("Answer awaited by"))
    item = forms.ChoiceField(label=_("For which item of the plan?"), required=False)
    instead_of = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, agencies: Sequence[Any], items: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["item"].choices = items  # type: ignore[attr-defined]


class BasisForm(Form):
    """Law or danger instead of consent."""

    basis = forms.ChoiceField(
        label=_("Without consent it rests on"),
        choices=[
            ("legal_duty", _("Duty under the law")),
            ("vital_interest", _("Danger to the child")),
        ],
    )
    reason = area(_("Which article, or what is the danger?"), rows=2, need=False)


class SendForm(Form):
    """Which of the allowed facts go."""

    parts = forms.MultipleChoiceField(
        label=_("What the partner will see"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take away what they do not need. Nothing can be added."),
    )

    def __init__(self, *args: Any, parts: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = parts  # type: ignore[attr-defined]


class ReplyForm(Form):
    """What the partner said by telephone or in person."""

    to = forms.ChoiceField(label=_("What did the partner say?"))
    text = area(_("Reason, or result in short"), need=False, rows=2)
    when = day(_("When, if a day was named"), need=False)
    contact = line(_("Who said it?"), need=False)

    def __init__(self, *args: Any, answers: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = answers  # type: ignore[attr-defined]


class CallForm(Form):
    """The office asked, without an answer yet."""

    text = area(_("With whom did you speak, and what was agreed?"), need=False, rows=2)
    next_day = day(_("Ask again on"))


class FeedbackForm(Form):
    """The word to the family."""

    how = area(_("How and by whom were the child and the family told? If not: why?"), rows=2)
    when = day(_("On which day?"), need=False)


class ReasonForm(Form):
    """Why it is taken back."""

    reason = area(_("Why is it withdrawn?"), need=False, rows=2)
