"""Forms of goals, plan, services and costs. They only shape what was typed; the rules decide."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases.forms import CodeForm, area, day, line, pick, tick
from pabolo.doors.shared.forms import REQUIRED, Form
from pabolo.ground.accounts.queries import people_at_work
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.lib.clock import today
from pabolo.ground.policy.queries import choices, label, maps_to
from pabolo.programme.cases import labels
from pabolo.programme.cases.asking_plan import check_talk
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.actors import Actor
from pabolo.rules.goals import GoalStatus
from pabolo.rules.mediation import CODES, FUNCTION
from pabolo.rules.services import usual
from pabolo.rules.vocabulary import Role

WORKERS = frozenset({Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.SUPERVISOR})
BY_ROLE = _("By role, never by name: mother, older sister, neighbour who saw it.")
AS_USUAL = _("As usual for this service")

type Choices = list[tuple[str, Any]]


def offer(form: Form, name: str, options: Choices) -> None:
    """What a field offers, known only for this case."""
    form.fields[name].choices = options  # type: ignore[attr-defined]


def coded(of_list: str) -> Choices:
    """A code list of the unit where nothing need be chosen."""
    return [("", _("Not chosen")), *choices(of_list, today())]


def services() -> Choices:
    """One choice for service, function and task: the ministry's services, each with its details."""
    details: dict[str, Choices] = {}
    for code, name in choices("service_detail", today()):
        kind = usual(code)
        of = kind.service if kind else (maps_to("service_detail", code) or ("",))[0]
        details.setdefault(of, []).append((code, name))
    whole = gettext("%(service)s, in general")
    listed = [
        (name, [(code, whole % {"service": name}), *details.get(code, [])])
        for code, name in choices("service", today())
    ]
    return [("", _("Not chosen")), *listed]


def service_in(typed: dict[str, Any]) -> dict[str, str]:
    """Service, detail, function and task from the one choice, and what was chosen otherwise."""
    code = typed.pop("service")
    kind = usual(code)
    detail = "" if label("service_detail", code) == code else code
    service = kind.service if kind else (maps_to("service_detail", code) or (code,))[0]
    function = typed.pop("function", "") or (kind.function.value if kind else "")
    task = typed.pop("task", "") or (kind.task.value if kind else "")
    return {"service": service, "detail": detail, "function": function, "task": task}


def chosen(service: str, detail: str, function: str, task: str) -> dict[str, object]:
    """The same backwards: what a form starts with; what is usual stays unchosen."""
    kind = usual(detail or service)
    usually = (kind.function, kind.task) if kind else ("", "")
    return {
        "service": detail or service,
        "function": "" if function == usually[0] else function,
        "task": "" if task == usually[1] else task,
    }


def usual_or(label_: Any, table: dict[str, Promise]) -> forms.ChoiceField:
    """A choice that is made already by the service, and can be made otherwise."""
    options = [("", AS_USUAL), *table.items()]
    return forms.ChoiceField(label=label_, choices=options, required=False)


def mark_talk(form: Form, file: CaseFile) -> None:
    """Where mediation is not open, its choices say so before anybody tries."""
    if check_talk(file.stats) is None:
        return
    for name in ("service", "function"):
        if name in form.fields:
            offer(form, name, [_marked(one) for one in form.fields[name].choices])  # type: ignore[attr-defined]


def _marked(option: tuple[Any, Any]) -> tuple[Any, Any]:
    value, name = option
    if isinstance(name, (list, tuple)):
        return value, [_marked(one) for one in name]
    if value in CODES or value == FUNCTION:
        return value, gettext("%(service)s: not open in this case") % {"service": name}
    return option


def people() -> Choices:
    """Who can see to an item: everybody who works with children and is at work today."""
    found = people_at_work(today())
    return [(one.id.hex, one.name) for one in found if WORKERS.intersection(one.roles)]


def given_by() -> Choices:
    """The agencies of the directory."""
    rows = agencies(today())
    return [("", _("None of these")), *((one.pk.hex, one.name) for one in rows)]


class GoalForm(Form):
    goal = forms.CharField(widget=forms.HiddenInput, required=False)
    text = area(_("What should be true for the child?"), rows=2)
    voice = pick(_("In whose words?"), labels.GOAL_VOICE)


