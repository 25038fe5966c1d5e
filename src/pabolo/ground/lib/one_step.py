"""A row may point to another, and that other points nowhere: held by SQLite and PostgreSQL alike.

No chain and no circle can come about, whoever writes.
"""

from collections.abc import Sequence

from pabolo.ground.lib.triggers import Triggers


class OneStep(Triggers):
    """Migration operation: what `column` points to holds nothing there, nor is pointed on."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def made(self, vendor: str) -> Sequence[str]:
        """Statements that create the triggers."""
        return self._sqlite() if vendor == "sqlite" else self._postgres()

    def dropped(self, vendor: str) -> Sequence[str]:
        """Statements that drop the triggers."""
        if vendor != "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.table}_one_step ON {self.table}"]
        return [
            f"DROP TRIGGER IF EXISTS {self.table}_one_step_{verb}" for verb in ("insert", "update")
        ]

    def _sqlite(self) -> Sequence[str]:
        table, column = self.table, self.column
        broken = (
            f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.{column} AND {column} IS NOT NULL) "  # noqa: S608 - our own names
            f"OR EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.id)"
        )
        return tuple(
            f"CREATE TRIGGER {table}_one_step_{verb.split()[0].lower()} AFTER {verb} ON {table} "
            f"WHEN NEW.{column} IS NOT NULL AND ({broken}) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: one step only'); END"
            for verb in ("INSERT", f"UPDATE OF {column}")
        )

    def _postgres(self) -> Sequence[str]:
        """The row pointed to is locked, so that two who write at once do not make a chain."""
        table, column = self.table, self.column
        return (
            f"CREATE OR REPLACE FUNCTION {table}_one_step() RETURNS trigger AS $$ BEGIN "  # noqa: S608
            f"IF NEW.{column} IS NULL THEN RETURN NULL; END IF; "
            f"PERFORM 1 FROM {table} WHERE id = NEW.{column} AND {column} IS NULL FOR UPDATE; "
            f"IF NOT FOUND OR EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.id) "
            f"THEN RAISE EXCEPTION '{table}: one step only'; END IF; "
            "RETURN NULL; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {table}_one_step AFTER INSERT OR UPDATE OF {column} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_one_step()",
        )

    def describe(self) -> str:
        """What the migration list shows."""
        return f"Let {self.table}.{self.column} lead one step and no further"
