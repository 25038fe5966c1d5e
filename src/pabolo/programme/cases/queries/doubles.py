"""Which records may be one child's? Compared in memory by the system, under its own receipt."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from rapidfuzz.distance import Indel

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import number
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.cases.models import Case, IncidentChild
from pabolo.programme.cases.queries.scope import cases_of_child
from pabolo.programme.cases.queries.scope import visible_to as cases_visible_to
from pabolo.programme.children.describing import described
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces, PairBody, PairSaid
from pabolo.programme.children.models import Child, Pair, PairLine
from pabolo.programme.children.queries import canonical, identity_of, joined, places_of
from pabolo.programme.children.queries import visible_to as children_visible_to
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.doubles import likely_for
from pabolo.rules.duplicates import Described, Likeness, compare, together
from pabolo.rules.vocabulary import Facet

SIDES = (Facet.IDENTITY, Facet.LOCATION)
ASKED = ("open", "unsure")


def all_described(proof: Receipt, children: Collection[UUID]) -> dict[UUID, Described]:
    """Every child as the comparison sees it; records that were joined are one child."""
    rows = list(Child.objects.filter(pk__in=proof.folders & set(children)).order_by("pk"))
    told = _told_in(row.pk for row in rows)
    identities = open_many(proof, rows, "identity", ChildIdentity)
    places = open_many(proof, rows, "places", ChildPlaces)
    stays, found = joined(), dict[UUID, list[Described]]()
    for row, who, where in zip(rows, identities, places, strict=True):
        one = described(who, where, told.get(row.pk, ()))
        own = found.setdefault(stays.get(row.pk, row.pk), [])
        own.insert(0 if row.pk not in stays else len(own), one)
    return {key: records[0] if len(records) == 1 else together(records)
            for key, records in found.items()}  # fmt: skip


def _told_in(children: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The incidents that each of these children has a part in."""
    found: dict[UUID, list[UUID]] = {}
    rows = IncidentChild.objects.filter(child_id__in=list(children))
    for child, incident in rows.values_list("child_id", "incident_id"):
        found.setdefault(child, []).append(incident)
    return found


def listed_from(at: datetime) -> int:
    """From which likeness on a pair is put before people: a setting of the unit."""
    return number("doubles.listed_from", day_of(at))


@dataclass(frozen=True, slots=True)
class Alike:
    """A known child in scope who may be meant, and why."""

    child_id: UUID
    identity: ChildIdentity
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Candidates:
    """Known children who may be the one that is being written down.

    `elsewhere`: somebody outside the scope may be meant; nothing else is told of them.
    """

    hits: tuple[Alike, ...] = ()
    elsewhere: bool = False

    def __bool__(self) -> bool:
        """Whether there is anybody to think of."""
        return bool(self.hits) or self.elsewhere


def candidates(
    *,
    identity: ChildIdentity,
    places: ChildPlaces,
    by: Actor,
    at: datetime,
    incident: UUID | None = None,
    child_id: UUID | None = None,
) -> Candidates:
    """Who in the register may be this child? `child_id` where it stands there already.

    The system compares with everybody; only who is in the caller's scope is opened for them.
    """
    everybody = set(Child.objects.values_list("pk", flat=True))
    proof = receipt("child.compared", by=SYSTEM, at=at, folders=everybody, facets=SIDES)
    known = all_described(proof, everybody)
    own = known.pop(canonical(child_id), None) if child_id else None
    asked = own or described(identity, places, [incident] if incident else ())
    ratio = Indel.normalized_similarity
    found = likely_for(asked, known, listed_from=listed_from(at), ratio=ratio)
    found = _not_decided(found, child_id)
    return _in_scope(found, by, at)


def _not_decided(found: Mapping[UUID, Likeness], child_id: UUID | None) -> dict[UUID, Likeness]:
    if child_id is None:
        return dict(found)
    mine = pairs_of(child_id).filter(state="different")
    settled = {one for pair in mine for one in (pair.one_id, pair.other_id)}
    return {key: likeness for key, likeness in found.items() if key not in settled}


