#!/usr/bin/env python3
"""Checks an Anak Pabolo audit log. One file, standard library only: read it, keep it, run it.

    python3 verifier.py LOG --key KEY [--held NOTE ...]

LOG   the installation's SQLite data file, or an export of the log (one JSON object a line)
KEY   the verifier key you were given when the installation began (text, or a file with it)
NOTE  a checkpoint that you kept from an earlier day; this is what catches the log's own owner

Prints one line. Ends with 0 if all holds, 1 if the log was tampered with, 2 if it could not
be read. Formats: Merkle tree of RFC 6962, C2SP signed notes, Ed25519 of RFC 8032.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

Row = tuple[int, str, bytes]  # seq, text, leaf hash
Place = int  # a node's number when the tree is written in order: leaf i stands at 2i


class Tampered(Exception):
    """What does not hold, in one sentence."""


class Unreadable(Exception):
    """The log, the key or a held note is not what it should be."""


# Ed25519, verification only (RFC 8032, section 5.1).

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]
_ZERO: Point = (0, 1, 1, 0)


def _add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % _P
    b = (p[1] + p[0]) * (q[1] + q[0]) % _P
    c = 2 * p[3] * q[3] * _D % _P
    d = 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _recover_x(y: int, sign: int) -> int | None:
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _point(raw: bytes) -> Point | None:
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = _recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


def _packed(p: Point) -> bytes:
    inverse = pow(p[2], -1, _P)
    x, y = p[0] * inverse % _P, p[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _ZERO


def _both(s: int, p: Point, t: int, q: Point) -> Point:
    """s·p + t·q."""
    table = (_ZERO, p, q, _add(p, q))
    total = _ZERO
    for bit in range(max(s.bit_length(), t.bit_length()) - 1, -1, -1):
        total = _add(total, total)
        choice = (s >> bit & 1) | (t >> bit & 1) << 1
        if choice:
            total = _add(total, table[choice])
    return total


@lru_cache(maxsize=65536)
def ed25519_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature over the message is of this public key."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, s = _point(public), int.from_bytes(signature[32:], "little")
    if key is None or s >= _L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    minus = (_P - key[0], key[1], key[2], _P - key[3])
    challenge = int.from_bytes(digest, "little") % _L
    return _packed(_both(s, _BASE, challenge, minus)) == signature[:32]


# Signed notes (C2SP signed-note and tlog-checkpoint).


@dataclass(frozen=True)
class Key:
    """A verifier key: name, key id, public key."""

    name: str
    ident: bytes
    public: bytes


def read_key(text: str) -> Key:
    """`name+id+base64(0x01 ‖ public)`. Raises `Unreadable`."""
    try:
        name, ident, packed = text.strip().split("+", 2)
        raw = base64.b64decode(packed, validate=True)
        key = Key(name, bytes.fromhex(ident), raw[1:])
    except (ValueError, binascii.Error):
        raise Unreadable("the verifier key cannot be read") from None
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if raw[:1] != b"\x01" or len(raw) != 33 or key.ident != expected:
        raise Unreadable("the verifier key does not belong to its name")
    return key


@dataclass(frozen=True)
class Checkpoint:
    """What a note says: the root over the first `size` entries."""

    size: int
    root: bytes


def read_note(note: str, key: Key) -> Checkpoint:
    """What a note says, if its signature holds. Raises `ValueError`."""
    text, _, signatures = note.partition("\n\n")
    name, size, root, *_ = (text + "\n").split("\n")
    for line in signatures.splitlines():
        mark, signer, packed = [*line.split(" "), "", ""][:3]
        raw = base64.b64decode(packed)
        if mark != "\u2014" or signer != key.name or raw[:4] != key.ident:
            continue
        if name == key.name and ed25519_holds(key.public, (text + "\n").encode(), raw[4:]):
            return Checkpoint(int(size), base64.b64decode(root, validate=True))
    raise ValueError("no signature of the key")


# The tree (RFC 6962, section 2.1).


def leaf_hash(text: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\x00" + text).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Tree:
    """The complete nodes on the right edge, and how many leaves stand under them."""

    size: int = 0
    peaks: list[tuple[int, bytes]] = field(default_factory=list)  # level, hash

    def add(self, leaf: bytes) -> list[tuple[Place, bytes]]:
        """Add a leaf; the nodes above the leaves that became complete."""
        made, level, current = [], 0, leaf
        while self.peaks and self.peaks[-1][0] == level:
            current = _node(self.peaks.pop()[1], current)
            level += 1
            made.append((((self.size >> level) << (level + 1)) + (1 << level) - 1, current))
        self.peaks.append((level, current))
        self.size += 1
        return made

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        current = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            current = _node(left, current)
        return current


# The checks.


@dataclass
class Log:
    """A log to be checked. `node` gives a stored node by place, where nodes are kept."""

    rows: Iterable[Row]
    notes: Sequence[str]
    node: Callable[[Place], bytes | None] | None = None
    nodes: int = 0


@dataclass(frozen=True)
class Finding:
    """What held."""

    size: int
    root: bytes
    checkpoints: int
    held: int

    def line(self) -> str:
        """One line for people."""
        return (
            f"OK: {self.size} entries, {self.checkpoints} checkpoints, {self.held} held notes, "
            f"root {base64.b64encode(self.root).decode()}"
        )


def _check_row(row: Row, expected: int) -> None:
    seq, text, leaf = row
    if seq != expected:
        raise Tampered(f"entry {expected} is missing or out of order")
    try:
        inside = json.loads(text)["seq"]
    except (ValueError, KeyError, TypeError):
        raise Tampered(f"entry {seq} is not an entry") from None
    if inside != seq:
        raise Tampered(f"entry {seq} says that it is entry {inside}")
    if leaf_hash(text.encode()) != leaf:
        raise Tampered(f"entry {seq} does not match its leaf")


def _expected(log: Log, key: Key, held: Sequence[str]) -> dict[int, list[tuple[str, bytes]]]:
    """The roots that somebody signed or kept, by size."""
    found: dict[int, list[tuple[str, bytes]]] = {}
    for note in log.notes:
        try:
            checkpoint = read_note(note, key)
        except (ValueError, binascii.Error):
            raise Tampered("a checkpoint's signature does not hold") from None
        found.setdefault(checkpoint.size, []).append(("checkpoint", checkpoint.root))
    for note in held:
        try:
            checkpoint = read_note(note, key)
        except (ValueError, binascii.Error):
            raise Unreadable("a held note was not signed by this key") from None
        found.setdefault(checkpoint.size, []).append(("held note", checkpoint.root))
    return found


def _check_roots(tree: Tree, expected: dict[int, list[tuple[str, bytes]]]) -> None:
    for what, root in expected.pop(tree.size, ()):
        if root != tree.root():
            raise Tampered(f"the first {tree.size} entries are not those of the {what}")


def _check_nodes(log: Log, made: Iterable[tuple[Place, bytes]]) -> int:
    count = 0
    for place, value in made:
        count += 1
        if log.node is not None and log.node(place) != value:
            raise Tampered(f"the stored tree differs at node {place}")
    return count


def check(log: Log, key: Key, held: Sequence[str] = ()) -> Finding:
    """Check everything. Raises `Tampered`, `Unreadable`."""
    expected, tree, nodes = _expected(log, key, held), Tree(), 0
    _check_roots(tree, expected)
    for row in log.rows:
        _check_row(row, tree.size)
        nodes += _check_nodes(log, tree.add(row[2]))
        if tree.size in expected:
            _check_roots(tree, expected)
    if expected:
        raise Tampered(f"the log ends at {tree.size}, but {max(expected)} entries were signed")
    if log.node is not None and nodes != log.nodes:
        raise Tampered("the stored tree has nodes that no entry explains")
    return Finding(tree.size, tree.root(), len(log.notes), len(held))


# Where logs come from.


def from_sqlite(link: sqlite3.Connection) -> Log:
    """The log of a data file, as it stands at this moment even if it is being written."""
    link.execute("BEGIN")

    def node(place: Place) -> bytes | None:
        found = link.execute("SELECT hash FROM audit_node WHERE place = ?", [place]).fetchone()
        return None if found is None else bytes(found[0])

    rows = link.execute("SELECT seq, body, leaf FROM audit_entry ORDER BY seq")
    notes = link.execute("SELECT size, note, root FROM audit_checkpoint ORDER BY size").fetchall()
    for size, note, root in notes:
        if note.split("\n")[1:3] != [str(size), base64.b64encode(root).decode()]:
            raise Tampered(f"the checkpoint of size {size} is not what its note says")
    (nodes,) = link.execute("SELECT count(*) FROM audit_node").fetchone()
    return Log(rows, [note for _, note, _ in notes], node, nodes)


def _lines(path: Path, name: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith('{"' + name + '"'):
                yield json.loads(line)


def _exported(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_lines(path, "entry")):
        yield number, line["entry"], bytes.fromhex(line["leaf"])


def from_export(path: Path) -> Log:
    """The log of an exported file."""
    return Log(_exported(path), [line["checkpoint"] for line in _lines(path, "checkpoint")])


def check_file(path: Path, key: Key, held: Sequence[str] = ()) -> Finding:
    """Check a data file or an export. Raises `Tampered`, `Unreadable`."""
    try:
        with path.open("rb") as file:
            is_sqlite = file.read(16) == b"SQLite format 3\x00"
        if not is_sqlite:
            return check(from_export(path), key, held)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as link:
            return check(from_sqlite(link), key, held)
    except (OSError, sqlite3.Error, UnicodeDecodeError, ValueError, KeyError) as error:
        raise Unreadable(f"the log cannot be read: {error}") from error


def _text(argument: str) -> str:
    path = Path(argument)
    return path.read_text(encoding="utf-8") if "\n" not in argument and path.is_file() else argument


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Check an Anak Pabolo audit log.")
    parser.add_argument("log", type=Path)
    parser.add_argument("--key", required=True, help="verifier key, or a file that holds it")
    parser.add_argument("--held", action="append", default=[], help="a checkpoint kept earlier")
    chosen = parser.parse_args(arguments)
    try:
        held = [_text(note) for note in chosen.held]
        print(check_file(chosen.log, read_key(_text(chosen.key)), held).line())
    except Tampered as error:
        print(f"TAMPERED: {error}")
        return 1
    except Unreadable as error:
        print(f"UNREADABLE: {error}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
