"""Taking the record over, moving a revision on, answering what was found."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.record.innovations import queries, seed
from pabolo.record.innovations.labels import TAKEN_OVER
from pabolo.record.innovations.models import (
    Answer,
    Claim,
    Innovation,
    Note,
    Revision,
    Section,
    Step,
)
from pabolo.rules.actors import Actor
from pabolo.rules.releases import (
    NO_SUCH_NOTE,
    Editorial,
    may_answer,
    may_step_record,
    may_take_over,
)
from pabolo.rules.vocabulary import Subject

BESIDE = (
    "slug", "external", "summary_id", "summary_en", "future_wording", "free_numbers",
    "linked_numbers", "population_shares", "measured_by",
)  # fmt: skip


def load_seed_record(*, by: Actor, at: datetime) -> Innovation:
    """Take over the ANAK PABOLO record as it stood on the portal. Safe to run again."""
    data = seed.record()
    found = Innovation.objects.filter(slug=data["slug"]).first()
    if found is not None:
        return found
    original = seed.original()
    unaltered = seed.digest(original) == data["seed_sha256"]
    ensure(may_take_over(_passages(data), original, unaltered))
    with act("record.taken_over", by=by, at=at) as draft:
        innovation = Innovation.objects.create(
            slug=data["slug"], name=data["name"], region=data["region"]
        )
        draft.subject = (Subject.RECORD, innovation.id)
        revision = _revision(innovation, data, original, by, day_of(at))
        _fill(revision, data)
        _take_step(revision, Editorial.PUBLISHED, by, at, TAKEN_OVER)
    return innovation


def _passages(data: dict[str, Any]) -> list[str]:
    passages = [row["text_id"] for row in data["sections"]]
    return passages + [row["words_id"] for row in data["claims"]]


def _revision(
    innovation: Innovation, data: dict[str, Any], original: str, by: Actor, day: date
) -> Revision:
    content = json.dumps({key: data[key] for key in BESIDE}, ensure_ascii=False, sort_keys=True)
    return Revision.objects.create(
        innovation=innovation,
        number=1,
        author=by.id,
        written_on=day,
        stage=data["stage"],
        trial_from=_day(data["trial_from"]),
        trial_until=_day(data["trial_until"]),
        adopted_on=_day(data["adopted_on"]),
        content=content,
        content_sha256=seed.digest(content),
        original=original,
        original_sha256=seed.digest(original),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _fill(revision: Revision, data: dict[str, Any]) -> None:
    Section.objects.bulk_create(
        Section(revision=revision, position=position, **row)
        for position, row in enumerate(data["sections"])
    )
    Claim.objects.bulk_create(
        _claim(revision, position, row) for position, row in enumerate(data["claims"])
    )
    Note.objects.bulk_create(
        Note(
            revision=revision,
            number=row["no"],
            rules=" ".join(row["rules"]),
            **{key: row[key] for key in ("text_id", "text_en", "why_id", "why_en", "source")},
        )
        for row in data["notes"]
    )


def _claim(revision: Revision, position: int, row: dict[str, Any]) -> Claim:
    words = ("title_id", "title_en", "words_id", "words_en", "code", "kind", "measure")
    return Claim(
        revision=revision,
        position=position,
        section_id_label=row["section_id"],
        section_en_label=row["section_en"],
        facts=json.dumps(row, ensure_ascii=False, sort_keys=True),
        **{key: row[key] for key in words},
    )


def _take_step(revision: Revision, to: Editorial, by: Actor, at: datetime, note: str) -> Step:
    """Called inside an open act."""
    return Step.objects.create(
        revision=revision,
        number=revision.steps.count() + 1,
        state=to,
        by_person=by.id,
        on_day=day_of(at),
        note=note,
    )


def move_revision(
    *, by: Actor, at: datetime, revision_id: UUID, to: Editorial, note: str = ""
) -> Step:
    """One editorial step. Publishing supersedes the revision that stood published."""
    revision = Revision.objects.get(pk=revision_id)
    ensure(may_step_record(by, revision.author, queries.state_of(revision), to))
    subject = (Subject.RECORD, revision.innovation_id)
    with act(f"record.{to}", by=by, at=at, subject=subject):
        before = queries.published_revision(revision.innovation)
        if to is Editorial.PUBLISHED and before is not None:
            _take_step(before, Editorial.SUPERSEDED, by, at, "")
        return _take_step(revision, to, by, at, note)


def answer_note(
    *, by: Actor, at: datetime, note_id: UUID, text_id: str, text_en: str = ""
) -> Answer:
    """Record what the office says to an inconsistency. The note stays; the answer joins it."""
    ensure(may_answer(by, text_id))
    note = Note.objects.select_related("revision").filter(pk=note_id).first()
    if note is None:
        raise Refused(NO_SUCH_NOTE)
    subject = (Subject.RECORD, note.revision.innovation_id)
    with act("record.answered", by=by, at=at, subject=subject, detail={"note": note.number}):
        return Answer.objects.create(
            note=note,
            text_id=text_id.strip(),
            text_en=text_en.strip(),
            by_person=by.id,
            on_day=day_of(at),
        )
