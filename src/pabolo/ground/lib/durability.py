"""Will what we acknowledge survive a power cut? Read from the live connection, not from settings.

SQLite: in WAL mode a commit is on disk when it returns only under `synchronous=FULL` (SQLite:
PRAGMA synchronous). Under NORMAL, and under the stock rollback journal, a power cut can undo
a commit that somebody was told of. PostgreSQL: `fsync`, `full_page_writes` and
`synchronous_commit` (PostgreSQL: Write Ahead Log settings).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# What must be read back, and what is allowed.
SQLITE: Mapping[str, tuple[str, ...]] = {
    "journal_mode": ("wal",),
    "synchronous": ("2", "3"),
    "foreign_keys": ("1",),
    "mmap_size": ("0",),
}
POSTGRESQL: Mapping[str, tuple[str, ...]] = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}
SHORTEST_WAIT = 5_000  # milliseconds that a writer waits for another


class NotDurable(Exception):
    """The database could lose what it acknowledged; the service does not start."""


def _ask(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return "" if row is None else str(row[0])


def _wrong(
    connection: BaseDatabaseWrapper, verb: str, wanted: Mapping[str, Sequence[str]]
) -> list[str]:
    found = {name: _ask(connection, f"{verb} {name}") for name in wanted}
    return [
        f"{name} is {found[name]!r}, not {' or '.join(allowed)}"
        for name, allowed in wanted.items()
        if found[name] not in allowed
    ]


def problems(alias: str = "default") -> list[str]:
    """What on this connection could lose acknowledged rows; empty when nothing could."""
    connection = connections[alias]
    if connection.vendor == "postgresql":
        return _wrong(connection, "SHOW", POSTGRESQL)
    wrong = _wrong(connection, "PRAGMA", SQLITE)
    if int(_ask(connection, "PRAGMA busy_timeout") or 0) < SHORTEST_WAIT:
        wrong.append(f"busy_timeout is below {SHORTEST_WAIT} ms")
    if getattr(connection, "transaction_mode", None) != "IMMEDIATE":
        wrong.append("transactions do not begin IMMEDIATE")
    return wrong


def ensure_durable(alias: str = "default") -> None:
    """Raise `NotDurable` unless commits survive a power cut. Called before serving."""
    found = problems(alias)
    if found:
        raise NotDurable("; ".join(found))


def check_durability(*, databases: Sequence[str] | None = None, **_: Any) -> list[checks.Error]:
    """The same, as a Django database check (`check --database default`)."""
    return [
        checks.Error(problem, id="pabolo.E001")
        for alias in databases or ()
        for problem in problems(alias)
    ]
