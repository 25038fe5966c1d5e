"""Who may change what the unit itself decides, and from when?"""

from dataclasses import dataclass
from datetime import date

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

CODE_KEEPERS = frozenset({Role.DATA, Role.SUPERVISOR, Role.AGENCY_HEAD})
CALENDAR_KEEPERS = CODE_KEEPERS | {Role.ADMIN}
SHORTEST_REASON = 10
LONGEST_TEXT = 200
_UNKNOWN_CODE = Refusal("code.unknown", "This code is not in the list.")
_NOT_OWNER = Refusal("setting.not_yours", "Another post decides this setting.")
_NO_REASON = Refusal("setting.no_reason", "Say in one sentence why the setting changes.")
SHIPPED = Refusal(
    "code.shipped", "This code came with the programme. Its label stays, so that figures compare."
)


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
        return _NOT_OWNER
    if change.valid_from < today:
        return Refusal("setting.past", "A setting can start today or later, not in the past.")
    if len(change.reason.strip()) < SHORTEST_REASON:
        return _NO_REASON
    return _unfit(change)


def may_take_back(
    actor: Actor,
    *,
    owners: frozenset[Role],
    valid_from: date,
    taken: bool,
    reason: str,
    today: date,
) -> Refusal | None:
    """May this person take back a decision about a setting before its day?

    From its day on it held, and cases were judged by it: then it is decided anew instead.

    Source: UU 30/2014 Pasal 10 (certainty, carefulness, openness of administration).
    """
    if not (actor.system or actor.has(*owners)):
        return _NOT_OWNER
    if taken:
        return Refusal("setting.taken_back", "This decision was taken back already.")
    if valid_from <= today:
        return Refusal("setting.holds", "This decision holds already. Decide anew instead.")
    return None if len(reason.strip()) >= SHORTEST_REASON else _NO_REASON


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
    return Refusal("code.not_yours", "The data officer, a supervisor or the head changes lists.")


def may_change_codes(actor: Actor, *, list_known: bool, code_new: bool) -> Refusal | None:
    """May this person add this code to a list?

    Source: the unit's own record-keeping; lists are dated so that old records keep their words.
    """
    if refusal := _not_keeper(actor):
        return refusal
    if not list_known:
        return Refusal("code.no_list", "There is no such list.")
    if not code_new:
        return Refusal("code.exists", "This code is already in the list.")
    return None


def may_word_code(actor: Actor, *, known: bool, word: str, before: str) -> Refusal | None:
    """May this person say how SIMFONI words this code? Empty: it has no word of its own.

    Source: own design; SIMFONI-PPA publishes no list of its words.
    """
    if refusal := _not_keeper(actor):
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
    if refusal := _not_keeper(actor):
        return refusal
    if not known:
        return _UNKNOWN_CODE
    if last_day < today:
        return Refusal("code.past", "A code can end today or later, not in the past.")
    return None


def may_reopen_code(actor: Actor, *, known: bool, ended: bool) -> Refusal | None:
    """May this person let a code that was retired be chosen again?

    Source: the unit's own record-keeping; both changes stay in the history.
    """
    if refusal := _not_keeper(actor):
        return refusal
    if not known:
        return _UNKNOWN_CODE
    return None if ended else Refusal("code.in_use", "This code was never retired.")


def may_relabel_code(
    actor: Actor, *, known: bool, own: bool, labels: tuple[str, str], before: tuple[str, str]
) -> Refusal | None:
    """May this person correct the labels of a code? Only of one that the unit added itself.

    Source: own design; the shipped labels carry a published source.
    """
    if refusal := _not_keeper(actor):
        return refusal
    if not known:
        return _UNKNOWN_CODE
    if not own:
        return SHIPPED
    if not all(one.strip() for one in labels):
        return Refusal("code.no_label", "Write the label in both languages.")
    return Refusal("code.same_label", "Nothing was changed.") if labels == before else None


def may_move_code(actor: Actor, *, known: bool, own: bool, there: bool) -> Refusal | None:
    """May this person move a code of the unit up or down? `there`: a code of its own is there.

    Source: own design; shipped codes keep the order of their source.
    """
    if refusal := _not_keeper(actor):
        return refusal
    if not known:
        return _UNKNOWN_CODE
    if not own:
        return Refusal("code.order", "Codes that came with the programme keep their order.")
    return None if there else Refusal("code.at_end", "It stands at the end of your codes already.")


def may_change_calendar(actor: Actor, *, day: date, today: date) -> Refusal | None:
    """May this person declare a day a holiday, or a working day?

    Source: local days off are announced by the Bupati; past days keep their deadlines.
    """
    if not (actor.system or actor.has(*CALENDAR_KEEPERS)):
        return Refusal(
            "calendar.not_yours",
            "The data officer, a supervisor, the head or the administrator changes the calendar.",
        )
    if day < today:
        return Refusal("calendar.past", "Only today and later days can be changed.")
    return None


def may_withdraw_day(actor: Actor, *, day: date, withdrawn: bool, today: date) -> Refusal | None:
    """May this person take back what was declared about a day?

    Source: local days off are announced by the Bupati; past days keep their deadlines.
    """
    if refusal := may_change_calendar(actor, day=day, today=today):
        return refusal
    if withdrawn:
        return Refusal("calendar.withdrawn", "This was taken back already.")
    return None
