"""Files kept with a report or a case: sealed, never in a folder of the file system."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.rules.vocabulary import Facet

KINDS = ("image", "audio", "pdf")


class File(models.Model):
    """One file of a folder. In the clear: whose folder, the day, kind and size; the rest sealed."""

    id = RandomIdField()
    folder_id = models.UUIDField(db_index=True)
    subject = models.CharField(max_length=12)
    day = models.DateField()
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    facts = SealedField(facet=Facet.FILES)
    body = SealedField(facet=Facet.FILES)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="file_kind_known")
        ]
