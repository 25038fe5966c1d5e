"""What must the register hand over, so that numbers can be counted from it?

Frozen fact rows. Whoever keeps the register fills them; nothing here knows how they are
stored, and no row holds a name, an address or a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

ALL_FORMS = "ALL"  # an adult count of persons, whatever the form


class PeriodKind(StrEnum):
    """Over how long is counted: nothing shorter than half a year leaves the office."""

    YEAR = "year"
    HALF = "half"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year (`half` 0) or half-year (1, 2), both ends included."""

    year: int
    half: int = 0

    def __post_init__(self) -> None:
        if self.half not in (0, 1, 2):
            raise ValueError("a period is a year (0) or one of its halves (1, 2)")

    @property
    def kind(self) -> PeriodKind:
        """Year or half-year."""
        return PeriodKind.HALF if self.half else PeriodKind.YEAR

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def code(self) -> str:
        """`2026`, `2026-1`, `2026-2`."""
        return f"{self.year}-{self.half}" if self.half else str(self.year)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its months."""
        months = range(self.start.month, self.end.month + 1)
        return tuple(date(self.year, month, 1) for month in months)

    def contains(self, day: date) -> bool:
        """Whether the day falls in it."""
        return self.start <= day <= self.end

    def a_year_earlier(self) -> "Period":
        """The same stretch of the year before."""
        return Period(self.year - 1, self.half)

    def halves(self) -> tuple["Period", ...]:
        """The two halves of a year; nothing for a half."""
        return () if self.half else (Period(self.year, 1), Period(self.year, 2))

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The inverse of `code`. ValueError on anything else."""
        year, _, half = code.partition("-")
        return cls(int(year), int(half) if half else 0)


# --- fact rows: what the register must hand over ---------------------------------------------


@dataclass(frozen=True, slots=True)
class ChildVictimFact:
    """One child in one incident that was accepted for service.

    A child with three incidents has three rows. `served_on` is the WIB day on which service
    began to be given for this incident (it decides the period). `forms` holds code-list codes;
    several are usual. `age` is in whole years at the incident: 0 for the unborn too, None if
    unknown. `district` is where it happened (Kemendagri `12.10.01`), "" if unknown or outside.
    """

    child: UUID
    case: UUID
    incident: UUID
    served_on: date
    incident_from: date | None = None
    incident_until: date | None = None
    forms: frozenset[str] = frozenset()
    age: int | None = None
    sex: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class ReportFact:
    """One report. `received_at` is None where only the day is kept (anonymous reports).

    `first_read_at` is when an officer first opened it; `decided_at` when first look ended.
    """

    report: UUID
    received_on: date
    received_at: datetime | None
    first_read_at: datetime | None = None
    decided_at: datetime | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFact:
    """A case's services so far: how many were planned, how many of those were given.

    `since` is the WIB day on which the case was opened. What the child refused is not planned.
    """

    child: UUID
    case: UUID
    since: date
    planned: int
    given: int


@dataclass(frozen=True, slots=True)
class ClosureFact:
    """A case that was closed (and not reopened the same day)."""

    child: UUID
    case: UUID
    closed_on: date


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A PATBM group: its village (Kemendagri code), decree validity, days it met or acted."""

    group: UUID
    village: str
    decree_from: date | None
    decree_until: date | None
    active_days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class AdultCount:
    """Adult victims served in a month. `form` ALL counts persons; other forms may overlap."""

    month: date
    form: str
    count: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class PopulationFact:
    """Children 0–17 registered in a year, and who says so. The newest not after is used."""

    year: int
    children: int
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a set of indicators is counted from. `villages` are Kemendagri codes.

    `active_windows`: within how many days a group must have met, by the day each value holds from.
    """

    victims: Sequence[ChildVictimFact] = ()
    reports: Sequence[ReportFact] = ()
    services: Sequence[ServiceFact] = ()
    closures: Sequence[ClosureFact] = ()
    groups: Sequence[GroupFact] = ()
    adults: Sequence[AdultCount] = ()
    populations: Sequence[PopulationFact] = ()
    villages: Sequence[str] = ()
    active_windows: Sequence[tuple[date, int]] = ()
