"""The group of a place and the decrees that appoint it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pabolo.ground.lib.ids import RandomIdField


class Group(models.Model):
    """A PATBM group, attached to a place of any level by its Kemendagri code."""

    id = RandomIdField()
    place = models.CharField(max_length=13, db_index=True)
    formed_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(until_day__isnull=True),
                name="one_living_group_at_a_place",
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("formed_day")),
                name="group_ends_after_it_forms",
            ),
        ]


class Decree(models.Model):
    """The letter (SK) that appoints the group, and how long it holds."""

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="decrees")
    number = models.CharField(max_length=80)
    day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="decree_once"),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("day")),
                name="decree_ends_after_it_starts",
            ),
        ]
