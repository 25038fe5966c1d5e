"""Working in what phones sent: each envelope is opened, judged by the server's facts, and its
entry made by the same action as the web's form, or it waits for a person.

Everything here can be cut off at any moment and done again.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError

from pabolo.doors.shared.field.kinds import KINDS, Entry, Kind, body_of
from pabolo.doors.shared.field.payloads import Said
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.devices.actions.keeping import WorkedIn, mark_done, set_aside
from pabolo.ground.devices.queries import opened, proved, revoked, stored
from pabolo.ground.keys import ring
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import number
from pabolo.rules.activities import IN_VILLAGE
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.field import (
    FAULT,
    NOT_THEIRS,
    UNKNOWN_KIND,
    UNREADABLE,
    Fate,
    Sent,
    Verdict,
    becomes_of,
    clock_is_wrong,
    when_refused,
)

if TYPE_CHECKING:
    from pabolo.ground.devices.models import Submission

AT_ONCE = 200
LATER = (Locked, AuditUnavailable, DatabaseError)

log = logging.getLogger("pabolo.field")


@dataclass(frozen=True, slots=True)
class Read:
    """An envelope that could be read: its frame, its kind, its body, who is proved to say it."""

    row: "Submission"
    said: Said
    kind: Kind
    body: Any
    by: Actor | None
    claimed: UUID | None
    off: bool


def work_in_waiting(*, at: datetime, device: UUID | None = None) -> int:
    """Work in what was kept and not yet looked at; how many. Nothing while locked."""
    rows = stored(device)
    if not rows or not ring.is_unlocked():
        return 0
    for start in range(0, len(rows), AT_ONCE):
        _work(rows[start : start + AT_ONCE], at)
    return len(rows)


def _work(rows: Sequence["Submission"], at: datetime) -> None:
    """One receipt for the batch, before the first is opened."""
    proof = receipt("field.read", by=SYSTEM, at=at, folders=[], facets=[])
    texts = opened(proof, rows)
    done: list[WorkedIn] = []
    try:
        for row in rows:
            worked = _work_one(row, texts[row.pk], at)
            done += [worked] if worked else []
    finally:
        mark_done(worked=done, at=at)


def _work_one(row: "Submission", text: bytes | None, at: datetime) -> WorkedIn | None:
    read = _read(row, text, at)
    if isinstance(read, Verdict):
        _aside(row, read, "", None, at)
        return None
    kind, person = read.said.kind, read.by.id if read.by else read.claimed
    verdict = _become(read, at)
    if verdict.fate is Fate.WORK:
        return WorkedIn(row.pk, kind, person)
    _aside(row, verdict, kind, person, at)
    return None


def _aside(
    row: "Submission", verdict: Verdict, kind: str, person: UUID | None, at: datetime
) -> None:
    set_aside(submission=row, verdict=verdict, kind=kind, person=person, at=at)


def _read(row: "Submission", text: bytes | None, at: datetime) -> Read | Verdict:
    if text is None:
        return UNREADABLE
    try:
        said = msgspec.json.decode(text, type=Said)
        kind = KINDS.get(said.kind)
        if kind is None:
            return UNKNOWN_KIND
        body = body_of(kind, said.body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return UNREADABLE
    claimed = _uuid(said.person)
    carrier = proved(claimed, said.proof) if claimed else None
    by = actor_of(claimed, day_of(at)) if carrier and claimed else None
    return Read(row, said, kind, body, by, claimed, bool(carrier and carrier.revoked_at))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(hex=text)
    except ValueError:
        return None


def _become(read: Read, at: datetime) -> Verdict:
    """Worked in, or why not. What stands already is worked in, whatever has changed since."""
    if read.kind.kept(read.row.pk):
        return Verdict(Fate.WORK)
    verdict = becomes_of(_sent(read, at))
    if verdict.fate is not Fate.WORK:
        return verdict
    return do(read.said.kind, Entry(read.row.pk, read.by, at), read.body)


def do(kind: str, entry: Entry, body: Any) -> Verdict:
    """Make the entry by its action. A rule's refusal and a fault become a verdict."""
    try:
        return _once(KINDS[kind], entry, body)
    except Refused as refused:
        return when_refused(kind, refused.refusal)
    except ObjectDoesNotExist:
        return NOT_THEIRS
    except LATER:
        raise
    except Exception as fault:
        # One that cannot be taken in must not hold up those behind it. Its class says enough.
        log.error(f"an entry from a phone could not be taken in: {type(fault).__name__}")
        return FAULT


def _once(kind: Kind, entry: Entry, body: Any) -> Verdict:
    """Two copies at one moment: the later finds the earlier."""
    try:
        return kind.do(entry, body)
    except IntegrityError:
        return kind.do(entry, body)


def _sent(read: Read, at: datetime) -> Sent:
    villages = read.by.villages_as(*IN_VILLAGE) if read.by else frozenset()
    return Sent(
        kind=read.said.kind,
        rules=read.said.rules,
        named=read.claimed is not None,
        proved=read.by is not None,
        device_revoked=revoked(read.row),
        person_revoked=read.off,
        at_work=bool(villages),
        theirs=read.kind.place(read.body) in villages,
        clock_wrong=_day_in_doubt(read),
    )


def _day_in_doubt(read: Read) -> bool:
    """The entry is of the day that a wrong clock showed when it was made."""
    day, row = read.kind.day(read.body), read.row
    right = day_of(row.made_at - timedelta(seconds=row.skew))
    if day is None or not day == day_of(row.made_at) != right:
        return False
    return clock_is_wrong(row.skew, hours=number("field.skew_hours", day_of(row.received_at)))


def set_out(rows: Sequence["Submission"], by: Actor, at: datetime) -> dict[UUID, Read | Verdict]:
    """What waiting envelopes say, for a person's decision: one receipt for all of them."""
    proof = receipt("field.looked_at", by=by, at=at, folders=[], facets=[])
    texts = opened(proof, rows)
    return {row.pk: _read(row, texts[row.pk], at) for row in rows}
