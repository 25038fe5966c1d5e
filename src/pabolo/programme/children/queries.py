"""Finding a child before opening a case. Search scans what the caller may see, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from rapidfuzz.distance import JaroWinkler

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.names import similarity
from pabolo.rules.vocabulary import Facet, Subject

CLEAR_MATCH = 0.86
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A known child who may be the one asked for. `score` is 0..1."""

    child: Child
    identity: ChildIdentity
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a search may show: hits within the caller's scope, best first, and whether somebody
    outside it may be meant. Of those outside nothing else is told."""

    hits: tuple[Hit, ...]
    scanned: int
    elsewhere: bool


def visible_to(actor: Actor) -> QuerySet[Child]:
    """Children of whom the actor may know."""
    return Child.objects.filter(id__in=granted_folders(actor, Subject.CHILD))


def child_for(actor: Actor, child_id: UUID) -> Child:
    """One child in scope; outside it, `Child.DoesNotExist`."""
    return visible_to(actor).get(pk=child_id)


def identity_of(proof: Receipt, child: Child) -> ChildIdentity:
    """Who the child is, under a receipt of the `identity` facet."""
    return open_sealed(proof, child, "identity", ChildIdentity)


def places_of(proof: Receipt, child: Child) -> ChildPlaces:
    """Domicile and present home, under a receipt of the `location` facet."""
    return open_sealed(proof, child, "places", ChildPlaces)


def _ratio(left: str, right: str) -> float:
    return JaroWinkler.normalized_similarity(left, right)


def score_of(query: str, identity: ChildIdentity) -> float:
    """How well any of a child's names answers the query, 0..1."""
    names = (identity.name, *identity.other_names)
    return max((similarity(query, name, ratio=_ratio) for name in names if name), default=0.0)


class NameCache:
    """Names already opened in this process, keyed by the row's version.

    Filled and read only under a scan receipt that covers the row; holds no more than the scan
    itself opened.
    """

    def __init__(self) -> None:
        self._held: dict[UUID, tuple[int, ChildIdentity]] = {}

    def identities(self, proof: Receipt, children: Iterable[Child]) -> list[ChildIdentity]:
        """The identity of each child, opening only what changed since."""
        rows = list(children)
        stale = [row for row in rows if self._held.get(row.pk, (0,))[0] != row.version]
        fresh = open_many(proof, stale, "identity", ChildIdentity)
        for row, identity in zip(stale, fresh, strict=True):
            self._held[row.pk] = (row.version, identity)
        return [self._held[row.pk][1] for row in rows]

    def clear(self) -> None:
        """Forget all, as when the server locks."""
        self._held.clear()


NAMES = NameCache()


def _scan(actor: Actor, children: list[Child], query: str, at: datetime) -> list[Hit]:
    proof = receipt(
        "child.search",
        by=actor,
        at=at,
        folders=[child.pk for child in children],
        facets=[Facet.IDENTITY],
    )
    identities = NAMES.identities(proof, children)
    scored = (
        Hit(child, identity, score_of(query, identity))
        for child, identity in zip(children, identities, strict=True)
    )
    return sorted((hit for hit in scored if hit.score >= CLEAR_MATCH), key=lambda hit: -hit.score)


def find(*, query: str, by: Actor, at: datetime) -> Found:
    """Search for a child by name across spellings, within the caller's scope.

    Writes a scan receipt first; a second, by the system, covers those outside the scope and
    tells only yes or no.
    """
    scope = list(visible_to(by).filter(merged_into__isnull=True))
    hits = _scan(by, scope, query, at)
    outside = list(
        Child.objects.filter(merged_into__isnull=True).exclude(
            id__in=granted_folders(by, Subject.CHILD)
        )
    )
    elsewhere = bool(outside) and bool(_scan(SYSTEM, outside, query, at))
    return Found(hits=tuple(hits[:SHOWN]), scanned=len(scope), elsewhere=elsewhere)
