"""Forms of the work on a case. They only shape what was typed; the rules decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.questions import PREFIX, QuestionForm, edition_shown
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import people_with
from pabolo.ground.lib.clock import today
from pabolo.ground.policy.queries import choices
from pabolo.programme.cases import labels
from pabolo.rules.instruments import RISK
from pabolo.rules.vocabulary import Role

MOMENT = "%Y-%m-%dT%H:%M"


def area(label: Any, *, need: bool = True, rows: int = 4, hint: Any = "") -> forms.CharField:
    """A longer text."""
    look = {"class": "short"} if rows < 4 else {}
    widget = forms.Textarea(attrs={"rows": rows, **look})
    return forms.CharField(label=label, required=need, widget=widget, help_text=hint)


def line(label: Any, *, need: bool = True, hint: Any = "") -> forms.CharField:
    """A short text."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=need, widget=widget, help_text=hint)


def pick(label: Any, table: Mapping[str, Promise], *, need: bool = True) -> forms.ChoiceField:
    """One of a few words."""
    options = [*table.items()] if need else [("", _("Not chosen")), *table.items()]
    return forms.ChoiceField(label=label, choices=options, required=need)


def tick(label: Any) -> forms.BooleanField:
    """Yes or nothing."""
    return forms.BooleanField(label=label, required=False)


