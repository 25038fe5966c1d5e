"""May restitution, or the protection of LPSK, be asked for, waived, decided and paid like this?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.legal import may_begin_more, may_write_legal
from pabolo.rules.rights import parent_among


class Claim(StrEnum):
    """What is asked for."""

    RESTITUTION = "restitution"
    PROTECTION = "protection"


class Through(StrEnum):
    """Through whom it is asked for."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    LPSK = "lpsk"
    COURT = "court"


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Sayer(StrEnum):
    """Who says that it is not wanted."""

    CHILD = "child"
    BOTH = "both"
    GUARDIAN = "guardian"


WAYS: Final[Mapping[Claim, frozenset[Through]]] = {
    Claim.RESTITUTION: frozenset(Through),
    Claim.PROTECTION: frozenset({Through.LPSK}),
}
GIVING: Final = frozenset({Outcome.GRANTED, Outcome.PARTLY})

WAY = Refusal("claim.through", "Protection is asked of LPSK itself. Choose LPSK.")
RUNS = Refusal("claim.running", "This is asked for already. Record first what was decided.")
UNPAID = Refusal(
    "claim.unpaid", "Restitution was granted and is not paid yet. Record its payment first."
)
DAY = Refusal("claim.day", "Give the day. It cannot lie ahead.")
AMOUNT = Refusal("claim.amount", "Write the amount in rupiah, more than nothing.")
BECAUSE = Refusal("claim.because", "Write why it is not wanted, in the family's own words.")
SUSPECT = Refusal(
    "claim.parent_suspect",
    "A parent may be who harmed the child. Ask the child, or another guardian together with it.",
)
NOT_ASKED = Refusal("claim.not_asked", "Nothing is asked for that waits for a decision.")
NOTHING_OWED = Refusal(
    "claim.nothing_granted", "No restitution was granted that is still to be paid."
)
TOO_MUCH = Refusal("claim.too_much", "This is more than was granted and not yet paid.")


@dataclass(frozen=True, slots=True)
class Asking:
    """What is about to be asked for. `amount` 0: not reckoned yet. `running`: asked already.

    `unpaid`: granted before, and not paid.
    """

    claim: Claim
    through: Through
    on: date | None
    amount: int = 0
    running: bool = False
    unpaid: bool = False
    case_open: bool = True


def may_ask(actor: Actor, asking: Asking, *, today: date) -> Refusal | None:
    """May this be asked for?

    Restitution goes through the police, the prosecutor, LPSK or, after a final judgment, the
    court; protection is asked of LPSK. The amount may still be reckoned by LPSK.

    Source: UU 35/2014, Pasal 71D; PP 43/2017 (asked in investigation or prosecution);
    UU 12/2022 (TPKS), Pasal 30-38; UU 31/2014 (LPSK). Articles to be confirmed by the counsel.
    """
    refusal = may_write_legal(actor) or may_begin_more(case_open=asking.case_open)
    if refusal is not None:
        return refusal
    checks = (
        (asking.through not in WAYS[asking.claim], WAY),
        (asking.running, RUNS),
        (asking.unpaid, UNPAID),
        (asking.on is None or asking.on > today, DAY),
        (asking.amount < 0, AMOUNT),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_waive(
    actor: Actor,
    *,
    sayer: Sayer,
    because: str,
    relations: Collection[str],
    running: bool,
    unpaid: bool = False,
) -> Refusal | None:
    """May it be recorded that this is not wanted?

    The family's no is an answer and ends the matter; the unit says it never for them. The word of
    a parent alone does not count where a parent may be the perpetrator.

    Source: UU 35/2014, Pasal 71D (a right, not a duty); UU 11/2012 (SPPA), Pasal 2 and 3.
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    parent = parent_among(relations)
    checks = (
        (running, RUNS),
        (unpaid, UNPAID),
        (not because.strip(), BECAUSE),
        (sayer is Sayer.GUARDIAN and parent, SUSPECT),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_decide(
    actor: Actor,
    *,
    waits: bool,
    claim: Claim,
    outcome: Outcome,
    amount: int,
    on: date | None,
    today: date,
) -> Refusal | None:
    """May a decision on what was asked be recorded so?

    Source: UU 12/2022 (TPKS), Pasal 30-38; UU 31/2014 (LPSK decides in writing).
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    money = claim is Claim.RESTITUTION and outcome in GIVING
    checks = (
        (not waits, NOT_ASKED),
        (on is None or on > today, DAY),
        (money and amount <= 0, AMOUNT),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_pay(
    actor: Actor, *, owed: int, amount: int, on: date | None, today: date
) -> Refusal | None:
    """May a payment of restitution be recorded so? `owed` is what is granted and not paid yet.

    Source: UU 12/2022 (TPKS), Pasal 33 (within 30 days; part payments are told to the court).
    """
    refusal = may_write_legal(actor)
    if refusal is not None:
        return refusal
    checks = (
        (owed <= 0, NOTHING_OWED),
        (amount <= 0, AMOUNT),
        (amount > owed, TOO_MUCH),
        (on is None or on > today, DAY),
    )
    return next((found for wrong, found in checks if wrong), None)
