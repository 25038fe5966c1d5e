"""Proposed destructions: by whom, decided by whom. What they hold is sealed."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.rules.vocabulary import Facet

STATES = ("proposed", "approved", "declined")


class Batch(models.Model):
    """Some things that are due, put before a second person. Its body is in a folder of its own."""

    id = RandomIdField()
    state = models.CharField(max_length=8, default="proposed")
    proposed_by_id = models.UUIDField()
    proposed_day = models.DateField()
    decided_by_id = models.UUIDField(null=True, blank=True)
    decided_day = models.DateField(null=True, blank=True)
    body = SealedField(facet=Facet.CARE)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="batch_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_by_id__isnull=True)
                | (
                    ~models.Q(state="proposed")
                    & models.Q(decided_by_id__isnull=False, decided_day__isnull=False)
                ),
                name="batch_decided_says_who",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | ~models.Q(decided_by_id=models.F("proposed_by_id")),
                name="batch_approved_by_another",
            ),
        ]
