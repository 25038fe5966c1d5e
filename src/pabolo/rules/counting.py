"""How is each number counted from the register?

Frozen fact rows in, one exact `Observation` out. Exact values are for the office.

Source: the definitions in `rules/indicators.py`; the 24 hours of DP3A's own service promise.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from pabolo.rules.facts import (
    ALL_FORMS,
    ChildVictimFact,
    ClosureFact,
    Facts,
    GroupFact,
    Period,
    PopulationFact,
    ReportFact,
)
from pabolo.rules.indicators import REGISTRY, Observation, Part, Status

WIB = ZoneInfo("Asia/Jakarta")
ONE_DAY = timedelta(hours=24)


def served(facts: Facts, period: Period) -> set[UUID]:
    """The different children served in the period."""
    return {row.child for row in facts.victims if period.contains(row.served_on)}


def adults_served(facts: Facts, period: Period) -> int | None:
    """Adult victims of the period; None if the count of any month is missing."""
    persons = {row.month: row.count for row in facts.adults if row.form == ALL_FORMS}
    if any(month not in persons for month in period.months):
        return None
    return sum(persons[month] for month in period.months)


def children_registered(facts: Facts, year: int) -> PopulationFact | None:
    """The newest registered child population not after the year, else the oldest there is."""
    known = sorted(facts.populations, key=lambda row: row.year)
    before = [row for row in known if row.year <= year]
    return next(iter(before[-1:] or known[:1]), None)


def _vac_n(facts: Facts, period: Period, as_of: date) -> Observation:
    return _seen("VAC_N", period, as_of, len(served(facts, period)))


def _vac_rate(facts: Facts, period: Period, as_of: date) -> Observation:
    population = children_registered(facts, period.year)
    children = population.children if population else None
    return _seen("VAC_RATE", period, as_of, len(served(facts, period)), children)


def _vac_share(facts: Facts, period: Period, as_of: date) -> Observation:
    children, adults = len(served(facts, period)), adults_served(facts, period)
    total = None if adults is None else children + adults
    return _seen("VAC_SHARE", period, as_of, children, total)


def _answered_at(report: ReportFact) -> datetime | None:
    moments = [at for at in (report.first_read_at, report.decided_at) if at is not None]
    return min(moments, default=None)


def _starts_at(report: ReportFact) -> datetime:
    day = report.received_on
    return report.received_at or datetime(day.year, day.month, day.day, tzinfo=WIB)


def read_in_time(report: ReportFact) -> bool:
    """Whether an officer answered within 24 hours of arrival, or of 00:00 WIB of its day."""
    answered = _answered_at(report)
    return answered is not None and answered <= _starts_at(report) + ONE_DAY


def judged(facts: Facts, period: Period, as_of: date) -> list[ReportFact]:
    """Reports received in the period whose 24 hours have passed."""
    end = datetime(as_of.year, as_of.month, as_of.day, tzinfo=WIB) + ONE_DAY
    return [
        row
        for row in facts.reports
        if period.contains(row.received_on) and _starts_at(row) + ONE_DAY <= end
    ]


def _resp_24(facts: Facts, period: Period, as_of: date) -> Observation:
    due = judged(facts, period, as_of)
    timed = [row for row in due if row.received_at is not None]
    dated = [row for row in due if row.received_at is None]
    apart = Part("day_only", sum(map(read_in_time, dated)), len(dated))
    return _seen(
        "RESP_24", period, as_of, sum(map(read_in_time, timed)), len(timed), parts=(apart,)
    )


def _serv_comp(facts: Facts, period: Period, as_of: date) -> Observation:
    due = [row for row in facts.services if period.contains(row.since) and row.planned > 0]
    children = {row.child for row in due}
    waiting = {row.child for row in due if row.given < row.planned}
    given = sum(min(row.given, row.planned) for row in due)
    services = Part("services", given, sum(row.planned for row in due))
    return _seen(
        "SERV_COMP", period, as_of, len(children - waiting), len(children), parts=(services,)
    )


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def harmed_again(closure: ClosureFact, victims: Iterable[ChildVictimFact]) -> bool:
    """Whether the child met a new incident after closure, within 12 months.

    An incident that began before closure and went on after it counts: the violence did not
    stop. One without any day cannot be placed and does not.
    """
    limit = _a_year_after(closure.closed_on)
    return any(
        row.child == closure.child and _reaches_into(row, closure.closed_on, limit)
        for row in victims
    )


def _reaches_into(row: ChildVictimFact, after: date, limit: date) -> bool:
    first = row.incident_from or row.incident_until
    last = row.incident_until or row.incident_from
    return first is not None and last is not None and last > after and first <= limit


def _revict(facts: Facts, period: Period, as_of: date) -> Observation:
    window = period.a_year_earlier()
    closed = [row for row in facts.closures if window.contains(row.closed_on)]
    rows = victims_by_child(facts)
    again = {row.child for row in closed if harmed_again(row, rows.get(row.child, ()))}
    return _seen("REVICT", period, as_of, len(again), len({row.child for row in closed}))


def victims_by_child(facts: Facts) -> dict[UUID, list[ChildVictimFact]]:
    """Each child's rows."""
    found: dict[UUID, list[ChildVictimFact]] = {}
    for row in facts.victims:
        found.setdefault(row.child, []).append(row)
    return found


