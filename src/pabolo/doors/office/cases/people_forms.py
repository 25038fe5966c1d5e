"""Forms about the people of a case and its visits."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import PersonForm, area, day, line, pick, tick
from pabolo.doors.office.cases.people_words import HEARD, PLACES
from pabolo.doors.shared.forms import Form
from pabolo.programme.cases import labels
from pabolo.rules.visits import Heard
from pabolo.rules.vocabulary import Role

CLOCK = ("%H:%M", "%H.%M")
type Options = Sequence[tuple[str, str]]


def offer(form: Form, field: str, options: Options) -> None:
    """Set the choices of a field."""
    form.fields[field].choices = list(options)  # type: ignore[attr-defined]


def hour(label: object, *, need: bool = True, hint: object = "") -> forms.TimeField:
    """A time of day as people write it: 14.30 or 14:30."""
    look = {"class": "w4", "inputmode": "numeric", "autocomplete": "off"}
    return forms.TimeField(
        label=label,  # type: ignore[arg-type]
        required=need,
        widget=forms.TextInput(attrs=look),
        input_formats=CLOCK,
        help_text=hint,  # type: ignore[arg-type]
        error_messages={"invalid": _("Write the time as 14.30.")},
    )


class HandOverForm(PersonForm):
    reason = area(_("Why?"), rows=2)
    at_once = tick(_("At once: the case worker before is out now, without a hand-over sheet"))


class SheetForm(Form):
    must_know = area(_("What must your successor know? In a sentence."), rows=2)
    duties = area(_("Which duties are open, and how far are they?"), rows=3)
    appointment = area(_("Next appointments"), need=False, rows=2)
    safety = area(_("Safety plan: what keeps the child safe now"), need=False, rows=2)
    consents = area(_("Consents: given, refused, still to ask"), need=False, rows=2)
    referrals = area(_("Referrals without an answer"), need=False, rows=2)
    family_told = tick(_("The family knows that somebody else comes"))


class TakeOverForm(Form):
    note = line(_("A note, if something was unclear"), need=False)


class StandInForm(PersonForm):
    pass


class RemoveForm(Form):
    person = forms.ChoiceField(label=_("Who leaves the team?"))
    reason = area(_("Why?"), rows=2)


class ReviewGlassForm(Form):
    opening = forms.ChoiceField(label=_("Which emergency opening?"))
    justified = forms.ChoiceField(
        label=_("Was it justified?"),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
    )
    follows = area(_("What follows from it?"), rows=3)


class VisitForm(Form):
    on = day(_("On which day?"))
    start = hour(_("At what time?"), hint=_("For example 09.30."))
    place_kind = pick(_("To what kind of place?"), {k.value: v for k, v in PLACES.items()})
    place = area(
        _("Where exactly?"),
        rows=2,
        hint=_("Sealed. Colleagues open it only to find you."),
    )
    danger = pick(
        _("How dangerous is this visit?"),
        {key: labels.RISK[key] for key in ("low", "medium", "high")},
    )
    companion = forms.ChoiceField(
        label=_("Who comes along?"),
        required=False,
        help_text=_("Nobody goes alone on a visit of high risk."),
    )
    check_in = hour(
        _("By when do you report safe?"),
        need=False,
        hint=_("Without word by then the supervisor is told. Needed where the risk is high."),
    )
    if_silent = area(_("What should colleagues do without word?"), need=False, rows=2)


class HeardForm(Form):
    visit = forms.ChoiceField(label=_("Which visit?"))
    how = forms.ChoiceField(
        label=_("How are they?"),
        choices=[(key.value, HEARD[key]) for key in (Heard.FOUND, Heard.CALLED_OFF)],
        widget=forms.RadioSelect,
    )
    note = area(_("How did you find out, and how are they?"), rows=2)


class SessionForm(Form):
    on = day(_("On which day?"))
    came = forms.BooleanField(label=_("The child came"), required=False, initial=True)
    note = area(
        _("Session note"),
        need=False,
        hint=_("Only you open it, and whom you hand it to. No supervisor, no print, no search."),
    )
    summary = area(
        _("Summary and recommendations for the team"),
        need=False,
        hint=_("Opens with the side Health and psychology."),
    )


class HandSessionsForm(PersonForm):
    roles = (Role.PSYCHOLOGIST,)
    reason = area(_("Why?"), rows=2)
