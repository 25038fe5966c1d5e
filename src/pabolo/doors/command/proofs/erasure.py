"""Erased means erased, backups included: every kept backup is brought back and every key tried.

Folders are destroyed in rounds with a backup before each. Then every backup is restored with the
newest ledger, and each sealed field of each erased folder is tried with every key that came back.
The broken variant restores without replaying the ledger, and must be caught.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.models import Model

from pabolo.demo.bulk import build_bench
from pabolo.doors.command import backup, replay, restore
from pabolo.doors.command.proofs import site
from pabolo.doors.command.readiness import make_ready, migrate
from pabolo.ground.audit.actions import act
from pabolo.ground.keys import recovery, ring, store
from pabolo.ground.keys.store import FolderKey
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault import erasure, ledger
from pabolo.ground.vault.envelope import Tampered, facet_key, open_bytes
from pabolo.ground.vault.fields import SealedField, facet_of, folder_of
from pabolo.ground.vault.sealing import place_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Subject

SCALE: Final = 0.01
FOLDERS, ROUNDS = 200, 4
LEAST_FIELDS: Final = 1_000
ALIAS: Final = "restored"
KINDS: Final = {
    "intake.Report": Subject.REPORT,
    "cases.Case": Subject.CASE,
    "children.Child": Subject.CHILD,
    "cases.Incident": Subject.INCIDENT,
}

type Cell = tuple[Model, str]


@dataclass
class Seen:
    """What was tried in one restored folder: fields of what was erased, and all others."""

    gone: int = 0
    opened: int = 0
    rest: int = 0
    shut: int = 0


@dataclass
class Proof:
    """Everything that was done and found."""

    seed: int
    folders: int = 0
    backups: int = 0
    seen: Seen = field(default_factory=Seen)
    caught: bool = False

    @property
    def short(self) -> list[str]:
        """Which floors were not reached."""
        floors = {
            "folders": (FOLDERS, self.folders),
            "backups": (ROUNDS + 1, self.backups),
            "fields": (LEAST_FIELDS, self.seen.gone),
            "others": (LEAST_FIELDS, self.seen.rest),
        }
        return [name for name, (least, done) in floors.items() if done < least]

    @property
    def holds(self) -> bool:
        """Whether nothing erased opened, all else did, the break was caught, enough was done."""
        return not (self.seen.opened or self.seen.shut or self.short) and self.caught

    def line(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {
            "prove": "erasure",
            "held": self.holds,
            "seed": self.seed,
            "folders_erased": self.folders,
            "backups_restored": self.backups,
            "fields_tried": self.seen.gone,
            "fields_opened": self.seen.opened,
            "other_fields": self.seen.rest,
            "other_fields_shut": self.seen.shut,
            "broken_variant_caught": self.caught,
            "short": self.short,
        }


def prove(*, seed: int, say: Callable[[str], None]) -> Proof:
    """Do all of it in the data folder of this process, which must be empty."""
    found, data = Proof(seed), Path(settings.DATA)
    migrate()
    make_ready()
    ring.make_pairs()
    identity = recovery.make()
    build_bench(data=data, at=clock.now(), scale=SCALE, progress=lambda text: None)
    say("destroying, with a backup before each round")
    made, gone = _destroy(Random(seed), data)  # noqa: S311 - a choice that can be repeated
    found.folders, found.backups = len(gone), len(made)
    newest = (data / ledger.NAME).read_bytes()
    for one in made:
        say(f"restoring {one.name}")
        _add(found.seen, _look(one, identity, newest, gone))
    say("restoring without the ledger, to see that it is caught")
    found.caught = _broken(made[0], identity, newest, gone).opened > 0
    return found


def _destroy(rng: Random, data: Path) -> tuple[list[Path], set[UUID]]:
    everything = [
        (kind, pk)
        for label, kind in KINDS.items()
        for pk in apps.get_model(label)._default_manager.order_by("pk").values_list("pk", flat=True)
    ]
    chosen = rng.sample(everything, min(FOLDERS, len(everything)))
    made = []
    for some in batched(chosen, -(-FOLDERS // ROUNDS)):
        made.append(backup.make(data / "backups", at=clock.now())[0])
        with act("retention.approved", by=SYSTEM, at=clock.now()):
            erasure.order(some, day=day_of(clock.now()))
        erasure.finish(at=clock.now())
    made.append(backup.make(data / "backups", at=clock.now())[0])
    return made, {folder for _kind, folder in chosen}


def _add(total: Seen, one: Seen) -> None:
    total.gone += one.gone
    total.opened += one.opened
    total.rest += one.rest
    total.shut += one.shut


def _broken(one: Path, identity: str, newest: bytes, gone: Collection[UUID]) -> Seen:
    whole = replay.again
    replay.again = lambda *_: 0
    try:
        return _look(one, identity, newest, gone)
    finally:
        replay.again = whole


def _look(one: Path, identity: str, newest: bytes, gone: Collection[UUID]) -> Seen:
    """Restore, and try every sealed field with the keys that came back."""
    before, room = settings.DATA, Path(tempfile.mkdtemp(prefix="pabolo-erased-"))
    into = room / "restored"
    try:
        restore.restore(one, identity, restore.Target(into, ledger=newest))
        connections.databases[ALIAS] = {**settings.DATABASES["default"], "NAME": _database(into)}
        site.let_go()
        settings.DATA = into
        return _tried(gone)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.databases[ALIAS]
        site.let_go()
        settings.DATA = before
        shutil.rmtree(room, ignore_errors=True)


def _database(into: Path) -> str:
    return str(into / "pabolo.sqlite3")


def _tried(gone: Collection[UUID]) -> Seen:
    keys, seen = store.keys_for(list(store.folders())), Seen()
    for row, column in _cells():
        opens = _opens(row, column, keys)
        if folder_of(row) in gone:
            seen.gone, seen.opened = seen.gone + 1, seen.opened + opens
        else:
            seen.rest, seen.shut = seen.rest + 1, seen.shut + (not opens)
    return seen


def _cells() -> Iterator[Cell]:
    for model in apps.get_models():
        columns = [one.name for one in model._meta.fields if isinstance(one, SealedField)]
        for row in model._base_manager.using(ALIAS).iterator(500) if columns else ():
            yield from ((row, column) for column in columns if getattr(row, column) is not None)


def _opens(row: Model, column: str, keys: dict[UUID, FolderKey]) -> bool:
    """Whether the field opens with its folder's key."""
    key = keys.get(folder_of(row))
    if key is None:
        return False
    try:
        place, facet = place_of(row, column).bytes(), facet_of(row, column)
        open_bytes(facet_key(key.dek, facet), place, bytes(getattr(row, column)))
    except Tampered:
        return False
    return True
