"""From what is sealed about a child to what the comparison of two children reads."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from pabolo.programme.children.ages import birth_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.ages import born_between
from pabolo.rules.duplicates import Described
from pabolo.rules.names import PreparedName, prepare

SHORTEST_NUMBER = 6
PHONE_TAIL = 8
_GUESSED = timedelta(days=366)
_BRACKETS = re.compile(r"\([^)]*\)")
_SCHOOL_WORDS = {"negeri": "n", "swasta": "s", "sekolah": "", "dasar": "sd"}


def described(
    identity: ChildIdentity, places: ChildPlaces | None, incidents: Collection[UUID] = ()
) -> Described:
    """A child as the comparison sees it."""
    names = (identity.name, *identity.other_names)
    return Described(
        names=_prepared(names),
        carers=_prepared(_carer(one) for one in identity.carers),
        born=_born(identity),
        sex=identity.sex,
        villages=frozenset({places.domicile, places.now} - {""}) if places else frozenset(),
        school=_school(identity.school),
        phones=frozenset(one[-PHONE_TAIL:] for one in _numbers(identity.contact)),
        documents=frozenset(_numbers(" ".join((identity.nik, *identity.documents)))),
        incidents=frozenset(incidents),
    )


def _prepared(names: Iterable[str]) -> tuple[PreparedName, ...]:
    found = (prepare(name) for name in names if name.strip())
    return tuple(name for name in found if name.tokens)


def _carer(text: str) -> str:
    """`Ibu: Rosna (0812…)` is Rosna."""
    return _BRACKETS.sub(" ", text).rsplit(":", 1)[-1]


def _born(identity: ChildIdentity) -> tuple[date, date] | None:
    """Between which days; a guess may be a year off. Of a child not yet born nothing is certain."""
    birth = birth_of(identity)
    days = None if identity.unborn else born_between(birth)
    if days is None or not birth.estimated:
        return days
    return days[0] - _GUESSED, days[1] + _GUESSED


def _school(text: str) -> str:
    words = re.findall(r"[a-z]+|\d+", text.lower())
    return " ".join(one for word in words if (one := _SCHOOL_WORDS.get(word, word)))


def _numbers(text: str) -> list[str]:
    """Long runs of digits, with the dots and dashes people put between them left out."""
    joined = re.sub(r"(?<=\d)[\s.\-]+(?=\d)", "", text)
    return [one for one in re.findall(r"\d+", joined) if len(one) >= SHORTEST_NUMBER]
