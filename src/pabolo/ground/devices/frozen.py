"""The database's own hold on envelopes: what came stays as it came, and an end stays an end."""

from collections.abc import Sequence

from pabolo.ground.lib.triggers import Triggers

TABLE = "devices_submission"
AS_IT_CAME = ("id", "device_id", "origin", "place", "made_at", "received_at", "skew", "digest")


def _changed(null_safe: str) -> str:
    columns = " OR ".join(f"NEW.{name} {null_safe} OLD.{name}" for name in AS_IT_CAME)
    return (
        f"{columns} OR (NEW.sealed IS NOT NULL AND NEW.sealed {null_safe} OLD.sealed) "
        f"OR (OLD.state IN ('done', 'refused') AND NEW.state <> OLD.state)"
    )


class Envelopes(Triggers):
    """Migration operation: an envelope is never changed or deleted, its end never taken back."""

    def made(self, vendor: str) -> Sequence[str]:
        """Statements that create the triggers."""
        if vendor == "sqlite":
            return (
                f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} "
                f"WHEN {_changed('IS NOT')} "
                f"BEGIN SELECT RAISE(ABORT, 'an envelope stays as it came'); END",
                f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, 'an envelope is not deleted'); END",
            )
        return (
            f"CREATE OR REPLACE FUNCTION {TABLE}_kept() RETURNS trigger AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'an envelope is not deleted'; END IF; "
            f"IF {_changed('IS DISTINCT FROM')} "
            f"THEN RAISE EXCEPTION 'an envelope stays as it came'; END IF; "
            f"RETURN NEW; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_kept()",
        )

    def dropped(self, vendor: str) -> Sequence[str]:
        """Statements that drop the triggers."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER {TABLE}_{name}" for name in ("kept", "no_delete")]
        return [f"DROP TRIGGER {TABLE}_kept ON {TABLE}"]

    def describe(self) -> str:
        """What the migration list shows."""
        return "Hold envelopes as they came"
