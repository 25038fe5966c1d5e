"""A backup is what comes back: rehearsed with writers at work, torn, and compared."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from tests.audit import sites

from pabolo.doors.command import restore
from pabolo.doors.command.restore import NotEmpty, Target
from pabolo.doors.command.sealed_files import Damaged

run = partial(sites.run, apps="")
URL = os.environ.get("PABOLO_DATABASE_URL", "")

MAKE = """
from pathlib import Path
from django.conf import settings
from pabolo.doors.command import backup, copies
from pabolo.ground.keys import recovery
identity = recovery.make()
ring.make_pairs()

def work():
    store.create([folder := uuid4()])
    with actions.act("case.open", by=SYSTEM, at=AT, subject=(Subject.CASE, folder)):
        pass
"""

WITH_WRITERS = """
stop = threading.Event()
def writer():
    while not stop.is_set():
        work()
    connections.close_all()
for _ in range(300):
    work()
writers = [threading.Thread(target=writer) for _ in range(3)]
[one.start() for one in writers]
before = queries.size()
path, manifest = backup.make(Path(settings.DATA) / "backups", at=AT)
after = queries.size()
stop.set()
[one.join() for one in writers]
say(path=str(path), identity=identity, before=before, after=after, size=manifest.audit_size,
    kids=sum(manifest.kids.values()), problem=manifest.audit_problem)
"""

LOOK = """
from pabolo.doors.command import verify
named = {body["o"][0] for body in map(json.loads, (text for _, text, _ in queries.bodies()))}
kept = {token.hex() for token in store.tokens(list(store.folders())).values()}
lines = verify.check()
say(size=queries.size(), root=queries.root().hex(), nameless=len(named - kept), named=len(named),
    bad=[line.what for line in lines if not line.holds], seq=receipt(list(store.folders())[:3]).seq)
"""


def _made(data: Path) -> dict[str, Any]:
    """A small site's backup."""
    found: dict[str, Any] = run(
        data,
        MAKE + "work(); work()\npath, m = backup.make(Path(settings.DATA) / 'b', at=AT)\n"
        "say(path=str(path), identity=identity)",
    )
    return found


def test_what_is_backed_up_while_writers_work_comes_back_whole(tmp_path: Path) -> None:
    made = run(tmp_path / "old", MAKE + WITH_WRITERS)
    assert made["before"] <= made["size"] <= made["after"] > made["before"]
    assert (made["problem"], made["kids"] >= made["size"]) == ("", True)
    manifest = restore.restore(Path(made["path"]), made["identity"], Target(tmp_path / "new"))
    shutil.rmtree(tmp_path / "old")
    found = run(tmp_path / "new", LOOK)
    assert found["size"] == found["named"] == found["seq"] == manifest.audit_size
    assert (found["root"], found["bad"], found["nameless"]) == (manifest.audit_root, [], 0)


BETWEEN = """
real, turns = copies.copy_sqlite, []
def copy(source, target):
    real(source, target)
    turns.append(target)
    work()
copies.copy_sqlite = copy
%s
path, manifest = backup.make(Path(settings.DATA) / "backups", at=AT)
assert len(turns) == 2
say(path=str(path), identity=identity)
"""

# Broken on purpose: keys first, data second.
KEYS_FIRST = """
def keys_first(target, database, key):
    copy(file.path(), target.with_name("early"))
    real(Path(database["NAME"]), target)
    return copies.look_at_sqlite(target, key)
def early_keys(source, target):
    target.with_name("early").rename(target)
    turns.append(target)
backup._copy_data = keys_first
copies.copy_sqlite = early_keys
"""


@pytest.mark.parametrize(("variant", "lost"), [("", 0), (KEYS_FIRST, 1)], ids=["ours", "broken"])
def test_no_row_comes_back_without_its_key(variant: str, lost: int, tmp_path: Path) -> None:
    made = run(tmp_path / "old", MAKE + BETWEEN % variant)
    restore.restore(Path(made["path"]), made["identity"], Target(tmp_path / "new"))
    assert run(tmp_path / "new", LOOK)["nameless"] == lost


