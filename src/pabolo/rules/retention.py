"""How long is what kept, and may it be destroyed now?

A class of records has a period that the unit sets, counted from a day. Nothing is destroyed by the
clock alone: what somebody still needs, or still owes, keeps it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.ages import ADULT_AT
from pabolo.rules.deadlines import add_months
from pabolo.rules.decisions import Refusal, msg


class Kept(StrEnum):
    """The classes of records, as far as they are kept for different times."""

    INFORMATION = "information"
    ANONYMOUS = "anonymous"
    CASE = "case"
    LEGAL = "case_legal"
    RIGHTS = "rights"
    WATCH = "watch_item"
    WITH_FILE = "with_file"
    AUDIT = "audit"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Period:
    """How long a class is kept: the settings, from when, and by which source.

    Where two settings are named, the later of the two days counts. None: never destroyed here.
    """

    kept: Kept
    what: str
    since: str
    settings: tuple[str, ...]
    source: str


_JRA: Final = msg("UU 43/2009 (archives): the regency's archive schedule (JRA) decides")
_MINIMAL: Final = msg("UU 27/2022 (PDP), Pasal 42-44: end, delete, destroy when no longer needed")

PERIODS: Final[tuple[Period, ...]] = (
    Period(
        Kept.INFORMATION,
        msg("Reports that led to no case"),
        msg("from the day of the decision"),
        ("retention.information_months",),
        _JRA,
    ),
    Period(
        Kept.ANONYMOUS,
        msg("Anonymous reports that led to no case"),
        msg("from the day of the decision"),
        ("retention.anonymous_months",),
        _MINIMAL,
    ),
    Period(
        Kept.CASE,
        msg("A child's file: its cases, reports and incidents"),
        msg("from the last closing, and from the child's birth; the later day counts"),
        ("retention.case_years", "retention.case_until_age"),
        _JRA,
    ),
    Period(
        Kept.LEGAL,
        msg("A child's file with a legal process"),
        msg("from the end of the process or the last closing; never before the child's own day"),
        ("retention.legal_years", "retention.case_until_age"),
        _JRA,
    ),
    Period(
        Kept.RIGHTS,
        msg("Requests of people about their data"),
        msg("from the day of the answer"),
        ("retention.rights_months",),
        _MINIMAL,
    ),
    Period(
        Kept.WATCH,
        msg("Settled watch-list items"),
        msg("from the day of the answer"),
        ("retention.watch_item_months",),
        _JRA,
    ),
    Period(
        Kept.WITH_FILE,
        msg("Attachments, messages, letters, referrals and duties"),
        msg("with the report or case they belong to"),
        (),
        _MINIMAL,
    ),
    Period(
        Kept.AUDIT,
        msg("The log of who did and read what"),
        msg("never: after a destruction its entries point to nobody"),
        (),
        msg("UU 27/2022 (PDP), Pasal 31 and 47 (accountability)"),
    ),
    Period(
        Kept.FIGURES,
        msg("Published figures"),
        msg("never: frozen counts hold no person"),
        (),
        msg("UU 14/2008 (public information), Pasal 9"),
    ),
)
_YEARS: Final = frozenset(
    {"retention.case_years", "retention.legal_years", "retention.case_until_age"}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one thing that could be destroyed: a report alone, or a child's whole file.

    `ended_on`: the day of the last decision or closing. `born`: the latest day on which the
    child can have been born. `joined_alive`: something that hangs together with it is not due.
    `asked`: the person asked for it and it was granted; then the time alone does not keep it.
    """

    kept: Kept
    ended_on: date | None = None
    legal_open: bool = False
    legal_ended_on: date | None = None
    born: date | None = None
    held: bool = False
    rights_pending: bool = False
    owed: bool = False
    joined_alive: bool = False
    asked: bool = False


OPEN = Refusal("retention.open", "This is still open. Close it first.")
OWED = Refusal("retention.owed", "Somebody still owes something on this.")
LEGAL_OPEN = Refusal(
    "retention.legal_open", "A legal process runs. What it depends on may not be destroyed."
)
HELD = Refusal("retention.held", "A legal hold lies on this. Whoever placed it can lift it.")
PENDING = Refusal("retention.rights_pending", "A request about this child's data waits for answer.")
JOINED = Refusal("retention.joined_alive", "A file that hangs together with this one is kept.")
CHILD = Refusal("retention.child", "The child is not 18 yet.")
EARLY = Refusal("retention.early", "The time this is kept is not over yet.")
GONE = Refusal("retention.gone", "This was destroyed already, or is about to be.")


