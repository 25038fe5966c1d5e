"""The conferences of a case, and one of them: for the team what was decided, for those who were
there what was said."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.cases.page import Choice, name_of
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.cases.sentences import Names
from pabolo.doors.office.conference import rows
from pabolo.doors.office.conference.steps import STEPS, Stage
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.entries import entry_of
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.actions.conferring import waits_for
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.queries.conference import (
    conference_for,
    known,
    may_read,
    minutes_of,
)
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import Verb, may_do
from pabolo.rules.conference import SEALED, Meeting
from pabolo.rules.entry import may_enter

ROUTE = "office:case_conference"
# The next step of each state, first where the person may do it; the rest stands beside.
NEXT = {
    Meeting.CALLED: ("undang-lembaga", "undang", "hadir"),
    Meeting.HELD: ("notulen", "keputusan"),
    Meeting.WRITTEN: ("baca", "selesai", "keputusan"),
}


def _listed(key: str, one: Gathering, names: Names, today: Any) -> dict[str, object]:
    tag, state = rows.STATES[one.state]
    owed = [row for row in rows.decision_rows(one, names, today) if row.open]
    return {
        "id": UUID(key),
        "when": rows.called_words(one),
        "question": one.called.question,
        "chair": names.get(UUID(one.chair), ""),
        "tag": tag,
        "state": state,
        "decided": len(one.decisions),
        "owed": owed,
    }


@require_safe
def room(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every conference of the case, the newest first; and quietly, what speaks for one."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    file = open_file(case_id=case_id, by=actor, at=at)
    names, today = staff_names(), day_of(at)
    held = sorted(file.state.conferences.items(), key=lambda row: row[1].starts_at, reverse=True)
    works = may_do(actor, Verb.WORK_CASE) is None
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "rooms": rooms_of(case_id, actor, here=ROUTE),
        "conferences": [_listed(key, one, names, today) for key, one in held],
        "signs": rows.signs_words(file, at),
        "may_call": works and file.case.closed_day is None,
        "works": works,
    }
    return render(request, "office/conference/room.html", words)


def _choices(stage: Stage) -> tuple[list[Choice], list[Choice]]:
    """The next steps, and what else can be done. What stands in the way of the next is said."""
    first: list[Choice] = []
    rest: list[Choice] = []
    wanted = NEXT.get(stage.one.state, ())
    for slug in (*wanted, *(slug for slug in STEPS if slug not in wanted)):
        refusal = STEPS[slug].blocked(stage)
        why = _(refusal.sentence) if refusal else ""
        if refusal is None or (slug in wanted and refusal.code != "access.role"):
            (first if slug in wanted else rest).append(Choice(slug, STEPS[slug].name, why))
    return first, rest


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    """One conference; a POST opens what was said, and that reading is recorded."""
    actor, at = actor_in(request), clock.now()
    row = conference_for(actor, conference_id)
    file = open_file(case_id=row.case_id, by=actor, at=at)
    it, names = known(file.state, row.pk.hex), staff_names()
    stage = Stage(row.pk, file, it, actor, at, file.case.version)
    minutes = None
    if request.method == "POST":
        opened = minutes_of(file, row.pk.hex, by=actor, at=at)
        minutes = rows.shown_minutes(it, opened, names)
    return render(request, "office/conference/one.html", _words(stage, names, minutes))


def _next(it: Gathering, first: list[Choice], stage: Stage) -> Choice | None:
    """The one step that comes next for this person: once its hour has come, who was there."""
    free = [one for one in first if not one.why_not]
    begun = it.starts_at <= stage.at
    chairs = it.chair == stage.by.id.hex
    mine = [one for one in free if (one.slug == "hadir" and begun) or one.slug == "selesai"]
    return next(iter((mine if chairs else []) or free), None)


def _words(stage: Stage, names: Names, minutes: rows.Shown | None) -> dict[str, object]:
    it, file, actor = stage.one, stage.file, stage.by
    first, rest = _choices(stage)
    tag, state = rows.STATES[it.state]
    waiting = waits_for(it, file.case.pk, on=day_of(stage.at)) if it.written else []
    return {
        "room": "cases",
        "file": file,
        "id": stage.id,
        "name": name_of(file.case.pk),
        "it": it,
        "title": rows.called_words(it),
        "tag": tag,
        "state": state,
        "open": it.state is Meeting.CALLED,
        "over": it.state in (Meeting.CANCELLED, Meeting.ENDED),
        "guests": rows.guests_of(it, names, stage.id),
        "decisions": rows.decision_rows(it, names, day_of(stage.at)),
        "works": may_do(actor, Verb.WORK_CASE) is None,
        "plans": may_do(actor, Verb.WORK_CASE) is None and file.case.closed_day is None,
        "may_read": may_read(actor, it),
        "sealed": _(SEALED.sentence),
        "minutes": minutes,
        "read": rows.read_by(it, names),
        "waiting": [names.get(one, "") for one in waiting],
        "shared": [(names.get(UUID(one.person), ""), one.reason) for one in it.shared],
        "moved": it.moved,
        "next": _next(it, first, stage),
        "first": first,
        "rest": rest,
        "prints": may_enter(actor, entry_of("office:conference_sheet")) is None,
    }
