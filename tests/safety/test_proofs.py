"""The proof of receipts proves something: short runs of it, and its own parts."""

import json
import os
import subprocess
import sys
from random import Random

import pytest

from pabolo.doors.command.proofs import recorder, replay
from pabolo.doors.command.proofs.powercut import Cuts
from pabolo.doors.command.proofs.receipts import Proof
from pabolo.doors.command.proofs.recorder import Step

PAGE = b"\x01" * 4096


def run(*words: str) -> tuple[int, dict[str, object]]:
    """`./pabolo prove …` in a process of its own; its exit code and its finding."""
    ours = ("PABOLO_", "DJANGO_", "PYTEST_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "pabolo.doors.command", "prove", *words],
        env=kept | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout, done.stderr[-3000:]
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_confirmed_report_is_lost_and_every_opening_was_announced() -> None:
    words = [] if recorder.compiler() else ["--kills-only"]
    code, found = run("receipts", "--budget", "50", *words)
    print("\n" + json.dumps(found))
    assert found["below_floor"] == []
    assert all(found["caught"].values()), "a broken variant went unseen"  # type: ignore[attr-defined]
    assert code == 0 and found["held"]


def states(*steps: Step, count: int = 200) -> list[replay.State]:
    begin = {"file": b"old" + bytes(4093)}
    return list(replay.states(begin, steps, count=count, chance=Random(1)))


def test_what_was_synced_is_in_every_state() -> None:
    write, sync, later = (
        Step("W", "file", 0, PAGE),
        Step("S", "file", 0, b""),
        Step("W", "file", 0, b"\x02" * 4096),
    )
    after = [s.files["file"] for s in states(write, sync, later) if s.fate == "dropped"]
    assert PAGE in after and b"\x02" * 4096 not in after


def test_what_was_not_synced_may_be_missing_there_or_torn() -> None:
    found = {state.files["file"] for state in states(Step("W", "file", 0, PAGE))}
    assert PAGE in found
    assert b"old" + bytes(4093) in found
    torn = [one for one in found if 0 < one.count(b"\x01") < 4096]
    assert torn and all(one.count(b"\x01") % replay.SECTOR == 0 for one in torn)


def test_a_removed_file_may_come_back() -> None:
    found = states(Step("U", "file", 0, b""))
    assert {"file" in state.files for state in found} == {True, False}


def test_what_the_world_was_told_is_never_taken_back() -> None:
    found = states(Step("W", replay.LEDGER, 0, b"A 00\n"))
    assert all(state.told == ("A 00",) for state in found)


def test_a_recording_that_was_cut_off_ends_before_the_hole(tmp_path) -> None:
    log = tmp_path / "log"
    head = recorder._HEAD.pack(b"W", 4, 0, 3)
    log.write_bytes(head + b"fileabc" + head + b"file")
    assert list(recorder.steps(log)) == [Step("W", "file", 0, b"abc")]


@pytest.mark.skipif(recorder.compiler() is None, reason="no C compiler (apt-get install gcc)")
def test_the_recorder_sees_what_sqlite_does(tmp_path) -> None:
    library, data, log = recorder.build(tmp_path), tmp_path / "data", tmp_path / "log"
    data.mkdir()
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode=WAL'); c.execute('PRAGMA synchronous=FULL');"
        "c.execute('CREATE TABLE t (x)'); c.execute('INSERT INTO t VALUES (1)')"
    )
    environment = os.environ | {
        "LD_PRELOAD": str(library),
        "PABOLO_RECORD_DIR": str(data),
        "PABOLO_RECORD_LOG": str(log),
    }
    command = [sys.executable, "-c", script, str(data / "x.sqlite3")]
    subprocess.run(command, env=environment, check=True)
    kinds = {(step.kind, step.name) for step in recorder.steps(log)}
    assert {("W", "x.sqlite3"), ("W", "x.sqlite3-wal"), ("S", "x.sqlite3-wal")} <= kinds
    first = next(step for step in recorder.steps(log) if step.name == "x.sqlite3")
    assert first.data.startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("field", ["corrupt", "lost_reports", "lost_receipts", "keyless", "unseen"])
def test_one_bad_state_is_enough_to_fail(field: str) -> None:
    cuts = Cuts()
    setattr(cuts, field, 1)
    assert cuts.bad == 1 and not Proof(1, 1.0, cuts=cuts).holds


def test_doing_less_than_the_floor_fails() -> None:
    proof = Proof(1, 1.0)
    assert {"kills", "states", "variants"} <= set(proof.short) and not proof.holds
