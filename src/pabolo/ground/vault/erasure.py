"""Destroying folders for good: ordered in one transaction, then finished, however often we fall.

1. `order`, inside the open act that decides: from its commit on nothing of these folders is listed
   or granted.
2. `finish`: the keys are destroyed, durably; then each tombstone goes into the audit log in the
   same transaction that marks it done; then the ledger is written.

A crash after 1 leaves keys that the next `finish` destroys (at the start of the service and in
every round); a crash within 2 repeats what was not marked, and destroying twice is harmless. A
backup taken in between holds the order, so its restore finishes it too.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import batched
from pathlib import Path
from uuid import UUID

import msgspec
from django.conf import settings

from pabolo.ground.audit.actions import act
from pabolo.ground.keys import root, store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault import ledger
from pabolo.ground.vault.models import Erased, Grant
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Subject

CHUNK = 100
LEFT = "restored.json"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the ledger, with the folder where the restored keys knew it (hex)."""

    line: ledger.Line
    folder: str = ""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What a restore leaves to be written into the data at the first start.

    `without`: why it was restored without a ledger, if it was.
    """

    found: tuple[Found, ...] = ()
    without: str = ""


def order(folders: Iterable[tuple[Subject, UUID]], *, day: date) -> int:
    """Decide that these folders end. Inside an open act; how many. Raises `Locked`."""
    key, rows = root.held().root, list(folders)
    known = set(Erased.objects.values_list("folder", flat=True))
    fresh = {folder: subject for subject, folder in rows if folder not in known}
    Erased.objects.bulk_create(
        Erased(
            tombstone=ledger.tombstone(key, folder.bytes),
            folder=folder,
            subject=subject.value,
            ordered_day=day,
        )
        for folder, subject in fresh.items()
    )
    _end_grants(list(fresh), day)
    return len(fresh)


def _end_grants(folders: Sequence[UUID], day: date) -> None:
    for chunk in batched(folders, CHUNK):
        Grant.objects.filter(folder__in=chunk, until_day__isnull=True).update(until_day=day)


def finish(*, at: datetime) -> int:
    """Finish every erasure that was ordered, and what a restore left. How many folders ended.

    Cheap where there is nothing. Raises `Locked` where the ledger cannot be sealed.
    """
    settle(at=at)
    pending = list(Erased.objects.filter(done_day__isnull=True).order_by("tombstone"))
    for chunk in batched(pending, CHUNK):
        store.destroy([row.folder for row in chunk if row.folder])
        for row in chunk:
            _bury(row, at)
    if _written() != Erased.objects.filter(done_day__isnull=False).count():
        export(at=at)
    return len(pending)


def _written() -> int:
    """How many lines the ledger beside the data has; -1 where there is none."""
    path = Path(settings.DATA) / ledger.NAME
    if not path.exists():
        return -1
    return len(msgspec.json.decode(path.read_bytes(), type=ledger.Ledger).lines)


class _Done(Exception):
    """Another process finished this one just now."""


def _bury(row: Erased, at: datetime) -> None:
    detail = {"tombstone": row.tombstone, "kind": row.subject}
    waiting = Erased.objects.filter(pk=row.pk, done_day__isnull=True)
    with suppress(_Done), act("erasure.done", by=SYSTEM, at=at, detail=detail):
        if not waiting.update(done_day=day_of(at)):
            raise _Done


def settle(*, at: datetime) -> bool:
    """Write into the data what a restore already did to the keys. Works while locked."""
    path = Path(settings.DATA) / LEFT
    if not path.exists():
        return False
    left = msgspec.json.decode(path.read_bytes(), type=Restored)
    detail = {"lines": len(left.found), "folders": sum(bool(one.folder) for one in left.found)}
    verb = "restore.without_ledger" if left.without else "restore.replayed"
    with act(verb, by=SYSTEM, at=at, detail=detail):
        for one in left.found:
            _mark(one, day_of(at))
    path.unlink()
    return True


def _mark(one: Found, today: date) -> None:
    day, folder = date.fromisoformat(one.line.day), UUID(one.folder) if one.folder else None
    known = Erased.objects.filter(tombstone=one.line.tombstone).first()
    row = known or Erased(tombstone=one.line.tombstone, ordered_day=day)
    row.folder, row.subject, row.done_day = row.folder or folder, one.line.subject, day
    row.save()
    if row.folder:
        _end_grants([row.folder], today)


def export(*, at: datetime) -> bytes:
    """Write the ledger beside the data, and beside the backups that lie there. Raises `Locked`."""
    rows = Erased.objects.filter(done_day__isnull=False)
    lines = [
        ledger.Line(tombstone=row.tombstone, subject=row.subject, day=row.done_day.isoformat())
        for row in rows
        if row.done_day
    ]
    content = ledger.sealed(root.held().root, lines, at=at.isoformat())
    data = Path(settings.DATA)
    ledger.write(content, data)
    if (data / "backups").is_dir():
        ledger.write(content, data / "backups")
    return content


def counts() -> dict[str, int]:
    """How many folders of which kind are gone."""
    found: dict[str, int] = {}
    for subject in Erased.objects.values_list("subject", flat=True):
        found[subject] = found.get(subject, 0) + 1
    return found


def problems() -> list[str]:
    """What is not as it should be after erasures; empty when all is."""
    found = []
    if (Path(settings.DATA) / LEFT).exists():
        found.append("a restore waits to be finished: start the service")
    rows = list(Erased.objects.all())
    waiting = sum(row.done_day is None for row in rows)
    if waiting:
        found.append(f"{waiting} erasures wait to be finished")
    folders = [row.folder for row in rows if row.folder and row.done_day]
    alive = len(store.tokens(folders))
    if alive:
        found.append(f"{alive} erased folders still have a key")
    return found
