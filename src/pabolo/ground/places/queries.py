"""Which places are there, what are they called, and how many children live here?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, When

from pabolo.ground.places.models import District, Population, Regency, Village

CHILD_AGES = (0, 17)


def regency() -> Regency:
    """The regency of this installation. Raises `Regency.DoesNotExist` before loading."""
    return Regency.objects.get()


def districts() -> QuerySet[District]:
    """All districts, by name."""
    return District.objects.order_by("name")


def villages(district: str = "") -> QuerySet[Village]:
    """All villages, or those of one district, by district and name."""
    found = Village.objects.select_related("district").order_by("district__name", "name")
    return found.filter(district_id=district) if district else found


def village(code: str) -> Village:
    """One village. Raises `Village.DoesNotExist`."""
    return Village.objects.select_related("district").get(code=code)


def exists(code: str) -> bool:
    """Whether the code is a regency, district or village of this installation."""
    table = {5: Regency, 8: District, 13: Village}.get(len(code))
    return table is not None and table._default_manager.filter(pk=code).exists()


def names() -> dict[str, str]:
    """Every code with its plain name: one query a level, for lists of places."""
    found: dict[str, str] = {}
    for table in (Regency, District, Village):
        found.update(table._default_manager.values_list("code", "name"))
    return found


def full_name(code: str) -> str:
    """How people say it: "Desa Wonosari, Kecamatan Panai Hilir". Unknown codes come back as is.

    The words for the levels are those of Indonesian addresses, in every language.
    """
    match len(code):
        case 5:
            return f"Kabupaten {names().get(code, code)}"
        case 8:
            return f"Kecamatan {names().get(code, code)}"
    found = Village.objects.select_related("district").filter(code=code).first()
    if found is None:
        return code
    return f"{found.kind.capitalize()} {found.name}, Kecamatan {found.district.name}"


@dataclass(frozen=True, slots=True)
class Tile:
    """One district's square on the tile map; column and row count from 0 at the top left."""

    code: str
    name: str
    column: int
    row: int
    villages: int


def tiles() -> list[Tile]:
    """The tile map of the districts, row by row. A schematic, not a boundary map."""
    found = District.objects.filter(tile_row__isnull=False).annotate(n=Count("villages"))
    return [
        Tile(d.code, d.name, d.tile_column or 0, d.tile_row or 0, d.n)
        for d in found.order_by("tile_row", "tile_column")
    ]


@dataclass(frozen=True, slots=True)
class Denominator:
    """How many children 0-17, for a rate: with the year and source it really comes from.

    `estimate` marks computed numbers; `carried` marks a number of another year.
    """

    count: int
    year: int
    of_year: int
    estimate: bool
    source_code: str
    source: str
    method: str

    @property
    def carried(self) -> bool:
        """Whether the number belongs to another year than asked for."""
        return self.year != self.of_year


def denominators_for(years: Iterable[int]) -> dict[int, Denominator | None]:
    """How many children lived here in each year, as best known? One query.

    That year's number, a stated one before an estimate; else the latest earlier year's, marked as
    carried. None where nothing is known: then no rate can be shown.
    """
    guess = Case(When(basis="estimate", then=1), default=0)
    ages = Population.objects.filter(age_from=CHILD_AGES[0], age_to=CHILD_AGES[1])
    ranked = list(ages.order_by("-year", guess, "source_code"))
    best = {year: next((row for row in ranked if row.year <= year), None) for year in years}
    return {year: _denominator(row, year) for year, row in best.items()}


def _denominator(row: Population | None, year: int) -> Denominator | None:
    if row is None:
        return None
    estimate = row.basis == "estimate"
    return Denominator(row.count, year, row.year, estimate, row.source_code, row.source, row.method)


def populations() -> QuerySet[Population]:
    """Every population number held, with its source: newest year first, whole before ages."""
    return Population.objects.order_by("-year", "source_code", "age_from")


def place_choices() -> list[tuple[str, str]]:
    """The regency, its districts and villages, each with its code and how people say it."""
    rows = [(regency().code, f"Kabupaten {regency().name}")]
    rows += [(one.code, f"Kecamatan {one.name}") for one in districts()]
    villages = Village.objects.select_related("district").order_by("code")
    return rows + [(one.code, f"{one.name}, {one.district.name}") for one in villages]


def place_codes() -> set[str]:
    """Every code of a place of the regency."""
    return {code for code, _name in place_choices()}
