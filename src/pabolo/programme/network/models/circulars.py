"""Short words from the office to the groups, and which group has read them."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField, UUIDField
from pabolo.programme.network.models.groups import Group


class Circular(models.Model):
    """Guidance sent to the groups of a district, or of the whole regency (`area` empty)."""

    id = RandomIdField()
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=1000)
    area = models.CharField(max_length=8, blank=True, default="")
    day = models.DateField()
    sent_by = UUIDField()


class CircularRead(models.Model):
    """That somebody of a group said: we have read it."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="reads")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reads")
    day = models.DateField()
    read_by = UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circular", "group"], name="circular_read_once")
        ]
