"""The Data Inovasi record: what it says, what of it holds, and the figures that are alive."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from pabolo.doors.public.released import Living, living
from pabolo.doors.public.topics import topics
from pabolo.doors.public.words import either, message
from pabolo.doors.shared import formats
from pabolo.ground.lib import clock
from pabolo.record.figures import queries as figures
from pabolo.record.figures.queries import Published
from pabolo.record.innovations import queries
from pabolo.record.innovations.labels import STATES
from pabolo.record.innovations.queries import NoteView, Record, SectionRow
from pabolo.rules.claims import Outcome


@dataclass(frozen=True, slots=True)
class Passage:
    """A field or passage: verbatim, English beside it."""

    kind: str
    label: str
    text: str
    english: str
    note: str


@dataclass(frozen=True, slots=True)
class Goal:
    """What the record wants, and what measures it now."""

    text: str
    english: str
    measured: tuple[Living, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A finding that the office can answer."""

    number: int
    text: str
    why: str
    rules: tuple[str, ...]
    source: str
    answer: str


@login_not_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The innovations, with how many claims hold."""
    records = [
        found
        for innovation, _revision in queries.innovations()
        if (found := queries.record(innovation.slug, clock.today())) is not None
    ]
    context = {"room": "record", "entries": [_entry(record) for record in records]}
    return render(request, "public/innovations/list.html", context)


def _entry(record: Record) -> dict[str, object]:
    return {
        "slug": record.innovation.slug,
        "name": record.innovation.name.title(),
        "region": record.innovation.region,
        "summary": _summary(record),
        "stage": _field(record, "stage"),
        "form": _field(record, "form"),
        "claims": len(record.claims),
        "contradictions": sum(claim.worst is Outcome.CONTRADICTION for claim in record.claims),
        "unanswered": sum(not note.answer for note in record.notes),
    }


def _summary(record: Record) -> str:
    ending = "en" if get_language() == "en" else "id"
    return str(record.content[f"summary_{ending}"])


def _field(record: Record, kind: str) -> str:
    found = next((section for section in record.sections if section.kind == kind), None)
    return either(found, "text") if found else ""


@login_not_required
@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One record: fields, claims with their checks, goals, passages, questions, history."""
    record = queries.record(slug, clock.today())
    if record is None:
        raise Http404
    release = figures.latest()
    context = {
        "room": "record",
        "record": record,
        "name": record.innovation.name.title(),
        "summary": _summary(record),
        "facts": [_fact(section) for section in record.group("profile")[1:]],
        "warnings": [message(finding) for rule in ("R7", "R14") for finding in record.found(rule)],
        "topics": topics(record, release),
        "release": release,
        "living": _living(release),
        "not_measured": gettext("Not measured yet"),
        "goals": [_goal(record, section, release) for section in _aims(record)],
        "fields": [_passage(s) for s in record.sections if s.group in FIELDS],
        "passages": [_passage(section) for section in record.group("design")],
        "definitions": [_passage(section) for section in record.group("definition")],
        "questions": [_question(note) for note in record.notes],
        "steps": [(step, STATES[step.state]) for step in record.steps],
    }
    return render(request, "public/innovations/record.html", context)


DATED = ("trial", "adopted")
FIELDS = ("profile", "goal", "benefit", "result")


def _aims(record: Record) -> list[SectionRow]:
    return record.group("goal") + record.group("benefit")


def _passage(section: SectionRow) -> Passage:
    return Passage(
        section.kind,
        either(section, "label"),
        section.text_id,
        section.text_en,
        either(section, "note"),
    )


def _fact(section: SectionRow) -> tuple[str, str]:
    """Label and value for the head of the page, dates in words. Verbatim stands below."""
    if section.kind in DATED:
        return either(section, "label"), formats.day(date.fromisoformat(section.text_id))
    return either(section, "label"), either(section, "text")


def _living(release: Published | None) -> list[Living]:
    codes = ("RESP_24", "SERV_COMP", "PATBM_ACT")
    return [found for code in codes if (found := living(release, code)) is not None]


def _goal(record: Record, section: SectionRow, release: Published | None) -> Goal:
    codes = record.content["measured_by"].get(section.kind, ())
    measured = [found for code in codes if (found := living(release, code)) is not None]
    return Goal(section.text_id, section.text_en, tuple(measured))


def _question(note: NoteView) -> Question:
    return Question(
        note.row.number,
        either(note.row, "text"),
        either(note.row, "why"),
        note.found_by,
        note.row.source,
        note.answer,
    )
