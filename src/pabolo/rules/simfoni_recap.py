"""What does a month count in SIMFONI's terms, and where does SIMFONI show something else?

Three counts are told apart: children harmed (korban), incidents (what SIMFONI calls a case), and
the files kept here, one a child.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Cut(StrEnum):
    """By what a month is broken down. `TOTAL` holds the three counts themselves."""

    TOTAL = "total"
    FORM = "form"
    SEX = "sex"
    AGE = "age"
    SERVICE = "service"


class Total(StrEnum):
    """The three counts."""

    VICTIMS = "victims"
    INCIDENTS = "incidents"
    FILES = "files"


SEVERAL = frozenset({Cut.FORM, Cut.SERVICE})
LISTS: Mapping[Cut, str] = {
    Cut.FORM: "violence_form",
    Cut.SEX: "sex",
    Cut.AGE: "age_band",
    Cut.SERVICE: "service",
}

type Cell = tuple[Cut, str]


@dataclass(frozen=True, slots=True)
class RecapFact:
    """One file of a child harmed. `complained_on`: the day by which SIMFONI counts it."""

    case: UUID
    child: str
    incidents: tuple[str, ...]
    complained_on: date
    forms: tuple[str, ...]
    sex: str
    band: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and the files behind it."""

    value: int
    cases: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Shown:
    """What SIMFONI showed for one cell, as somebody noted it: where and when it was read."""

    value: int
    source: str
    seen_on: date


def in_month(facts: Iterable[RecapFact], month: date) -> list[RecapFact]:
    """Which files does SIMFONI count in this month? By the day of the complaint.

    Source: SIMFONI-PPA's published tables count by the date of the complaint.
    """
    return [
        one
        for one in facts
        if (one.complained_on.year, one.complained_on.month) == (month.year, month.month)
    ]


def _values(fact: RecapFact) -> Iterable[Cell]:
    yield Cut.SEX, fact.sex
    yield Cut.AGE, fact.band
    yield from ((Cut.FORM, one) for one in dict.fromkeys(fact.forms))
    yield from ((Cut.SERVICE, one) for one in dict.fromkeys(fact.services))


def recap(facts: Iterable[RecapFact], month: date) -> dict[Cell, Count]:
    """What does the month count? Children harmed in every cell, each child once.

    Forms and services allow several answers: their cells may add up to more than all children.

    Source: SIMFONI-PPA counts victims and cases apart (published tables).
    """
    rows = in_month(facts, month)
    found: dict[Cell, list[RecapFact]] = {}
    for fact in rows:
        for cell in _values(fact):
            found.setdefault(cell, []).append(fact)
    return {**_totals(rows), **{cell: _count(behind) for cell, behind in found.items()}}


def _count(rows: list[RecapFact]) -> Count:
    return Count(len({one.child for one in rows}), frozenset(one.case for one in rows))


def _totals(rows: list[RecapFact]) -> dict[Cell, Count]:
    files = frozenset(one.case for one in rows)
    incidents = {incident for one in rows for incident in one.incidents[:1] or (one.case.hex,)}
    return {
        (Cut.TOTAL, Total.VICTIMS): Count(len({one.child for one in rows}), files),
        (Cut.TOTAL, Total.INCIDENTS): Count(len(incidents), files),
        (Cut.TOTAL, Total.FILES): Count(len(files), files),
    }


def apart(ours: Mapping[Cell, Count], shown: Mapping[Cell, Shown]) -> dict[Cell, int]:
    """Where does SIMFONI show another number, and by how many more (or, below 0, fewer)?

    Only cells that somebody noted are compared; what was not looked up is not a difference.

    Source: own design; counts of two institutions keep their provenance.
    """
    gaps = {
        cell: one.value - (ours[cell].value if cell in ours else 0) for cell, one in shown.items()
    }
    return {cell: gap for cell, gap in gaps.items() if gap}