def day(label: Any, *, need: bool = True) -> forms.DateField:
    """A whole day."""
    return forms.DateField(
        label=label,
        required=need,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def moment(label: Any, *, need: bool = True) -> forms.DateTimeField:
    """A day with its hour, WIB."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, required=need, widget=widget, input_formats=[MOMENT])


class CodeForm(Form):
    """A form whose `codes` fields offer a code list of the unit."""

    codes: Mapping[str, str] = {}
    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, of_list in self.codes.items():
            listed = choices(of_list, today())
            extra = [("", _("Not chosen"))] if name in self.optional else []
            self.fields[name].choices = [*extra, *listed]  # type: ignore[attr-defined]


class AssessmentForm(Form):
    """An assessment taken down in short: made on paper, elsewhere, or before there was time."""

    needs = area(_("What does the child need?"))
    strengths = area(_("What helps: strengths, people, places"), need=False, rows=2)
    carers = area(_("Who cares for the child"), need=False, rows=2)
    child_words = area(_("In the child's own words"), need=False, rows=2)


class ConsentForm(Form):
    purpose = pick(_("For what?"), labels.PURPOSE)
    basis = pick(_("What does it rest on?"), labels.BASIS)
    status = pick(_("How does it stand?"), labels.CONSENT_STATUS)
    partner = line(_("Which partner, if a referral"), need=False)
    explained = area(_("How was it explained to the child?"), need=False, rows=2)
    child_agrees = forms.NullBooleanField(label=_("Does the child agree?"), required=False)
    guardian_asked = tick(_("A parent or guardian was asked"))
    guardian_agrees = forms.NullBooleanField(label=_("Does the guardian agree?"), required=False)
    guardian_is_suspect = tick(_("The guardian may have harmed the child"))
    why_not_asked = area(
        _("If no guardian was asked: why?"),
        need=False,
        rows=2,
        hint=_("A parent's consent is never a gate: the parent may be the suspect."),
    )
    law = line(_("Article, danger or task, if it is not consent"), need=False)


class NoteOnlyForm(Form):
    note = area(_("Note"), need=False, rows=2)


class ReasonForm(Form):
    reason = area(_("Why?"), rows=3)


class NoteForm(Form):
    side = forms.ChoiceField(
        label=_("On which side of the file?"),
        choices=(
            ("narrative", _("Story and daily work")),
            ("health", _("Health and psychology")),
            ("legal", _("Legal")),
        ),
    )
    title = line(_("In a few words"), need=False)
    text = area(_("Note"), rows=6)


class PoliceForm(Form):
    number = line(_("Number of the police report (STPL)"), need=False)
    reported_at = moment(_("When was it reported? (WIB)"), need=False)
    reason_not = area(
        _("If there is none: why?"), need=False, rows=2, hint=_("Only a supervisor can excuse it.")
    )


class SimfoniForm(Form):
    number = line(_("Number in SIMFONI"))


class FollowUpForm(Form):
    text = area(_("How is the child?"))
    reached = forms.BooleanField(
        label=_("We reached the child or family"), required=False, initial=True
    )
    safe = forms.ChoiceField(
        label=_("Is the child safe?"),
        choices=(("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))),
        initial="unknown",
    )


class StageForm(Form):
    to = pick(
        _("To which stage?"),
        {key: labels.STAGE[key] for key in ("assessing", "delivering", "monitoring")},
    )
    reason = line(_("Why?"), need=False)


class RiskForm(QuestionForm):
    """The red flags one by one, in the edition that holds (or that was on the screen)."""

    assessed = pick(
        _("Without a sign: how high?"),
        {key: labels.RISK[key] for key in ("low", "medium", "high")},
    )
    note = area(_("Why now, and what is different"), need=False, rows=2)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = str(self.data.get("edition", ""))
        self.held = edition_shown(RISK, shown if shown.isascii() and shown.isdigit() else "")
        self.initial["edition"] = self.held.number
        self.ask(self.held.form.questions)
        self.order_fields([name for name in self.fields if name.startswith(PREFIX)])


class LowerRiskForm(Form):
    to = pick(_("To which level?"), {key: labels.RISK[key] for key in ("medium", "low")})
    reason = area(_("Why is the child safer than the signs show?"), rows=3)


class PersonForm(Form):
    """Choose a colleague of certain roles."""

    roles: tuple[Role, ...] = (Role.CASE_WORKER,)
    person = forms.ChoiceField(label=_("Who?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [one for role in self.roles for one in people_with(role, today())]
        self.fields["person"].choices = [(one.id.hex, one.name) for one in people]  # type: ignore[attr-defined]


class WorkerForm(PersonForm):
    reason = line(_("Why, if there was another before"), need=False)


class SpecialistForm(PersonForm):
    roles = (Role.PSYCHOLOGIST, Role.LEGAL)
    reason = line(_("What for?"), need=False)


class LightForm(Form):
    reason = area(
        _("Why?"),
        hint=_("Reviews and plans end here. What the law asks for stays, and so does the closure."),
    )


class TransitionForm(Form):
    plan = area(_("Who helps after the 18th birthday, with what, from when?"))


class MatchForm(Form):
    """Is the colleague of that name, or their kin, the one who is named?"""

    person = forms.ChoiceField(label=_("About whom?"))
    meant = forms.ChoiceField(
        label=_("Is this person meant, or kin to who is?"),
        choices=(("yes", _("Yes, keep them out")), ("no", _("No, somebody else"))),
        widget=forms.RadioSelect,
    )
    reason = area(_("What did you check?"), rows=2)


class AskClosureForm(Form):
    reason = pick(_("Why does the case end?"), labels.CLOSURE)
    note = area(_("In a few words"), rows=3)
    child_is_safe = tick(_("The child is safe"))
    child_view = area(_("What does the child say about ending?"), need=False, rows=2)
    accepted_by = line(
        _("Accepted by which agency"),
        need=False,
        hint=_("Where a unit acknowledged our file, it is named by itself."),
    )
    transition = area(_("Who helps after the 18th birthday"), need=False, rows=2)
    capacity_checked = tick(_("They decided freely and understand what ends"))
    information_given = line(_("Which service they were told about"), need=False)
    legal_reason = area(
        _("If a duty under the law stays open: why it cannot be met"), need=False, rows=2
    )


class JoinForm(Form):
    """Whether a joined report tells of something new."""

    tells = forms.ChoiceField(
        label=_("What does the report tell?"),
        choices=(
            ("same", _("The incident that the case knows already, or none")),
            ("another", _("Another incident: written down below")),
        ),
        widget=forms.RadioSelect,
    )
