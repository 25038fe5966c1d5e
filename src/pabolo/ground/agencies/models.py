"""The directory of partner agencies."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField


class Agency(models.Model):
    """An institution, what it does for a child, and how it is reached.

    `kind` is a code of the list `agency_kind`. `place` is a place code: the regency, a district
    or a village it serves; empty where it lies outside. `placeholder`: the contact is invented.
    """

    id = RandomIdField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=200)
    place = models.CharField(max_length=13, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    placeholder = models.BooleanField(default=False)
    last_verified = models.DateField(null=True, blank=True)
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "name"], name="agency_once_in_the_directory")
        ]

    def __str__(self) -> str:
        return self.name


class AgencyChange(models.Model):
    """What the directory said of an agency before it was changed. Append-only."""

    id = RandomIdField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="changes")
    day = models.DateField()
    by_id = models.UUIDField()
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "number"], name="one_agency_change_a_number")
        ]


class AgencyKey(models.Model):
    """The public keys of a unit that takes cases over, as compared by telephone. Append-only.

    The newest row holds; one with empty keys takes them back. `read_by`: who read the fingerprint
    aloud there, and how they were reached.
    """

    id = RandomIdField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="keys")
    number = models.PositiveIntegerField()
    recipient = models.CharField(max_length=90, blank=True)
    signer = models.CharField(max_length=64, blank=True)
    read_by = models.CharField(max_length=120)
    verified_by_id = models.UUIDField()
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "number"], name="one_agency_key_a_number")
        ]
