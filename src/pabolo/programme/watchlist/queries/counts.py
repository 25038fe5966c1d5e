"""How many are watched, by village and kind: exact for the office, coarse for the village head."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.lib.versions import versions_of
from pabolo.ground.vault.held import Held
from pabolo.ground.vault.opening import open_many
from pabolo.programme.watchlist.facets import WatchStats
from pabolo.programme.watchlist.kinds import in_force
from pabolo.programme.watchlist.models import WatchItem
from pabolo.programme.watchlist.queries.scope import all_open, prove
from pabolo.rules.access import Verb, may_do
from pabolo.rules.activities import may_see_counts
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet
from pabolo.rules.watchlist import counts_for_head


def _open(proof: Receipt, ids: Collection[UUID]) -> Iterable[tuple[UUID, int, WatchStats]]:
    rows = list(WatchItem.objects.filter(pk__in=list(ids)))
    facts = open_many(proof, rows, "stats", WatchStats)
    return [(row.pk, row.version, fact) for row, fact in zip(rows, facts, strict=True)]


COUNTED = Held[WatchStats](Facet.STATS, _open)


def _open_ones(at: datetime) -> list[WatchStats]:
    """What is counted of every open item, read by the system under its own receipt."""
    rows = list(all_open().only("id"))
    if not rows:
        return []
    proof = prove(rows, by=SYSTEM, at=at, verb="watch.counted", facets=[Facet.STATS])
    return list(COUNTED.of(proof, versions_of(all_open())).values())


@dataclass(frozen=True, slots=True)
class VillageCount:
    """How many children a village watches: altogether, and by kind."""

    village: str
    total: int
    by_kind: dict[str, int]


def counts(actor: Actor, *, at: datetime) -> list[VillageCount]:
    """Children on open items by village and kind, for the office alone. Raises `Refused`."""
    ensure(may_do(actor, Verb.COUNT_WATCH))
    found: dict[str, Counter[str]] = {}
    for one in _open_ones(at):
        found.setdefault(one.village, Counter())[one.kind] += one.count
    return [
        VillageCount(village, kinds.total(), dict(kinds))
        for village, kinds in sorted(found.items())
    ]


@dataclass(frozen=True, slots=True)
class HeadCount:
    """What a village head sees: kinds with three children or more, and the rest as one number."""

    by_kind: dict[str, int]
    others: int


def village_counts(actor: Actor, place: str, *, at: datetime) -> HeadCount:
    """The same of one village, coarse. Raises `WatchItem.DoesNotExist` outside one's own."""
    if not may_see_counts(actor, place):
        raise WatchItem.DoesNotExist
    mine = Counter[str]()
    for one in _open_ones(at):
        if one.village == place:
            mine[one.kind] += one.count
    kinds = {code: held.kind for code, held in in_force(day_of(at)).items()}
    return HeadCount(*counts_for_head(mine, kinds))
