"""Keeping envelopes as they come, and what becomes of each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.devices import queries
from pabolo.ground.devices.models import Device, Submission
from pabolo.ground.lib.clock import day_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.field import CLASH, Fate, Verdict
from pabolo.rules.vocabulary import Subject

ENDS = ("done", "refused")


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope on the way in. `origin`: the phone that sealed it."""

    id: UUID
    made_at: datetime
    sealed: bytes
    origin: UUID


def keep(*, device: Device, envelopes: Sequence[Envelope], skew: int, at: datetime) -> int:
    """Keep what is new of these, durably and together; how many. Works while locked.

    One that is here already is not touched, whatever the second copy says. Only after this has
    returned may the phone be told.
    """
    _seen(device, skew, at)
    ids = {one.id for one in envelopes}
    if ids <= _known(ids):
        return 0
    detail = {"count": len(envelopes)}
    subject = (Subject.DEVICE, device.pk)
    with act("field.received", by=SYSTEM, at=at, subject=subject, detail=detail):
        known = _known(ids)
        rows = [
            _row(one, device, place, skew, at)
            for place, one in enumerate(envelopes)
            if one.id not in known
        ]
        Submission.objects.bulk_create(rows)
    return len(rows)


def _known(ids: set[UUID]) -> set[UUID]:
    return set(Submission.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _row(one: Envelope, device: Device, place: int, skew: int, at: datetime) -> Submission:
    return Submission(
        id=one.id,
        device=device,
        origin=one.origin,
        place=place,
        made_at=one.made_at,
        received_at=at,
        skew=skew,
        digest=hashlib.sha256(one.sealed).digest(),
        sealed=one.sealed,
        changed_day=day_of(at),
    )


def _seen(device: Device, skew: int, at: datetime) -> None:
    """Once a day, or when the clock moved; no entry: nothing was decided."""
    day = day_of(at)
    if device.seen_day != day or abs(device.skew - skew) > 60:
        Device.objects.filter(pk=device.pk).update(seen_day=day, skew=skew)
        device.seen_day, device.skew = day, skew


def set_aside(
    *, submission: Submission, verdict: Verdict, kind: str, person: UUID | None, at: datetime
) -> bool:
    """Park, quarantine or refuse an envelope that the system has looked at; False if too late."""
    subject = (Subject.SUBMISSION, submission.pk)
    detail = {"code": verdict.code, "fate": verdict.fate.value}
    with act("field.set_aside", by=SYSTEM, at=at, subject=subject, detail=detail):
        return _move(submission, verdict, kind, person, at)


def _move(
    submission: Submission, verdict: Verdict, kind: str, person: UUID | None, at: datetime
) -> bool:
    end = {"sealed": None} if verdict.fate is Fate.REFUSE else {}
    rows = Submission.objects.filter(pk=submission.pk, state="stored")
    moved = rows.update(
        state=verdict.fate.value,
        code=verdict.code,
        sentence=verdict.sentence,
        entry=kind,
        person_id=person,
        changed_day=day_of(at),
        **end,
    )
    return bool(moved)


@dataclass(frozen=True, slots=True)
class WorkedIn:
    """An envelope whose entry stands where it belongs."""

    id: UUID
    kind: str
    person: UUID | None


def mark_done(*, worked: Sequence[WorkedIn], at: datetime) -> None:
    """Note that their entries stand. Their own actions wrote the log: no act here."""
    for one in worked:
        rows = Submission.objects.filter(pk=one.id).exclude(state__in=ENDS)
        rows.update(
            state="done",
            code="",
            sentence="",
            sealed=None,
            entry=one.kind,
            person_id=one.person,
            changed_day=day_of(at),
        )


def wait_for_lead(*, submission: Submission, at: datetime) -> None:
    """What was accepted waits for one decision more: its own action wrote the log, no act here."""
    rows = Submission.objects.filter(pk=submission.pk, state__in=queries.WAITING)
    day = day_of(at)
    rows.update(state="parked", code=CLASH.code, sentence=CLASH.sentence, changed_day=day)


def settle(submission_id: UUID, at: datetime) -> None:
    """What waited for a decision about its entry has it now. Called inside an open act."""
    rows = Submission.objects.filter(pk=submission_id, state__in=queries.WAITING)
    rows.update(state="done", code="", sentence="", sealed=None, changed_day=day_of(at))
