"""Rules that the database holds by triggers, on SQLite and PostgreSQL alike: as migrations say it.

Django rebuilds a SQLite table for some changes of it, and its triggers are gone then: put the
operation last in such a migration again.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Triggers(Operation):
    """A migration operation of statements that make triggers, and others that drop them."""

    reduces_to_sql = True
    reversible = True

    def made(self, vendor: str) -> Sequence[str]:
        """Statements that create them."""
        raise NotImplementedError

    def dropped(self, vendor: str) -> Sequence[str]:
        """Statements that drop them."""
        raise NotImplementedError

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
        for statement in self.made(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        for statement in self.dropped(schema_editor.connection.vendor):
            schema_editor.execute(statement)
