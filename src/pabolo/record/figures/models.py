"""Releases, frozen, and the monthly counts of adult victims."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import RandomIdField
from pabolo.rules.releases import ReleaseState


class AdultVictimCount(models.Model):
    """Adult victims served in a month, by form; `ALL` counts persons. A later version corrects.

    Adults are outside the register: this is the other half of the share of children.
    """

    id = RandomIdField()
    month = models.DateField()
    form = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField(default=1)
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    entered_by = models.UUIDField()
    entered_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "form", "version"], name="adult_count_once_a_version"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="adult_count_has_a_source"),
        ]


class SimfoniShown(models.Model):
    """What SIMFONI showed for one cell of a month's recap. A later version corrects.

    `cut` and `value` are the cell's codes (`rules.simfoni_recap`). Counts of the ministry's own
    tables; nobody's case is in them.
    """

    id = RandomIdField()
    month = models.DateField()
    cut = models.CharField(max_length=8)
    value = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    seen_on = models.DateField()
    entered_by = models.UUIDField()
    entered_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "cut", "value", "version"], name="simfoni_shown_once_a_version"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="simfoni_shown_has_a_source"),
        ]


class Release(models.Model):
    """A set of figures that goes out together. What it says is frozen in `ReleaseContent`."""

    id = RandomIdField()
    code = models.CharField(max_length=12, unique=True)
    period = models.CharField(max_length=6, blank=True)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in ReleaseState]
    )
    as_of = models.DateField()
    synthetic = models.BooleanField(default=False)
    drafted_by = models.UUIDField()
    approved_by = models.UUIDField(null=True, blank=True)
    published_by = models.UUIDField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("drafted_by")),
                name="release_second_person_approves",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False),
                name="release_published_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReleaseContent(models.Model):
    """The text of a release, byte for byte, and its checksum. Append-only."""

    release = models.OneToOneField(
        Release, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
