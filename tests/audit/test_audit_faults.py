"""Faults at the log: nothing is opened, nothing is lost, nothing is handed out too early."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from tests.audit.sites import run

URL = os.environ.get("PABOLO_DATABASE_URL", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database on each engine; its URL, or nothing for SQLite."""
    if request.param == "sqlite":
        yield ""
        return
    if not URL:
        pytest.skip("PABOLO_DATABASE_URL names no PostgreSQL")
    name = f"crowd_{uuid4().hex[:8]}"
    server, _, _ = URL.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield f"{server}/{name}"
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


CROWD = """
folders = [uuid4() for _ in range(8)]
store.create(folders)
failed = []

def work(number):
    try:
        for turn in range(40):
            if turn % 2:
                assert receipt(folders[:number]).seq >= 0
            else:
                subject = (Subject.CASE, folders[number])
                with actions.act("case.change", by=SYSTEM, at=AT, subject=subject):
                    pass
    except BaseException as error:
        failed.append(repr(error))
    finally:
        connections.close_all()

workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
[worker.start() for worker in workers]
[worker.join() for worker in workers]
actions.checkpoint(at=AT)
rows = list(queries.bodies())
log = verifier.Log(rows, [one.note for one in queries.checkpoints()])
found = verifier.check(log, verifier.read_key(queries.verifier_key()))
same = found.root == queries.root()
say(failed=failed, size=found.size, same=same, checkpoints=found.checkpoints)
"""


def test_a_crowd_writes_one_unbroken_log(tmp_path: Path, engine: str) -> None:
    found = run(tmp_path, CROWD, engine)
    assert found == {"failed": [], "size": 320, "same": True, "checkpoints": 2}


LOCKED = """
connection.cursor().execute("PRAGMA busy_timeout=50")
folder = uuid4()
store.create([folder])
receipt([folder])
other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
try:
    receipt([folder]); outcome = "opened"
except AuditUnavailable:
    outcome = "unavailable"
other.execute("ROLLBACK")
say(outcome=outcome, size=queries.size(), after=receipt([folder]).seq)
"""


def test_while_the_database_is_locked_no_receipt_is_given(tmp_path: Path) -> None:
    assert run(tmp_path, LOCKED) == {"outcome": "unavailable", "size": 1, "after": 1}


NO_KEYS = """
folder = uuid4()
store.create([folder])
file.connection().execute("ALTER TABLE folder_key RENAME TO gone")
try:
    receipt([folder]); outcome = "opened"
except AuditUnavailable:
    outcome = "unavailable"
say(outcome=outcome, size=queries.size())
"""


def test_without_the_key_store_no_receipt_is_given(tmp_path: Path) -> None:
    assert run(tmp_path, NO_KEYS) == {"outcome": "unavailable", "size": 0}


# Another connection looks, at the moment a receipt is in hand: its entry must be there.
HANDED_OUT = """
open_transactions = []
%s
def seen():
    other = sqlite3.connect(connection.settings_dict["NAME"])
    return other.execute("SELECT count(*) FROM audit_entry").fetchone()[0]

store.create([folder := uuid4()])
early = 0
for number in range(1, 20):
    receipt([folder])
    early += seen() < number
    while open_transactions:
        open_transactions.pop().__exit__(None, None, None)
say(early=early)
"""

# Broken on purpose: the receipt is handed out before its transaction commits.
TOO_EARLY = """
def commit(batch, at):
    open_transactions.append(transaction.atomic())
    open_transactions[-1].__enter__()
    return actions._append(batch, at)
actions._commit = commit
"""


def test_a_receipt_is_handed_out_only_after_its_commit(tmp_path: Path) -> None:
    assert run(tmp_path / "ours", HANDED_OUT % "") == {"early": 0}


def test_the_look_from_outside_catches_a_receipt_before_its_commit(tmp_path: Path) -> None:
    assert run(tmp_path / "broken", HANDED_OUT % TOO_EARLY)["early"] == 19


# Kill the entry's insert: what the act changed must be gone with it.
CHANGES = """
connection.cursor().execute("CREATE TABLE thing (n integer)")
%s
try:
    with actions.act("thing.add", by=SYSTEM, at=AT):
        connection.cursor().execute("INSERT INTO thing VALUES (1)")
        connection.cursor().execute("DROP TABLE audit_entry")
except (AuditUnavailable, DatabaseError):
    pass
found = connection.cursor().execute("SELECT count(*) FROM thing").fetchone()[0]
say(unlogged=found, size=queries.size())
"""

# Broken on purpose: the entry is written after the change is committed.
AFTERWARDS = """
from contextlib import contextmanager
@contextmanager
def act(verb, *, by, at):
    with transaction.atomic(durable=True):
        yield
    actions._commit([[("t", "2026-11-24"), ("x", verb)]], at)
actions.act = act
queries.size = lambda: 0
"""


def test_a_change_without_its_entry_does_not_stay(tmp_path: Path) -> None:
    assert run(tmp_path, CHANGES % "") == {"unlogged": 0, "size": 0}


def test_the_same_fault_catches_an_act_that_logs_after_commit(tmp_path: Path) -> None:
    assert run(tmp_path, CHANGES % AFTERWARDS)["unlogged"] == 1


def test_an_act_inside_somebody_elses_transaction_is_refused(tmp_path: Path) -> None:
    script = """
try:
    with transaction.atomic(), actions.act("x.y", by=SYSTEM, at=AT):
        pass
    outcome = "allowed"
except RuntimeError:
    outcome = "refused"
say(outcome=outcome, size=queries.size())
"""
    assert run(tmp_path, script) == {"outcome": "refused", "size": 0}
