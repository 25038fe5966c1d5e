"""Who must not see this report?

A person named in it, or kin to a person named, is left out: access is granted, not withheld. What
is unclear is decided by a supervisor outside the match.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.names import (
    Match,
    PreparedName,
    Ratio,
    indel_ratio,
    prepare,
    read_match,
    similarity_of,
)
from pabolo.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who works here: all names they go by, and the names of kin they declared."""

    id: UUID
    names: tuple[str, ...]
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person who may be touched by a report: how clearly, and whether through kin."""

    person_id: UUID
    match: Match
    through_kin: bool
    score: float


def conflicts(
    named: Iterable[str], people: Iterable[KnownPerson], *, ratio: Ratio = indel_ratio
) -> tuple[Conflict, ...]:
    """Which people here match a name in the report: child's family, accused, anyone named?

    One conflict a person, the strongest. Old and new spelling count as one.

    Source: UU 30/2014, Pasal 42-43 (conflict of interest of officials).
    """
    wanted = [prepare(name) for name in named]
    found = (_strongest(person, wanted, ratio) for person in people)
    return tuple(conflict for conflict in found if conflict.match is not Match.NONE)


def _strongest(person: KnownPerson, wanted: list[PreparedName], ratio: Ratio) -> Conflict:
    own = _best(person.names, wanted, ratio)
    kin = _best(person.kin, wanted, ratio)
    score = max(own, kin)
    return Conflict(person.id, read_match(score), through_kin=kin > own, score=score)


def _best(names: Iterable[str], wanted: list[PreparedName], ratio: Ratio) -> float:
    return max(
        (similarity_of(name, one, ratio=ratio) for name in map(prepare, names) for one in wanted),
        default=0.0,
    )


def excluded_by(found: Iterable[Conflict]) -> frozenset[UUID]:
    """Who is left out at once?

    Source: UU 30/2014, Pasal 42-43.
    """
    return frozenset(one.person_id for one in found if one.match is Match.CLEAR)


def undecided_in(found: Iterable[Conflict]) -> frozenset[UUID]:
    """About whom must a supervisor decide first? Until then they see nothing.

    Source: UU 30/2014, Pasal 42-43.
    """
    return frozenset(one.person_id for one in found if one.match is Match.UNCLEAR)


def eligible(
    people: Iterable[UUID], found: Collection[Conflict], *, cleared: Collection[UUID] = ()
) -> frozenset[UUID]:
    """Who of these people may be granted the report?

    Nobody with a clear match; with an unclear one only after a supervisor cleared them.

    Source: UU 30/2014, Pasal 42-43.
    """
    barred = excluded_by(found) | (undecided_in(found) - frozenset(cleared))
    return frozenset(people) - barred


def may_decide_match(
    actor: Actor, conflict: Conflict, found: Iterable[Conflict], *, reason: str
) -> Refusal | None:
    """Who may decide whether an unclear match is that person?

    A supervisor or the head of the agency, who is not in any match of this report, with a reason.

    Source: UU 30/2014, Pasal 42-43.
    """
    if not actor.has(Role.SUPERVISOR, Role.AGENCY_HEAD):
        return Refusal("match.role", "Only a supervisor decides this.")
    if actor.id in {one.person_id for one in found} | {conflict.person_id}:
        return Refusal("match.own", "You are part of this match; another supervisor decides.")
    if conflict.match is not Match.UNCLEAR:
        return Refusal("match.clear", "This match is clear; there is nothing to decide.")
    if not reason.strip():
        return Refusal("match.no_reason", "Write what you checked and what you found.")
    return None
