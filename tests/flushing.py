"""Transactional tests end with a flush, which append-only tables would refuse.

On PostgreSQL a flush truncates, which no row trigger sees. On SQLite it deletes: the triggers
are taken off and put back around the deletes, in the flush's own list of statements.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations


def _triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return [(name, sql) for name, sql in cursor.fetchall()]


def let_flush_pass(connection: BaseDatabaseWrapper) -> None:
    """Make flushes go around the append-only triggers, on every connection of this kind.

    Not on this connection alone: beside a running browser Django opens another one.
    """
    if connection.vendor != "sqlite":
        return
    kind = type(connection.ops)
    plain = kind.sql_flush

    def around(self: BaseDatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        triggers = _triggers(self.connection)
        drops = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        return [*drops, *plain(self, *args, **kwargs), *(sql for _, sql in triggers)]

    kind.sql_flush = around  # type: ignore[method-assign]