def _in_scope(found: Mapping[UUID, Likeness], by: Actor, at: datetime) -> Candidates:
    rows = list(children_visible_to(by).filter(pk__in=found))
    if not rows:
        return Candidates(elsewhere=bool(found))
    folders = [row.pk for row in rows]
    proof = receipt("child.search", by=by, at=at, folders=folders, facets=[Facet.IDENTITY])
    opened = zip(rows, open_many(proof, rows, "identity", ChildIdentity), strict=True)
    hits = [Alike(row.pk, identity, found[row.pk]) for row, identity in opened]
    hits.sort(key=lambda hit: -hit.likeness.score)
    return Candidates(tuple(hits), elsewhere=len(hits) < len(found))


# Pairs


def pairs_of(child_id: UUID) -> QuerySet[Pair]:
    """Pairs in which this record stands. Not scoped."""
    return Pair.objects.filter(one_id=child_id) | Pair.objects.filter(other_id=child_id)


def pair_for(actor: Actor, pair_id: UUID) -> Pair:
    """A pair of which the actor may see both sides; else `Pair.DoesNotExist`."""
    return visible_to(actor).select_related("one", "other").get(pk=pair_id)


def visible_to(actor: Actor) -> QuerySet[Pair]:
    """Pairs of which the actor may see both sides."""
    seen = children_visible_to(actor).values("pk")
    return Pair.objects.filter(one__in=seen, other__in=seen)


def half_visible_to(actor: Actor) -> QuerySet[Pair]:
    """Pairs of which the actor may see one side only: of these is said only whom to ask."""
    seen = children_visible_to(actor).values("pk")
    one = Pair.objects.filter(one__in=seen).exclude(other__in=seen)
    return one | Pair.objects.filter(other__in=seen).exclude(one__in=seen)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in the list: how alike, and the two names."""

    pair: Pair
    body: PairBody
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairList:
    """The pairs to be looked at, the most alike first; those decided; and the half visible."""

    asked: list[PairRow] = field(default_factory=list)
    decided: list[PairRow] = field(default_factory=list)
    half: list[UUID] = field(default_factory=list)


MOST_DECIDED = 20


def pair_list(actor: Actor, *, at: datetime) -> PairList:
    """The list under one receipt. `half`: the children in scope whose other side is not."""
    rows = visible_to(actor).select_related("one", "other")
    asked = list(rows.filter(state__in=ASKED))
    decided = list(
        rows.filter(state__in=("same", "different")).order_by("-changed_day")[:MOST_DECIDED]
    )
    half = _seen_halves(actor)
    if not asked and not decided:
        return PairList(half=half)
    every = [*asked, *decided]
    folders = {child for pair in every for child in (pair.one_id, pair.other_id)}
    proof = receipt("child.pairs", by=actor, at=at, folders=folders, facets=[Facet.IDENTITY])
    opened = _rows(proof, every)
    found = sorted(opened[: len(asked)], key=lambda row: -row.body.score)
    return PairList(found, opened[len(asked) :], half)


def _seen_halves(actor: Actor) -> list[UUID]:
    pairs = half_visible_to(actor).filter(state__in=ASKED).values_list("one_id", "other_id")
    every = {child for pair in pairs for child in pair}
    seen = children_visible_to(actor).filter(pk__in=every).order_by("pk")
    return list(seen.values_list("pk", flat=True))


def _rows(proof: Receipt, pairs: Sequence[Pair]) -> list[PairRow]:
    bodies = open_many(proof, pairs, "body", PairBody)
    children = {child.pk: child for pair in pairs for child in (pair.one, pair.other)}
    order = list(children)
    names = open_many(proof, [children[key] for key in order], "identity", ChildIdentity)
    called = {key: identity.name for key, identity in zip(order, names, strict=True)}
    return [
        PairRow(pair, body, (called[pair.one_id], called[pair.other_id]))
        for pair, body in zip(pairs, bodies, strict=True)
    ]


def waiting(actor: Actor) -> int:
    """How many pairs wait for a decision of somebody who may see both sides."""
    return visible_to(actor).filter(state__in=ASKED).count()


@dataclass(frozen=True, slots=True)
class SideOfPair:
    """One of the two records as it stands, with the child's cases that the viewer may see."""

    child: Child
    identity: ChildIdentity
    places: ChildPlaces | None
    cases: list[Case]
    unseen_cases: bool


