"""What a group did: numbers of people by sex and age band."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import RandomIdField, UUIDField
from pabolo.programme.network.models.groups import Group
from pabolo.programme.network.models.plans import PlannedActivity


class Activity(models.Model):
    """Something the group did. `level`, `kind`, `strategy` are codes of `activity_*`, `strategy`.

    `total` is the sum of the turnout, `cost` what was spent, in rupiah; `planned` the line of
    the plan that it carries out. A wrong entry is withdrawn, not deleted.
    """

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="activities")
    day = models.DateField(db_index=True)
    level = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    strategy = models.CharField(max_length=20)
    where = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=500, blank=True)
    total = models.PositiveIntegerField()
    materials = models.CharField(max_length=300, blank=True, default="")
    cost = models.PositiveBigIntegerField(default=0)
    planned = models.ForeignKey(
        PlannedActivity, on_delete=models.PROTECT, null=True, blank=True, related_name="done"
    )
    recorded_by = UUIDField()
    recorded_at = models.DateTimeField()
    withdrawn_day = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "day"], name="activity_by_group")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(total__gt=0), name="activity_had_people"),
            models.CheckConstraint(
                condition=Q(withdrawn_day__isnull=True) | ~Q(withdrawn_because=""),
                name="activity_withdrawn_with_a_reason",
            ),
        ]


class Turnout(models.Model):
    """How many people of one sex and age band came to an activity (`sex`, `age_band` codes)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="turnout")
    sex = models.CharField(max_length=2)
    band = models.CharField(max_length=2)
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "sex", "band"], name="turnout_once")
        ]