def _months(setting: str, periods: Mapping[str, int]) -> int:
    return periods[setting] * (12 if setting in _YEARS else 1)


def _of(kept: Kept) -> Period:
    return next(one for one in PERIODS if one.kept is kept)


def keep_until(facts: Facts, periods: Mapping[str, int]) -> date | None:
    """Until which day is this kept at least? None: it has not ended, or is never destroyed.

    A child whose birth is not known counts as born on the day the file ended.

    Source: UU 43/2009 (archives), retention by the archive schedule; UU 27/2022 (PDP), Pasal 43.
    """
    found = _of(facts.kept)
    if facts.ended_on is None or not found.settings:
        return None
    ended = max(facts.ended_on, facts.legal_ended_on or facts.ended_on)
    first, *rest = found.settings
    days = [add_months(ended, _months(first, periods))]
    days += [add_months(facts.born or ended, _months(one, periods)) for one in rest]
    return max(days)


def _adult_on(facts: Facts) -> date | None:
    """From which day the child of this file is no child any more, as late as it can be."""
    of_a_child = "retention.case_until_age" in _of(facts.kept).settings
    born = facts.born or (facts.ended_on if of_a_child else None)
    return add_months(born, ADULT_AT * 12) if born else None


def may_destroy(facts: Facts, *, today: date, periods: Mapping[str, int]) -> Refusal | None:
    """May this be destroyed now?

    Nobody whose birth is not known is taken for grown up because somebody asked.

    Source: UU 27/2022 (PDP), Pasal 43-44 (destroyed when its time is over and no legal process
    depends on it); UU 43/2009 (archives).
    """
    until = keep_until(facts, periods)
    adult = _adult_on(facts)
    checks = (
        (facts.ended_on is None, OPEN),
        (facts.legal_open, LEGAL_OPEN),
        (facts.held, HELD),
        (facts.rights_pending, PENDING),
        (facts.owed, OWED),
        (facts.joined_alive, JOINED),
        (adult is not None and today < adult, CHILD),
        (until is None or (today <= until and not facts.asked), EARLY),
    )
    return next((refusal for wrong, refusal in checks if wrong), None)


# Holding


def may_hold(actor: Actor, *, held: bool, reason: str) -> Refusal | None:
    """May this person place a legal hold, so that nothing of it is destroyed?

    Source: UU 27/2022 (PDP), Pasal 44 (not where a legal process depends on it).
    """
    refusal = may_do(actor, Verb.HOLD)
    if refusal is not None:
        return refusal
    if held:
        return Refusal("hold.stands", "A legal hold lies on this already.")
    return None if reason.strip() else Refusal("hold.no_reason", "Write why this must be kept.")


def may_lift(actor: Actor, *, held: bool, reason: str) -> Refusal | None:
    """May this person lift a legal hold?

    Source: as `may_hold`.
    """
    refusal = may_do(actor, Verb.HOLD)
    if refusal is not None:
        return refusal
    if not held:
        return Refusal("hold.none", "No legal hold lies on this.")
    if reason.strip():
        return None
    return Refusal("hold.no_lift_reason", "Write why it need not be kept any longer.")


# Destroying, by two people


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed destruction as it stands: who proposed it, whether it was decided, how large."""

    by: UUID
    decided: bool
    count: int


def may_propose(actor: Actor, count: int) -> Refusal | None:
    """May this person propose to destroy these?

    Source: UU 43/2009 (archives): destruction is decided by the head, with minutes.
    """
    refusal = may_do(actor, Verb.DESTROY)
    if refusal is not None:
        return refusal
    return None if count else Refusal("destroy.nothing", "Choose at least one that is due.")


def may_approve(actor: Actor, one: Proposed) -> Refusal | None:
    """May this person let a proposed destruction happen?

    Never who proposed it.

    Source: separation of duties; UU 43/2009 (archives).
    """
    refusal = may_do(actor, Verb.APPROVE_DESTRUCTION)
    if refusal is not None:
        return refusal
    if one.decided:
        return Refusal("destroy.decided", "This proposal was decided already.")
    if actor.id == one.by:
        return Refusal("destroy.own", "You proposed this. Another person decides.")
    return None


def may_decline(actor: Actor, one: Proposed, reason: str) -> Refusal | None:
    """May this person decline a proposed destruction? Who proposed it may take it back.

    Source: as `may_approve`.
    """
    refusal = may_do(actor, Verb.APPROVE_DESTRUCTION)
    if refusal is not None and actor.id != one.by:
        return refusal
    if one.decided:
        return Refusal("destroy.ended", "This proposal has ended already.")
    return None if reason.strip() else Refusal("destroy.no_reason", "Write why it is kept.")
