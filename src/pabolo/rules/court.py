"""How does a child come well through an examination, a medical examination or a hearing?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.legal import may_begin_more, may_write_legal


class DateState(StrEnum):
    """How an appointment of the legal process stands."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Need:
    """Something the child may ask for at an appointment, and the law it rests on."""

    name: str
    source: str


_PRACTICE = msg("Practice; UU 11/2012 (SPPA), Pasal 18 (in the child's interest)")

# What the child needs: rights of children before police, prosecutor and court, as data.
NEEDS: Final[Mapping[str, Need]] = {
    "support": Need(
        msg("Somebody the child trusts sits beside it"), msg("UU 11/2012 (SPPA), Pasal 23")
    ),
    "closed": Need(msg("The hearing is closed to the public"), msg("UU 11/2012 (SPPA), Pasal 54")),
    "video": Need(
        msg("The child is heard by video, or its recorded words are shown"),
        msg("UU 11/2012 (SPPA), Pasal 58 (3)"),
    ),
    "apart": Need(
        msg("The child does not meet the accused"), msg("UU 12/2022 (TPKS), Pasal 69 (protection)")
    ),
    "plain": Need(msg("No robe and no uniform"), msg("UU 11/2012 (SPPA), Pasal 22")),
    "report": Need(
        msg("The social worker's report is asked for"), msg("UU 11/2012 (SPPA), Pasal 27 (3)")
    ),
    "interpreter": Need(
        msg("An interpreter, sign language or easy language"),
        msg("UU 8/2016 (people with disabilities), Pasal 9"),
    ),
    "breaks": Need(msg("Short, with breaks, at an hour that suits the child"), _PRACTICE),
    "secret": Need(
        msg("Nobody writes or says the child's name in public"),
        msg("UU 11/2012 (SPPA), Pasal 19"),
    ),
}

UNKNOWN_KIND = Refusal("court.kind", "This kind of appointment is not on the list.")
UNKNOWN_NEED = Refusal("court.need", "This need is not on the list. Choose another.")
PAST = Refusal("court.past", "This time has passed. Choose one still to come.")
NO_PLACE = Refusal("court.place", "Write where it is held, so that companions find it.")
ALONE = Refusal(
    "court.alone",
    "No child goes alone to police or court. Choose who comes along, or write who else does.",
)
UNSEEING = Refusal(
    "court.companion_sees",
    "Whoever comes along must see this case. Let a supervisor add them to the team first.",
)
OVER = Refusal("court.over", "This appointment is over. Choose one that is planned.")
NO_PREPARING = Refusal("court.prepared", "Write what was explained to the child.")
NOT_YET = Refusal("court.not_yet", "This hour is still to come. Record the outcome after it.")
NO_OUTCOME = Refusal("court.outcome", "Write what came of it, and how the child was.")
NO_REASON = Refusal("court.reason", "Write why.")


@dataclass(frozen=True, slots=True)
class DateFacts:
    """An appointment as proposed. `sees`: the colleague who comes along may open the case."""

    listed: bool
    starts_at: datetime
    place: str
    companion: bool
    beside: str
    sees: bool
    needs: Collection[str] = ()
    case_open: bool = True


