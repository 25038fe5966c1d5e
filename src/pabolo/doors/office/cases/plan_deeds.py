"""What is done about goals, plan, services and their costs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.cases import plan_forms as forms
from pabolo.doors.office.cases.doing import GIVE, LEAD, WORK, Deed, Doing, Typed, iso
from pabolo.doors.office.cases.forms import NoteOnlyForm, ReasonForm
from pabolo.doors.office.cases.plan_words import service_words
from pabolo.doors.office.cases.sentences import iso_day
from pabolo.doors.shared.forms import Form
from pabolo.ground.agencies.queries import agency
from pabolo.ground.lib.clock import today
from pabolo.ground.lib.ids import random_id
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, plan, services
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.cases.standing import Logged, PlanItem
from pabolo.rules.actors import Actor

ROOM = "office:case_plan"
type Start = dict[str, object]


def item_words(item: PlanItem) -> str:
    """A plan item in a few words."""
    return f"{service_words(item.planned)}: {item.planned.goal}"


def logged_words(row: Logged) -> str:
    """A line of the log in a few words."""
    return f"{service_words(row.line)}, {iso_day(row.line.on)}"


# --- goals and items ---


def _goal(d: Doing, t: Typed) -> object:
    goal = e.GoalSet(**d.line, goal=t["goal"] or random_id().hex, text=t["text"], voice=t["voice"])
    return plan.set_goal(goal=goal, **d.checked)


def _start_goal(file: CaseFile, key: str) -> Start:
    goal = file.state.goals.get(key)
    return {"goal": key, "text": goal.set.text, "voice": goal.set.voice} if goal else {}


def _typed_item(d: Doing, t: Typed, item: str, goal: e.GoalSet | None) -> e.Planned:
    typed: dict[str, Any] = {**t, "due": iso(t["due"])}
    for name in ("item", "goal", "voice", "goal_id"):
        typed.pop(name, None)
    if typed["agency"]:
        typed["provider"] = typed["provider"] or agency(UUID(typed["agency"])).name
    typed["responsible"] = typed["responsible"] or d.by.id.hex
    named: dict[str, Any] = {**forms.service_in(typed)}
    text = goal.text if goal else t["goal"]
    under = goal.goal if goal else t["goal_id"]
    return e.Planned(**d.line, item=item, goal=text, goal_id=under, **named, **typed)


def _new_goal(d: Doing, t: Typed) -> e.GoalSet | None:
    if t["goal_id"]:
        return None
    voice = t["voice"] or "child"
    return e.GoalSet(**d.line, goal=random_id().hex, text=t["goal"], voice=voice)


def _plan_item(d: Doing, t: Typed) -> object:
    goal = _new_goal(d, t)
    item = _typed_item(d, t, random_id().hex, goal)
    return plan.add_items(items=[item], goals=[goal] if goal else [], **d.checked)


def _start_item(file: CaseFile, key: str) -> Start:
    if key in file.state.goals:
        return {"goal_id": key}
    return _start_decided(file, key)


def _start_decided(file: CaseFile, key: str) -> Start:
    """What a case conference decided, offered as an item; nothing is planned by itself."""
    for one in file.state.conferences.values():
        if key in one.decisions:
            each, asked = one.decisions[key], one.invited.get(one.decisions[key].line.invitation)
            start: Start = {"goal": each.line.text, "due": each.due}
            start |= {"responsible": each.line.person} if each.line.person else {}
            return start | ({"agency": asked.agency} if asked else {})
    return {}


def _change_item(d: Doing, t: Typed) -> object:
    goal = _new_goal(d, t)
    item = _typed_item(d, t, t["item"], goal)
    return plan.change_item(item=item, goals=[goal] if goal else [], **d.checked)


def _start_change(file: CaseFile, key: str) -> Start:
    state = file.state
    keys = [one for one, item in state.plan.items() if not item.ended]
    key = key if key in keys else next(iter(keys), "")
    if not key:
        return {}
    line = state.plan[key].proposed
    same = ("item", "goal_id", "goal", "for_whom", "provider", "responsible", "times", "due")
    start: Start = {name: getattr(line, name) for name in (*same, "person", "what", "agency")}
    start["goal"] = "" if line.goal_id else line.goal
    return start | forms.chosen(line.service, line.detail, line.function, line.task)


def _prepare_item(form: Form, file: CaseFile, actor: Actor) -> None:
    if isinstance(form, forms.PlanItemForm):
        form.for_case(file, actor)


def _propose(d: Doing, t: Typed) -> object:
    return plan.propose_plan(**t, **d.checked)


def _end_item(d: Doing, t: Typed) -> object:
    return plan.end_item(**t, **d.checked)


def _prepare_end(form: Form, file: CaseFile, actor: Actor) -> None:
    items = file.state.plan.items()
    forms.offer(form, "item", [(key, item_words(i)) for key, i in items if not i.ended])


def _start_end(file: CaseFile, key: str) -> Start:
    return {"item": key}


# --- services ---


def _typed_service(d: Doing, t: Typed, given: str) -> e.ServiceGiven:
    names = ("item", "provider", "for_whom", "note", "person", "place", "what")
    typed: dict[str, Any] = {name: t[name] for name in names}
    typed["minutes"] = t["minutes"] or 0
    typed |= forms.service_in({name: t[name] for name in ("service", "function", "task")})
    return e.ServiceGiven(**d.line, id=given, on=iso(t["on"]), **typed)


def _typed_costs(d: Doing, t: Typed, service: str) -> list[e.CostNoted]:
    if not (t["budget"] or t["amount"] or t["evidence"]):
        return []
    return [_cost_line(d, t, service)]


def _cost_line(d: Doing, t: Typed, service: str) -> e.CostNoted:
    return e.CostNoted(
        **d.line,
        id=random_id().hex,
        service=service,
        budget=t["budget"],
        amount=t["amount"] or 0,
        evidence=t["evidence"],
    )


def _service(d: Doing, t: Typed) -> object:
    given = random_id().hex
    line = _typed_service(d, t, given)
    line = e.ServiceGiven(**{**_fields(line), "emergency": t["emergency"]})
    costs = _typed_costs(d, t, given)
    return services.give_service(service=line, costs=costs, emergency=t["emergency"], **d.checked)


def _fields(line: e.ServiceGiven) -> dict[str, Any]:
    return {name: getattr(line, name) for name in line.__struct_fields__}


def _start_service(file: CaseFile, key: str) -> Start:
    start: Start = {"on": today()}
    item = file.state.plan.get(key)
    if item is None:
        return start
    line = item.planned
    same = ("item", "for_whom", "provider", "person", "what")
    start |= {name: getattr(line, name) for name in same}
    return start | forms.chosen(line.service, line.detail, line.function, line.task)


def _prepare_service(form: Form, file: CaseFile, actor: Actor) -> None:
    items = file.state.plan.items()
    owed = [(key, item_words(one)) for key, one in items if one.approved and one.open]
    forms.offer(form, "item", [("", gettext("Not on the plan")), *owed])
    forms.mark_talk(form, file)


def _correct(d: Doing, t: Typed) -> object:
    instead = None if t["struck"] else _typed_service(d, t, t["of"])
    return services.correct_service(of=t["of"], reason=t["reason"], instead=instead, **d.checked)


def _start_correct(file: CaseFile, key: str) -> Start:
    standing = {one: row for one, row in file.state.log.items() if not row.struck}
    key = key if key in standing else next(iter(standing), "")
    if not key:
        return {}
    line = standing[key].line
    same = ("item", "for_whom", "on", "note", "provider", "place", "person", "what")
    start: Start = {name: getattr(line, name) for name in same}
    start |= {"of": key, "minutes": line.minutes or None}
    return start | forms.chosen(line.service, line.detail, line.function, line.task)


def _prepare_correct(form: Form, file: CaseFile, actor: Actor) -> None:
    items = file.state.plan.items()
    on = [(key, item_words(one)) for key, one in items if one.approved]
    forms.offer(form, "item", [("", gettext("Not on the plan")), *on])
    forms.mark_talk(form, file)


# --- costs ---


def _cost(d: Doing, t: Typed) -> object:
    return services.note_cost(cost=_cost_line(d, t, t["service"]), **d.checked)


def _prepare_cost(form: Form, file: CaseFile, actor: Actor) -> None:
    rows = [(key, logged_words(one)) for key, one in file.state.log.items() if not one.struck]
    forms.offer(form, "service", rows)


def _start_cost(file: CaseFile, key: str) -> Start:
    return {"service": key}


def _correct_cost(d: Doing, t: Typed) -> object:
    instead = None if t["struck"] else _cost_line(d, t, "")
    return services.correct_cost(of=t["of"], reason=t["reason"], instead=instead, **d.checked)


def _start_correct_cost(file: CaseFile, key: str) -> Start:
    standing = {one: row.note for one, row in file.state.costs.items() if not row.struck}
    key = key if key in standing else next(iter(standing), "")
    if not key:
        return {}
    note = standing[key]
    return {"of": key, "budget": note.budget, "amount": note.amount, "evidence": note.evidence}


# --- review ---


def _review(d: Doing, t: Typed) -> object:
    review = e.Reviewed(**d.line, summary=t["summary"], next_step=t["next_step"])
    goals = [
        e.GoalJudged(**d.line, goal=key[7:], status=status, why=t[f"why_{key[7:]}"])
        for key, status in t.items()
        if key.startswith("status_") and status
    ]
    return care.hold_review(review=review, goals=goals, **d.checked)


def _prepare_review(form: Form, file: CaseFile, actor: Actor) -> None:
    if isinstance(form, forms.ReviewForm):
        form.for_goals(file.state)


PLANNING: dict[str, Deed] = {
    "tujuan": Deed(
        _("Write a goal"), forms.GoalForm, _goal, WORK, room=ROOM, room_only=True, start=_start_goal
    ),
    "rencana": Deed(
        _("Add a plan item"), forms.PlanItemForm, _plan_item, WORK,
        start=_start_item, prepare=_prepare_item, talks=True, room=ROOM,
    ),
    "ubah-butir": Deed(
        _("Change a plan item"), forms.ChangeItemForm, _change_item, WORK,
        start=_start_change, prepare=_prepare_item, talks=True, room=ROOM, room_only=True,
    ),
    "ajukan": Deed(_("Propose the plan"), forms.ProposeForm, _propose, WORK, room=ROOM),
    "akhiri": Deed(
        _("End a plan item"), forms.EndItemForm, _end_item, WORK,
        start=_start_end, prepare=_prepare_end, room=ROOM, room_only=True,
    ),
    "layanan": Deed(
        _("Log a service"), forms.ServiceForm, _service, GIVE,
        start=_start_service, prepare=_prepare_service, talks=True,
    ),
    "koreksi-layanan": Deed(
        _("Correct a service"), forms.CorrectServiceForm, _correct, GIVE,
        start=_start_correct, prepare=_prepare_correct, talks=True, room=ROOM, room_only=True,
    ),
    "biaya": Deed(
        _("Note a cost"), forms.CostForm, _cost, GIVE,
        start=_start_cost, prepare=_prepare_cost, room=ROOM, room_only=True,
    ),
    "koreksi-biaya": Deed(
        _("Correct a cost"), forms.CorrectCostForm, _correct_cost, GIVE,
        start=_start_correct_cost, room=ROOM, room_only=True,
    ),
    "tinjauan": Deed(
        _("Hold a review"), forms.ReviewForm, _review, WORK, prepare=_prepare_review
    ),
}  # fmt: skip

PLAN_LED: dict[str, Deed] = {
    "setujui": Deed(
        _("Approve the plan"),
        NoteOnlyForm,
        lambda d, t: plan.approve_plan(**t, **d.checked),
        LEAD,
        "lead",
    ),
    "kembalikan": Deed(
        _("Return the plan"),
        ReasonForm,
        lambda d, t: plan.return_plan(**t, **d.checked),
        LEAD,
        "lead",
    ),
}
