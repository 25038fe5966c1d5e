"""The inspector's verifier: what it must accept, and what it must catch."""

import ast
import random
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.audit import actions, bodies, exports, notes, queries, tree, verifier
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Subject

AT = datetime(2026, 11, 24, 3, 11, 5, tzinfo=UTC)


def test_it_needs_nothing_but_the_standard_library() -> None:
    parsed = ast.parse(Path(verifier.__file__).read_text())
    names = {
        name.split(".")[0]
        for node in ast.walk(parsed)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    }
    assert names <= sys.stdlib_module_names


# RFC 8032, section 7.1: tests 1, 2 and 3.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
        "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
        "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_ed25519_known_answers(public: str, message: str, signature: str) -> None:
    key, text, signed = (bytes.fromhex(part) for part in (public, message, signature))
    assert verifier.ed25519_holds(key, text, signed)
    assert not verifier.ed25519_holds(key, text + b"x", signed)


@given(st.binary(max_size=200), st.integers(0, 511), st.integers(0, 255))
def test_ed25519_agrees_with_a_second_implementation(text: bytes, bit: int, spot: int) -> None:
    key = Ed25519PrivateKey.generate()
    public, signature = key.public_key().public_bytes_raw(), key.sign(text)
    assert verifier.ed25519_holds(public, text, signature)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not verifier.ed25519_holds(public, text, bytes(flipped))
    other = bytearray(public)
    other[spot // 8] ^= 1 << spot % 8
    assert not verifier.ed25519_holds(bytes(other), text, signature)


@dataclass(frozen=True)
class World:
    """A log in memory, its signing key and the notes it signed."""

    key: Ed25519PrivateKey
    texts: tuple[str, ...]
    leaves: tuple[bytes, ...]
    nodes: dict[int, bytes]
    notes: tuple[str, ...]

    @property
    def verifier_key(self) -> verifier.Key:
        public = self.key.public_key().public_bytes_raw()
        return verifier.read_key(notes.verifier_key(public))

    def log(self) -> verifier.Log:
        rows = list(zip(range(len(self.texts)), self.texts, self.leaves, strict=True))
        return verifier.Log(rows, self.notes, self.nodes.get, len(self.nodes))

    def find(self, held: str) -> verifier.Finding:
        return verifier.check(self.log(), self.verifier_key, [held])


def _text(seq: int, verb: str = "case.read") -> str:
    return bodies.text(seq, [("t", "2026-11-24T00:00:00Z"), ("x", verb)])


def _world(key: Ed25519PrivateKey, texts: list[str], signed: list[int]) -> World:
    leaves = [tree.leaf_hash(text.encode()) for text in texts]
    known: dict[int, bytes] = {}
    above: dict[int, bytes] = {}
    signatures = []
    for seq, leaf in enumerate(leaves):
        made = dict(tree.grown(seq, leaf, known))
        above |= made
        known |= made | {tree.place(0, seq): leaf}
        if seq + 1 in signed:
            signatures.append(notes.signed(seq + 1, tree.root(seq + 1, _reader(known)), key))
    return World(key, tuple(texts), tuple(leaves), above, tuple(signatures))


def _reader(known: dict[int, bytes]) -> tree.Reader:
    return lambda _: known


def _edit(texts: list[str], rng: random.Random, end: int) -> list[str]:
    spot = rng.randrange(end)
    return [*texts[:spot], _text(spot, "case.close"), *texts[spot + 1 :]]


def _delete(texts: list[str], rng: random.Random, end: int) -> list[str]:
    spot = rng.randrange(end)
    return _renumbered([*texts[:spot], *texts[spot + 1 :]], rng)


def _insert(texts: list[str], rng: random.Random, end: int) -> list[str]:
    spot = rng.randrange(end)
    return _renumbered([*texts[:spot], _text(spot, "case.export"), *texts[spot:]], rng)


def _reorder(texts: list[str], rng: random.Random, end: int) -> list[str]:
    one, two = rng.randrange(end), rng.randrange(len(texts))
    moved = list(texts)
    moved[one], moved[two] = moved[two], moved[one]
    return _renumbered(moved, rng) if one != two else _edit(texts, rng, end)


def _truncate(texts: list[str], rng: random.Random, end: int) -> list[str]:
    return texts[: rng.randrange(end)]


def _renumbered(texts: list[str], rng: random.Random) -> list[str]:
    """A careful adversary corrects the numbers inside; a careless one does not."""
    if rng.random() < 0.3:
        return texts
    parts = [text.split('"seq":', 1) for text in texts]
    return [f'{head}"seq":{seq}{tail[tail.index(",") :]}' for seq, (head, tail) in enumerate(parts)]


ADVERSARIES = [_edit, _delete, _insert, _reorder, _truncate]


def _raw(world: World, texts: list[str], rng: random.Random) -> World:
    """Tampering with the rows alone, some with their leaf hashes."""
    leaves = list(world.leaves[: len(texts)])
    leaves += [tree.leaf_hash(text.encode()) for text in texts[len(leaves) :]]
    if rng.random() < 0.5:
        leaves = [tree.leaf_hash(text.encode()) for text in texts]
    return replace(world, texts=tuple(texts), leaves=tuple(leaves))


def _rechained(world: World, texts: list[str], signed: list[int]) -> World:
    """The whole log rewritten and signed again with the stolen key."""
    return _world(world.key, texts, [size for size in signed if size <= len(texts)])


@pytest.mark.parametrize(
    "operations", [1000, pytest.param(20_000, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_every_tampering_is_caught_by_whoever_holds_an_older_checkpoint(operations: int) -> None:
    rng = random.Random(operations)
    done, unseen = 0, 0
    while done < operations:
        world, held, kept = _some_world(rng)
        for turn in range(50):
            after = _tampered(world, rng, turn, kept)
            with pytest.raises(verifier.Tampered):
                after.find(held)
            unseen += _passes_without(after)
            done += 1
    # The adversary is a good one: without the held note the rewritten logs look whole.
    assert unseen >= operations * 0.4


def _some_world(rng: random.Random) -> tuple[World, str, int]:
    """A log of 1 to 39 entries, a checkpoint that a witness keeps, and its size."""
    size = rng.choice([1, 2, 3, 7, 8, rng.randrange(9, 40)])
    kept = rng.randrange(1, size + 1)
    texts = [_text(seq) for seq in range(size)]
    world = _world(Ed25519PrivateKey.generate(), texts, sorted({kept, size}))
    held = next(note for note in world.notes if note.split("\n")[1] == str(kept))
    assert world.find(held).size == size
    return world, held, kept


def _tampered(world: World, rng: random.Random, turn: int, kept: int) -> World:
    """Something at or before the kept checkpoint changed; every second time all is re-signed."""
    changed = ADVERSARIES[turn % 5](list(world.texts), rng, kept)
    if turn % 2:
        return _raw(world, changed, rng)
    signed = sorted({kept, len(world.texts)})
    return _rechained(world, changed, signed)


def _passes_without(world: World) -> bool:
    try:
        verifier.check(world.log(), world.verifier_key)
    except verifier.Tampered:
        return False
    return True


def _site(count: int = 300) -> None:
    for number in range(count):
        subject = (Subject.RELEASE, UUID(int=number))
        with actions.act("release.draft", by=SYSTEM, at=AT, subject=subject):
            pass
    actions.checkpoint(at=AT)


def _copy(path: Path) -> Path:
    """The log of the test's own database, as a data file."""
    if connection.vendor != "sqlite":
        pytest.skip("reads a SQLite file")
    with connection.cursor() as cursor, sqlite3.connect(path) as target:
        for table in ("audit_entry", "audit_node", "audit_checkpoint"):
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            target.execute(cursor.fetchone()[0])
            rows = cursor.execute(f"SELECT * FROM {table}").fetchall()
            marks = ",".join("?" * len(rows[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    return path


def _run(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-I", verifier.__file__, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.django_db
def test_it_verifies_an_export_on_its_own(tmp_path: Path) -> None:
    _site()
    path = tmp_path / "log.jsonl"
    path.write_text("".join(f"{line}\n" for line in exports.lines()))
    held = tmp_path / "held.txt"
    held.write_text(queries.checkpoints()[-1].note)
    key = queries.verifier_key()
    code, line = _run(str(path), "--key", key, "--held", str(held))
    assert (code, line.count("\n")) == (0, 1)
    assert line.startswith("OK: 300 entries, 2 checkpoints, 1 held notes, root ")
    path.write_text(path.read_text().replace("release.draft", "release.clear", 1))
    assert _run(str(path), "--key", key)[0] == 1


SQL = [
    "UPDATE audit_entry SET body = replace(body, 'draft', 'clear') WHERE seq = 17",
    "UPDATE audit_entry SET leaf = zeroblob(32) WHERE seq = 17",
    "DELETE FROM audit_entry WHERE seq = 17",
    "DELETE FROM audit_entry WHERE seq = 299",
    "UPDATE audit_entry SET seq = 999 WHERE seq = 17",
    "UPDATE audit_node SET hash = zeroblob(32) WHERE place = 1",
    "DELETE FROM audit_node WHERE place = 1",
    "INSERT INTO audit_node VALUES (99999, zeroblob(32))",
    "UPDATE audit_checkpoint SET note = replace(note, '256', '255') WHERE size = 256",
    "UPDATE audit_checkpoint SET root = zeroblob(32) WHERE size = 256",
]


@pytest.mark.django_db
def test_it_verifies_a_data_file_and_catches_every_stray_statement(tmp_path: Path) -> None:
    _site()
    key = verifier.read_key(queries.verifier_key())
    whole = _copy(tmp_path / "whole.sqlite3")
    assert _run(str(whole), "--key", queries.verifier_key())[0] == 0
    for statement in SQL:
        path = _copy(tmp_path / "altered.sqlite3")
        with sqlite3.connect(path) as link:
            link.execute(statement)
        with pytest.raises(verifier.Tampered):
            verifier.check_file(path, key)
        path.unlink()


@pytest.mark.django_db
def test_what_cannot_be_read_is_said_and_not_called_tampered(tmp_path: Path) -> None:
    _site(1)
    (tmp_path / "other.txt").write_text("not a key")
    assert _run(str(tmp_path / "none"), "--key", queries.verifier_key())[0] == 2
    assert _run(str(tmp_path / "other.txt"), "--key", "x+y+z")[0] == 2
    stranger = Ed25519PrivateKey.generate()
    foreign = notes.signed(1, bytes(32), stranger)
    with pytest.raises(verifier.Unreadable):
        verifier.check(verifier.Log([], []), verifier.read_key(queries.verifier_key()), [foreign])
