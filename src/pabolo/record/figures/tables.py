"""By what else may children be broken down inside the office? Coded facts that no release shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pabolo.programme.cases.facets import CaseStats
from pabolo.record.figures.gathering import Register
from pabolo.rules.facts import Period
from pabolo.rules.vocabulary import ClosureReason

NOT_KNOWN = "NA"
OPEN = "-"
CLOSURE_CODES = {reason.value: f"T{n}" for n, reason in enumerate(ClosureReason, 1)}

type Values = Callable[[CaseStats], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A coded fact: the list of its codes, and where it stands. `several`: sums may exceed all."""

    code_list: str
    values: Values
    several: bool = False


def _reason(row: CaseStats) -> str:
    """The code of the closing reason in the list of codes; `OPEN` while there is none."""
    return CLOSURE_CODES.get(row.closing_reason, OPEN)


BREAKDOWNS: Mapping[str, Breakdown] = {
    "channel": Breakdown("channel", lambda row: (row.channel,)),
    "scene": Breakdown("scene", lambda row: row.place_kinds, several=True),
    "relation": Breakdown("relation", lambda row: row.relations, several=True),
    "service": Breakdown("service", lambda row: row.services, several=True),
    "education": Breakdown("education", lambda row: (row.education,)),
    "disability": Breakdown("disability", lambda row: (row.disability,)),
    "domicile": Breakdown("", lambda row: (row.domicile[:8],)),
    "closure_reason": Breakdown("closure_reason", lambda row: (_reason(row),)),
}


def cells(register: Register, period: Period, by: str) -> dict[str, set[UUID]]:
    """The cases of child victims served in the period, by value. KeyError on an unknown name."""
    values = BREAKDOWNS[by].values
    found: dict[str, set[UUID]] = {}
    for row in register.facts.victims:
        if period.contains(row.served_on):
            for value in values(register.stats[row.case]) or (NOT_KNOWN,):
                found.setdefault(value or NOT_KNOWN, set()).add(row.case)
    return found


def children_of(register: Register, cases: set[UUID]) -> int:
    """How many different children these cases are about."""
    return len({register.stats[case].child for case in cases})
