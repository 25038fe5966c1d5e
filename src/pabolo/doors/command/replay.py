"""What was erased is erased again in what a restore brings back, before any of it is served.

The keys die here, in the draft of the restored folder, before it gets its name. What the data must
say of it is left in a file beside it, written into the data at the first start (`erasure.settle`):
a backup of an older version has no table for it yet.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from pabolo.doors.command import sealed_files
from pabolo.doors.command.manifests import Manifest
from pabolo.doors.command.sealed_files import Damaged
from pabolo.ground.keys import passphrases
from pabolo.ground.keys.errors import Locked, WrongPassphrase
from pabolo.ground.keys.providers import EnvironmentProvider, write_once
from pabolo.ground.vault import ledger
from pabolo.ground.vault.erasure import LEFT, Found, Restored
from pabolo.ground.vault.ledger import Ledger, Line, Unsound

NO_ROOT = (
    "the root is not in this backup, which was made while locked; give the passphrase of its "
    "sealed root with --passphrase-file, so that what was erased can be destroyed again"
)
SEALED = "erased"


def root_in(backup: Path, identity: str, manifest: Manifest, passphrase: str) -> bytes | None:
    """The root of a backup, from wherever it can be had. Raises `Damaged`."""
    if "root" in manifest.sealed:
        return sealed_files.open_bytes(backup / "root.age", identity)
    if passphrase and "root.sealed" in manifest.sealed:
        sealed = sealed_files.open_bytes(backup / "root.sealed.age", identity)
        with contextlib.suppress(WrongPassphrase):
            return passphrases.open_sealed(sealed, passphrase)
    if manifest.provider == "environment":
        with contextlib.suppress(Locked):
            return EnvironmentProvider().root()
    return None


def _read(content: bytes, root: bytes) -> Ledger:
    try:
        return ledger.read(content, root)
    except Unsound as error:
        raise Damaged(str(error)) from error


def lines_for(
    backup: Path, identity: str, manifest: Manifest, root: bytes | None, given: bytes | None
) -> tuple[Line, ...]:
    """What was erased, by the ledger that was given and the backup's own. Raises `Damaged`."""
    if root is None:
        if given is not None:
            raise Damaged(NO_ROOT)
        return ()
    own = Ledger(at="")
    if SEALED in manifest.sealed:
        own = _read(sealed_files.open_bytes(backup / "erased.age", identity), root)
    newest = _read(given, root) if given is not None else own
    if ledger.missing(own, newest):
        raise Damaged(
            "the erasure ledger is older than the backup: it lacks what the backup knows to be "
            "erased. Look for the newest one"
        )
    return newest.lines


def destroy_again(keys: Path, lines: Iterable[Line], root: bytes) -> Mapping[str, str]:
    """Destroy the keys of what the ledger lists; each tombstone found, with its folder (hex)."""
    wanted = {line.tombstone for line in lines}
    with closing(sqlite3.connect(keys)) as link:
        link.execute("PRAGMA secure_delete=ON")
        folders = [bytes(row[0]) for row in link.execute("SELECT folder FROM folder_key")]
        tombstones = {ledger.tombstone(root, folder): folder for folder in folders}
        found = {mark: folder for mark, folder in tombstones.items() if mark in wanted}
        link.executemany(
            "DELETE FROM folder_key WHERE folder = ?", [(folder,) for folder in found.values()]
        )
        link.commit()
        link.execute("VACUUM")
    return {mark: folder.hex() for mark, folder in found.items()}


def again(draft: Path, lines: tuple[Line, ...], root: bytes | None, without: str) -> int:
    """Do it in a restored folder that is not named yet; how many folders had a key."""
    found: Mapping[str, str] = {}
    if root is not None and lines:
        found = destroy_again(draft / "keys.sqlite3", lines, root)
    left = Restored(
        found=tuple(Found(line=line, folder=found.get(line.tombstone, "")) for line in lines),
        without=without,
    )
    if lines or without:
        write_once(draft / LEFT, msgspec.json.encode(left))
    return len(found)
