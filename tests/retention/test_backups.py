"""Erased means erased, backups included: what an older backup brings back is destroyed again."""

import json
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from pabolo.doors.command import replay, restore
from pabolo.doors.command.restore import Target
from pabolo.doors.command.sealed_files import Damaged
from pabolo.ground.vault.erasure import LEFT
from tests.audit import sites

run = partial(sites.run, apps="")
URL = os.environ.get("PABOLO_DATABASE_URL", "")

BUILD = """
from pathlib import Path
from django.conf import settings
from pabolo.doors.command import backup
from pabolo.ground.keys import recovery
from pabolo.ground.vault import erasure
from pabolo.programme.cases.models import CaseReport
from tests import builders as b
identity = recovery.make()
ring.make_pairs()
unit = b.staffed_unit()
one, other = b.opened(unit), b.opened(unit, b.SEXUAL, sexual=True)
gone = [(Subject.CASE, one.case_id), (Subject.CHILD, one.child_id),
        (Subject.INCIDENT, one.incident_id),
        (Subject.REPORT, CaseReport.objects.get(case_id=one.case_id).report_id)]
old, _manifest = backup.make(Path(settings.DATA) / "backups", at=AT)
with actions.act("retention.approved", by=SYSTEM, at=AT):
    erasure.order(gone, day=AT.date())
erasure.finish(at=AT)
new, _manifest = backup.make(Path(settings.DATA) / "backups", at=AT)
say(old=str(old), new=str(new), identity=identity, gone=[f.hex for _kind, f in gone],
    tombstones=[row.tombstone for row in erasure.Erased.objects.all()])
"""

OPEN_ALL = """
import argparse
from django.apps import apps
from pabolo.doors.command import verify
from pabolo.doors.command.readiness import finish_erasures
from pabolo.ground.vault.fields import folder_of
from pabolo.ground.vault.opening import open_raw
finish_erasures()
opened, shut = {}, {}
for model in apps.get_models():
    columns = [field.name for field in model._meta.fields if hasattr(field, "facet")]
    for row in model._base_manager.all() if columns else ():
        folder = folder_of(row)
        where = {"by": SYSTEM, "at": AT, "folders": [folder], "facets": list(Facet)}
        proof = actions.receipt("drill.open", **where)
        for column in columns:
            if getattr(row, column) is None:
                continue
            try:
                open_raw(proof, row, column)
                opened[folder.hex] = opened.get(folder.hex, 0) + 1
            except Exception:
                shut[folder.hex] = shut.get(folder.hex, 0) + 1
bad = [line.what for line in verify.check() if not line.holds]
say(opened=opened, shut=shut, bad=bad, verbs=[one.verb for one in queries.entries(limit=400)])
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A site with a backup before an erasure and one after."""
    found: dict[str, Any] = run(tmp_path_factory.mktemp("site") / "old", BUILD)
    return found


def _ledger(made: dict[str, Any]) -> bytes:
    return (Path(made["new"]).parent / "erased.json").read_bytes()


def _restored(made: dict[str, Any], which: str, into: Path, **how: Any) -> dict[str, Any]:
    restore.restore(Path(made[which]), made["identity"], Target(into, **how))
    found: dict[str, Any] = run(into, OPEN_ALL)
    return found


def test_a_backup_from_before_the_erasure_opens_nothing_of_it_and_all_else(
    made: dict[str, Any], tmp_path: Path
) -> None:
    found = _restored(made, "old", tmp_path / "new", ledger=_ledger(made))
    assert [found["opened"].get(folder, 0) for folder in made["gone"]] == [0, 0, 0, 0]
    assert sum(found["shut"].get(folder, 0) for folder in made["gone"]) >= 15
    assert set(found["shut"]) == set(made["gone"])
    assert sum(found["opened"].values()) >= 15
    assert [what for what in found["bad"] if what != "durability"] == []
    assert "restore.replayed" in found["verbs"]
    assert not (tmp_path / "new" / LEFT).exists()
    known = json.loads((tmp_path / "new" / "erased.json").read_bytes())
    assert {line["tombstone"] for line in known["lines"]} == set(made["tombstones"])


def test_the_broken_variant_that_does_not_replay_brings_the_child_back(
    made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "again", lambda *_: 0)
    found = _restored(made, "old", tmp_path / "new", ledger=_ledger(made))
    assert all(found["opened"].get(folder, 0) for folder in made["gone"])


def test_a_ledger_older_than_the_backup_is_refused(made: dict[str, Any], tmp_path: Path) -> None:
    empty = run(tmp_path / "other", "from pabolo.ground.vault import erasure\nring.make_pairs()\n"
        "erasure.finish(at=AT)\nsay(ok=1)")  # fmt: skip
    assert empty
    stranger = (tmp_path / "other" / "erased.json").read_bytes()
    whole = json.loads(_ledger(made))
    short = json.dumps(whole | {"lines": whole["lines"][1:]}).encode()
    for wrong in (stranger, short, _ledger(made)[:-40]):
        with pytest.raises(Damaged, match="erasure ledger"):
            _restored(made, "old", tmp_path / "new", ledger=wrong)
    older = _sealed_by(made, tmp_path)
    with pytest.raises(Damaged, match="older than the backup"):
        _restored(made, "new", tmp_path / "new", ledger=older)
    assert not (tmp_path / "new").exists()


