"""What a group means to do in a year, and with which money."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import RandomIdField
from pabolo.programme.network.models.groups import Group


class PlannedActivity(models.Model):
    """One line of a yearly plan.

    `level`, `strategy`, `source` are codes of `activity_level`, `strategy`, `budget_source`;
    `budget` is in rupiah. What is dropped stays, marked.
    """

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="plan")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=20)
    strategy = models.CharField(max_length=20)
    target = models.PositiveIntegerField()
    budget = models.PositiveBigIntegerField()
    source = models.CharField(max_length=20)
    dropped_day = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "year"], name="plan_by_group")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(month__gte=1) & Q(month__lte=12), name="plan_month_is_one"
            ),
            models.CheckConstraint(condition=Q(target__gt=0), name="plan_reaches_people"),
        ]
