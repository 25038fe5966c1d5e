"""The key file: a SQLite file of its own beside the data, committed before the rows that need it.

A second file, because the data may be copied and kept for years while keys must be able to
die: a transaction over two files would not be atomic anyway (SQLite: WAL, section 1).
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

SCHEMA = """
CREATE TABLE IF NOT EXISTS folder_key (
    folder BLOB PRIMARY KEY CHECK (length(folder) = 16),
    kid INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 16)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pair (
    name TEXT PRIMARY KEY, public TEXT NOT NULL, wrapped BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

_mine = threading.local()


def path() -> Path:
    """Where the key file lies."""
    return _inside(settings.DATA)


@lru_cache(maxsize=2)
def _inside(data: Path) -> Path:
    """Asked for with every key: the same folder gives the same object, which compares at once."""
    return Path(data) / "keys.sqlite3"


def _open(where: Path) -> sqlite3.Connection:
    where.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(where, os.O_RDWR | os.O_CREAT, 0o600))
    link = sqlite3.connect(where, timeout=20, isolation_level=None)
    link.execute("PRAGMA busy_timeout=20000")
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=FULL")
    link.execute("PRAGMA secure_delete=ON")
    link.execute("PRAGMA temp_store=MEMORY")
    link.executescript(SCHEMA)
    return link


def connection() -> sqlite3.Connection:
    """This thread's connection; a fork or a change of data folder opens a new one."""
    wanted = (path(), os.getpid())
    if getattr(_mine, "wanted", None) != wanted:
        _mine.link = _open(wanted[0])
        _mine.wanted = wanted
    link: sqlite3.Connection = _mine.link
    return link


@contextmanager
def writing() -> Iterator[sqlite3.Connection]:
    """One durable transaction on the key file."""
    link = connection()
    link.execute("BEGIN IMMEDIATE")
    try:
        yield link
    except BaseException:
        link.execute("ROLLBACK")
        raise
    link.execute("COMMIT")


def meta(name: str) -> bytes | None:
    """One remembered value."""
    row = connection().execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
    return None if row is None else bytes(row[0])


def remember(name: str, value: bytes) -> bytes:
    """Remember a value unless there is one; what is remembered now."""
    with writing() as link:
        link.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", [name, value])
    return meta(name) or value
