"""Finding a child before opening a case. Search scans what the caller may see, in memory."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from rapidfuzz.distance import Indel

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.versions import Versions, versions_of
from pabolo.ground.vault.held import Held
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.ground.vault.queries import granted
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child
from pabolo.rules.access import facets_of
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.names import Match, PreparedName, prepare, read_match, similarity_of
from pabolo.rules.vocabulary import Facet, Subject

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A known child who may be the one asked for. `score` is 0..1."""

    child_id: UUID
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
    return Child.objects.filter(granted(actor, Subject.CHILD))


def child_for(actor: Actor, child_id: UUID) -> Child:
    """One child in scope; outside it, `Child.DoesNotExist`."""
    return visible_to(actor).get(pk=child_id)


def identity_of(proof: Receipt, child: Child) -> ChildIdentity:
    """Who the child is, under a receipt of the `identity` facet."""
    return open_sealed(proof, child, "identity", ChildIdentity)


def places_of(proof: Receipt, child: Child) -> ChildPlaces:
    """Domicile and present home, under a receipt of the `location` facet."""
    return open_sealed(proof, child, "places", ChildPlaces)


def score_of(query: PreparedName, names: Iterable[PreparedName]) -> float:
    """How well any of a child's names answers the query, 0..1."""
    ratio = Indel.normalized_similarity
    return max((similarity_of(query, name, ratio=ratio) for name in names), default=0.0)


@dataclass(frozen=True, slots=True)
class Known:
    """A child's identity as opened, with its names prepared for comparing."""

    identity: ChildIdentity
    names: tuple[PreparedName, ...]


def _open(proof: Receipt, children: Collection[UUID]) -> Iterator[tuple[UUID, int, Known]]:
    rows = list(Child.objects.filter(pk__in=children).only("pk", "version", "identity"))
    for row, identity in zip(rows, open_many(proof, rows, "identity", ChildIdentity), strict=True):
        names = (identity.name, *identity.other_names)
        prepared = tuple(prepare(name) for name in names if name)
        yield row.pk, row.version, Known(identity, prepared)


# Filled and read only under a scan receipt that covers the row.
NAMES = Held(Facet.IDENTITY, _open)


def joined() -> dict[UUID, UUID]:
    """Every record that was joined to another, with the one that stays."""
    rows = Child.objects.filter(merged_into__isnull=False)
    return {ended: stays for ended, stays in rows.values_list("pk", "merged_into") if stays}


def canonical(child_id: UUID) -> UUID:
    """The record that stands for this child: itself, or the one it was joined to."""
    stays = Child.objects.filter(pk=child_id).values_list("merged_into", flat=True).first()
    return stays or child_id


def records_of(child_id: UUID) -> list[UUID]:
    """Every record of this child, the one that stands for it first."""
    stays = canonical(child_id)
    others = Child.objects.filter(merged_into=stays).order_by("pk")
    return [stays, *others.values_list("pk", flat=True)]


def _scan(actor: Actor, versions: Versions, query: str, at: datetime) -> list[Hit]:
    proof = receipt("child.search", by=actor, at=at, folders=versions, facets=[Facet.IDENTITY])
    asked = prepare(query)
    scored = (
        Hit(key, known.identity, score_of(asked, known.names))
        for key, known in NAMES.of(proof, versions).items()
    )
    likely = (hit for hit in scored if read_match(hit.score) is not Match.NONE)
    return sorted(likely, key=lambda hit: -hit.score)


def _as_one(hits: Iterable[Hit], scope: Versions) -> list[Hit]:
    """One hit a child, whichever of its records was alike: the one that stays, where in scope."""
    stays, found = joined(), dict[UUID, Hit]()
    for hit in hits:
        wanted = stays.get(hit.child_id, hit.child_id)
        key = wanted if wanted in scope else hit.child_id
        known = NAMES.known(key)
        identity = known.identity if known else hit.identity
        found.setdefault(wanted, Hit(key, identity, hit.score))
    return list(found.values())


def find(*, query: str, by: Actor, at: datetime) -> Found:
    """Search for a child by name across spellings, within the caller's scope.

    Writes a scan receipt first; a second, by the system, covers those outside the scope and
    tells only yes or no.
    """
    scope = versions_of(visible_to(by))
    hits = _as_one(_scan(by, scope, query, at), scope)
    others = versions_of(Child.objects.filter(~granted(by, Subject.CHILD)))
    elsewhere = bool(others) and bool(_scan(SYSTEM, others, query, at))
    return Found(hits=tuple(hits[:SHOWN]), scanned=len(scope), elsewhere=elsewhere)


def outside(*, query: str, by: Actor, at: datetime) -> list[UUID]:
    """Children outside the caller's scope whose name answers the query without doubt.

    For an emergency opening alone: the system's scan, whose result is never shown.
    """
    others = versions_of(Child.objects.filter(~granted(by, Subject.CHILD)))
    hits = _scan(SYSTEM, others, query, at) if others else []
    return [hit.child_id for hit in hits if read_match(hit.score) is Match.CLEAR]


def opened_child(
    *, child_id: UUID, by: Actor, at: datetime
) -> tuple[ChildIdentity, ChildPlaces | None]:
    """A known child in scope: who it is, and its places where the actor's post opens them."""
    child = child_for(by, child_id)
    wanted = [Facet.IDENTITY, *({Facet.LOCATION} & facets_of(by))]
    proof = receipt("child.reopened", by=by, at=at, folders=[child.pk], facets=wanted)
    places = places_of(proof, child) if Facet.LOCATION in wanted else None
    return identity_of(proof, child), places
