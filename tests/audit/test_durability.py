"""The service does not start on a database that could lose what it acknowledged."""

import json
from pathlib import Path

import pytest
from tests.audit.sites import run

BROKEN = {
    "synchronous=NORMAL": "synchronous is '1', not 2 or 3",
    "synchronous=OFF": "synchronous is '0', not 2 or 3",
    "journal_mode=DELETE": "journal_mode is 'delete', not wal",
    "foreign_keys=OFF": "foreign_keys is '0', not 1",
    "busy_timeout=0": "busy_timeout is below 5000 ms",
    "mmap_size=1048576": "mmap_size is '1048576', not 0",
}

SCRIPT = """
from pabolo.ground.lib import durability
from django.core.management.base import SystemCheckError

def judged(pragma=None, mode="IMMEDIATE"):
    connection.close()
    if pragma:
        connection.cursor().execute(f"PRAGMA {pragma}")
    connection.ensure_connection()
    connection.transaction_mode = mode
    try:
        call_command("check", databases=["default"]); checked = True
    except SystemCheckError:
        checked = False
    try:
        durability.ensure_durable(); started = True
    except durability.NotDurable:
        started = False
    return [durability.problems(), checked, started]

found = {pragma: judged(pragma) for pragma in json.loads(os.environ["BROKEN"])}
say(ours=judged(), deferred=judged(mode="DEFERRED"), **found)
"""


def test_it_starts_on_our_settings_and_on_nothing_weaker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROKEN", json.dumps(list(BROKEN)))
    found = run(tmp_path, SCRIPT)
    assert found.pop("ours") == [[], True, True]
    assert found.pop("deferred") == [["transactions do not begin IMMEDIATE"], False, False]
    assert found == {setting: [[said], False, False] for setting, said in BROKEN.items()}
