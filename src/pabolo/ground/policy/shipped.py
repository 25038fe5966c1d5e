"""What ships with the programme, as read from its tables: code lists, national days off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pabolo.ground.lib.tables import rows_of

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A code list as shipped or as held in the database."""

    code: str
    name_id: str
    name_en: str
    multiple: bool
    maps_into: str
    source: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code as shipped or as held in the database."""

    list: str
    position: int
    code: str
    label_id: str
    label_en: str
    simfoni_label: str
    maps_to: str
    source: str
    valid_from: date | None
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        """Whether the code may be chosen on that day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or self.valid_to >= day)


def lists() -> list[ListRow]:
    """The shipped lists."""
    return [
        ListRow(
            code=row["code"],
            name_id=row["name_id"],
            name_en=row["name_en"],
            multiple=row["multiple"] == "1",
            maps_into=row["maps_into"],
            source=row["source"],
        )
        for row in rows_of(DATA / "lists.csv")
    ]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off. `estimated`: the moon decides; `joint`: joint leave; `local`: the unit's own."""

    day: date
    name: str
    estimated: bool = False
    joint: bool = False
    local: bool = False


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def codes() -> list[CodeRow]:
    """The shipped codes, list by list, in their order."""
    return [
        CodeRow(
            list=row["list"],
            position=int(row["position"]),
            code=row["code"],
            label_id=row["label_id"],
            label_en=row["label_en"],
            simfoni_label=row["simfoni_label"],
            maps_to=row["maps_to"],
            source=row["source"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in rows_of(DATA / "codes.csv")
    ]


@lru_cache(maxsize=1)
def own_of_the_programme() -> frozenset[tuple[str, str]]:
    """The codes that ship, as list and code: whatever else a list holds, the unit added."""
    return frozenset((row.list, row.code) for row in codes())


@lru_cache(maxsize=1)
def decrees() -> Mapping[int, str]:
    """The decree behind the days off of each year that ships."""
    return {int(row["year"]): row["source"] for row in rows_of(DATA / "decrees.csv")}


@lru_cache(maxsize=1)
def national() -> Mapping[int, Mapping[date, Holiday]]:
    """National days and joint leave of each year whose decree ships."""
    found: dict[int, dict[date, Holiday]] = {year: {} for year in decrees()}
    for row in rows_of(DATA / "holidays.csv"):
        day = date.fromisoformat(row["day"])
        joint, estimated = row["kind"] == "joint", row["estimated"] == "1"
        found[day.year][day] = Holiday(day, row["name"], estimated, joint)
    return found