def _sealed_by(made: dict[str, Any], tmp_path: Path) -> bytes:
    """The ledger as it was before the erasure: whole, of this installation, and too old."""
    restore.restore(Path(made["old"]), made["identity"], Target(tmp_path / "before"))
    run(tmp_path / "before", "from pabolo.ground.vault import erasure\n"
        "erasure.finish(at=AT)\nsay(ok=1)")  # fmt: skip
    return (tmp_path / "before" / "erased.json").read_bytes()


def test_the_ledger_is_looked_at_before_a_database_is_filled(
    made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[object] = []
    monkeypatch.setattr(restore, "_compare", lambda *_: filled.append(1) or [])
    with pytest.raises(Damaged, match="erasure ledger"):
        _restored(made, "old", tmp_path / "new", ledger=_ledger(made)[:-40])
    assert filled == []


BETWEEN = BUILD.replace("new, _manifest", """
real, turns = copies.copy_sqlite, []
def meanwhile(source, target):
    real(source, target)
    turns.append(target.name)
    if turns == ["data"]:
        second = [(Subject.CASE, other.case_id)]
        with actions.act("retention.approved", by=SYSTEM, at=AT):
            erasure.order(second, day=AT.date())
        erasure.finish(at=AT)
copies.copy_sqlite = meanwhile
new, _manifest""", 1).replace("import backup", "import backup, copies")  # fmt: skip
BETWEEN = BETWEEN.replace("say(", "say(turns=turns, other=other.case_id.hex, ")


def test_what_is_erased_between_the_copies_of_data_and_keys_is_erased_in_both(
    tmp_path: Path,
) -> None:
    made = run(tmp_path / "old", BETWEEN)
    found = _restored(made, "new", tmp_path / "new", ledger=_ledger(made))
    assert made["turns"] == ["data", "keys", "data", "keys"]
    assert [what for what in found["bad"] if what != "durability"] == []
    assert not found["opened"].get(made["other"], 0)


def test_without_a_ledger_it_is_said_and_logged(made: dict[str, Any], tmp_path: Path) -> None:
    found = _restored(made, "old", tmp_path / "new", without="The building burned.")
    assert all(found["opened"].get(folder, 0) for folder in made["gone"])
    assert "restore.without_ledger" in found["verbs"]
    kept = _restored(made, "new", tmp_path / "newer", without="The building burned.")
    assert not any(kept["opened"].get(folder, 0) for folder in made["gone"]), "it knows itself"


def test_a_backup_made_while_locked_needs_the_passphrase(
    made: dict[str, Any], tmp_path: Path
) -> None:
    torn = tmp_path / "torn"
    shutil.copytree(made["old"], torn)
    manifest = restore.read_manifest(torn, made["identity"])
    manifest.sealed.pop("root")
    manifest = type(manifest)(**{n: getattr(manifest, n) for n in manifest.__struct_fields__})
    assert replay.root_in(torn, made["identity"], manifest, "") is None
    with pytest.raises(Damaged, match="passphrase"):
        replay.lines_for(torn, made["identity"], manifest, None, _ledger(made))


CRASH = BUILD.replace("erasure.finish(at=AT)\n", """
real, turns = erasure._bury, []
def fall(row, at):
    if len(turns) == 2:
        raise SystemExit
    turns.append(row)
    real(row, at)
erasure._bury = fall
try:
    erasure.finish(at=AT)
except SystemExit:
    pass
erasure._bury = real
half = erasure.problems()
""", 1).replace("say(", "say(half=half, ")  # fmt: skip


def test_a_crash_in_the_middle_is_finished_by_the_next_start(tmp_path: Path) -> None:
    made = run(tmp_path / "old", CRASH)
    assert made["half"] == ["2 erasures wait to be finished"]
    found = run(tmp_path / "old", OPEN_ALL)
    assert not any(found["opened"].get(folder, 0) for folder in made["gone"])
    assert (found["verbs"].count("erasure.done"), found["bad"]) == (4, [])
    ledger = json.loads((tmp_path / "old" / "erased.json").read_bytes())
    assert len(ledger["lines"]) == 4


@pytest.fixture
def postgres() -> Iterator[list[dict[str, str]]]:
    """Two empty databases, in Django's words, each with its URL."""
    if not URL:
        pytest.skip("PABOLO_DATABASE_URL names no PostgreSQL")
    server, names = URL.rpartition("/")[0], [f"erased_{uuid4().hex[:8]}" for _ in range(2)]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        for name in names:
            admin.execute(f'CREATE DATABASE "{name}"')
        yield [{"URL": f"{server}/{name}", **restore._words(f"{server}/{name}")} for name in names]
        for name in names:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_so_it_is_on_postgresql(tmp_path: Path, postgres: list[dict[str, str]]) -> None:
    old, new = postgres
    made = run(tmp_path / "old", BUILD, old["URL"])
    target = Target(tmp_path / "new", new, ledger=_ledger(made))
    restore.restore(Path(made["old"]), made["identity"], target)
    found = run(tmp_path / "new", OPEN_ALL, new["URL"])
    assert set(found["shut"]) == set(made["gone"])
    assert [what for what in found["bad"] if what != "durability"] == []
