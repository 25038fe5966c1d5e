"""An obligation with an owner and a day. What it is about stays sealed."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.vocabulary import Facet


class Duty(models.Model):
    """One open, met or void obligation about one folder (a report, a case, an alarm).

    In the clear: whose folder, which person or post owns it, which day, which state. Its kind,
    hour and reason are sealed under the folder's `care` facet.
    """

    id = RandomIdField()
    subject = models.CharField(max_length=12)
    folder_id = models.UUIDField()
    owner_post = models.CharField(max_length=20)
    owner_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=8, default="open")
    opened_day = models.DateField()
    due_day = models.DateField()
    closed_day = models.DateField(null=True, blank=True)
    body = SealedField(facet=Facet.CARE)
    closing = SealedField(facet=Facet.CARE, null=True)

    objects: ClassVar = Living["Duty"]("folder_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "met", "void"]), name="duty_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_day__isnull=True, closing__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_day__isnull=False)),
                name="duty_closed_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner_id", "state", "due_day"], name="duty_by_owner"),
            models.Index(fields=["owner_post", "state", "due_day"], name="duty_by_post"),
            models.Index(fields=["folder_id", "state"], name="duty_by_folder"),
            models.Index(fields=["state", "due_day"], name="duty_by_state"),
        ]