def test_a_torn_or_altered_backup_is_refused_and_nothing_is_put_there(tmp_path: Path) -> None:
    made, rng = _made(tmp_path / "old"), random.Random(15)
    whole = Path(made["path"])
    names = sorted(path.name for path in whole.iterdir())
    assert names == ["data.age", "erased.age", "keys.age", "manifest.age", "root.age"]
    for turn in range(120):
        torn = tmp_path / "torn"
        shutil.copytree(whole, torn)
        path = torn / names[turn % 5]
        _damage(path, rng, turn)
        with pytest.raises(Damaged):
            restore.restore(torn, made["identity"], Target(tmp_path / "new"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["old", "torn"]
        shutil.rmtree(torn)


def _damage(path: Path, rng: random.Random, turn: int) -> None:
    content = bytearray(path.read_bytes())
    if turn % 10 == 9:
        path.unlink()
    elif turn % 2:
        path.write_bytes(content[: rng.randrange(len(content))])
    else:
        # The last byte of age's key exchange text may hold unused bits: leave the header alone.
        content[rng.randrange(220, len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)


def test_a_stranger_opens_nothing_and_nothing_is_overwritten(tmp_path: Path) -> None:
    made = _made(tmp_path / "old")
    stranger = run(tmp_path / "other", MAKE + "say(identity=identity)")["identity"]
    with pytest.raises(Damaged):
        restore.restore(Path(made["path"]), stranger, Target(tmp_path / "new"))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "precious").touch()
    with pytest.raises(NotEmpty):
        restore.restore(Path(made["path"]), made["identity"], Target(tmp_path / "full"))


def test_without_recipients_no_backup_is_made(tmp_path: Path) -> None:
    script = """
import argparse
from pabolo.doors.command import backup
from pabolo.doors.command.tell import Stop
try:
    backup.run(argparse.Namespace(to=None)); made = True
except Stop:
    made = False
say(made=made)
"""
    assert run(tmp_path, script) == {"made": False}
    assert not (tmp_path / "backups").exists()


DAMAGE = """
from pabolo.doors.command import verify
store.create([folder := uuid4()])
for _ in range(4):
    receipt([folder])
whole = [line.what for line in verify.check() if not line.holds]
for (trigger,) in connection.cursor().execute(
    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
).fetchall():
    connection.cursor().execute(f"DROP TRIGGER {trigger}")
connection.cursor().execute("UPDATE audit_node SET hash = zeroblob(32) WHERE place = 1")
verify.folders_in_use = lambda: [folder, uuid4()]
say(whole=whole, bad=[line.what for line in verify.check() if not line.holds])
"""


def test_verify_finds_a_damaged_tree_and_a_row_without_its_key(tmp_path: Path) -> None:
    assert run(tmp_path, DAMAGE) == {"whole": [], "bad": ["audit log", "folders without a key"]}


@pytest.fixture
def postgres() -> Iterator[list[dict[str, str]]]:
    """Two empty databases, in Django's words, each with its URL."""
    if not URL:
        pytest.skip("PABOLO_DATABASE_URL names no PostgreSQL")
    server, names = URL.rpartition("/")[0], [f"backup_{uuid4().hex[:8]}" for _ in range(2)]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        for name in names:
            admin.execute(f'CREATE DATABASE "{name}"')
        yield [{"URL": f"{server}/{name}", **restore._words(f"{server}/{name}")} for name in names]
        for name in names:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_postgresql_site_comes_back_whole(tmp_path: Path, postgres: list[dict[str, str]]) -> None:
    old, new = postgres
    made = run(tmp_path / "old", MAKE + WITH_WRITERS, old["URL"])
    assert (made["problem"], made["after"] > made["before"]) == ("", True)
    target = Target(tmp_path / "new", new)
    manifest = restore.restore(Path(made["path"]), made["identity"], target)
    found = run(tmp_path / "new", LOOK, new["URL"])
    bad = [what for what in found["bad"] if what != "durability"]  # a test's server may be quick
    assert (found["root"], bad, found["nameless"]) == (manifest.audit_root, [], 0)
    with pytest.raises(NotEmpty):
        restore.restore(Path(made["path"]), made["identity"], Target(tmp_path / "more", new))


MARKED = """
from pabolo.ground.lib.installation import mark
mark(settings.DATA, "demo")
work()
say(identity=identity)
"""


def test_the_command_line_makes_a_copy_and_brings_it_back(tmp_path: Path) -> None:
    made = run(tmp_path / "old", MAKE + MARKED)
    (tmp_path / "key.txt").write_text(f"# kept apart\n{made['identity']}\n")
    spoken = _pabolo("backup", "--to", "copies", "--data", "old", at=tmp_path)
    assert (spoken.returncode, ", audit 1 entries, for 1 recipients" in spoken.stdout) == (0, True)
    copy, _ledger = sorted((tmp_path / "copies").iterdir(), reverse=True)
    words = ("restore", str(copy), "--identity", "key.txt", "--into", "new")
    spoken = _pabolo(*words, at=tmp_path)
    assert (spoken.returncode, "--without-ledger" in spoken.stderr) == (2, True)
    spoken = _pabolo(*words, "--without-ledger", " ", at=tmp_path)
    assert (spoken.returncode, "write why" in spoken.stderr) == (2, True)
    words = (*words, "--ledger", "copies/erased.json")
    spoken = _pabolo(*words, at=tmp_path)
    assert (spoken.returncode, "same root" in spoken.stdout) == (0, True), spoken.stderr
    again = _pabolo(*words, at=tmp_path)
    assert (again.returncode, "is not empty" in again.stderr) == (1, True)
    spoken = _pabolo("verify", "--data", "new", "--export", "log.jsonl", at=tmp_path)
    assert (spoken.returncode, spoken.stdout.count("BAD")) == (0, 0), spoken.stdout
    assert '{"entry": ' in (tmp_path / "log.jsonl").read_text()


def _pabolo(*words: str, at: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if "PABOLO" not in key}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "pabolo.doors.command", *words],
        cwd=at,
        env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
