"""What the record says, and what the rules find in it today."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pabolo.record.innovations import seed
from pabolo.record.innovations.models import Claim, Innovation, Note, Revision, Section, Step
from pabolo.rules.claims import (
    ClaimFact,
    Finding,
    Level,
    Outcome,
    RecordFact,
    check,
    level,
    of_claim,
)
from pabolo.rules.releases import Editorial

type SectionRow = Section


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its words, its level and what the rules found."""

    row: Claim
    fact: ClaimFact
    marks: tuple[str, ...]
    level: Level
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Outcome:
        """The gravest outcome among its findings."""
        order = (Outcome.CONTRADICTION, Outcome.NOT_REPORTED, Outcome.WARNING)
        found = {finding.outcome for finding in self.findings}
        return next((outcome for outcome in order if outcome in found), Outcome.OK)


@dataclass(frozen=True, slots=True)
class NoteView:
    """An inconsistency, whether a rule finds it today, and the newest answer."""

    row: Note
    found_by: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Record:
    """A published revision, checked."""

    innovation: Innovation
    revision: Revision
    content: Mapping[str, Any]
    sections: tuple[Section, ...]
    claims: tuple[ClaimView, ...]
    findings: tuple[Finding, ...]
    notes: tuple[NoteView, ...]
    steps: tuple[Step, ...]

    def group(self, name: str) -> list[Section]:
        """The sections of a group, in order."""
        return [section for section in self.sections if section.group == name]

    def claim(self, code: str) -> ClaimView | None:
        """One claim."""
        return next((claim for claim in self.claims if claim.row.code == code), None)

    def found(self, rule: str) -> list[Finding]:
        """The findings of one rule."""
        return [finding for finding in self.findings if finding.rule == rule]


def state_of(revision: Revision) -> Editorial:
    """The editorial state: the last step's."""
    return Editorial(revision.steps.order_by("-number").values_list("state", flat=True)[0])


def published_revision(innovation: Innovation) -> Revision | None:
    """The newest revision that stands published."""
    revisions = innovation.revisions.order_by("-number")
    return next((each for each in revisions if state_of(each) is Editorial.PUBLISHED), None)


def innovations() -> list[tuple[Innovation, Revision]]:
    """Every innovation with its published revision, by name."""
    pairs = [(each, published_revision(each)) for each in Innovation.objects.order_by("name")]
    return [(innovation, revision) for innovation, revision in pairs if revision is not None]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision in the office: where it stands, who wrote it, every step."""

    row: Revision
    state: Editorial
    steps: tuple[Step, ...]


def revisions(slug: str) -> list[RevisionView]:
    """Every revision of an innovation, newest first; empty for an unknown slug."""
    rows = Revision.objects.filter(innovation__slug=slug).order_by("-number")
    views = [(row, tuple(row.steps.order_by("-number"))) for row in rows]
    return [RevisionView(row, Editorial(steps[0].state), steps) for row, steps in views if steps]


def record_fact(revision: Revision, claims: tuple[ClaimFact, ...]) -> RecordFact:
    """A revision as the rules read it."""
    content = json.loads(revision.content)
    return RecordFact(
        stage=revision.stage,
        trial_from=revision.trial_from,
        trial_until=revision.trial_until,
        adopted_on=revision.adopted_on,
        claims=claims,
        free_numbers=tuple(content["free_numbers"]),
        linked_numbers=frozenset(content["linked_numbers"]),
        future_wording=content["future_wording"],
        population_shares=seed.population_shares(content["population_shares"]),
    )


def record(slug: str, today: date) -> Record | None:
    """The published record of an innovation with its checks of today; None if there is none."""
    innovation = Innovation.objects.filter(slug=slug).first()
    revision = published_revision(innovation) if innovation else None
    if innovation is None or revision is None:
        return None
    rows = tuple(revision.claims.order_by("position"))
    read = [json.loads(row.facts) for row in rows]
    facts = tuple(seed.claim_fact(row) for row in read)
    findings = check(record_fact(revision, facts), today)
    views = tuple(
        ClaimView(row, fact, tuple(raw["marks"]), level(fact), of_claim(findings, fact.code))
        for row, fact, raw in zip(rows, facts, read, strict=True)
    )
    return Record(
        innovation,
        revision,
        json.loads(revision.content),
        tuple(revision.sections.order_by("position")),
        views,
        findings,
        _notes(revision, findings),
        tuple(revision.steps.order_by("-number")),
    )


def _notes(revision: Revision, findings: tuple[Finding, ...]) -> tuple[NoteView, ...]:
    finding_rules = {f.rule for f in findings if f.outcome is not Outcome.OK}
    rows = revision.notes.order_by("number").prefetch_related("answers")
    return tuple(
        NoteView(row, tuple(r for r in row.rules.split() if r in finding_rules), _answer(row))
        for row in rows
    )


def _answer(note: Note) -> str:
    answers = sorted(note.answers.all(), key=lambda answer: (answer.on_day, str(answer.id)))
    return answers[-1].text_id if answers else ""


def note_id(slug: str, number: int) -> UUID | None:
    """The id of a note of the published revision."""
    rows = Note.objects.filter(revision__innovation__slug=slug, number=number)
    return rows.order_by("-revision__number").values_list("id", flat=True).first()
