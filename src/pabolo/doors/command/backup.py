"""./pabolo backup: a consistent copy, sealed to the recovery recipients.

Data first, keys second: a key is made before the row that needs it, so a later copy of the
keys opens every row of an earlier copy of the data. Where a key was destroyed between the two,
both are copied again: the data would not know why it cannot be opened. Last what was erased until
then: the ledger goes into the backup and, for a restore that needs the newest, beside it.
"""

import argparse
import contextlib
import secrets
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import DatabaseError

from pabolo.doors.command import copies, manifests, sealed_files
from pabolo.doors.command.manifests import Manifest
from pabolo.doors.command.tell import Stop, line
from pabolo.ground.audit import actions, queries
from pabolo.ground.keys import file, recovery, root
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.vault import erasure, ledger
from pabolo.rules.actors import SYSTEM

NAME = "backup"
HELP = "write a consistent, sealed copy of everything"
TURNS = 5


class NoRecipients(Exception):
    """Nobody could open a backup, so none is made."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--to", type=Path, help="folder for backups (default: DATA/backups)")


def run(args: argparse.Namespace) -> int:
    """Make a backup and say where it is. 1 when nobody could open it or the log is damaged."""
    try:
        path, manifest = make(args.to or Path(settings.DATA) / "backups", at=clock.now())
    except NoRecipients as error:
        raise Stop(str(error)) from error
    line(
        f"{path}: {len(manifest.tables)} tables, {manifest.rows} rows, "
        f"{sum(manifest.kids.values())} keys, audit {manifest.audit_size} entries, "
        f"for {len(manifest.recipients)} recipients"
    )
    if manifest.audit_problem:
        line(f"The audit log does not hold: {manifest.audit_problem}")
    return 1 if manifest.audit_problem else 0


def make(to: Path, *, at: datetime) -> tuple[Path, Manifest]:
    """Make a backup in a new folder under `to`. Raises `NoRecipients`.

    The folder gets its name only when all of it is on disk.
    """
    data = Path(settings.DATA)
    recipients = recovery.recipients()
    if not recipients:
        raise NoRecipients(f"{recovery.file_in(data)} names nobody who could open a backup.")
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    final = to / f"pabolo-{at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    draft = to / f".{final.name}.partial"
    draft.mkdir(mode=0o700)
    # Not while locked; nor in the data of an older version, backed up before it is renewed.
    with contextlib.suppress(Locked, DatabaseError):
        erasure.finish(at=at)
    try:
        manifest = _fill(draft, data, recipients, at)
        draft.rename(final)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sealed_files.sync_folder(to)
    if (data / ledger.NAME).exists():
        ledger.write((data / ledger.NAME).read_bytes(), to)
    detail = {"tables": len(manifest.tables), "entries": manifest.audit_size}
    with actions.act("backup.make", by=SYSTEM, at=at, detail=detail):
        pass
    return final, manifest


def _fill(draft: Path, data: Path, recipients: list[str], at: datetime) -> Manifest:
    key = queries.verifier_key()
    database = settings.DATABASES["default"]
    sealed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=data, prefix=".backup-") as room:
        copied = _copy_both(Path(room), database, key)
        sealed["data"] = sealed_files.seal(Path(room) / "data", draft / "data.age", recipients)
        for path in sorted((data / "files").rglob("*")):
            if path.is_file():
                name = path.relative_to(data).as_posix()
                sealed[name] = sealed_files.seal(path, draft / f"{name}.age", recipients)
        kids = manifests.kids(Path(room) / "keys")
        sealed["keys"] = sealed_files.seal(Path(room) / "keys", draft / "keys.age", recipients)
    sealed |= _seal_root(draft, recipients)
    sealed |= _seal_ledger(data, draft, recipients)
    size, top, problem = copied.audit
    manifest = Manifest(
        at=at.isoformat(),
        engine=_engine(database),
        provider=settings.KEYS,
        mode=settings.MODE,
        tables=copied.tables,
        schema=copied.schema,
        audit_size=size,
        audit_root=top,
        audit_problem=problem,
        audit_key=key,
        kids=kids,
        recipients=recipients,
        sealed=sealed,
    )
    sealed_files.seal(msgspec.json.encode(manifest), draft / "manifest.age", recipients)
    sealed_files.sync_folder(draft)
    return manifest


def _copy_both(room: Path, database: copies.Settings, key: str) -> copies.Copied:
    """The data, then the keys, none of them destroyed in between. Raises `Stop`."""
    for _turn in range(TURNS):
        before = file.meta("destroyed")
        copied = _copy_data(room / "data", database, key)
        copies.copy_sqlite(file.path(), room / "keys")
        if manifests.destroyed(room / "keys") == before:
            return copied
        for path in room.iterdir():
            path.unlink()
    raise Stop("Keys are being destroyed. Make the backup again once that has ended.")


def _engine(database: copies.Settings) -> str:
    return str(database["ENGINE"]).rpartition(".")[2]


def _copy_data(target: Path, database: copies.Settings, key: str) -> copies.Copied:
    if _engine(database) == "postgresql":
        return copies.copy_postgres(database, target, key)
    copies.copy_sqlite(Path(database["NAME"]), target)
    return copies.look_at_sqlite(target, key)


def _seal_ledger(data: Path, draft: Path, recipients: list[str]) -> dict[str, str]:
    """What was erased until now: a later ledger that lacks a line of it is not the newest."""
    path = data / ledger.NAME
    if not path.exists():
        return {}
    return {"erased": sealed_files.seal(path, draft / "erased.age", recipients)}


def _seal_root(draft: Path, recipients: list[str]) -> dict[str, str]:
    """The root, for the recovery recipients (not while locked), and its passphrase file."""
    sealed = {}
    with contextlib.suppress(Locked):
        sealed["root"] = sealed_files.seal(root.held().root, draft / "root.age", recipients)
    path = Path(settings.ROOT_SEALED)
    if settings.KEYS == "file" and path.exists():
        sealed["root.sealed"] = sealed_files.seal(path, draft / "root.sealed.age", recipients)
    return sealed
