"""Forms of the legal track. They only shape what was typed; the rules decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import CodeForm, area, day, line, pick
from pabolo.doors.office.cases.people_forms import hour
from pabolo.doors.shared.forms import Form
from pabolo.programme.cases import labels
from pabolo.rules.court import NEEDS

BY_ROLE = _("Name the office or the role, not a private person.")
RUPIAH = _("Whole rupiah, digits only. Leave it empty while LPSK still reckons it.")
NO_CONTENT = _("Never the picture or film itself, and no screenshot.")


def rupiah(label: Any, *, need: bool = False, hint: Any = "") -> forms.IntegerField:
    """An amount in whole rupiah."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w8"})
    return forms.IntegerField(
        label=label, required=need, widget=widget, help_text=hint, min_value=0, max_value=10**12
    )


class LegalStageForm(CodeForm):
    codes = {"stage": "legal_stage"}
    stage = forms.ChoiceField(label=_("Which stage?"))
    on = day(_("Since which day?"), need=False)
    institution = line(_("With which office?"), need=False, hint=BY_ROLE)
    number = line(_("Number of the letter or the case there"), need=False)
    note = area(_("Note"), need=False, rows=2)
    why = line(_("Out of the usual order: why?"), need=False)


class CorrectStageForm(LegalStageForm):
    of = forms.CharField(widget=forms.HiddenInput)
    struck = forms.BooleanField(label=_("It was no stage at all: strike it out"), required=False)
    reason = area(_("What was wrong?"), rows=2)


class NeedsForm(Form):
    """A form that offers what a child may need before police and court."""

    def offer_needs(self, field: str) -> None:
        """Each need with the law it rests on."""
        asked = self.fields[field]
        asked.choices = [(key, gettext(need.name)) for key, need in NEEDS.items()]  # type: ignore[attr-defined]
        asked.choice_hints = {key: gettext(need.source) for key, need in NEEDS.items()}  # type: ignore[attr-defined]


class DateForm(CodeForm, NeedsForm):
    codes = {"kind": "legal_date"}
    kind = forms.ChoiceField(label=_("What kind of appointment?"))
    on = day(_("On which day?"))
    start = hour(_("From when? (WIB)"))
    place = line(_("Where?"), hint=_("Office and room, for example: Polres, Unit PPA."))
    companion = forms.ChoiceField(label=_("Which colleague comes along?"), required=False)
    beside = line(_("Who else does the child trust to come?"), need=False, hint=BY_ROLE)
    needs = forms.MultipleChoiceField(
        label=_("What does the child need there?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = area(_("What to take along, what to ask for"), need=False, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_needs("needs")


class OneDateForm(Form):
    """A form about one planned appointment."""

    date = forms.ChoiceField(label=_("Which appointment?"))


class PrepareForm(OneDateForm):
    how = area(
        _("What was explained to the child, and how?"),
        rows=3,
        hint=_("Who asks, where it sits, that it may stop, that nothing is its fault."),
    )
    child_words = area(_("In the child's own words"), need=False, rows=2)


class OutcomeForm(OneDateForm, NeedsForm):
    to = pick(_("Was it held?"), {k: labels.DATE_STATE[k] for k in ("held", "called_off")})
    note = area(_("What came of it, and how was the child? Or why it was not held."), rows=3)
    met = forms.MultipleChoiceField(
        label=_("What of this did the child get?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_needs("met")


class PostponeForm(OneDateForm):
    reason = line(_("Why is it put off?"))
    on = day(_("To which day?"))
    start = hour(_("From when? (WIB)"))
    place = line(_("Where, if elsewhere"), need=False)
    companion = forms.ChoiceField(label=_("Which colleague comes along?"), required=False)
    beside = line(_("Who else does the child trust to come?"), need=False, hint=BY_ROLE)


class LetterForm(CodeForm):
    codes = {"kind": "legal_letter"}
    way = pick(_("Which way?"), labels.LETTER_WAY)
    kind = forms.ChoiceField(label=_("What kind of letter?"))
    on = day(_("Day of the letter"), need=False)
    number = line(_("Number of the letter"), need=False)
    made = forms.ChoiceField(
        label=_("If it was made here: which letter of the register"), required=False
    )
    party = line(_("From whom, or to whom?"), need=False, hint=BY_ROLE)
    note = area(_("What it says, in a sentence"), need=False, rows=2)


class StrikeLetterForm(Form):
    of = forms.ChoiceField(label=_("Which letter?"))
    reason = area(_("What was wrong?"), rows=2)


class AskClaimForm(Form):
    kind = pick(_("What is asked for?"), labels.CLAIM)
    through = pick(_("Through whom?"), labels.THROUGH)
    on = day(_("On which day?"), need=False)
    amount = rupiah(_("Restitution: how much is asked for, in rupiah?"), hint=RUPIAH)
    number = line(_("Number of the letter"), need=False)
    note = area(_("Note"), need=False, rows=2)


class WaiveForm(Form):
    kind = pick(_("What is not wanted?"), labels.CLAIM)
    sayer = pick(_("Who says so?"), labels.SAYER)
    because = area(
        _("Why not? In their own words"),
        rows=2,
        hint=_("They can change their mind until the demand, and afterwards before the court."),
    )


class DecideForm(Form):
    claim = forms.ChoiceField(label=_("On what was decided?"))
    outcome = pick(_("What was decided?"), labels.CLAIM_OUTCOME)
    amount = rupiah(_("Restitution granted, in rupiah"))
    on = day(_("On which day?"), need=False)
    number = line(_("Number of the judgment or letter"), need=False)
    note = area(_("Note"), need=False, rows=2)


class PayForm(Form):
    claim = forms.ChoiceField(label=_("For which restitution?"))
    amount = rupiah(_("How much was paid, in rupiah?"), need=True)
    on = day(_("On which day?"), need=False)
    note = line(_("Note"), need=False)


class TakedownForm(CodeForm):
    codes = {"kind": "takedown_kind"}
    platform = line(_("On which platform or site?"))
    kind = forms.ChoiceField(label=_("What kind of content?"))
    address = line(
        _("Address of the page"),
        need=False,
        hint=_("Sealed on the legal side. Never the picture or film itself, and no screenshot."),
    )
    where = line(_("Or in words: where it was seen"), need=False, hint=NO_CONTENT)
    to = pick(_("Who is asked to take it down?"), labels.TAKEDOWN_TO)
    on = day(_("Asked on which day?"), need=False)
    number = line(_("Number of the request there"), need=False)


class LookForm(Form):
    takedown = forms.ChoiceField(label=_("Which request?"))
    answer = pick(
        _("How does it stand?"),
        {k: labels.TAKEDOWN_ANSWER[k] for k in ("answered", "still_there", "removed")},
    )
    on = day(_("Looked on which day?"), need=False)
    note = line(_("What was answered"), need=False, hint=NO_CONTENT)
