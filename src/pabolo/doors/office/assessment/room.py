"""Assessment and risk of one case on a page: how it reads now, how it read, what is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.assessment.words import filled_rows, home_rows, safety_rows
from pabolo.doors.office.cases.history import Names
from pabolo.doors.office.cases.page import READ_AGAIN, TAGS, flags_of, name_of
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.office.questions import WORDS, in_words
from pabolo.doors.shared import charts
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import day, moment, short_day
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import open_of, opened
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.asking import check_begin
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import Standing, Verb, facets_of, may_do, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.instruments import RISK
from pabolo.rules.lifecycle import FINISHED
from pabolo.rules.risk import RED_FLAGS
from pabolo.rules.safety import warning_without_plan
from pabolo.rules.vocabulary import CaseStage, Facet, Risk

HERE = "office:assessment"
RANK = {"low": 1, "medium": 2, "high": 3, "not_assessed": 3}
SIDES = (Facet.NARRATIVE, Facet.LOCATION, Facet.IDENTITY)
DRAWN = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the risk in the table."""

    when: str
    tag: str
    who: str
    why: str
    signs: Sequence[str]
    asked: str
    edition: int


def sides_asked(request: HttpRequest, actor: Actor, known: Sequence[Facet]) -> list[Facet]:
    """The sides that are to be opened, each asked of the rule."""
    names = {facet.value for facet in known}
    asked = [Facet(part) for part in request.POST.getlist("buka") if part in names]
    for facet in asked:
        ensure(may_view(actor, facet, Standing(granted=True)))
    return asked


def readings(file: CaseFile, names: Names) -> list[Reading]:
    """Every reading, newest first, with why it changed."""
    return [_reading(line, names) for line in reversed(file.state.readings)]


def _reading(line: e.RiskRead | e.RiskLowered, names: Names) -> Reading:
    who = names.get(UUID(line.by), "")
    flags = [_(flag.sentence) for flag in RED_FLAGS if flag.code in line.flags]
    if isinstance(line, e.RiskLowered):
        why = _("Lowered: %(reason)s") % {"reason": line.reason}
        return Reading(moment(line.at), TAGS[line.level], who, why, flags, "", 0)
    because = _("A sign of danger came up in an assessment.") if line.because else ""
    kept = _("The supervisor's lowering still stands") if line.kept_low else ""
    why = " ".join(filter(None, (because, line.note, kept)))
    return Reading(moment(line.at), TAGS[line.level], who, why, flags, _asked(line), line.edition)


def _asked(line: e.RiskRead) -> str:
    """How many signs were answered, and how."""
    said = list(line.signs.values())
    counted = [(str(WORDS[word]), said.count(word)) for word in ("yes", "no", "unknown")]
    return ", ".join(f"{name} {n}" for name, n in counted if n)


def strip(file: CaseFile) -> SafeString | str:
    """The last readings as a line from low to high; nothing for a single one."""
    last = file.state.readings[-DRAWN:]
    if len(last) < 2:
        return ""
    points = [
        charts.Point(
            short_day(line.at.date()).partition(" ")[2], RANK[line.level], shown=_short(line.level)
        )
        for line in last
    ]
    title = _("Risk over time: %(points)s") % {"points": charts.as_words(points)}
    return charts.line("risk", title, points, most=3)


def _day(at: datetime) -> str:
    """2 Nov: without the day of the week, so that many fit."""
    return short_day(at.date()).partition(" ")[2]


def _short(level: str) -> str:
    words = {
        "low": _("low"),
        "medium": _("medium"),
        "high": _("high"),
        "not_assessed": _("not yet"),
    }
    return words[level]


def next_reading(file: CaseFile) -> date | None:
    """The day on which the risk is to be read again, by the duties."""
    lines = opened(file.proof, list(open_of([file.case.pk])))
    days = [one.duty.due_day for one in lines if one.body.rule in READ_AGAIN]
    return min(days, default=None)


def risk_now(file: CaseFile, names: Names) -> dict[str, Any]:
    """How the risk stands, when it was read last, and when next."""
    last = file.state.readings[-1] if file.state.readings else None
    due = next_reading(file)
    return {
        "tag": TAGS[file.state.risk],
        "level": labels.RISK[file.state.risk],
        "last": moment(last.at) if last else "",
        "who": names.get(UUID(last.by), "") if last else "",
        "next": day(due) if due else "",
        "flags": flags_of(file),
    }


def warning(file: CaseFile) -> str:
    """The warning that no safety plan stands; empty where none is due."""
    if file.case.light or CaseStage(file.case.stage) in FINISHED:
        return ""
    refusal = warning_without_plan(Risk(file.state.risk), planned=file.state.safety is not None)
    return _(refusal.sentence) if refusal else ""


def _can_begin(file: CaseFile, actor: Actor) -> list[tuple[str, str]]:
    """The sets that can be begun: code and name. Red flags have their own form."""
    held = instruments.in_force(clock.today())
    return [
        (code, in_words(one.form.words))
        for code, one in held.items()
        if code != RISK
        and file.state.draft_of(code) is None
        and check_begin(actor, one.form) is None
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The room of assessment. A POST opens further sides, each reading recorded."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    sides = sides_asked(request, actor, SIDES)
    file = open_file(case_id=case_id, by=actor, at=at, facets=sides)
    names = staff_names()
    running = CaseStage(file.case.stage) not in FINISHED
    works = running and may_do(actor, Verb.WORK_CASE) is None
    words = {
        "room": "cases",
        "rooms": rooms_of(case_id, actor, here=HERE),
        "file": file,
        "name": name_of(case_id),
        "risk": risk_now(file, names),
        "chart": strip(file),
        "readings": readings(file, names),
        "filled": filled_rows(file, names, actor),
        "sets": _can_begin(file, actor) if running else [],
        "safety": safety_rows(file, names),
        "warning": warning(file),
        "home": home_rows(file, names),
        "works": works,
        "may_lower": may_do(actor, Verb.LOWER_RISK) is None and file.state.risk != "low",
        "may_print": may_do(actor, Verb.EXPORT_CASE) is None,
        "opens": [side.value for side in SIDES if side in facets_of(actor)],
        "opened": [side.value for side in sides],
    }
    return render(request, "office/assessment/room.html", words)
