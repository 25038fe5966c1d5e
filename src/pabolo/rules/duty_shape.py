"""What does an obligation look like as data?

What starts it, how long it may take, who owns it, what meets or ends it, to whom it climbs when
late, and where it comes from. The table of them all is `duty_rules`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pabolo.rules.deadlines import Span
from pabolo.rules.vocabulary import Event, Risk, Role, Subject

PROGRAMME_START = date(2018, 1, 1)
ANY_RISK = frozenset(Risk)


class ClockFrom(StrEnum):
    """From which moment a duty's time runs."""

    EVENT = "event"
    RECEIVED = "received"
    DISCLOSED = "disclosed"
    WRITTEN = "written"
    GIVEN_DAY = "given_day"


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One obligation.

    `text` says what to do, `done_when` what meets it. `needs` and `unless` name truths of
    `duties.DutyFacts`. `per_ref`: one duty for each referenced thing (a plan item), met by its own.
    `owner_fact` names the fact that holds whose it is, where that is not the case's worker.
    `second`: a second person does it, never one of `DutyFacts.not_by`.
    `holds`: it keeps the subject in somebody's hands; copying it elsewhere does not.
    """

    code: str
    subject: Subject
    text: str
    done_when: str
    starts_on: frozenset[Event]
    span: Span
    owner: Role
    met_by: frozenset[Event]
    escalates_to: Role
    source: str
    setting: str | None = None
    fixed_by_law: bool = False
    ended_by: frozenset[Event] = field(default_factory=frozenset)
    risks: frozenset[Risk] = ANY_RISK
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    clock_from: ClockFrom = ClockFrom.EVENT
    per_ref: bool = False
    owner_fact: str = ""
    second: bool = False
    holds: bool = True
    valid_from: date = PROGRAMME_START
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the rule holds on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
