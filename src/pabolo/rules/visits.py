"""When is a visit safe enough to be made, and when must somebody ask after the visitor?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Risk


class PlaceKind(StrEnum):
    """To what kind of place a visit goes. Which place it is stays sealed."""

    HOME = "home"
    SCHOOL = "school"
    POLICE = "police"
    HOSPITAL = "hospital"
    COURT = "court"
    OTHER = "other"


class Heard(StrEnum):
    """How somebody on a visit was heard of."""

    SAFE = "safe"
    HELP = "help"
    FOUND = "found"
    CALLED_OFF = "called_off"


LONGEST_SILENCE = timedelta(hours=12)
PAST = Refusal("visit.past", "This time has passed. Choose one still to come.")
NO_COMPANION = Refusal(
    "visit.no_companion", "Nobody goes alone on a visit of high risk. Choose who comes along."
)
NO_CHECK_IN = Refusal(
    "visit.no_check_in", "A visit of high risk needs a time by which you report safe."
)
CHECK_IN_ODD = Refusal(
    "visit.check_in", "Report safe after the visit has begun, and within twelve hours of it."
)
NO_PLACE = Refusal("visit.no_place", "Write where you go; colleagues must find you.")
ONESELF = Refusal("visit.oneself", "Choose somebody else as companion.")
NOT_YOURS = Refusal("visit.not_yours", "Only who goes on this visit says this.")
DONE = Refusal("visit.done", "This visit is over.")
NO_WORD = Refusal("visit.no_word", "Write how you found out, and how they are.")


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit as proposed."""

    visitor: UUID
    companion: UUID | None
    danger: Risk
    starts_at: datetime
    check_in_at: datetime | None
    place: str


def is_dangerous(danger: Risk) -> bool:
    """Does a visit of this risk need a companion and a time to report safe?

    Source: practice (safety of field staff); PP 88/2019 (occupational health), Pasal 2.
    """
    return danger in (Risk.HIGH, Risk.NOT_ASSESSED)


def may_plan_visit(actor: Actor, visit: VisitFacts, *, at: datetime) -> Refusal | None:
    """May this visit be planned like this?

    Source: practice (safety of field staff); PP 88/2019 (occupational health), Pasal 2.
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    high, until = is_dangerous(visit.danger), visit.check_in_at
    odd = until is not None and not visit.starts_at < until <= visit.starts_at + LONGEST_SILENCE
    checks = (
        (not visit.place.strip(), NO_PLACE),
        (visit.starts_at < at - timedelta(hours=1), PAST),
        (visit.companion == visit.visitor, ONESELF),
        (high and visit.companion is None, NO_COMPANION),
        (high and until is None, NO_CHECK_IN),
        (odd, CHECK_IN_ODD),
    )
    return next((found for wrong, found in checks if wrong), None)


def is_silent(check_in_at: datetime | None, state: str, at: datetime) -> bool:
    """Has the time to report safe passed without a word?

    Source: practice (safety of field staff).
    """
    return state == "planned" and check_in_at is not None and at >= check_in_at


def may_report_safe(
    actor: Actor, visitor: UUID, companion: UUID | None, state: str
) -> Refusal | None:
    """Who says that a visitor is safe, or needs help?

    The visitor or who came along, until the visit is over.

    Source: practice (safety of field staff).
    """
    if state in ("done", "called_off"):
        return DONE
    return None if actor.id in (visitor, companion) else NOT_YOURS


def may_note_heard(actor: Actor, state: str, note: str) -> Refusal | None:
    """Who may write that a silent visitor was heard of?

    A supervisor, with how they found out.

    Source: practice (safety of field staff).
    """
    refusal = may_do(actor, Verb.ASSIGN_WORKER)
    if refusal is not None:
        return refusal
    if state not in ("silent", "help"):
        return DONE
    return None if note.strip() else NO_WORD
