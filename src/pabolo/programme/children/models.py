"""The child, once, whatever the number of cases; and pairs of records that may be one child."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.vocabulary import Facet

PAIR_STATES = ("open", "unsure", "same", "different", "faded")


class Child(models.Model):
    """A child known to the unit. Merging is `merged_into`, nothing else moves.

    It leads one step and no further, by a trigger. `compared_version`: the version last held
    against all the others.
    """

    id = RandomIdField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    version = models.PositiveIntegerField(default=1)
    compared_version = models.PositiveIntegerField(default=0)
    changed_day = models.DateField()
    identity = SealedField(facet=Facet.IDENTITY)
    places = SealedField(facet=Facet.LOCATION)

    objects: ClassVar = Living["Child"]("pk")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="child_not_its_own_double"
            )
        ]


class Pair(models.Model):
    """Two records of a child that may be one; what speaks for it lies sealed with the first."""

    id = RandomIdField()
    one = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="open")
    version = models.PositiveIntegerField(default=1)
    changed_day = models.DateField()
    body = SealedField(facet=Facet.IDENTITY)

    objects: ClassVar = Living["Pair"]("one_id", "other_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="pair_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=PAIR_STATES), name="pair_state_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "changed_day"], name="pair_by_state")]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the first child."""
        return self.one_id


class PairLine(models.Model):
    """What was said of a pair, by whom, and what followed from it. Append-only."""

    id = RandomIdField()
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="lines")
    seq = models.PositiveIntegerField()
    author_id = models.UUIDField()
    day = models.DateField()
    body = SealedField(facet=Facet.IDENTITY)

    objects: ClassVar = Living["PairLine"]("pair__one_id", "pair__other_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pair", "seq"], name="one_line_a_number")
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the first child of the pair."""
        return self.pair.one_id
