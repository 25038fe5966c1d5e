"""./pabolo restore: a backup into an empty folder, compared with its manifest before it counts.

What was erased since the backup was made is destroyed again, by the newest erasure ledger: the file
`erased.json` that lies in the data folder and beside the backups.
"""

import argparse
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from pabolo.doors.command import copies, manifests, replay, sealed_files, secrets_in
from pabolo.doors.command.manifests import Manifest
from pabolo.doors.command.sealed_files import Damaged
from pabolo.doors.command.tell import Stop, line
from pabolo.ground.keys import passphrases, recovery, root
from pabolo.ground.keys.providers import write_once
from pabolo.ground.lib.installation import mark

NAME = "restore"
HELP = "bring a sealed copy back, into an empty folder"
_ANY_TABLE = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"


class NotEmpty(Exception):
    """A restore never writes over anything."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to restore: an empty folder; for PostgreSQL an empty database too (Django's words).

    `passphrase`: a new one for the root; `known`: the one that opens its sealed file. `ledger`: the
    newest erasure ledger; `without`: why there is none.
    """

    into: Path
    database: copies.Settings | None = None
    passphrase: str = ""
    known: str = ""
    ledger: bytes | None = None
    without: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where, to where, opened by what."""
    parser.add_argument("backup", type=Path, help="a folder that `backup` made")
    parser.add_argument("--into", type=Path, required=True, help="an empty or new data folder")
    parser.add_argument("--identity", type=Path, required=True, help="file with the age identity")
    parser.add_argument("--database", default="", help="URL of an empty PostgreSQL database")
    parser.add_argument(
        "--new-passphrase", action="store_true", help="seal the root under a new passphrase"
    )
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line")
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument(
        "--ledger", type=Path, metavar="FILE", help="the newest erased.json; see the manual"
    )
    choice.add_argument(
        "--without-ledger",
        type=_why,
        metavar="WHY",
        help="there is none left; it is logged",
    )


def _why(text: str) -> str:
    """Why there is no ledger: not left blank, it is all that the log will say of it."""
    if not text.strip():
        raise argparse.ArgumentTypeError("write why there is no ledger")
    return text.strip()


def run(args: argparse.Namespace) -> int:
    """Restore and say what was compared. Errors: Stop when anything differs."""
    phrase = secrets_in.new("passphrase", args.passphrase_file) if args.new_passphrase else ""
    known = secrets_in.known("passphrase", args.passphrase_file) if args.passphrase_file else ""
    target = Target(
        into=args.into,
        database=_words(args.database) if args.database else None,
        passphrase=phrase,
        known="" if phrase else known,
        ledger=args.ledger.read_bytes() if args.ledger else None,
        without=args.without_ledger or "",
    )
    try:
        manifest = restore(args.backup, read_identity(args.identity), target)
    except (Damaged, NotEmpty) as error:
        raise Stop(f"Not restored: {error}") from error
    line(
        f"{args.into}: {len(manifest.tables)} tables and {manifest.rows} rows as in the manifest, "
        f"{sum(manifest.kids.values())} keys, audit {manifest.audit_size} entries, same root"
    )
    return 0


def _words(url: str) -> dict[str, Any]:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    return {
        "NAME": parts.get("dbname"),
        "USER": parts.get("user"),
        "PASSWORD": parts.get("password"),
        "HOST": parts.get("host"),
        "PORT": parts.get("port"),
    }


def read_identity(path: Path) -> str:
    """The identity line of an age key file. Raises `Damaged`."""
    for text in path.read_text().splitlines():
        if text.startswith("AGE-SECRET-KEY-"):
            return text.strip()
    raise Damaged(f"{path} holds no age identity")


def read_manifest(backup: Path, identity: str) -> Manifest:
    """The manifest, and every sealed file as it says. Raises `Damaged`."""
    raw = sealed_files.open_bytes(backup / "manifest.age", identity)
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except msgspec.DecodeError as error:
        raise Damaged("the manifest cannot be read") from error
    for name, expected in manifest.sealed.items():
        path = backup / f"{name}.age"
        if not path.is_file() or sealed_files.digest(path) != expected:
            raise Damaged(f"{path.name} is missing or altered")
    return manifest


def restore(backup: Path, identity: str, target: Target) -> Manifest:
    """Restore and compare. Raises `NotEmpty`, `Damaged`; then the target is as it was."""
    if target.into.exists() and any(target.into.iterdir()):
        raise NotEmpty(f"{target.into} is not empty")
    manifest = read_manifest(backup, identity)
    draft = target.into.with_name(f".{target.into.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    try:
        _open_all(backup, identity, manifest, draft)
        _restore_root(backup, identity, manifest, draft, target.passphrase)
        opened = replay.root_in(backup, identity, manifest, target.known)
        # Before a database is filled, which cannot be taken back: a wrong ledger ends it here.
        lines = replay.lines_for(backup, identity, manifest, opened, target.ledger)
        found = _compare(manifest, draft, target)
        if found:
            raise Damaged("; ".join(found))
        replay.again(draft, lines, opened, target.without)
        if target.into.exists():
            target.into.rmdir()
        draft.rename(target.into)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sealed_files.sync_folder(target.into.parent)
    return manifest


def _place(name: str, manifest: Manifest) -> str:
    """Where a sealed file belongs in the data folder; nothing may lie outside of it."""
    if name == "data":
        return "pabolo.sqlite3" if manifest.engine == "sqlite3" else "pabolo.dump"
    if name == "keys":
        return "keys.sqlite3"
    if not name.startswith("files/") or ".." in Path(name).parts:
        raise Damaged(f"the manifest names {name!r}")
    return name


def _open_all(backup: Path, identity: str, manifest: Manifest, draft: Path) -> None:
    for name in manifest.sealed.keys() - {"root", "root.sealed", replay.SEALED}:
        place = draft / _place(name, manifest)
        sealed_files.open_to(backup / f"{name}.age", identity, place)
    for recipient in manifest.recipients:
        recovery.add(recovery.file_in(draft), recipient)
    mark(draft, manifest.mode)


def _restore_root(
    backup: Path, identity: str, manifest: Manifest, draft: Path, passphrase: str
) -> None:
    """The demo root as it was; otherwise sealed, under the old passphrase or a new one."""
    keys = draft / "keys"
    if manifest.provider == "demo":
        write_once(keys / "demo.root", sealed_files.open_bytes(backup / "root.age", identity))
    elif passphrase:
        opened = sealed_files.open_bytes(backup / "root.age", identity)
        write_once(keys / "root.sealed", passphrases.seal(opened, passphrase))
    elif "root.sealed" in manifest.sealed:
        sealed_files.open_to(backup / "root.sealed.age", identity, keys / "root.sealed")
    if "root" in manifest.sealed:
        _check_root(sealed_files.open_bytes(backup / "root.age", identity), draft)


def _check_root(opened: bytes, draft: Path) -> None:
    with closing(sqlite3.connect(draft / "keys.sqlite3")) as link:
        row = link.execute("SELECT value FROM meta WHERE name = 'root'").fetchone()
    if row is not None and bytes(row[0]) != root.tag_of(opened):
        raise Damaged("the root in the backup is not the root of its keys")


def _compare(manifest: Manifest, draft: Path, target: Target) -> list[str]:
    copied = _restored(manifest, draft, target)
    found = manifests.differences(manifest, copied.tables)
    if copied.schema != manifest.schema:
        found.append("the schema version differs")
    expected = (manifest.audit_size, manifest.audit_root, manifest.audit_problem)
    if copied.audit != expected:
        found.append("the audit log differs")
    if manifests.kids(draft / "keys.sqlite3") != manifest.kids:
        found.append("the keys differ")
    return found


def _restored(manifest: Manifest, draft: Path, target: Target) -> copies.Copied:
    """What is there now, read back from what was written."""
    if manifest.engine == "sqlite3":
        path = draft / "pabolo.sqlite3"
        _check_integrity(path)
        return copies.look_at_sqlite(path, manifest.audit_key)
    if target.database is None:
        raise Damaged("this backup is of PostgreSQL: name an empty database with --database")
    return _into_postgres(draft / "pabolo.dump", target.database, manifest.audit_key)


def _check_integrity(path: Path) -> None:
    with closing(sqlite3.connect(path)) as link:
        if link.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged("the data file is damaged")


def _into_postgres(dump: Path, database: copies.Settings, key: str) -> copies.Copied:
    words = copies.conninfo(database)
    with psycopg.connect(**words) as link:  # type: ignore[arg-type]
        if link.execute(_ANY_TABLE).fetchone() is not None:
            raise NotEmpty("the database is not empty")
    how = ("--no-owner", "--single-transaction", f"--dbname={words['dbname']}")
    copies.run_client("pg_restore", database, *how, str(dump))
    dump.unlink()
    with psycopg.connect(**words) as link:  # type: ignore[arg-type]
        return copies.look_at_postgres(link, key)
