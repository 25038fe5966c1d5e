"""By which days does the office promise what, for a report of a day?"""

from dataclasses import dataclass
from datetime import date, datetime

from pabolo.ground.lib.clock import day_of, midnight
from pabolo.ground.policy.queries import calendar_for, values
from pabolo.rules.duties import Clocks, due_at, rule_of


@dataclass(frozen=True, slots=True)
class Promises:
    """Days only: whoever reported without an hour is answered without one."""

    received: date
    read_by: date
    decided_by: date


def promises(received: date) -> Promises:
    """The days promised to a reporter: the office's own duties, by the clocks of that day.

    The decision counts from the last day on which the report may be read.
    """
    amounts = {key: value for key, value in values(received).items() if isinstance(value, int)}
    clocks = Clocks(settings=amounts, holidays=calendar_for(received, 60))
    read_by = _due("report.first_read", midnight(received), clocks)
    decided_by = _due("report.decide", read_by, clocks)
    return Promises(received, day_of(read_by), day_of(decided_by))


def _due(code: str, start: datetime, clocks: Clocks) -> datetime:
    return due_at(rule_of(code, day_of(start)), start, clocks)
