"""Answering an unusual reading: by somebody else, with a word."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.models import ReadingReview
from pabolo.ground.accounts.reviews import ReviewWord
from pabolo.ground.audit.actions import act
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.sealing import seal
from pabolo.rules.actors import Actor
from pabolo.rules.readings import Unusual, Verdict, may_review
from pabolo.rules.vocabulary import Subject


def review_reading(
    *, sign: Unusual, verdict: Verdict, word: str, by: Actor, at: datetime
) -> ReadingReview:
    """Keep what was found out. Refused to the reader, and without a word."""
    ensure(may_review(by, sign.actor, word=word))
    row = ReadingReview(
        pk=random_id(),
        reader_id=UUID(sign.actor),
        day=day_of(sign.at),
        sign=sign.code.value,
        verdict=verdict.value,
        by_id=by.id,
        at=at,
    )
    store.create([row.pk])
    seal(row, "word", ReviewWord(text=word.strip()))
    detail = {"sign": row.sign, "verdict": row.verdict}
    subject = (Subject.PERSON, row.reader_id)
    with act("reading.reviewed", by=by, at=at, subject=subject, detail=detail):
        row.save(force_insert=True)
    return row
