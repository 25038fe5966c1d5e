"""Rows whose folder is not erased: what every model of sealed rows lists by default.

The ciphertext of an erased folder stays where it is, unreadable. So that no list, count, search or
round meets it, it is left out where rows are asked for, not where they are shown.
"""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from pabolo.ground.vault.models import Erased


class Living[M: models.Model](models.Manager[M]):
    """Rows of folders that are not erased. `columns` name the folders that a row hangs on."""

    def __init__(self, *columns: str) -> None:
        super().__init__()
        self._columns = columns

    def get_queryset(self) -> QuerySet[M]:
        """Every row but those of erased folders."""
        rows = super().get_queryset()
        for column in self._columns:
            rows = rows.filter(~Exists(Erased.objects.filter(folder=OuterRef(column))))
        return rows
