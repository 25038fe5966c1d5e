"""Would an acknowledged row survive a power cut? Asked of the database itself, at every start.

Django's default for SQLite and the popular NORMAL preset both lose acknowledged rows; so does a
PostgreSQL with `fsync` or `synchronous_commit` turned off.
"""

from collections.abc import Mapping
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE: Final[Mapping[str, tuple[str, ...]]] = {
    "PRAGMA journal_mode": ("wal",),
    "PRAGMA synchronous": ("2", "3"),
    "PRAGMA foreign_keys": ("1",),
    "PRAGMA secure_delete": ("1",),
}
POSTGRESQL: Final[Mapping[str, tuple[str, ...]]] = {
    "SHOW fsync": ("on",),
    "SHOW synchronous_commit": ("on", "remote_write", "remote_apply", "local"),
    "SHOW full_page_writes": ("on",),
}


def _asked(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return str(row[0]).lower() if row else ""


def weak_points(connection: BaseDatabaseWrapper) -> list[str]:
    """What about this database could lose an acknowledged row; empty when nothing could."""
    sqlite = connection.vendor == "sqlite"
    weak = [
        f"{question} is `{answer}`, needs {' or '.join(wanted)}"
        for question, wanted in (SQLITE if sqlite else POSTGRESQL).items()
        if (answer := _asked(connection, question)) not in wanted
    ]
    options = connection.settings_dict["OPTIONS"]
    if sqlite and options.get("transaction_mode") != "IMMEDIATE":
        weak.append("transaction_mode is not IMMEDIATE")
    return weak
