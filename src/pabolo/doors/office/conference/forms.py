"""Forms of a case conference. They only shape what was typed; the rules decide."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import area, day, line, moment, pick, tick
from pabolo.doors.office.cases.people_forms import hour
from pabolo.doors.shared.forms import Form
from pabolo.programme.referrals.labels import PURPOSE
from pabolo.rules.vocabulary import LegalBasis

FROM_OUTSIDE = _("Name nobody: this stands on the invitation.")


class WhenFields(Form):
    """When and where."""

    on = day(_("On which day?"))
    start = hour(_("At what time?"), hint=_("For example 09.30."))
    place = line(_("Where, or how does one join by phone?"), hint=FROM_OUTSIDE)
    by_phone = tick(_("By phone or video"))


class CallForm(WhenFields):
    why = area(_("Why do you meet?"), rows=2)
    question = area(_("Which question is to be decided?"), rows=2)
    agenda = area(
        _("What do you talk about? One item a line."),
        rows=4,
        hint=_("Short, without names. The child's own words are always part of the minutes."),
    )
    chair = forms.ChoiceField(label=_("Who chairs?"))
    field_order = ("why", "question", "agenda", "on", "start", "place", "by_phone", "chair")


class MoveForm(WhenFields):
    reason = area(_("Why?"), rows=2)


class ReasonForm(Form):
    reason = area(_("Why?"), rows=2)


class ChairForm(Form):
    chair = forms.ChoiceField(label=_("Who chairs instead?"))
    reason = area(_("Why?"), rows=2)


class ColleagueForm(Form):
    person = forms.ChoiceField(
        label=_("Who of the team?"),
        help_text=_("Who does not see the case is added to the team first."),
    )


class AgencyForm(Form):
    agency = forms.ChoiceField(label=_("Which agency?"))
    purpose = pick(_("What for?"), PURPOSE)
    bring = line(
        _("Whom should it send?"),
        need=False,
        hint=_("A post, never a name: the midwife on duty, the class teacher's head."),
    )
    basis = forms.ChoiceField(
        label=_("What does sharing rest on?"),
        required=False,
        choices=(
            ("", _("Consent for this very agency, as recorded in the case")),
            (LegalBasis.LEGAL_DUTY.value, _("Duty under the law")),
            (LegalBasis.VITAL_INTEREST.value, _("Vital interest: danger")),
        ),
    )
    law = line(_("Which article, or what is the danger?"), need=False)
    vouched = area(
        _("If the accused may work at such an agency: how was it checked that it is not this one?"),
        need=False,
        rows=2,
        hint=_("A supervisor writes this."),
    )


class UninviteForm(Form):
    invitation = forms.ChoiceField(label=_("Which invitation?"))
    reason = area(_("Why?"), rows=2)


class HeldForm(Form):
    """Who was there: a box a colleague, name and office an agency."""

    held_at = moment(_("When did it begin? (WIB)"))
    present = forms.MultipleChoiceField(
        label=_("Who of the team was there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They, and nobody who joins the team later, open what was said."),
    )
    oath_read = tick(_("The oath of secrecy was read aloud, and everybody agreed"))

    def with_agencies(self, asked: list[tuple[str, str]]) -> None:
        """Name and office for each invited agency.

        How a like name was checked is asked once a name was refused.
        """
        for key, name in asked:
            label = gettext("%(agency)s: who came?") % {"agency": name}
            self.fields[f"name_{key}"] = line(label, need=False, hint=_("Empty if nobody came."))
            self.fields[f"office_{key}"] = line(_("In which office?"), need=False)
            if self.is_bound:
                self.fields[f"checked_{key}"] = line(
                    _("If the name is like one of the accused: how do you know who it is?"),
                    need=False,
                )
        names = [name for name in self.fields if name != "oath_read"]
        self.order_fields([*names, "oath_read"])


class MinutesForm(Form):
    """What was said: a field an item of the agenda."""

    child_words = area(
        _("What does the child say and want, in its own words?"),
        need=False,
        rows=3,
        hint=_("Told by whom the child trusts. The child need not sit in the meeting."),
    )
    why_not_asked = area(_("If the child was not asked: why?"), need=False, rows=2)
    disagreement = area(_("Who saw it differently, and what?"), need=False, rows=2)

    def with_agenda(self, items: tuple[str, ...]) -> None:
        """A question for each item."""
        for place, text in enumerate(items):
            self.fields[f"item_{place}"] = area(text, rows=4)
        self.order_fields([name for name in self.fields if name.startswith("item_")])

    @property
    def said(self) -> list[str]:
        """What was written on each item."""
        names = sorted(
            (name for name in self.cleaned_data if name.startswith("item_")),
            key=lambda name: int(name[5:]),
        )
        return [self.cleaned_data[name] for name in names]


class DecisionForm(Form):
    text = area(_("What is done?"), rows=2)
    who = forms.ChoiceField(label=_("Who does it?"))
    due = day(_("Until when?"))


class FollowForm(Form):
    decision = forms.ChoiceField(label=_("Which decision?"))
    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=(("done", _("Done")), ("not_done", _("Not done")), ("later", _("Later"))),
        widget=forms.RadioSelect,
    )
    why = area(_("If not: why?"), need=False, rows=2)
    due = day(_("If later: until when?"), need=False)


class ConfirmForm(Form):
    agrees = forms.ChoiceField(
        label=_("Are the minutes right?"),
        choices=(("yes", _("Yes, I agree")), ("no", _("No, I object"))),
        widget=forms.RadioSelect,
    )
    objection = area(
        _("What do you object to?"),
        need=False,
        rows=3,
        hint=_("Sealed with the minutes. Nothing that stands there is changed."),
    )


class AddForm(Form):
    text = area(_("What is added?"), hint=_("What stood there stays; this stands below it."))


class ShareForm(Form):
    person = forms.ChoiceField(label=_("Who may read the minutes?"))
    reason = area(_("Why?"), rows=2, hint=_("It stays in the file with your name."))


class FinishForm(Form):
    unread = area(_("If somebody has not confirmed yet: why do you not wait?"), need=False, rows=2)
    undecided = area(_("If nothing was decided: why?"), need=False, rows=2)


def offer(form: Form, field: str, options: list[tuple[str, Any]]) -> None:
    """Set the choices of a field."""
    form.fields[field].choices = options  # type: ignore[attr-defined]


def chosen(text: str) -> UUID:
    """An id as a choice of a form holds it."""
    return UUID(hex=text)
