"""Pictures of an activity or of a paper sheet, cleaned and sealed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import RandomIdField, UUIDField
from pabolo.programme.network.models.activities import Activity
from pabolo.programme.network.models.meetings import Meeting


class Photo(models.Model):
    """One picture. Until it is `ready`, only who sent it sees it, to cover faces.

    `kind`: `scene` (what happened) or `sheet` (the paper instead of typing).
    """

    id = RandomIdField()
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    kind = models.CharField(max_length=8)
    file = models.OneToOneField("attachments.File", on_delete=models.PROTECT, related_name="+")
    ready = models.BooleanField(default=False)
    day = models.DateField()
    recorded_by = UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, meeting__isnull=True)
                | Q(activity__isnull=True, meeting__isnull=False),
                name="photo_of_one_entry",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("scene", "sheet")), name="photo_kind_known"
            ),
        ]
