"""Which cases and reports does a number count, so that it can open the list behind it?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pabolo.rules.counting import (
    Dimension,
    cases_behind,
    children_behind,
    harmed_again,
    judged,
    read_in_time,
    victims_by_child,
)
from pabolo.rules.facts import Facts, Period, ReportFact


@dataclass(frozen=True, slots=True)
class Behind:
    """The ids behind a ratio: all that are counted, and those that meet it. Cases or reports."""

    met: frozenset[UUID]
    all: frozenset[UUID]

    @property
    def lacking(self) -> frozenset[UUID]:
        """Counted, and not met."""
        return self.all - self.met


type Find = Callable[[Facts, Period, date], Behind]


def _victims(facts: Facts, period: Period, as_of: date) -> Behind:
    cases = frozenset(cases_behind(facts, period))
    return Behind(cases, cases)


def _timed(facts: Facts, period: Period, as_of: date) -> Behind:
    return _reports(row for row in judged(facts, period, as_of) if row.received_at is not None)


def _dated(facts: Facts, period: Period, as_of: date) -> Behind:
    return _reports(row for row in judged(facts, period, as_of) if row.received_at is None)


def _reports(rows: Iterable[ReportFact]) -> Behind:
    counted = list(rows)
    met = frozenset(row.report for row in counted if read_in_time(row))
    return Behind(met, frozenset(row.report for row in counted))


def _completed(facts: Facts, period: Period, as_of: date) -> Behind:
    due = [row for row in facts.services if period.contains(row.since) and row.planned > 0]
    waiting = {row.child for row in due if row.given < row.planned}
    met = frozenset(row.case for row in due if row.child not in waiting)
    return Behind(met, frozenset(row.case for row in due))


def _again(facts: Facts, period: Period, as_of: date) -> Behind:
    window = period.a_year_earlier()
    closed = [row for row in facts.closures if window.contains(row.closed_on)]
    by_child = victims_by_child(facts)
    again = {row.child for row in closed if harmed_again(row, by_child.get(row.child, ()))}
    met = frozenset(row.case for row in closed if row.child in again)
    return Behind(met, frozenset(row.case for row in closed))


FINDS: Mapping[str, Find] = {
    "VAC_N": _victims,
    "VAC_RATE": _victims,
    "VAC_SHARE": _victims,
    "RESP_24": _timed,
    "RESP_24.day_only": _dated,
    "SERV_COMP": _completed,
    "REVICT": _again,
}
REPORTS = frozenset({"RESP_24", "RESP_24.day_only"})


def behind_indicator(code: str, facts: Facts, period: Period, as_of: date) -> Behind:
    """Which cases (for `REPORTS`: which reports) does an indicator, or a part of it, count?

    KeyError where nothing but a total stands behind it.

    Source: the definitions in `rules/indicators.py`.
    """
    return FINDS[code](facts, period, as_of)


def behind_cell(facts: Facts, period: Period, by: Dimension, value: str) -> frozenset[UUID]:
    """Which cases of the period belong to the children that one cell of a breakdown counts?

    Source: the definitions in `rules/indicators.py`.
    """
    children = children_behind(facts, period, by, value)
    rows = (row for row in facts.victims if period.contains(row.served_on))
    return frozenset(row.case for row in rows if row.child in children)
