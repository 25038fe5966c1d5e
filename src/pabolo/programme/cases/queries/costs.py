"""What the services of one month cost, for the evidence of each budget line. No name, no text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.entries import AnyEntry, CostNoted, Line
from pabolo.programme.cases.fold import CaseState, fold
from pabolo.programme.cases.models import Entry
from pabolo.programme.cases.queries.facts import facts_of_all
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.cases.standing import Logged
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost of one service. `case` only where the reader may see it; `told` counts cases."""

    on: str
    budget: str
    service: str
    detail: str
    amount: int
    evidence: str
    case: UUID | None
    told: UUID
    given: str


def costs_of(month: str, *, by: Actor, at: datetime, verb: str = "case.costs") -> list[CostLine]:
    """Every cost of a month (`2026-11`), in the order of days.

    Sums must be whole, so the system reads every case in which something was spent that month,
    under its own receipt; the reader's receipt names the cases whose code they see.
    """
    facts = facts_of_all(at=at)
    cases = [case for case, stats in facts.items() if month in stats.cost_months]
    seen = set(visible_to(by).filter(pk__in=cases).values_list("pk", flat=True))
    receipt(verb, by=by, at=at, folders=sorted(seen, key=lambda one: one.int), facets=[Facet.CARE])
    states = _opened(cases, at)
    lines = (
        line
        for case, state in states.items()
        for line in _lines(state, case, month, seen=case in seen)
    )
    return sorted(lines, key=lambda one: (one.on, one.budget, one.evidence))


def _opened(cases: list[UUID], at: datetime) -> dict[UUID, CaseState]:
    proof = receipt("case.cost_scan", by=SYSTEM, at=at, folders=cases, facets=[Facet.CARE])
    rows = list(
        Entry.objects.filter(case_id__in=cases, facet=Facet.CARE.value).order_by("case_id", "seq")
    )
    lines: dict[UUID, list[Line]] = {case: [] for case in cases}
    for row, line in zip(rows, open_many(proof, rows, "body", AnyEntry.__value__), strict=True):
        lines[row.case_id].append(line)
    return {case: fold(told) for case, told in lines.items()}


def _lines(state: CaseState, case: UUID, month: str, *, seen: bool) -> Iterator[CostLine]:
    for key, logged in state.log.items():
        on = logged.line.on or day_of(logged.first.at).isoformat()
        if not logged.struck and on.startswith(month):
            for cost in state.costs_of(key):
                yield _line(cost.note, logged, on, case, shown=seen)


def _line(cost: CostNoted, logged: Logged, on: str, case: UUID, *, shown: bool) -> CostLine:
    return CostLine(
        on=on,
        budget=cost.budget,
        service=logged.line.service,
        detail=logged.line.detail,
        amount=cost.amount,
        evidence=cost.evidence,
        case=case if shown else None,
        told=case,
        given=f"{case.hex}:{logged.key}",
    )
