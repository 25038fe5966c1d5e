"""Whom does a report name, and who works here under such a name?

Names stand in fields and, more often, in the middle of a story. Only stretches of a story that
share two name parts with somebody known are compared: a single "Siti" means nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from rapidfuzz.distance import Indel

from pabolo.ground.accounts.kin import KinDeclared
from pabolo.ground.accounts.models import Kinship
from pabolo.ground.accounts.queries import PersonAtWork
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_many
from pabolo.programme.intake.told import Told
from pabolo.rules.conflict import Conflict, KnownPerson, conflicts
from pabolo.rules.names import normalise

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody to match against, with the sounds their names are made of."""

    people: tuple[KnownPerson, ...]
    sounds: frozenset[str]


def known_people(proof: Receipt, at_work: Iterable[PersonAtWork]) -> Known:
    """The people at work and the kin they declared. The receipt covers their own folders."""
    people = {person.id: person.name for person in at_work}
    rows = list(Kinship.objects.filter(person_id__in=list(people)))
    kin = dict(_kin(proof, rows))
    return _known(tuple(KnownPerson(i, (name,), kin.get(i, ())) for i, name in people.items()))


def _known(people: tuple[KnownPerson, ...]) -> Known:
    names = (name for person in people for name in (*person.names, *person.kin))
    return Known(people, frozenset(sound for name in names for sound in normalise(name)))


def _kin(proof: Receipt, rows: list[Kinship]) -> Iterator[tuple[UUID, tuple[str, ...]]]:
    for row, declared in zip(rows, open_many(proof, rows, "sealed", KinDeclared), strict=True):
        yield row.person_id, tuple(one.name for one in declared.kin)


def only(known: Known, person: UUID) -> Known:
    """The same, of one person alone."""
    return _known(tuple(one for one in known.people if one.id == person))


def conflicts_in(told: Told, known: Known) -> tuple[Conflict, ...]:
    """Who of the people here may be touched by this report, and how clearly."""
    named = {*_fields(told), *_stretches(_stories(told), known.sounds)}
    return conflicts(sorted(named), known.people, ratio=Indel.normalized_similarity)


def _fields(told: Told) -> Iterator[str]:
    people = told.people
    names = (
        *(child.name for child in people.children),
        *(person.name for person in told.accused.people),
        *told.accused.named,
        people.reporter_name,
    )
    return (name for name in names if name.strip())


def _stories(told: Told) -> Iterator[str]:
    yield told.story.text
    yield told.place.text
    yield from (child.note for child in told.people.children)
    yield from (child.name for child in told.people.children)
    yield from (person.name for person in told.accused.people)


def _stretches(stories: Iterable[str], sounds: frozenset[str]) -> Iterator[str]:
    for story in stories:
        words = _WORD.findall(story)
        marked = [bool(sounds.intersection(normalise(word))) for word in words]
        for start, stop in _runs(marked):
            yield from _windows(words[start:stop])


def _runs(marked: list[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of two words or more that all sound like part of a known name."""
    start = None
    for place, known in enumerate([*marked, False]):
        if known and start is None:
            start = place
        elif not known and start is not None:
            if place - start > 1:
                yield start, place
            start = None


def _windows(words: list[str]) -> Iterator[str]:
    for length in range(2, min(_LONGEST, len(words)) + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
