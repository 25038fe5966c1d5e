"""How old is a child, at which day, and how sure are we?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pabolo.rules.decisions import Refusal

ADULT_AT = 18
OLDEST = 120
_UNKNOWN_BAND = "UX"
_BANDS = (("U0", 5), ("U1", 12), ("U2", 17), ("U3", 24), ("U4", 44), ("U5", 59), ("U6", 999))
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: as much as is known. `str()` gives `2014` or `2014-05-03`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a date no calendar has."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def __str__(self) -> str:
        """The written form that `read_partial_date` reads back."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Birth:
    """What is known of a birth: a date, or an age somebody stated on a day, or not born yet.

    For a child not yet born `born` may hold the expected date. `estimated` marks a guess.
    """

    born: PartialDate | None = None
    unborn: bool = False
    stated_age: int | None = None
    stated_on: date | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class AgeReading:
    """Age in completed years: between `least` and `most`; both are 0 before birth."""

    least: int
    most: int
    unborn: bool = False
    estimated: bool = False

    @property
    def exact(self) -> bool:
        """Whether one number of years is certain."""
        return self.least == self.most and not self.estimated


def read_partial_date(text: str) -> PartialDate | Refusal:
    """Which day, month or year did somebody write?

    Accepts `2014`, `2014-5`, `2014-05-03`. Refuses with `date.unreadable` or `date.impossible`.

    Source: practice; children without a birth certificate know a year at best.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return Refusal(
            "date.unreadable",
            "This date cannot be read. Write the year, the month if known, the day if known.",
        )
    numbers = {name: int(part) for name, part in found.groupdict().items() if part is not None}
    try:
        return PartialDate(**numbers)
    except ValueError:
        return Refusal("date.impossible", "No calendar has this date. Check the day and the month.")


def check_event_date(day: PartialDate, *, today: date) -> Refusal | None:
    """May something be said to have happened on this date?

    Source: practice; only what has happened can be recorded as an event.
    """
    if day.first > today:
        return Refusal("date.future", "This date lies in the future. Check the year.")
    return None


def check_birth(birth: Birth, *, today: date) -> Refusal | None:
    """Can this be the birth of a child in the register?

    Unknown is always allowed.

    Source: UU 23/2002 as changed by UU 35/2014, Pasal 1 (the unborn child is a child).
    """
    if birth.unborn:
        return _check_unborn(birth, today)
    if birth.born is not None and birth.born.first > today:
        return Refusal(
            "birth.future", "This birth lies in the future. If the child is not born yet, say so."
        )
    oldest = _earliest_birth(birth)
    if oldest is not None and oldest < _years_before(today, OLDEST):
        return Refusal("birth.too_long_ago", "This birth is too long ago. Check the year.")
    return _check_stated(birth, today)


def _check_unborn(birth: Birth, today: date) -> Refusal | None:
    if birth.stated_age is not None:
        return Refusal(
            "birth.unborn_with_age", "A child not yet born has no age. Keep one of the two."
        )
    if birth.born is not None and birth.born.first > today + timedelta(days=310):
        return Refusal("birth.expected_too_late", "A birth cannot be expected that far ahead.")
    return None


def _check_stated(birth: Birth, today: date) -> Refusal | None:
    if birth.stated_age is None:
        return None
    if not 0 <= birth.stated_age <= OLDEST:
        return Refusal("birth.age_impossible", "Nobody has this age. Check the number.")
    if birth.stated_on is None or birth.stated_on > today:
        return Refusal("birth.age_without_day", "An age needs the day on which it was stated.")
    return None


def _earliest_birth(birth: Birth) -> date | None:
    return birth.born.first if birth.born is not None else None


def _years_before(day: date, years: int) -> date:
    year = max(1, day.year - years)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def born_between(birth: Birth) -> tuple[date, date] | None:
    """Between which two days was the child born, as far as we know?

    An age stated on a day fixes the birth to one year. None when nothing is known.

    Source: practice; an estimated age is allowed and marked.
    """
    if birth.born is not None:
        return birth.born.first, birth.born.last
    if birth.stated_age is None or birth.stated_on is None:
        return None
    first = _years_before(birth.stated_on, birth.stated_age + 1) + timedelta(days=1)
    return first, _years_before(birth.stated_on, birth.stated_age)


def age_on(birth: Birth, day: date) -> AgeReading | None:
    """How old is the child on this day?

    Ask it for the day of the incident, of the report, and for today: three different answers.
    A day before the birth reads as unborn. None when nothing is known.

    Source: UU 23/2002 as changed by UU 35/2014, Pasal 1; PP 78/2021, Pasal 1.
    """
    if birth.unborn:
        return AgeReading(0, 0, unborn=True, estimated=birth.estimated)
    span = born_between(birth)
    if span is None:
        return None
    first, last = span
    guessed = birth.estimated or birth.born is None
    return AgeReading(
        least=max(0, _years(last, day)),
        most=max(0, _years(first, day)),
        unborn=first > day,
        estimated=guessed,
    )


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_child(age: AgeReading | None) -> bool:
    """Is this person a child before the law?

    Under 18, the unborn included; marriage does not end it. In doubt the answer is yes.

    Source: UU 23/2002 as changed by UU 35/2014, Pasal 1 angka 1; doubt: Committee on the Rights
    of the Child, General Comment 24 (2019), paragraph 24.
    """
    return age is None or age.least < ADULT_AT


def is_certainly_child(age: AgeReading | None) -> bool:
    """Is it certain that this person is a child?

    Source: UU 23/2002 as changed by UU 35/2014, Pasal 1 angka 1.
    """
    return age is not None and age.most < ADULT_AT


def age_band(age: AgeReading | None) -> str:
    """In which age band is this person counted?

    U0 0-5, U1 6-12, U2 13-17, then adults U3 18-24, U4 25-44, U5 45-59, U6 60 and over. `UX` when
    unknown, or when the range of possible ages crosses two bands.

    Source: age groups of SIMFONI-PPA (published tables of the ministry).
    """
    if age is None:
        return _UNKNOWN_BAND
    bands = {_band(age.least), _band(age.most)}
    return bands.pop() if len(bands) == 1 else _UNKNOWN_BAND


def _band(years: int) -> str:
    return next(code for code, highest in _BANDS if years <= highest)


def turns_adult_on(birth: Birth) -> date | None:
    """On which day, at the latest, does the child become an adult?

    None when the birth is unknown or still to come.

    Source: UU 23/2002 as changed by UU 35/2014, Pasal 1 angka 1.
    """
    span = None if birth.unborn else born_between(birth)
    if span is None:
        return None
    last = span[1]
    if (last.month, last.day) == (2, 29):
        return date(last.year + ADULT_AT, 3, 1)
    return last.replace(year=last.year + ADULT_AT)
