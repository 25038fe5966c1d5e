"""Coded facts of every case in scope, for figures. Opened once, kept in memory by version."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet


class StatsCache:
    """Opened statistics of this process, keyed by case version; codes only, no name."""

    def __init__(self) -> None:
        self._held: dict[UUID, tuple[int, CaseStats]] = {}

    def of(self, versions: dict[UUID, int], *, by: Actor, at: datetime) -> dict[UUID, CaseStats]:
        """Facts of these cases; a scan receipt covers them all before anything is shown."""
        proof = receipt("case.count", by=by, at=at, folders=list(versions), facets=[Facet.STATS])
        stale = [key for key, version in versions.items() if self._version(key) != version]
        rows = list(Case.objects.filter(pk__in=stale).only("pk", "version", "stats"))
        for row, facts in zip(rows, open_many(proof, rows, "stats", CaseStats), strict=True):
            self._held[row.pk] = (row.version, facts)
        return {key: self._held[key][1] for key in versions}

    def _version(self, key: UUID) -> int:
        return self._held.get(key, (-1, None))[0]

    def clear(self) -> None:
        """Forget all, as when the server locks."""
        self._held.clear()


STATS = StatsCache()


def facts_in_scope(*, by: Actor, at: datetime) -> dict[UUID, CaseStats]:
    """Coded facts of every case the actor may see, by case id."""
    versions = dict(visible_to(by).values_list("pk", "version"))
    return STATS.of(versions, by=by, at=at)


def facts_of_all(*, at: datetime) -> dict[UUID, CaseStats]:
    """Coded facts of every case of the register, read by the system for a release."""
    versions = dict(Case.objects.values_list("pk", "version"))
    return STATS.of(versions, by=SYSTEM, at=at)
