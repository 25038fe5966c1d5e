"""Phones of the village network: who uses them, and what they sent.

A phone is enrolled once and may serve several people. Tokens are kept as SHA-256 only.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models

from pabolo.ground.lib.ids import RandomIdField, UUIDField

STATES = ("stored", "done", "parked", "refused", "quarantined")


class Device(models.Model):
    """A phone. Revoked, it is told to wipe; what it sends is kept apart, not dropped.

    `skew`: seconds that its clock was ahead of ours (behind: below zero) when it was seen last.
    """

    id = RandomIdField()
    label = models.CharField(max_length=60)
    token = models.BinaryField(max_length=32, unique=True)
    enrolled_by = UUIDField()
    enrolled_day = models.DateField()
    seen_day = models.DateField()
    skew = models.IntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Carrier(models.Model):
    """A person on a phone: the lease, the half of the cache's key, wrong proofs.

    `token` is the newest one of `Proof`. `half` lies in a box under the installation's secret, as
    second factors do. `opened`: the person has used it since the last token was given. `reset`:
    the PIN was forgotten; the phone may enrol this person again.
    """

    id = RandomIdField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="carriers")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="phones")
    token = models.BinaryField(max_length=32)
    half = models.BinaryField()
    lease_until = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    opened = models.BooleanField(default=False)
    reset = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    person_id: UUID
    device_id: UUID

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["device", "person"], name="person_once_on_a_phone")
        ]


class Proof(models.Model):
    """A token given to a person on a phone. Append-only: what was sealed before the PIN was
    reset carries the older one, and is still that person's. Only the newest opens a lease.
    """

    id = RandomIdField()
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="proofs")
    token = models.BinaryField(max_length=32, unique=True)
    day = models.DateField()


class Submission(models.Model):
    """One envelope as it came: sealed on the phone, under the id that the phone made.

    The envelope never changes. It is emptied when its end is reached, because what it told then
    lies where it belongs and can be erased there; `digest` stays. An end stays an end. Triggers
    hold all three. `origin`: the phone that sealed it, where another one carried it here.
    `person_id` and `entry` (its kind) are known once it was opened.
    """

    id = UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="submissions")
    origin = UUIDField()
    place = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew = models.IntegerField()
    digest = models.BinaryField(max_length=32)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=12, default="stored")
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    entry = models.CharField(max_length=16, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    changed_day = models.DateField()

    device_id: UUID

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "received_at"], name="submission_by_state"),
            models.Index(fields=["device", "state"], name="submission_by_phone"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="submission_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("done", "refused"), sealed__isnull=True)
                | models.Q(state__in=("stored", "parked", "quarantined"), sealed__isnull=False),
                name="submission_kept_until_its_end",
            ),
        ]
