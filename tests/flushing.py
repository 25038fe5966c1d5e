"""Transactional tests end with a flush, which append-only tables would refuse.

On PostgreSQL a flush truncates, which no row trigger sees. On SQLite it deletes: the triggers
are taken off and put back around the deletes, in the flush's own list of statements.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return [(name, sql) for name, sql in cursor.fetchall()]


def let_flush_pass(connection: BaseDatabaseWrapper) -> None:
    """Make flushes of this connection go around its append-only triggers."""
    if connection.vendor != "sqlite":
        return
    plain = connection.ops.sql_flush

    def around(*args: Any, **kwargs: Any) -> list[str]:
        triggers = _triggers(connection)
        drops = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        return [*drops, *plain(*args, **kwargs), *(sql for _, sql in triggers)]

    connection.ops.sql_flush = around  # type: ignore[method-assign]
