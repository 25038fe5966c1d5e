"""A case's plan on its page and on paper: goals with their items, the log, the versions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.cases.blocked import why_not
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.page import instead, name_of, no_mediation
from pabolo.doors.office.cases.plan_deeds import item_words
from pabolo.doors.office.cases.plan_rows import PlanRow, at_a_glance, plan_rows
from pabolo.doors.office.cases.plan_words import (
    agreed_words,
    change_words,
    cost_words,
    length_words,
    money,
    service_words,
    whom_words,
)
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.sentences import Names, sentences
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import moment
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import labels
from pabolo.programme.cases.fold import PlanItem
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.cases.standing import Goal, Logged, Version
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor

ROUTE = "office:case_plan"
TAGS = {
    "open": "plain", "reached": "done", "partly": "todo", "not": "differs", "changed": "plain",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoalBlock:
    """A goal with the items under it."""

    key: str
    text: str
    voice: str
    status: str
    tag: str
    why: str
    rows: list[PlanRow]
    fresh: bool


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log as it stands."""

    key: str
    on: date
    service: str
    how: str
    who: str
    note: str
    costs: list[tuple[str, str]]
    struck: bool
    reason: str
    emergency: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One proposal of the plan, with what it changed and what became of it."""

    name: str
    when: str
    who: str
    agreed: str
    words: str
    changes: list[tuple[str, str]]
    outcome: str


def _block(key: str, goal: Goal, rows: list[PlanRow]) -> GoalBlock:
    return GoalBlock(
        key=key,
        text=goal.set.text,
        voice=str(labels.GOAL_VOICE[goal.set.voice]),
        status=str(labels.GOAL_STATUS[goal.status]),
        tag=TAGS[goal.status],
        why=goal.judged.why if goal.judged else "",
        rows=[row for row in rows if row.goal_id == key],
        fresh=not any(row.goal_id == key and not row.pending for row in rows),
    )


def goal_blocks(file: CaseFile, rows: list[PlanRow]) -> list[GoalBlock]:
    """The goals in the order they were written; items from before there were goals come last."""
    goals = file.state.goals
    blocks = [_block(key, goal, rows) for key, goal in goals.items()]
    rest = [row for row in rows if row.goal_id not in goals]
    if rest:
        blocks.append(GoalBlock("", _("Without a goal of its own"), "", "", "", "", rest, False))
    return blocks


def _log_row(row: Logged, file: CaseFile, names: Names) -> LogRow:
    line = row.line
    place = label("service_place", line.place) if line.place else ""
    how = ", ".join(part for part in (place, length_words(line.minutes)) if part)
    writer = names.get(UUID(row.first.by), "")
    return LogRow(
        key=row.key,
        on=date.fromisoformat(line.on) if line.on else row.first.at.date(),
        service=service_words(line),
        how=". ".join(part for part in (whom_words(line), how) if part),
        who=line.provider or writer,
        note=line.note,
        costs=[(cost.note.id, cost_words(cost.note)) for cost in file.state.costs_of(row.key)],
        struck=row.struck,
        reason=row.reason,
        emergency=line.emergency or not line.item,
    )


def log_rows(file: CaseFile, names: Names) -> list[LogRow]:
    """The log, the last day first; struck lines stay readable."""
    rows = [_log_row(row, file, names) for row in file.state.log.values()]
    return sorted(rows, key=lambda row: row.on, reverse=True)


def _outcome(one: Version, names: Names) -> str:
    line = one.approved or one.returned
    if line is None:
        return _("Waits for the supervisor")
    name = names.get(UUID(line.by), "")
    words = {"who": name, "when": moment(line.at)}
    if one.approved:
        return sentences(_("Approved by %(who)s, %(when)s") % words, one.approved.note)
    reason = one.returned.reason if one.returned else ""
    return sentences(_("Returned by %(who)s, %(when)s") % words, reason)


def version_rows(file: CaseFile, names: Names) -> list[VersionRow]:
    """What was proposed when, the last first."""
    rows, number = [], 1
    for one in file.state.versions:
        rows.append(_version(one, number, names))
        number += one.approved is not None
    return rows[::-1]


def _version(one: Version, number: int, names: Names) -> VersionRow:
    return VersionRow(
        name=_("Version %(n)s") % {"n": number},
        when=moment(one.proposal.at),
        who=names.get(UUID(one.proposal.by), ""),
        agreed=agreed_words(one.proposal),
        words=one.proposal.child_words,
        changes=[
            (
                item_words(PlanItem(change.after)),
                "; ".join(change_words(change, names)) if change.before else _("New"),
            )
            for change in one.changes
        ],
        outcome=_outcome(one, names),
    )


def plan_content(file: CaseFile, at: datetime, names: Names) -> dict[str, Any]:
    """What page and paper say of the plan: words only, and no place of a shelter."""
    rows = plan_rows(file, at, names)
    versions = version_rows(file, names)
    state = file.state
    return {
        "goals": goal_blocks(file, rows),
        "glance": at_a_glance(rows),
        "log": log_rows(file, names),
        "versions": versions,
        "version": state.version,
        "given": state.given_total,
        "planned": state.planned_total,
        "pending": len(state.pending),
        "waits": state.proposal is not None,
        "returned": _returned(file, names),
        "words": next((one.words for one in versions if one.words), ""),
        "spent": money(sum(row.note.amount for row in _spent(file))) if _spent(file) else "",
        "no_mediation": no_mediation(file),
        "instead": instead(),
    }


def _spent(file: CaseFile) -> list[Any]:
    state = file.state
    keys = [key for key, row in state.log.items() if not row.struck]
    return [cost for key in keys for cost in state.costs_of(key)]


def _returned(file: CaseFile, names: Names) -> str:
    """Why the last proposal came back, until the next one is made."""
    versions = file.state.versions
    if not versions or versions[-1].returned is None:
        return ""
    return _outcome(versions[-1], names)


def _able(file: CaseFile, actor: Actor) -> dict[str, str]:
    """The deeds of this room that the person can do now, by what the template calls them."""
    slugs = {
        "add": "rencana", "goal": "tujuan", "change": "ubah-butir", "end": "akhiri",
        "propose": "ajukan", "approve": "setujui", "back": "kembalikan", "give": "layanan",
        "correct": "koreksi-layanan", "cost": "biaya", "recost": "koreksi-biaya",
        "review": "tinjauan",
    }  # fmt: skip
    able = {}
    for name, slug in slugs.items():
        here = file.case.closed_day is None or name in ("correct", "cost", "recost")
        if here and why_not(slug, DEEDS[slug], file, actor) is None:
            able[name] = reverse("office:deed", args=[file.case.pk, slug])
    return able


@require_safe
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Goals, items planned and given, the log of services, and how the plan came about."""
    actor, at = actor_in(request), clock.now()
    file = open_file(case_id=case_id, by=actor, at=at)
    names = staff_names()
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "rooms": rooms_of(case_id, actor, here=ROUTE),
        "may": _able(file, actor),
        "may_print": may_do(actor, Verb.EXPORT_CASE) is None,
        **plan_content(file, at, names),
    }
    return render(request, "office/planning/plan.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def plan_print(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plan on paper; an entry of its own."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.EXPORT_CASE))
    file = open_file(case_id=case_id, by=actor, at=at, verb="case.plan_print")
    names = staff_names()
    words = {
        "file": file,
        "name": name_of(case_id),
        "now": at,
        "who": names.get(actor.id, ""),
        **plan_content(file, at, names),
    }
    return render(request, "office/planning/plan_print.html", words)
