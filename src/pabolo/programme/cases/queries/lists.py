"""Lists of cases, each under one receipt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: state from the row, coded facts from the seal; no name."""

    case: Case
    stats: CaseStats


def opened_rows(cases: Sequence[Case], *, by: Actor, at: datetime) -> list[CaseRow]:
    """Coded facts of these cases, under one list receipt."""
    proof = receipt(
        "case.list", by=by, at=at, folders=[case.pk for case in cases], facets=[Facet.STATS]
    )
    facts = open_many(proof, cases, "stats", CaseStats)
    return [CaseRow(case, stats) for case, stats in zip(cases, facts, strict=True)]


def cases_listed(ids: Collection[UUID], *, by: Actor, at: datetime) -> list[CaseRow]:
    """Those of these cases that the actor may see, newest first."""
    rows = visible_to(by).filter(pk__in=list(ids)).order_by("-opened_day", "id")
    return opened_rows(list(rows), by=by, at=at)
