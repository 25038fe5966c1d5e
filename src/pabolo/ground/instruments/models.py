"""Question sets in their editions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import UUIDField


class Edition(models.Model):
    """One edition of a question set. Append-only: what was asked stays as it was asked.

    `form` is the whole set as JSON, `digest` its SHA-256 (hex).
    """

    instrument = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    form = models.TextField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    set_by = UUIDField()
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "number"], name="edition_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_from_one"),
        ]
