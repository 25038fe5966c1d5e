"""One report on its page: what is shown, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pabolo.doors.office.intake import forms
from pabolo.doors.office.intake.decisions import case_room
from pabolo.doors.shared import one_time
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.remaining import Chip, until, until_day
from pabolo.doors.shared.reports.questions import WORRIES
from pabolo.doors.shared.reports.summary import accused_words, child_words, partial_words
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import DutyLine
from pabolo.ground.lib.clock import day_of
from pabolo.ground.places.queries import full_name
from pabolo.ground.policy.queries import label
from pabolo.programme.intake.labels import DANGER, OUTCOME, PART, STATE, STEP
from pabolo.programme.intake.queries.sheet import Opened, Sheet, open_parts, sheet
from pabolo.rules.access import Verb, may_do
from pabolo.rules.codes import grouped

TAG_OF_RISK = {"not_assessed": "unassessed"}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in words: time left, what to do, why and by which source."""

    chip: Chip
    text: str
    done_when: str
    source: str
    by_law: bool


def chip_of(line: DutyLine, at: datetime) -> Chip:
    """Time left: with its hour, or by day where no hour is kept."""
    if line.body.day_only:
        return until_day(day_of(line.body.due_at), day_of(at))
    return until(line.body.due_at, at)


def duty_row(line: DutyLine, at: datetime) -> DutyRow:
    """One duty for the page."""
    rule = line.rule
    return DutyRow(chip_of(line, at), rule.text, rule.done_when, rule.source, rule.fixed_by_law)


def risk_tag(risk: str) -> str:
    """The kind of tag for a level."""
    return TAG_OF_RISK.get(risk, risk)


def report_page(
    request: HttpRequest,
    report_id: UUID,
    at: datetime,
    *,
    filled: Mapping[str, BaseForm] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page. `filled` are forms that come back with what was typed; `notice` says why."""
    actor = actor_in(request)
    found = sheet(actor, report_id, at=at)
    wanted = request.GET.getlist("buka")
    opened = open_parts(actor, found.report, wanted, at=at)
    names = staff_names()
    decides = may_do(actor, Verb.DECIDE_MATCH) is None
    words: dict[str, Any] = {
        "room": "reports",
        "sheet": found,
        "notice": notice,
        "risk_tag": risk_tag(found.risk),
        "channel": label("channel", found.care.channel),
        "danger": DANGER[found.care.danger],
        "state": STATE[found.report.state],
        "duties": [duty_row(line, at) for line in found.duties],
        "steps": [(STEP[s.kind], s, names.get(UUID(s.by), "")) for s in found.steps.lines],
        "reader": names.get(UUID(found.reading.by), "") if found.reading else "",
        "taken_by": names.get(UUID(found.care.entered_by), "") if found.care.entered_by else "",
        "outcome": OUTCOME[found.decision.outcome] if found.decision else "",
        "ready": grouped(found.care.ready_code) if found.care.ready_code else "",
        "parts": list(part_rows(found, opened, wanted)),
        "token": one_time.issue(),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "case_room": case_room(report_id),
        "may_decide": may_do(actor, Verb.DECIDE_REPORT) is None,
        "matches": match_rows(found, names, filled) if decides else [],
        "unclear": len(found.care.unclear),
    }
    words |= {"form": None, **_forms(found), **(filled or {})}
    return render(request, "office/intake/report.html", words, status=status)


def _forms(found: Sheet) -> dict[str, BaseForm]:
    reading = found.reading
    looked = {
        "signs": reading.signs if reading else (),
        "sexual": reading.sexual if reading else found.care.sexual,
        "assessed": reading.risk if reading else "not_assessed",
        "note": reading.note if reading else "",
    }
    return {
        "look_form": forms.LookForm(initial=looked, prefix="look"),
        "step_form": forms.StepForm(prefix="step"),
        "message_form": forms.MessageForm(prefix="message"),
        "decision_form": forms.DecisionForm(prefix="decision"),
    }


def match_rows(
    found: Sheet, names: Mapping[UUID, str], filled: Mapping[str, BaseForm] | None
) -> list[tuple[str, BaseForm]]:
    """One small form for each person about whom it is unclear."""
    rows: list[tuple[str, BaseForm]] = []
    for person in map(UUID, found.care.unclear):
        form: BaseForm = forms.MatchForm(initial={"person": person}, prefix=f"m{person.hex}")
        typed = (filled or {}).get("match_form")
        rows.append(
            (names.get(person, ""), typed if typed and typed.prefix == form.prefix else form)
        )
    return rows


@dataclass(frozen=True, slots=True)
class PartRow:
    """A sealed side: its name, the link that opens it, or its lines once opened."""

    key: str
    name: Any
    link: str
    lines: list[tuple[str, str]] | None
    files: Any = None


def part_rows(found: Sheet, opened: Opened, wanted: Sequence[str]) -> list[PartRow]:
    """Every side of the report, opened or woven shut."""
    return [_part(part, opened, wanted) for part in found.closed_parts]


def _part(part: str, opened: Opened, wanted: Sequence[str]) -> PartRow:
    if part not in wanted:
        link = "&".join(f"buka={one}" for one in [*wanted, part])
        return PartRow(part, PART[part], f"?{link}#{part}", None)
    if part == "files":
        return PartRow(part, PART[part], "", [], opened.files)
    return PartRow(part, PART[part], "", [pair for pair in LINES[part](opened) if pair[1]])


def _story(opened: Opened) -> list[tuple[str, str]]:
    story = opened.story
    assert story is not None
    worries = [str(dict(WORRIES)[w]) for w in story.worries if w in dict(WORRIES)]
    return [
        ("", story.text),
        (_("Worries"), "; ".join(worries)),
        (_("When"), partial_words(story.happened_on)),
    ]


def _people(opened: Opened) -> list[tuple[str, str]]:
    people = opened.people
    assert people is not None
    kind = label("reporter", people.reporter_kind)
    return [
        *((_("Child"), child_words(child)) for child in people.children),
        (_("Reporter"), ", ".join(x for x in (kind, people.reporter_name) if x)),
        (_("Contact"), people.reporter_contact),
    ]


def _place(opened: Opened) -> list[tuple[str, str]]:
    place = opened.place
    assert place is not None
    return [
        (_("Village"), full_name(place.village) if place.village else ""),
        (_("Landmark"), place.text),
        (_("Wish"), _("Not through the village") if place.not_village else ""),
    ]


def _accused(opened: Opened) -> list[tuple[str, str]]:
    accused = opened.accused
    assert accused is not None
    return [(_("Reported"), accused_words(person)) for person in accused.people]


LINES = {"story": _story, "people": _people, "place": _place, "accused": _accused}