def may_plan_date(actor: Actor, facts: DateFacts, *, at: datetime) -> Refusal | None:
    """May this appointment be planned like this?

    A child is never alone there: a colleague comes along, or somebody else whom it trusts.

    Source: UU 11/2012 (SPPA), Pasal 23 (accompanied at every step); UU 12/2022 (TPKS), Pasal 68.
    """
    refusal = may_write_legal(actor) or may_begin_more(case_open=facts.case_open)
    if refusal is not None:
        return refusal
    checks = (
        (not facts.listed, UNKNOWN_KIND),
        (not facts.place.strip(), NO_PLACE),
        (facts.starts_at < at - timedelta(hours=1), PAST),
        (not facts.companion and not facts.beside.strip(), ALONE),
        (facts.companion and not facts.sees, UNSEEING),
        (not set(facts.needs) <= set(NEEDS), UNKNOWN_NEED),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_prepare(actor: Actor, *, state: str, how: str) -> Refusal | None:
    """May it be recorded that the child was prepared?

    Source: UU 12/2022 (TPKS), Pasal 68 (information on the whole process); UU 11/2012, Pasal 90.
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    if state != DateState.PLANNED:
        return OVER
    return None if how.strip() else NO_PREPARING


def may_end_date(
    actor: Actor, *, state: str, starts_at: datetime, to: DateState, note: str, at: datetime
) -> Refusal | None:
    """May the end of an appointment be recorded so?

    What was held has an outcome, and only after its hour; what was not held has a reason.

    Source: Permen PPPA 2/2022 (accompaniment is recorded); practice.
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    if state != DateState.PLANNED:
        return OVER
    held = to is DateState.HELD
    if held and at < starts_at:
        return NOT_YET
    if not note.strip():
        return NO_OUTCOME if held else NO_REASON
    return None


def prepare_by(day: date, days: int, today: date) -> date:
    """By when is the child prepared? So many days before, never earlier than today.

    Source: practice; a setting of the regency.
    """
    return max(day - timedelta(days=days), today)


def outcome_by(day: date, days: int) -> date:
    """By when is the outcome written down?

    Source: practice; a setting of the regency.
    """
    return day + timedelta(days=days)


class ChildRole(StrEnum):
    """What a child is in one incident; it may be several at once."""

    VICTIM = "A1"
    WITNESS = "A2"
    IN_CONFLICT = "A3"


@dataclass(frozen=True, slots=True)
class Change:
    """What a role changes in the work, in one sentence, with its source."""

    sentence: str
    source: str


_VICTIM = (
    Change(
        msg("Counsel and a companion at every step, and word of how the process goes."),
        msg("UU 11/2012 (SPPA), Pasal 23 and 90; UU 12/2022 (TPKS), Pasal 68"),
    ),
    Change(
        msg("Restitution can be asked for, with police or prosecutor, before the demand."),
        msg("UU 35/2014, Pasal 71D; PP 43/2017; UU 12/2022 (TPKS), Pasal 30-38"),
    ),
    Change(
        msg("LPSK can be asked for protection and medical or psychological help."),
        msg("UU 31/2014 (protection of witnesses and victims)"),
    ),
)
_WITNESS = (
    Change(
        msg("Heard with somebody it trusts, by video where the courtroom would harm it."),
        msg("UU 11/2012 (SPPA), Pasal 23 and 58"),
    ),
    Change(
        msg("Protected like a victim where somebody threatens it; LPSK can be asked."),
        msg("UU 11/2012 (SPPA), Pasal 90; UU 31/2014"),
    ),
)
_IN_CONFLICT = (
    Change(
        msg("Counsel, parent or companion at every examination; the same secrecy as a victim."),
        msg("UU 11/2012 (SPPA), Pasal 19 and 23"),
    ),
    Change(
        msg(
            "Ask for diversion: to be begun within 7 days of the investigation, at most 30 days "
            "long, where less than 7 years are threatened and it is no repetition."
        ),
        msg("UU 11/2012 (SPPA), Pasal 7 and 29"),
    ),
    Change(
        msg("Bapas writes its social report within 3 x 24 hours of being asked; see that it is."),
        msg("UU 11/2012 (SPPA), Pasal 27 and 28"),
    ),
)
_DETAINED = Change(
    msg(
        "Never propose detention. It is a last resort, from 14 years and 7 years threatened; else "
        "the child stays with its family or in an LPKS."
    ),
    msg("UU 11/2012 (SPPA), Pasal 32"),
)
_UNDER_14 = Change(
    msg("Under 14: no detention and no punishment, only measures."),
    msg("UU 11/2012 (SPPA), Pasal 32 (2) and 69 (2)"),
)
_UNDER_12 = Change(
    msg(
        "Under 12: not prosecuted. Investigator, Bapas and social worker decide together whether "
        "it goes back to its parents or into a programme."
    ),
    msg("UU 11/2012 (SPPA), Pasal 21"),
)
_BOTH = Change(
    msg("Harmed and in conflict with the law at once: help goes on as for every victim."),
    msg("UU 35/2014, Pasal 59; UU 11/2012 (SPPA), Pasal 2"),
)
_OF_ROLE: Final[Mapping[str, tuple[Change, ...]]] = {
    ChildRole.VICTIM: _VICTIM,
    ChildRole.WITNESS: _WITNESS,
}
FULL_AGE_OF_GUILT: Final = 14
PROSECUTED_FROM: Final = 12


def what_changes(roles: Collection[str], age_at_incident: int | None) -> tuple[Change, ...]:
    """What do the child's roles in an incident change in the work?

    A child may be victim, witness and in conflict with the law at once. An age that is not known
    is treated as the younger one in doubt: no detention.

    Source: UU 11/2012 (SPPA), Pasal 1, 21, 32 and 69.
    """
    found = [change for role in ChildRole if role in roles for change in _OF_ROLE.get(role, ())]
    if ChildRole.IN_CONFLICT not in roles:
        return tuple(dict.fromkeys(found))
    found += [*_IN_CONFLICT, *_by_age(age_at_incident)]
    if ChildRole.VICTIM in roles:
        found.append(_BOTH)
    return tuple(dict.fromkeys(found))


def _by_age(age: int | None) -> tuple[Change, ...]:
    if age is not None and age < PROSECUTED_FROM:
        return (_UNDER_12, _UNDER_14)
    if age is not None and age < FULL_AGE_OF_GUILT:
        return (_UNDER_14,)
    return (_DETAINED,)
