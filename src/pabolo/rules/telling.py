"""Is what somebody told fit to be kept, and who may take it down?

Almost everything is fit: only slips are asked about.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pabolo.rules.access import VERBS, Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.ages import Birth, check_birth, check_event_date, read_partial_date
from pabolo.rules.decisions import Refusal
from pabolo.rules.text import NARRATIVE_LIMIT

MOST_CHILDREN = 12
MOST_ACCUSED = 6

NOTHING_TOLD = Refusal(
    "telling.nothing",
    "Nothing is written yet. A few words are enough: what worries you, about whom, or where.",
)
TOO_LONG = Refusal(
    "telling.too_long",
    "This is longer than 20,000 characters, about ten pages. Nothing was sent and nothing was "
    "cut. Shorten it here, send it, and add the rest afterwards with your report code.",
)
AGE_UNREADABLE = Refusal("telling.age", "Write the age as a number, or leave it empty.")


@dataclass(frozen=True, slots=True)
class AgeTold:
    """An age as told: a number as typed, in years or months, or not born yet."""

    number: str = ""
    unit: str = "year"
    unborn: bool = False


def check_happened(text: str, *, today: date) -> Refusal | None:
    """Can it have happened on this day, month or year? Unknown is always allowed.

    Source: practice; only what has happened can be told as an event.
    """
    if not text:
        return None
    found = read_partial_date(text)
    return found if isinstance(found, Refusal) else check_event_date(found, today=today)


def check_age(told: AgeTold, *, today: date) -> Refusal | None:
    """Can a person have this age? Unknown is always allowed, and so is a child not yet born.

    Source: UU 23/2002 as changed by UU 35/2014, Pasal 1 (the unborn child is a child).
    """
    number = told.number.strip()
    if not number or told.unborn:
        return None
    if not (number.isascii() and number.isdigit()) or len(number) > 3:
        return AGE_UNREADABLE
    years = int(number) // 12 if told.unit == "month" else int(number)
    return check_birth(Birth(stated_age=years, stated_on=today), today=today)


def check_length(text: str) -> Refusal | None:
    """Is the story short enough to be kept whole? Nothing is cut in silence.

    Source: practice.
    """
    return TOO_LONG if len(text) > NARRATIVE_LIMIT else None


def check_something(*, told: bool) -> Refusal | None:
    """Is there anything to act on at all?

    Source: practice; "I don't know" is an answer to each question, not to all of them.
    """
    return None if told else NOTHING_TOLD


def may_raise_alarm(actor: Actor, village: str) -> Refusal | None:
    """Who may raise an alarm about a child in this village?

    Source: PATBM guidelines: the network's activists pass on what they hear in their own village.
    """
    refusal = may_do(actor, Verb.RAISE_ALARM)
    if refusal is not None:
        return refusal
    if village and village not in actor.villages_as(*VERBS[Verb.RAISE_ALARM]):
        return Refusal("alarm.village", "This village is not yours. Use the public report form.")
    return None


@dataclass(frozen=True, slots=True)
class Moments:
    """When a report reached the office, and when the child first told a provider of help."""

    received_at: datetime
    first_disclosure_at: datetime | None = None


def check_moments(moments: Moments, *, at: datetime) -> Refusal | None:
    """Can it have come in at this time?

    Source: practice; UU 12/2022 counts 3 x 24 hours from the first telling.
    """
    if moments.received_at > at:
        return Refusal("report.received_future", "This time lies in the future. Check the day.")
    first = moments.first_disclosure_at
    if first is not None and first > at:
        return Refusal("report.disclosed_future", "The first telling lies in the future.")
    return None
