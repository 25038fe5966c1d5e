"""Loading the reference places and population numbers that ship with the programme."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import models, transaction

from pabolo.ground.lib.tables import rows_of
from pabolo.ground.places.models import District, Population, Regency, Village

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of each table the shipped data hold."""

    regencies: int
    districts: int
    villages: int
    populations: int


@transaction.atomic
def load_reference() -> Loaded:
    """Load or refresh places and population from the shipped tables. Safe to run again.

    Public reference data without a person in it: no actor, no audit entry (the audit log stands
    above places). Rows that the regency added itself are left alone.
    """
    regency = rows_of(DATA / "regencies.csv")
    _put(Regency, [Regency(**row) for row in regency])
    districts = [_district(row) for row in rows_of(DATA / "districts.csv")]
    _put(District, districts)
    villages = [_village(row) for row in rows_of(DATA / "villages.csv")]
    _put(Village, villages)
    populations = rows_of(DATA / "population.csv")
    for row in populations:
        _population(regency[0]["code"], row)
    return Loaded(len(regency), len(districts), len(villages), len(populations))


def _put[M: models.Model](table: type[M], rows: list[M]) -> None:
    columns = [f.name for f in table._meta.concrete_fields if not f.primary_key]
    table._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )


def _district(row: dict[str, str]) -> District:
    return District(
        code=row["code"],
        regency_id=row["regency"],
        bps_code=row["bps_code"],
        name=row["name"],
        tile_column=int(row["tile_column"]),
        tile_row=int(row["tile_row"]),
    )


def _village(row: dict[str, str]) -> Village:
    return Village(
        code=row["code"],
        district_id=row["district"],
        kind=row["kind"],
        bps_code=row["bps_code"],
        name=row["name"],
    )


def _population(regency: str, row: dict[str, str]) -> None:
    Population.objects.update_or_create(
        regency_id=regency,
        year=int(row["year"]),
        age_from=int(row["age_from"]) if row["age_from"] else None,
        age_to=int(row["age_to"]) if row["age_to"] else None,
        source_code=row["source_code"],
        defaults={
            "count": int(row["count"]),
            "basis": row["basis"],
            "as_of": date.fromisoformat(row["as_of"]) if row["as_of"] else None,
            "source": row["source"],
            "method": row["method"],
        },
    )
