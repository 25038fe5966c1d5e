"""The group of a place and the decrees that appoint it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pabolo.ground.lib.ids import RandomIdField, UUIDField


class Group(models.Model):
    """A PATBM group, attached to a place of any level by its Kemendagri code.

    `locality` names a hamlet (dusun) or RW below the village; empty for the place itself.
    """

    id = RandomIdField()
    place = models.CharField(max_length=13, db_index=True)
    locality = models.CharField(max_length=60, blank=True, default="")
    formed_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    contacts_checked_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "locality"],
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


class PeriodReport(models.Model):
    """That the group handed in its report on a half-year (`2026-S1`), and when."""

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="period_reports")
    period = models.CharField(max_length=7)
    day = models.DateField()
    recorded_by = UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "period"], name="period_report_once")
        ]
