"""The audit log as a Django app."""

from django.apps import AppConfig
from django.core import checks

from pabolo.ground.lib.durability import check_durability


class AuditConfig(AppConfig):
    """Registers the durability check: an entry that a power cut can undo is no receipt."""

    name = "pabolo.ground.audit"

    def ready(self) -> None:
        """Once, when Django starts."""
        checks.register(check_durability, checks.Tags.database)
