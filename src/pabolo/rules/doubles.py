"""Which pairs of records are worth comparing, and which should a person look at?

Ten thousand children are fifty million pairs. Only those are compared that share a key: a slip in
one key leaves the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from uuid import UUID

from pabolo.rules.duplicates import (
    COMMON_WEIGHT,
    LISTED_FROM,
    Described,
    Likeness,
    compare,
    most_possible,
)
from pabolo.rules.names import Ratio, Token, indel_ratio


def keys_of(child: Described) -> frozenset[str]:
    """Under which keys is a child found by others who may be the same?

    A slip in one of them leaves the others: sound of a name with the year of birth or the
    village, the day of birth, telephone, document, a carer.

    Source: practice (blocking in record linkage).
    """
    years = _years(child)
    sounds = {_skeleton(token) for name in child.names for token in name.tokens if _tells(token)}
    sounds = sounds or {_skeleton(token) for name in child.names for token in name.tokens}
    keys = {f"n{sound}{year}" for sound in sounds for year in years}
    keys |= {f"v{village}{sound}" for village in child.villages for sound in sounds}
    keys |= {f"b{child.day}{child.sex}"} if child.day else set()
    keys |= {f"p{one}" for one in child.phones} | {f"d{one}" for one in child.documents}
    keys |= {f"c{one.joined}" for one in child.carers if len(one.tokens) > 1}
    return frozenset(keys)


def _tells(token: Token) -> bool:
    return token.weight > COMMON_WEIGHT


def _skeleton(token: Token) -> str:
    """The first letter and the consonants after it, four at most: vowels are written as heard."""
    sound = token.readings[0]
    return sound[:1] + "".join(letter for letter in sound[1:] if letter not in "aeiouhy")[:3]


def _years(child: Described) -> set[str]:
    """Years of birth it can be, with one to spare for a slip; `?` where none is known."""
    if child.born is None:
        return {"?"}
    first, last = child.born[0].year, child.born[1].year
    return {str(year) for year in range(first - 1, last + 2)} | {"?"}


def pairs_among(
    children: Mapping[UUID, Described], changed: Iterable[UUID]
) -> Iterator[tuple[UUID, UUID]]:
    """Which pairs are worth comparing, each once, with at least one child that changed?

    The smaller id first.

    Source: as `keys_of`.
    """
    blocks: dict[str, list[UUID]] = defaultdict(list)
    for key, child in children.items():
        for one in keys_of(child):
            blocks[one].append(key)
    fresh, seen = set(changed), set[tuple[UUID, UUID]]()
    for name, members in blocks.items():
        for pair in _within(name, members, fresh, children):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _within(
    name: str, members: list[UUID], fresh: set[UUID], children: Mapping[UUID, Described]
) -> Iterator[tuple[UUID, UUID]]:
    if name.startswith("n") and name.endswith("?"):
        # Who has no year is compared with everybody of the sound; the others met by their years.
        bare = [one for one in members if children[one].born is None]
        couples: Iterable[tuple[UUID, UUID]] = (
            (one, other) for one in bare for other in members if one != other
        )
    else:
        couples = combinations(members, 2)
    for one, other in couples:
        if one in fresh or other in fresh:
            yield (one, other) if one < other else (other, one)


def likely_for(
    child: Described,
    others: Mapping[UUID, Described],
    *,
    listed_from: int = LISTED_FROM,
    ratio: Ratio = indel_ratio,
) -> dict[UUID, Likeness]:
    """Which of these may be this child? The most alike first.

    Source: as `likely_pairs`.
    """
    found = {}
    for key, other in others.items():
        if most_possible(child, other) >= listed_from:
            likeness = compare(child, other, ratio=ratio)
            if likeness.score >= listed_from:
                found[key] = likeness
    return dict(sorted(found.items(), key=lambda one: -one[1].score))


def likely_pairs(
    children: Mapping[UUID, Described],
    changed: Iterable[UUID],
    *,
    listed_from: int = LISTED_FROM,
    ratio: Ratio = indel_ratio,
) -> dict[tuple[UUID, UUID], Likeness]:
    """Which pairs should a person look at?

    Source: as `compare`; the threshold is a setting.
    """
    found = {}
    for one, other in pairs_among(children, changed):
        if most_possible(children[one], children[other]) < listed_from:
            continue
        likeness = compare(children[one], children[other], ratio=ratio)
        if likeness.score >= listed_from:
            found[one, other] = likeness
    return found