class PlanItemForm(Form):
    goal_id = forms.ChoiceField(label=_("Under which goal?"), required=False)
    goal = area(
        _("If it is a new goal: what should be true for the child?"),
        need=False,
        rows=2,
        hint=_("As the child or the family says it."),
    )
    voice = pick(_("In whose words is the new goal?"), labels.GOAL_VOICE, need=False)
    service = forms.ChoiceField(label=_("Which service?"))
    for_whom = pick(_("For whom?"), labels.BENEFICIARY)
    agency = forms.ChoiceField(label=_("Which agency gives it?"), required=False)
    provider = line(_("Or who else gives it?"), need=False)
    responsible = forms.ChoiceField(label=_("Who sees to it?"), required=False)
    times = forms.IntegerField(label=_("How often?"), min_value=1, max_value=60, initial=1)
    due = day(_("Until when?"))
    person = line(_("Which member of the family, which witness?"), need=False, hint=BY_ROLE)
    what = line(_("Another name for the service"), need=False)
    function = usual_or(_("Which of the six functions? (Permen PPPA 2/2022)"), labels.FUNCTION)
    task = usual_or(_("Which of the eleven tasks? (Perpres 55/2024)"), labels.TASK)
    say_optional = ("person", "what")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "service", services())
        offer(self, "agency", given_by())
        offer(self, "responsible", people())

    def for_case(self, file: CaseFile, actor: Actor) -> None:
        """Offer the case's goals, and the actor as the one who sees to it."""
        offer(self, "goal_id", goals_of(file.state))
        self.fields["responsible"].initial = actor.id.hex
        mark_talk(self, file)

    def clean(self) -> dict[str, Any]:
        """A goal, and somebody who gives it, one way or the other."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("goal_id") and not typed.get("goal"):
            self.add_error("goal", REQUIRED)
        if not typed.get("agency") and not typed.get("provider"):
            self.add_error("provider", REQUIRED)
        return typed


class ChangeItemForm(PlanItemForm):
    item = forms.CharField(widget=forms.HiddenInput)


def goals_of(state: CaseState) -> Choices:
    """The goals that are worked on, and a new one."""
    kept = [(key, one.set.text) for key, one in state.goals.items() if not one.settled]
    return [("", _("A new goal, written below")), *kept]


class ProposeForm(Form):
    child_words = area(
        _("What does the child say to the plan, in its own words?"), need=False, rows=2
    )
    child_agreed = tick(_("The child agrees with the plan"))
    guardian_agreed = tick(_("A parent or guardian agrees"))
    others_agreed = line(_("Who else agrees?"), need=False, hint=BY_ROLE)
    how = pick(_("How was it agreed?"), labels.AGREED_HOW, need=False)
    why_not_agreed = area(
        _("If the child does not agree or could not be asked: why?"), need=False, rows=2
    )


class EndItemForm(Form):
    item = forms.ChoiceField(label=_("Which item of the plan?"))
    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=(("done", _("Fulfilled")), ("dropped", _("Dropped"))),
        widget=forms.RadioSelect,
    )
    reason = area(_("Why?"), rows=2)


class CostFields(Form):
    budget = forms.ChoiceField(label=_("Budget line"), required=False)
    amount = forms.IntegerField(
        label=_("Cost in rupiah"),
        required=False,
        min_value=0,
        help_text=_("Whole rupiah without points, for example 150000."),
    )
    evidence = line(
        _("Number of the evidence"), need=False, hint=_("No name of a child or family.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "budget", coded("budget_line"))


class LogForm(CodeForm):
    """What a line of the log says."""

    item = forms.ChoiceField(label=_("On which item of the plan?"), required=False)
    service = forms.ChoiceField(label=_("Which service?"))
    for_whom = pick(_("For whom?"), labels.BENEFICIARY)
    on = day(_("On which day?"))
    note = area(_("What came of it, in a sentence?"), need=False, rows=2)
    provider = line(_("Given by"), need=False)
    place = forms.ChoiceField(label=_("Where?"), required=False)
    minutes = forms.IntegerField(
        label=_("How long, in minutes?"), required=False, min_value=1, max_value=6000
    )
    person = line(_("Which member of the family, which witness?"), need=False, hint=BY_ROLE)
    what = line(_("Another name for the service"), need=False)
    function = usual_or(_("Which of the six functions? (Permen PPPA 2/2022)"), labels.FUNCTION)
    task = usual_or(_("Which of the eleven tasks? (Perpres 55/2024)"), labels.TASK)
    codes = {"place": "service_place"}
    optional = ("place",)
    say_optional = ("person", "what")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "service", services())


class ServiceForm(LogForm, CostFields):
    emergency = tick(_("This was an emergency: help came before consent"))
    field_order = (
        "item", "service", "for_whom", "on", "note", "provider", "place", "minutes", "budget",
        "amount", "evidence", "emergency", "person", "what", "function", "task",
    )  # fmt: skip


class CorrectServiceForm(LogForm):
    of = forms.CharField(widget=forms.HiddenInput)
    reason = area(_("What was wrong?"), rows=2)
    struck = tick(_("It never took place: strike the line"))
    field_order = ("of", "reason", "struck", "item", "service")


class CostForm(CostFields):
    service = forms.ChoiceField(label=_("For which service of the log?"))
    field_order = ("service", "budget", "amount", "evidence")


class CorrectCostForm(CostFields):
    of = forms.CharField(widget=forms.HiddenInput)
    reason = area(_("What was wrong?"), rows=2)
    struck = tick(_("There was no such cost: strike it"))
    field_order = ("of", "reason", "struck", "budget", "amount", "evidence")


class ReviewForm(Form):
    summary = area(_("How does it stand?"))
    next_step = line(_("Next step"), need=False)

    def for_goals(self, state: CaseState) -> None:
        """A question for every goal that is worked on."""
        options = [("", _("Not judged today")), *labels.GOAL_STATUS.items()]
        for key, goal in state.goals.items():
            if not goal.settled:
                self.fields[f"status_{key}"] = forms.ChoiceField(
                    label=gettext("Goal: %(goal)s") % {"goal": goal.set.text},
                    choices=[one for one in options if one[0] != GoalStatus.OPEN],
                    required=False,
                )
                self.fields[f"why_{key}"] = line(_("Why?"), need=False)
