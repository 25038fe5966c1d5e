"""Who comes into the shelter, for how long, and who may know where it is?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pabolo.rules.access import Standing, Verb, may_do, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Facet

STAY_RUNS = Refusal("shelter.running", "A stay is running already. Record its end first.")
NO_STAY = Refusal("shelter.none", "No stay in the shelter is running.")


class Use(StrEnum):
    """What a piece of a file would be used for."""

    SCREEN = "screen"
    PRINT = "print"
    EXPORT = "export"
    PACKET = "packet"
    LETTER = "letter"
    HISTORY = "history"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay as it is about to begin."""

    reasons_known: bool
    reasons: Collection[str]
    begins: datetime
    until: date
    days: int


def may_show_place(actor: Actor, use: Use, standing: Standing) -> Refusal | None:
    """May the place of the shelter be shown here?

    On the screen of who works on the case or supervises it, was granted the file and opens its
    places; nowhere else, to nobody: no print, no export, no packet, no letter, no history, no
    figure.

    Source: UU 12/2022 (TPKS), Pasal 42 and 69 (protection, secrecy); the highest class of data.
    """
    if use is not Use.SCREEN:
        return Refusal("shelter.place_never", "The place of a shelter never leaves the screen.")
    return may_do(actor, Verb.WORK_CASE) or may_view(actor, Facet.LOCATION, standing)


def may_enter_shelter(
    actor: Actor, stay: Stay, *, running: bool, now: datetime, today: date
) -> Refusal | None:
    """May this stay begin?

    With a criterion, from a moment that has come, until a day within the time of the unit's rule.
    One stay at a time.

    Source: Permen PPPA 2/2022 (temporary shelter); service standard of a shelter: at most 7 days,
    extendable (sippn.menpan.go.id 8298024).
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    if running:
        return STAY_RUNS
    if not stay.reasons or not stay.reasons_known:
        return Refusal("shelter.reason", "Choose why the child needs the shelter.")
    if stay.begins > now:
        return Refusal("shelter.future", "This hour is still to come. Record a stay once it began.")
    if stay.until < max(today, stay.begins.date()):
        return Refusal("shelter.until_past", "Give a day of its end that is still to come.")
    return _too_long(stay.until, stay.begins.date(), stay.days)


def _too_long(until: date, since: date, days: int) -> Refusal | None:
    if until <= since + timedelta(days=days):
        return None
    return Refusal(
        "shelter.too_long",
        "This is longer than the shelter's rule allows at once. A supervisor extends it later.",
    )


def may_extend_stay(
    actor: Actor, *, running: bool, until: date, now_until: date, days: int, reason: str
) -> Refusal | None:
    """Who may extend a stay, how far?

    A supervisor or the head of the agency, with a reason, each time by the unit's rule at most.

    Source: service standard of a shelter: extendable (sippn.menpan.go.id 8298024).
    """
    if may_do(actor, Verb.APPROVE_PLAN) is not None:
        return Refusal("shelter.extend.role", "Only a supervisor extends a stay.")
    if not running:
        return NO_STAY
    if not reason.strip():
        return Refusal("shelter.extend.reason", "Write why the stay goes on.")
    if until <= now_until:
        return Refusal("shelter.extend.day", "Give a day later than the end so far.")
    return _too_long(until, now_until, days)


@dataclass(frozen=True, slots=True)
class Leaving:
    """The end of a stay as it is about to be recorded."""

    to_known: bool
    checked: str
    left: datetime


def may_leave_shelter(
    actor: Actor, leaving: Leaving, *, since: datetime | None, now: datetime
) -> Refusal | None:
    """May the end of a stay be recorded so?

    With where to, and what was checked about the safety there. A child who left on its own is
    recorded too.

    Source: Permen PPPA 2/2022; PP 78/2021, Pasal 88 (before a child returns).
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    if since is None:
        return NO_STAY
    if not since <= leaving.left <= now:
        return Refusal("shelter.left", "The end lies after the beginning, and not in the future.")
    if not leaving.to_known:
        return Refusal("shelter.to", "Choose where the child goes from the shelter.")
    if not leaving.checked.strip():
        return Refusal("shelter.check", "Write what was checked about the safety there.")
    return None


def decide_by(until: date, today: date) -> date:
    """Until when must be decided whether a stay goes on? The day before it ends, never earlier
    than today.

    Source: practice: nobody is put out because a decision was late.
    """
    return max(until - timedelta(days=1), today)
