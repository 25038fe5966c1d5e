"""When a group met, and which members came."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import RandomIdField, UUIDField
from pabolo.programme.network.models.groups import Group
from pabolo.programme.network.models.members import Member


class Meeting(models.Model):
    """A meeting of the group itself, with how many came."""

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    attendance = models.PositiveSmallIntegerField()
    minutes = models.CharField(max_length=2000, blank=True)
    recorded_by = UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "day"], name="meeting_by_group")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(attendance__gt=0), name="meeting_had_people")
        ]


class Attendance(models.Model):
    """That a member was at a meeting. Guests are in the number only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="present")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="meetings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")
        ]
