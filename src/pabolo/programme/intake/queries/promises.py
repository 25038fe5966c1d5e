"""By which days does the office promise what, for a report of a day?"""

from dataclasses import dataclass
from datetime import date

from pabolo.ground.lib.clock import day_of, midnight
from pabolo.ground.policy.queries import calendar_for, number
from pabolo.rules.deadlines import Span, Unit, due_moment


@dataclass(frozen=True, slots=True)
class Promises:
    """Days only: whoever reported without an hour is answered without one."""

    received: date
    read_by: date
    decided_by: date


def promises(received: date) -> Promises:
    """The days promised to a reporter, by the unit's own clocks of that day."""
    free = calendar_for(received, 60)
    look = Span(number("clock.first_look_hours", received), Unit.HOURS)
    follow = Span(number("clock.low_risk_working_days", received), Unit.WORKING_DAYS)
    start = midnight(received)
    return Promises(
        received=received,
        read_by=day_of(due_moment(start, look)),
        decided_by=day_of(due_moment(start, follow, free)),
    )
