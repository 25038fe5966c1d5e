"""How does a PATBM group stand, by which visible criteria?

A local status, no official grade: the ministry publishes none that was found. Which criteria count,
and their times, are settings of the regency.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pabolo.rules.decisions import Refusal, msg

LEVELS: Final = frozenset({"A", "K", "M"})
VILLAGE_BUDGET: Final = "APBDES"
CRITERIA: Final = {
    "decree": msg("A decree is in force."),
    "plan": msg("There is a plan for this year."),
    "meeting": msg("The group met within the set time."),
    "levels": msg("There were activities for children, families and the community."),
    "declaration": msg("Every member has signed the safeguarding declaration."),
    "training": msg("Enough members are trained."),
    "report": msg("The last half-year report came on time."),
    "budget": msg("The village budget pays for a part of the plan."),
    "contacts": msg("The phone numbers of partners were checked."),
}


class Stand(StrEnum):
    """In which of three words a group's status is said."""

    RESTING = "resting"
    ACTIVE = "active"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Measures:
    """The settings of the day. Days, months and percent."""

    criteria: frozenset[str]
    meeting_days: int
    levels_days: int
    report_days: int
    trained_percent: int
    contact_months: int


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What is known of a group on a day.

    `declared` and `trained`: how many of the `members` hold a declaration, a training, in force.
    `levels`: when each level last had an activity. `reported`: half-years and the day on which
    their report came.
    """

    formed: date
    decree_holds: bool
    planned: int
    budget_sources: frozenset[str]
    last_meeting: date | None
    levels: tuple[tuple[str, date], ...]
    members: int
    declared: int
    trained: int
    reported: tuple[tuple[str, date], ...]
    contacts_checked: date | None


@dataclass(frozen=True, slots=True)
class Status:
    """Which criteria are met, in the order of the table, and the word for it."""

    met: tuple[tuple[str, bool], ...]
    stand: Stand

    @property
    def count(self) -> int:
        """How many are met."""
        return sum(met for _code, met in self.met)


def check_criteria(words: str) -> Refusal | None:
    """Are these codes of criteria, at least one?

    Source: own check; the criteria are the regency's own.
    """
    codes = words.split()
    if not codes or not set(codes) <= set(CRITERIA):
        return Refusal(
            "group.criteria",
            "Write codes of criteria with spaces between: decree, plan, meeting, levels, "
            "declaration, training, report, budget, contacts.",
        )
    return None


def status(facts: GroupFacts, measures: Measures, *, on: date) -> Status:
    """How does the group stand on a day?

    Active: appointed and met in time. Complete: active, and every criterion that counts is met.

    Source: local group status; no official grading of PATBM groups was found.
    """
    found = {
        "decree": facts.decree_holds,
        "plan": facts.planned > 0,
        "meeting": _within(facts.last_meeting, measures.meeting_days, on),
        "levels": all(
            _within(dict(facts.levels).get(level), measures.levels_days, on) for level in LEVELS
        ),
        "declaration": 0 < facts.members == facts.declared,
        "training": facts.members > 0
        and 100 * facts.trained >= measures.trained_percent * facts.members,
        "report": reported_in_time(facts, measures.report_days, on=on),
        "budget": VILLAGE_BUDGET in facts.budget_sources,
        "contacts": _within(facts.contacts_checked, measures.contact_months * 30, on),
    }
    met = tuple((code, found[code]) for code in CRITERIA if code in measures.criteria)
    if not (found["decree"] and found["meeting"]):
        return Status(met, Stand.RESTING)
    return Status(met, Stand.COMPLETE if all(held for _code, held in met) else Stand.ACTIVE)


def _within(day: date | None, days: int, on: date) -> bool:
    return day is not None and on - timedelta(days=days) < day <= on


def half_year(day: date) -> str:
    """In which half-year does a day lie? `2026-S1` or `2026-S2`.

    Source: calendar half-years, as the regency's own reporting.
    """
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def days_of(period: str) -> tuple[date, date]:
    """From which day to which runs a half-year or quarter (`2026-S1`, `2026-T3`)?

    Raises ValueError for anything else.

    Source: calendar half-years and quarters.
    """
    year, _dash, part = period.partition("-")
    if len(part) != 2 or part[0] not in "ST" or not year.isdecimal() or len(year) != 4:
        raise ValueError(period)
    length = 6 if part[0] == "S" else 3
    order = int(part[1])
    if not 1 <= order <= 12 // length:
        raise ValueError(period)
    first, last = 1 + (order - 1) * length, order * length
    after = date(int(year) + 1, 1, 1) if last == 12 else date(int(year), last + 1, 1)
    return date(int(year), first, 1), after - timedelta(days=1)


def last_owed(report_days: int, *, on: date) -> str:
    """Which half-year is the last whose report is due by now?

    Source: own practice; reports are due some days after the half-year (a setting).
    """
    start = on - timedelta(days=report_days)
    ended = date(start.year, 1, 1) if start.month <= 6 else date(start.year, 7, 1)
    return half_year(ended - timedelta(days=1))


def reported_in_time(facts: GroupFacts, report_days: int, *, on: date) -> bool:
    """Did the report on the last half-year that is due come in time?

    A group formed after that half-year owes none yet.

    Source: as `last_owed`.
    """
    owed = last_owed(report_days, on=on)
    _first, last = days_of(owed)
    if facts.formed > last:
        return True
    came = dict(facts.reported).get(owed)
    return came is not None and came <= last + timedelta(days=report_days)


def lasts_until(day: date, months: int) -> date:
    """Until which day does a training or a declaration of a day count?

    Source: own practice; the months are settings.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


def holds(days: Sequence[date], months: int, *, on: date) -> bool:
    """Does any of these days still count?

    Source: as `lasts_until`.
    """
    return any(day <= on <= lasts_until(day, months) for day in days)
