"""What evidence of a cost is kept, and who sums it up?"""

import re
from dataclasses import dataclass
from datetime import date

from pabolo.rules.decisions import Refusal

MOST = 1_000_000_000  # rupiah for one service; beyond it somebody slipped on the zeros
# A number of a receipt is digits and short marks: no room for a name.
_EVIDENCE = re.compile(r"(?=[^ ]*\d)[A-Za-z0-9./-]{1,40}")
_LONG_WORD = re.compile(r"[A-Za-z]{9,}")


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost of a service: budget line, rupiah, number of the evidence, day."""

    budget_known: bool
    amount: int
    evidence: str


def may_record_cost(cost: Cost) -> Refusal | None:
    """Is this evidence of a cost whole, and without a name?

    Source: Permen PPPA 1/2021 (evidence for each use of the DAK fund for services); UU 27/2022
    (PDP), Pasal 16 (only as needed).
    """
    if not cost.budget_known:
        return Refusal("cost.budget", "Choose the budget line this cost belongs to.")
    if not 0 < cost.amount <= MOST:
        return Refusal("cost.amount", "Write the amount in whole rupiah, without points.")
    if not _EVIDENCE.fullmatch(cost.evidence) or _LONG_WORD.search(cost.evidence):
        return Refusal(
            "cost.evidence",
            "Write the number of the receipt: letters, digits, points and strokes, without a name.",
        )
    return None


def month_of(day: date) -> str:
    """In which month does a cost count?

    Source: the month in which the service was given.
    """
    return f"{day:%Y-%m}"
