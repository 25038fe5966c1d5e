"""Who may change what the unit itself decides, and from when?"""

from dataclasses import dataclass
from datetime import date

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

CODE_KEEPERS = frozenset({Role.DATA, Role.SUPERVISOR})
CALENDAR_KEEPERS = frozenset({Role.DATA, Role.SUPERVISOR, Role.ADMIN})
SHORTEST_REASON = 10
LONGEST_TEXT = 200
_UNKNOWN_CODE = Refusal("code.unknown", "This code is not in the list.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a setting accepts, and the change asked for. `low`/`high` bound numbers."""

    known: bool
    owners: frozenset[Role]
    value: int | str
    number: bool
    low: int
    high: int
    valid_from: date
    reason: str


def may_change_setting(actor: Actor, change: Setting, *, today: date) -> Refusal | None:
    """May this person set this value, from this day?

    What held on past days stays: old cases are judged by the rules of their day.

    Source: UU 30/2014 Pasal 10 (certainty, carefulness, openness of administration).
    """
    if not change.known:
        return Refusal("setting.unknown", "There is no such setting.")
    if not (actor.system or actor.has(*change.owners)):
        return Refusal("setting.not_yours", "Another post decides this setting.")
    if change.valid_from < today:
        return Refusal("setting.past", "A setting can start today or later, not in the past.")
    if len(change.reason.strip()) < SHORTEST_REASON:
        return Refusal("setting.no_reason", "Say in one sentence why the setting changes.")
    return _unfit(change)


def _unfit(change: Setting) -> Refusal | None:
    if change.number is not isinstance(change.value, int):
        return Refusal("setting.wrong_kind", "This setting needs the other kind of value.")
    if isinstance(change.value, int):
        if not change.low <= change.value <= change.high:
            return Refusal("setting.out_of_range", "This number is outside the allowed range.")
    elif not 0 < len(change.value) <= LONGEST_TEXT:
        return Refusal("setting.wrong_length", "Write between 1 and 200 characters.")
    return None


def _not_keeper(actor: Actor) -> Refusal | None:
    if actor.system or actor.has(*CODE_KEEPERS):
        return None
    return Refusal("code.not_yours", "Only the data officer or a supervisor changes lists.")


def may_change_codes(actor: Actor, *, list_known: bool, code_new: bool) -> Refusal | None:
    """May this person add this code to a list?

    Source: the unit's own record-keeping; lists are dated so that old records keep their words.
    """
    if refusal := _keeps_codes(actor):
        return refusal
    if not list_known:
        return Refusal("code.no_list", "There is no such list.")
    if not code_new:
        return Refusal("code.exists", "This code is already in the list.")
    return None


def _keeps_codes(actor: Actor) -> Refusal | None:
    refusal = _not_keeper(actor)
    if refusal is not None:
        return refusal
    return None


def may_word_code(actor: Actor, *, known: bool, word: str, before: str) -> Refusal | None:
    """May this person say how SIMFONI words this code? Empty: it has no word of its own.

    Source: own design; SIMFONI-PPA publishes no list of its words.
    """
    if refusal := _keeps_codes(actor):
        return refusal
    if not known:
        return _UNKNOWN_CODE
    if word == before:
        return Refusal("code.same_word", "This is the word that stands there already.")
    return None


def may_retire_code(actor: Actor, *, known: bool, last_day: date, today: date) -> Refusal | None:
    """May this person end the use of a code after a day?

    Source: the unit's own record-keeping; a retired code keeps its label on old records.
    """
    if refusal := _keeps_codes(actor):
        return refusal
    if not known:
        return _UNKNOWN_CODE
    if last_day < today:
        return Refusal("code.past", "A code can end today or later, not in the past.")
    return None


def may_change_calendar(actor: Actor, *, day: date, today: date) -> Refusal | None:
    """May this person declare a day a holiday, or a working day?

    Source: local days off are announced by the Bupati; past days keep their deadlines.
    """
    if not (actor.system or actor.has(*CALENDAR_KEEPERS)):
        return Refusal(
            "calendar.not_yours",
            "Only the data officer, a supervisor or the administrator changes the calendar.",
        )
    if day < today:
        return Refusal("calendar.past", "Only today and later days can be changed.")
    return None
