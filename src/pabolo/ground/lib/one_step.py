"""A row may point to another, and that other points nowhere: held by SQLite and PostgreSQL alike.

No chain and no circle can come about, whoever writes. Django rebuilds a SQLite table for some
changes of it, and its triggers are gone then: put this operation last in such a migration again.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class OneStep(Operation):
    """Migration operation: what `column` points to holds nothing there, nor is pointed on."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers."""
        sqlite = schema_editor.connection.vendor == "sqlite"
        for statement in self._sqlite() if sqlite else self._postgres():
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_one_step_{verb}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_one_step ON {self.table}")

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
