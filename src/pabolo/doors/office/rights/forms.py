"""What is typed about requests. The rules decide."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import area, line
from pabolo.doors.shared.forms import Form
from pabolo.programme.rights import labels
from pabolo.rules.rights import GROUNDS, RIGHTS, Identified


def _ask(label: Any, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices)


# Nobody counts as checked by leaving the answer as it stands.
_NOT_FIRST = [(one.value, labels.IDENTIFIED[one]) for one in (*reversed(Identified),)]


class TakeForm(Form):
    """Who asks for what, about whom, and how it was checked who they are."""

    say_optional: ClassVar[tuple[str, ...]] = ("identified_note", "answer_to")

    asks = _ask(_("What do they ask for?"), [(one.value, _(it.text)) for one, it in RIGHTS.items()])
    name = line(_("Who asks? Name"), need=False)
    relation = _ask(
        _("Who are they to the child?"), [(k.value, v) for k, v in labels.RELATION.items()]
    )
    identified = _ask(_("How was it checked who they are?"), _NOT_FIRST)
    identified_note = line(
        _("What was seen"), need=False, hint=_("The kind of document. No number, no copy.")
    )
    child = line(
        _("About whom?"),
        need=False,
        hint=_("The name as they say it. Do not say whether there is a file."),
    )
    words = area(_("What exactly do they ask?"), need=False, rows=3)
    answer_to = line(_("How do they get the answer?"), need=False)


class LookForm(Form):
    """Which case it is about."""

    code = line(
        _("Code of the case"),
        need=False,
        hint=_("Search for the child first. Leave it empty when there is no file."),
    )


class DecideForm(Form):
    """What is decided and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("Not chosen")), *((k.value, v) for k, v in labels.OUTCOME.items())],
    )
    ground = forms.ChoiceField(
        label=_("If refused: on which ground?"),
        choices=[("", _("Not refused")), *((k.value, _(v.text)) for k, v in GROUNDS.items())],
        required=False,
    )
    reason = area(_("Why?"), need=False, rows=3, hint=_("Stays here. The letter does not show it."))
    not_the_accused = area(
        _("How was it made sure that they are not accused, nor close to who is?"),
        need=False,
        rows=2,
        hint=_("Only where this page asks for it."),
    )


class DoneForm(Form):
    """What was done."""

    note = area(_("What was done, and how did they get the answer?"), need=False, rows=3)
