"""The child, once, whatever the number of cases."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.rules.vocabulary import Facet


class Child(models.Model):
    """A child known to the unit. Merging is `merged_into`, nothing else moves."""

    id = RandomIdField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    version = models.PositiveIntegerField(default=1)
    changed_day = models.DateField()
    identity = SealedField(facet=Facet.IDENTITY)
    places = SealedField(facet=Facet.LOCATION)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="child_not_its_own_double"
            )
        ]
