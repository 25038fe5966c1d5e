"""Coded facts of every case in scope, for figures. Opened once, kept in memory by version."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.versions import Versions, versions_of
from pabolo.ground.vault.held import Held
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet


def _open(proof: Receipt, cases: Collection[UUID]) -> Iterator[tuple[UUID, int, CaseStats]]:
    rows = list(Case.objects.filter(pk__in=cases).only("pk", "version", "stats"))
    for row, facts in zip(rows, open_many(proof, rows, "stats", CaseStats), strict=True):
        yield row.pk, row.version, facts


STATS = Held(Facet.STATS, _open)  # codes only, no name


def countable(*, by: Actor) -> Versions:
    """Every case the actor may see, for `facts_of`."""
    return versions_of(visible_to(by))


def all_countable() -> Versions:
    """Every case of the register, for a release."""
    return versions_of(Case.objects.all())


def facts_of(cases: Versions, *, by: Actor, at: datetime) -> dict[UUID, CaseStats]:
    """Coded facts of these cases; a scan receipt covers them all before anything is shown."""
    proof = receipt("case.count", by=by, at=at, folders=cases, facets=[Facet.STATS])
    return STATS.of(proof, cases)


def facts_of_all(*, at: datetime) -> dict[UUID, CaseStats]:
    """Coded facts of every case of the register, read by the system for a release."""
    return facts_of(all_countable(), by=SYSTEM, at=at)
