"""The erasure ledger: which folders are destroyed, as keyed hashes, in a file of its own.

A backup made before an erasure knows nothing of it. So the ledger is written beside the data with
every erasure and beside every backup, and a restore destroys again what it lists. It holds hashes,
kinds and days, and no id; who has no root can neither read a folder out of it nor add to it.

The file is sealed as a whole by a keyed hash: shortened or altered it is refused. An older whole
ledger is told by what the backup knows itself (`missing`).
"""

import hashlib
import hmac
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pabolo.ground.keys import root

NAME = "erased.json"


class Unsound(Exception):
    """The ledger is torn, altered, or of another installation."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One destroyed folder: its tombstone, what it was, on which day (ISO)."""

    tombstone: str
    subject: str
    day: str


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All that was destroyed until a moment."""

    at: str
    lines: tuple[Line, ...] = ()
    seal: str = ""
    version: int = 1


def _key(root_key: bytes) -> bytes:
    return root.expand(root_key, "audit")


def tombstone(root_key: bytes, folder: bytes) -> str:
    """The keyed hash that stands for a folder. Without the root it tells nothing."""
    return hmac.digest(_key(root_key), b"pabolo|erased|" + folder, hashlib.sha256).hex()


def _seal(root_key: bytes, ledger: Ledger) -> str:
    bare = msgspec.json.encode(msgspec.structs.replace(ledger, seal=""))
    return hmac.digest(_key(root_key), b"pabolo|ledger|" + bare, hashlib.sha256).hex()


def sealed(root_key: bytes, lines: Iterable[Line], *, at: str) -> bytes:
    """The ledger as a file."""
    ordered = tuple(sorted(lines, key=lambda line: (line.day, line.tombstone)))
    ledger = Ledger(at=at, lines=ordered)
    ledger = msgspec.structs.replace(ledger, seal=_seal(root_key, ledger))
    return msgspec.json.format(msgspec.json.encode(ledger), indent=1)


def read(content: bytes, root_key: bytes) -> Ledger:
    """A ledger that this installation wrote, whole. Raises `Unsound`."""
    try:
        ledger = msgspec.json.decode(content, type=Ledger)
    except msgspec.DecodeError as error:
        raise Unsound("the erasure ledger cannot be read") from error
    if not hmac.compare_digest(ledger.seal, _seal(root_key, ledger)):
        raise Unsound("the erasure ledger was altered, or is of another installation")
    return ledger


def missing(older: Ledger, newer: Ledger) -> int:
    """How many lines of one ledger the other lacks: more than none, and it is not the newest."""
    known = {line.tombstone for line in newer.lines}
    return sum(line.tombstone not in known for line in older.lines)


def write(content: bytes, folder: Path) -> Path:
    """Put the ledger into a folder, durably and whole, in place of the one before."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder, prefix=f".{NAME}.")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    target = folder / NAME
    Path(draft).replace(target)
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
    return target
