"""Places of one regency. Keys are the codes of the Ministry of Home Affairs (Kemendagri).

BPS, the statistics office, numbers the same places differently at every level; its code stands
beside where it is known and stays empty where it is not.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Regency(models.Model):
    """Kabupaten: code like `12.10`."""

    code = models.CharField(max_length=5, primary_key=True)
    bps_code = models.CharField(max_length=4, blank=True)
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """Kecamatan: code like `12.10.19`, and its square on the tile map (from the top left)."""

    code = models.CharField(max_length=8, primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="districts")
    bps_code = models.CharField(max_length=7, blank=True)
    name = models.CharField(max_length=80)
    tile_column = models.PositiveSmallIntegerField(null=True)
    tile_row = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["regency", "tile_column", "tile_row"], name="district_has_its_own_tile"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Village(models.Model):
    """Desa or kelurahan: code like `12.10.19.2008`; the tenth character tells the kind."""

    code = models.CharField(max_length=13, primary_key=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="villages")
    kind = models.CharField(max_length=9)
    bps_code = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=("kelurahan", "desa")), name="village_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """How many people, of which ages, in which year, according to whom.

    Without ages it is the whole population. Sources disagree; all are kept, none overwritten.
    """

    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField()
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    count = models.PositiveIntegerField()
    basis = models.CharField(max_length=12)
    as_of = models.DateField(null=True)
    source_code = models.CharField(max_length=20)
    source = models.CharField(max_length=240)
    method = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["regency", "year", "age_from", "age_to", "source_code"],
                name="population_once_per_source",
            ),
            models.UniqueConstraint(
                fields=["regency", "year", "source_code"],
                condition=Q(age_from__isnull=True),
                name="whole_population_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True, age_to__isnull=True)
                | Q(age_from__lte=F("age_to")),
                name="population_ages_in_order",
            ),
        ]
