"""Goals, plan items, services, costs and stays in words. The place of a shelter has none here."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.sentences import Names, Say, iso_day, named, sentences
from pabolo.doors.shared.formats import moment, number
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.standing import Change

ENDED = {"done": gettext_lazy("Fulfilled"), "dropped": gettext_lazy("Dropped")}


def service_words(line: e.Planned | e.ServiceGiven) -> str:
    """What a service is called: by its own name, its detail, or the ministry's list."""
    if line.what:
        return line.what
    return label("service_detail", line.detail) if line.detail else label("service", line.service)


def whom_words(line: e.Planned | e.ServiceGiven) -> str:
    """For whom: the child, or which member of the family or witness, by role."""
    whom = str(labels.BENEFICIARY[line.for_whom])
    return f"{whom} ({line.person})" if line.person else whom


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def money(amount: int) -> str:
    """Whole rupiah."""
    return f"Rp{number(amount)}"


def length_words(minutes: int) -> str:
    """How long something took."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(n)s minutes") % {"n": rest} if rest else ""
    words = _("%(n)s hours") % {"n": hours}
    return f"{words} {_('%(n)s minutes') % {'n': rest}}" if rest else words


def agreed_words(line: e.PlanProposed) -> str:
    """Who agreed to a plan and how, or why somebody could not be asked."""
    agreed = [
        _("The child agrees") if line.child_agreed else _("The child's agreement is missing"),
        _("A guardian agrees") if line.guardian_agreed else "",
        named(_("Agrees as well"), line.others_agreed),
        labels.AGREED_HOW[line.how] if line.how else "",
        line.why_not_agreed,
    ]
    return sentences(*agreed)


def _planned(line: e.Planned, names: Names) -> str:
    due = _("Until %(day)s") % {"day": iso_day(line.due)} if line.due else ""
    return sentences(
        f"{service_words(line)}, {_low(whom_words(line))}",
        line.goal,
        line.provider,
        due,
    )


def _proposed(line: e.PlanProposed, names: Names) -> str:
    return sentences(agreed_words(line), named(_("The child's words"), line.child_words))


def _item_ended(line: e.PlanItemEnded, names: Names) -> str:
    return sentences(ENDED.get(line.outcome, line.outcome), line.reason)


def _service(line: e.ServiceGiven, names: Names) -> str:
    return sentences(
        f"{service_words(line)}, {_low(whom_words(line))}",
        iso_day(line.on),
        label("service_place", line.place) if line.place else "",
        length_words(line.minutes),
        line.provider,
        line.note,
        "" if line.item else _("Not on the plan"),
    )


def _corrected(line: e.ServiceCorrected, names: Names) -> str:
    now = _service(line.instead, names) if line.instead else _("The line was struck")
    return sentences(line.reason, now)


def cost_words(line: e.CostNoted) -> str:
    """A cost with its budget line and its evidence."""
    budget = label("budget_line", line.budget)
    return f"{money(line.amount)}, {budget}, {line.evidence}"


def _cost_corrected(line: e.CostCorrected, names: Names) -> str:
    now = cost_words(line.instead) if line.instead else _("The cost was struck")
    return sentences(line.reason, now)


def _goal(line: e.GoalSet, names: Names) -> str:
    return sentences(line.text, labels.GOAL_VOICE[line.voice])


def reasons_words(line: e.Sheltered) -> str:
    """Why a child came into the shelter."""
    return ", ".join(label("shelter_reason", one) for one in line.reasons)


def _sheltered(line: e.Sheltered, names: Names) -> str:
    return sentences(
        moment(line.begins),
        reasons_words(line),
        _("Expected until %(day)s") % {"day": iso_day(line.until)},
        named(_("Together with"), line.beside),
        line.note,
    )


def _left(line: e.ShelterLeft, names: Names) -> str:
    safe = _("The child is safe there") if line.safe else _("Safety there is not sure")
    return sentences(moment(line.left), label("shelter_exit", line.to), safe, line.checked)


PLAN_SAYS: Mapping[type[e.Line], Say] = {
    e.Planned: _planned,
    e.PlanProposed: _proposed,
    e.PlanReturned: lambda line, names: line.reason,
    e.PlanApproved: lambda line, names: line.note,
    e.PlanItemEnded: _item_ended,
    e.ServiceGiven: _service,
    e.ServiceCorrected: _corrected,
    e.GoalSet: _goal,
    e.GoalJudged: lambda line, names: sentences(labels.GOAL_STATUS[line.status], line.why),
    e.CostNoted: lambda line, names: cost_words(line),
    e.CostCorrected: _cost_corrected,
    e.Sheltered: _sheltered,
    # Where it is: never in a history, for nobody.
    e.ShelterPlaced: lambda line, names: "",
    e.ShelterExtended: lambda line, names: sentences(
        _("Until %(day)s") % {"day": iso_day(line.until)}, line.reason
    ),
    e.ShelterLeft: _left,
}

FIELDS = {
    "service": gettext_lazy("Service"),
    "for_whom": gettext_lazy("For whom"),
    "goal": gettext_lazy("Goal"),
    "provider": gettext_lazy("Given by"),
    "responsible": gettext_lazy("Sees to it"),
    "times": gettext_lazy("How often"),
    "due": gettext_lazy("Until"),
    "function": gettext_lazy("Function"),
    "task": gettext_lazy("Task"),
}


def _said(line: e.Planned, names: Names) -> dict[str, str]:
    who = names.get(UUID(line.responsible), "") if line.responsible else ""
    return {
        "service": service_words(line),
        "for_whom": whom_words(line),
        "goal": line.goal,
        "provider": line.provider,
        "responsible": who,
        "times": str(line.times),
        "due": iso_day(line.due),
        "function": str(labels.FUNCTION.get(line.function, "")),
        "task": str(labels.TASK.get(line.task, "")),
    }


def change_words(change: Change, names: Names) -> list[str]:
    """What a proposal changed on an item: each field as it was and as it is asked for."""
    after = _said(change.after, names)
    if change.before is None:
        return []
    before = _said(change.before, names)
    return [
        f"{FIELDS[key]}: {before[key] or '–'} → {after[key] or '–'}"
        for key in FIELDS
        if before[key] != after[key]
    ]