@dataclass(frozen=True, slots=True)
class PairFile:
    """A pair opened: both sides, what speaks for and against now, and what was said of it."""

    pair: Pair
    proof: Receipt
    body: PairBody
    sides: tuple[SideOfPair, SideOfPair]
    likeness: Likeness
    lines: tuple[PairSaid, ...]

    @property
    def versions(self) -> tuple[int, int]:
        """The versions of both records, as shown."""
        return self.sides[0].child.version, self.sides[1].child.version


def open_pair(*, pair_id: UUID, by: Actor, at: datetime) -> PairFile:
    """Both sides under one receipt, compared as they stand now."""
    pair = pair_for(by, pair_id)
    return pair_under(pair, by=by, at=at)


def pair_under(pair: Pair, *, by: Actor, at: datetime) -> PairFile:
    """A pair in scope, opened."""
    children = [pair.one, pair.other]
    folders = [child.pk for child in children]
    proof = receipt("child.pair", by=by, at=at, folders=folders, facets=SIDES)
    told = _told_in(folders)
    sides = tuple(_side(proof, child, by) for child in children)
    records = [described(side.identity, side.places, told.get(side.child.pk, ())) for side in sides]
    likeness = compare(*records, ratio=Indel.normalized_similarity)
    body = open_sealed(proof, pair, "body", PairBody)
    return PairFile(pair, proof, body, (sides[0], sides[1]), likeness, said_of(pair, proof))


def _side(proof: Receipt, child: Child, by: Actor) -> SideOfPair:
    cases = list(Case.objects.filter(child=child).order_by("opened_day", "id"))
    mine = set(cases_visible_to(by).filter(child=child).values_list("pk", flat=True))
    seen = [case for case in cases if case.pk in mine]
    return SideOfPair(
        child, identity_of(proof, child), places_of(proof, child), seen, len(seen) < len(cases)
    )


def said_of(pair: Pair, proof: Receipt) -> tuple[PairSaid, ...]:
    """The journal of a pair, in order."""
    rows = list(PairLine.objects.filter(pair=pair).select_related("pair").order_by("seq"))
    return tuple(open_many(proof, rows, "body", PairSaid))


# A case and its child's other records


@dataclass(frozen=True, slots=True)
class Beside:
    """A case of the same child under a joined record; its id only where the viewer may see it."""

    case: Case | None
    pair: UUID | None


def beside(case: Case, *, by: Actor) -> tuple[list[Beside], list[UUID]]:
    """Other cases of the child, and pairs that wait for an answer about this child."""
    records = {case.child_id, *cases_of_child(case.child_id).values_list("child_id", flat=True)}
    pairs = visible_to(by)
    mine = pairs.filter(one__in=records) | pairs.filter(other__in=records)
    asked = list(mine.filter(state__in=ASKED).values_list("pk", flat=True))
    if len(records) == 1:
        return [], asked
    same = mine.filter(state="same").values_list("pk", flat=True).first()
    seen = set(cases_visible_to(by).filter(child__in=records).values_list("pk", flat=True))
    others = cases_of_child(case.child_id).exclude(pk=case.pk)
    return [Beside(one if one.pk in seen else None, same) for one in others], asked
