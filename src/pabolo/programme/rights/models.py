"""What people ask of the data kept about them."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.vocabulary import Facet

STATES = ("open", "granted", "done", "refused")


class Request(models.Model):
    """One request, in a folder of its own: whom it is about, if anybody here, is sealed in it.

    No column leads to a case, so that nothing in the clear tells that there is one.
    """

    id = RandomIdField()
    state = models.CharField(max_length=8, default="open")
    version = models.PositiveIntegerField(default=1)
    taken_by_id = models.UUIDField()
    taken_day = models.DateField()
    changed_day = models.DateField()
    answered_day = models.DateField(null=True, blank=True)
    body = SealedField(facet=Facet.CARE)
    found = SealedField(facet=Facet.CARE, null=True)
    decision = SealedField(facet=Facet.CARE, null=True)

    objects: ClassVar = Living["Request"]("pk")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="request_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", answered_day__isnull=True)
                | (
                    ~models.Q(state="open")
                    & models.Q(answered_day__isnull=False, decision__isnull=False)
                ),
                name="request_answered_says_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "taken_day"], name="request_by_state")]
