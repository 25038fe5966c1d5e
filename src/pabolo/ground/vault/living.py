"""Rows whose folder is not erased: what every model of sealed rows lists by default.

The ciphertext of an erased folder stays where it is, unreadable. So that no list, count, search or
round meets it, it is left out where rows are asked for, not where they are shown.
"""

from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from pabolo.ground.vault.models import Erased


class Living[M: models.Model](models.Manager[M]):
    """Rows of folders that are not erased. `columns` name the folders that a row hangs on."""

    def __init__(self, *columns: str) -> None:
        super().__init__()
        self._columns = columns

    def get_queryset(self) -> QuerySet[M]:
        """Every row but those of erased folders."""
        return super().get_queryset().filter(*self._standing)

    @cached_property
    def _standing(self) -> tuple[Combinable, ...]:
        """The conditions, made once: every question of every list passes here."""
        erased = (Erased.objects.filter(folder=OuterRef(column)) for column in self._columns)
        return tuple(~Exists(rows) for rows in erased)
