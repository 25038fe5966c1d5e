"""What is in a database: rows and an ordered content hash of each table, to compare copies by."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Cursor(Protocol):
    """What both engines' cursors can do."""

    def execute(self, query: str, params: Any = ...) -> Any:
        """Run a query."""

    def fetchall(self) -> list[Any]:
        """Every row of the last query."""

    def __iter__(self) -> Any:
        """The rows of the last query."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's row count and the hash of its rows in order of key."""

    rows: int
    hash: str


def _cell(value: Any) -> bytes:
    if isinstance(value, memoryview | bytearray):
        value = bytes(value)
    text = value if isinstance(value, bytes) else str(value).encode()
    return f"{type(value).__name__}:{len(text)}:".encode() + text


def _table(rows: Iterable[Sequence[Any]]) -> Table:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(b"".join(map(_cell, row)) + b"\n")
        count += 1
    return Table(count, digest.hexdigest())


_SQLITE_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)
_POSTGRES_TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
)
_POSTGRES_COLUMNS = (
    "SELECT column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
)


def of_sqlite(link: sqlite3.Connection) -> Mapping[str, Table]:
    """Every table of a SQLite file, rows ordered by all columns."""
    found = {}
    for (name,) in link.execute(_SQLITE_TABLES).fetchall():
        columns = [row[1] for row in link.execute(f'PRAGMA table_info("{name}")')]
        found[name] = _table(link.execute(_ordered(name, columns)))
    return found


def of_postgres(cursor: Cursor) -> Mapping[str, Table]:
    """Every table of a PostgreSQL schema, as the cursor's transaction sees it."""
    cursor.execute(_POSTGRES_TABLES)
    found = {}
    for (name,) in cursor.fetchall():
        cursor.execute(_POSTGRES_COLUMNS, [name])
        columns = [row[0] for row in cursor.fetchall()]
        cursor.execute(_ordered(name, columns))
        found[name] = _table(cursor)
    return found


def _ordered(name: str, columns: Sequence[str]) -> str:
    """Names come from the database's own catalogue, never from people."""
    chosen = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT {chosen} FROM "{name}" ORDER BY {chosen}'  # noqa: S608
