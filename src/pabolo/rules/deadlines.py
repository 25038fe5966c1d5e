"""When is something due, and how much time is left?"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
_END_OF_DAY = time(23, 59, 59)
_SATURDAY = 5


class Unit(StrEnum):
    """In what a deadline is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of time as law or a procedure writes it: 72 hours, 3 working days."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Time to a deadline, or time past it, in parts for display. Whole minutes, rounded down."""

    late: bool
    days: int
    hours: int
    minutes: int


def wib_day(at: datetime) -> date:
    """On which WIB day does an aware moment fall?

    Source: Keppres 41/1987 (Western Indonesia Time, UTC+7).
    """
    return at.astimezone(WIB).date()


def start_of_day(day: date) -> datetime:
    """When does a WIB day begin?

    Source: the clock of reports that keep no finer time than their day.
    """
    return datetime.combine(day, time(), tzinfo=WIB)


def end_of_day(day: date) -> datetime:
    """What is the last second of a WIB day?

    Source: practice; what is due on a day may be done until the day is over.
    """
    return datetime.combine(day, _END_OF_DAY, tzinfo=WIB)


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Does the office work on this day?

    Saturdays, Sundays and the given public holidays are free.

    Source: Perpres 21/2023 (working days of government offices).
    """
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, amount: int, holidays: Collection[date] = ()) -> date:
    """Which day lies so many working days after this one?

    The day itself is not counted. With 0 it is that day, or the next working day.

    Source: Perpres 21/2023 (working days of government offices).
    """
    while amount > 0 or not is_working_day(day, holidays):
        day += timedelta(days=1)
        amount -= is_working_day(day, holidays)
    return day


def add_months(day: date, amount: int) -> date:
    """Which day lies so many months after this one?

    A day the month does not have becomes its last day.

    Source: practice of calendar deadlines.
    """
    months = day.year * 12 + day.month - 1 + amount
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_moment(start: datetime, span: Span, holidays: Collection[date] = ()) -> datetime:
    """Until which moment may it be done?

    Hours run from the moment on, nights and holidays included. Days, working days and months do
    not count the day of the start, and end with the last second of the due day (WIB).

    Source: UU 12/2022 counts 3 x 24 hours; procedures of service units count working days.
    """
    if span.unit is Unit.HOURS:
        return start.astimezone(WIB) + timedelta(hours=span.amount)
    return end_of_day(_due_day(wib_day(start), span, holidays))


def _due_day(day: date, span: Span, holidays: Collection[date]) -> date:
    if span.unit is Unit.WORKING_DAYS:
        return add_working_days(day, span.amount, holidays)
    if span.unit is Unit.MONTHS:
        return add_months(day, span.amount)
    return day + timedelta(days=span.amount)


def time_left(due: datetime, at: datetime) -> TimeLeft:
    """How much time is left until this is due, or how late is it?

    The due moment itself is still in time.

    Source: practice; shown in words beside every duty.
    """
    late = at > due
    minutes = int(abs(due - at).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    return TimeLeft(late, days, *divmod(rest, 60))