def active_window(facts: Facts, day: date) -> int | None:
    """Within how many days must a group have met to count as active on this day?

    None where no value is known: then nothing is counted by a number that nobody set.

    Source: local group status (no official grading of PATBM groups was found).
    """
    held = [days for since, days in facts.active_windows if since <= day]
    return held[-1] if held else None


def group_is_active(group: GroupFact, day: date, *, window_days: int) -> bool:
    """Whether the decree is valid on the day and the group met in the days before it."""
    if group.decree_from is None or group.decree_from > day:
        return False
    if group.decree_until is not None and group.decree_until < day:
        return False
    return any(timedelta(0) <= day - met < timedelta(days=window_days) for met in group.active_days)


def active_villages(facts: Facts, day: date) -> set[str]:
    """Villages of the regency with at least one active group."""
    days = active_window(facts, day) or 0
    active = {row.village for row in facts.groups if group_is_active(row, day, window_days=days)}
    return active & set(facts.villages)


def _patbm_act(facts: Facts, period: Period, as_of: date) -> Observation:
    day = min(period.end, as_of)
    known = active_window(facts, day) is not None
    count = len(active_villages(facts, day))
    return _seen("PATBM_ACT", period, as_of, count, len(set(facts.villages)) if known else None)


def _seen(
    code: str,
    period: Period,
    as_of: date,
    numerator: int,
    denominator: int | None = None,
    parts: tuple[Part, ...] = (),
) -> Observation:
    needs = bool(REGISTRY[code].denominator)
    status = Status.MISSING if needs and not denominator else Status.NORMAL
    return Observation(
        code, REGISTRY[code].version, period, as_of, numerator, denominator, status, parts
    )


Count = Callable[[Facts, Period, date], Observation]

COUNTS: Mapping[str, Count] = {
    "VAC_N": _vac_n,
    "VAC_RATE": _vac_rate,
    "VAC_SHARE": _vac_share,
    "RESP_24": _resp_24,
    "SERV_COMP": _serv_comp,
    "REVICT": _revict,
    "PATBM_ACT": _patbm_act,
}


def observe(code: str, facts: Facts, period: Period, as_of: date) -> Observation:
    """One indicator over one period, as of a day. KeyError on an unknown code."""
    return COUNTS[code](facts, period, as_of)


def observe_all(facts: Facts, period: Period, as_of: date) -> tuple[Observation, ...]:
    """Every registered indicator, in the registry's order."""
    return tuple(observe(code, facts, period, as_of) for code in REGISTRY)


# --- breaking down ---------------------------------------------------------------------------


class Dimension(StrEnum):
    """By what child victims may be broken down. Forms may sum to more than 100 %."""

    FORM = "form"
    SEX = "sex"
    AGE = "age"
    DISTRICT = "district"


UNKNOWN = "NA"
_AGE_BANDS = ((6, "U0"), (13, "U1"), (18, "U2"))


def age_band(age: int | None) -> str:
    """U0 0–5 and unborn, U1 6–12, U2 13–17; NA when unknown."""
    if age is None:
        return UNKNOWN
    return next((band for below, band in _AGE_BANDS if age < below), UNKNOWN)


def _first_rows(facts: Facts, period: Period) -> Iterable[ChildVictimFact]:
    rows: dict[UUID, ChildVictimFact] = {}
    inside = (row for row in facts.victims if period.contains(row.served_on))
    for row in sorted(inside, key=lambda row: (row.served_on, row.incident.int)):
        rows.setdefault(row.child, row)
    return rows.values()


_VALUE_OF: Mapping[Dimension, Callable[[ChildVictimFact], str]] = {
    Dimension.SEX: lambda row: row.sex or UNKNOWN,
    Dimension.AGE: lambda row: age_band(row.age),
    Dimension.DISTRICT: lambda row: row.district or UNKNOWN,
}


def break_down(facts: Facts, period: Period, by: Dimension) -> dict[str, int]:
    """Child victims served, by value. Sex, age band and district are those of the child's
    first incident served in the period, so they sum to VAC_N; forms count every child under
    each form met and may sum to more.
    """
    if by is Dimension.FORM:
        return _by_form(facts, period)
    counts: dict[str, int] = {}
    for row in _first_rows(facts, period):
        value = _VALUE_OF[by](row)
        counts[value] = counts.get(value, 0) + 1
    return counts


def _by_form(facts: Facts, period: Period) -> dict[str, int]:
    children: dict[str, set[UUID]] = {}
    for row in facts.victims:
        if period.contains(row.served_on):
            for form in row.forms or {UNKNOWN}:
                children.setdefault(form, set()).add(row.child)
    return {form: len(found) for form, found in children.items()}


def children_behind(facts: Facts, period: Period, by: Dimension, value: str) -> set[UUID]:
    """The children behind one cell of `break_down`: the list that a count opens."""
    if by is Dimension.FORM:
        return {
            row.child
            for row in facts.victims
            if period.contains(row.served_on) and value in (row.forms or {UNKNOWN})
        }
    return {row.child for row in _first_rows(facts, period) if _VALUE_OF[by](row) == value}


def cases_behind(facts: Facts, period: Period) -> set[UUID]:
    """The cases behind VAC_N."""
    return {row.case for row in facts.victims if period.contains(row.served_on)}
