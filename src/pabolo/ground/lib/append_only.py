"""Append-only tables, held by the database on SQLite and PostgreSQL alike.

Owners of the server can drop a trigger; the Merkle tree is what tells. The trigger stops
mistakes and stray code.
"""

from collections.abc import Sequence

from pabolo.ground.lib.triggers import Triggers


def _sqlite(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _postgres(table: str) -> Sequence[str]:
    return (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    )


class AppendOnly(Triggers):
    """Migration operation: rows of `table` can be added, never changed or deleted."""

    def __init__(self, table: str) -> None:
        self.table = table

    def made(self, vendor: str) -> Sequence[str]:
        """Statements that create the triggers."""
        if vendor != "sqlite":
            return _postgres(self.table)
        return [_sqlite(self.table, verb) for verb in ("UPDATE", "DELETE")]

    def dropped(self, vendor: str) -> Sequence[str]:
        """Statements that drop the triggers."""
        if vendor != "sqlite":
            return [f"DROP TRIGGER {self.table}_no_change ON {self.table}"]
        return [f"DROP TRIGGER {self.table}_no_{verb}" for verb in ("update", "delete")]

    def describe(self) -> str:
        """What the migration list shows."""
        return f"Make {self.table} append-only"
