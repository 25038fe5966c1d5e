"""Who may see which folder."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField


class Grant(models.Model):
    """A person may see a folder, for a reason, for a time. Access is granted, not withheld.

    `subject` says what the folder is (report, child, incident, case). `basis` is why: `duty`
    (an intake officer on duty), `team` (worker or specialist of the case), `oversight`,
    `stand_in` (for somebody who is away), `watch` (follows the watch-list), `own` (a villager's
    own item).
    """

    id = RandomIdField()
    folder = models.UUIDField()
    subject = models.CharField(max_length=12)
    person_id = models.UUIDField()
    basis = models.CharField(max_length=12)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    # The day it ends by itself; only for standing in.
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder", "person_id"],
                condition=models.Q(until_day__isnull=True),
                name="one_running_grant_a_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="stand_in") | models.Q(last_day__isnull=False),
                name="standing_in_has_an_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person_id", "subject", "folder"], name="grant_scope")
        ]


class Erased(models.Model):
    """A folder whose key is destroyed, or about to be: nothing of it is listed or opened again.

    `tombstone` is a keyed hash of the folder's id, the same in the audit log and in the ledger.
    `folder` is empty where only the ledger knows of it. `done_day`: the key is gone and the log
    says so.
    """

    id = RandomIdField()
    tombstone = models.CharField(max_length=64, unique=True)
    folder = models.UUIDField(null=True, blank=True, unique=True)
    subject = models.CharField(max_length=12)
    ordered_day = models.DateField()
    done_day = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["done_day"], name="erased_by_day")]
