"""Every name, number and sentence of the made-up regency that nobody may find unsealed.

For the test that searches every byte of a data folder. What stands openly on purpose is not
listed: people who work here, members of groups.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pabolo.demo import chart, words
from pabolo.demo.cast import CAST, KIN
from pabolo.demo.lives import Life
from pabolo.demo.other import others
from pabolo.demo.roll import roll
from pabolo.demo.today import NEAR_KIN, REPORTER, lives_of
from pabolo.ground.lib.clock import WIB

LAST_YEAR = max(chart.CHILDREN)
_OPEN = frozenset(one.name for one in CAST)
_NOT_A_NAME = frozenset({"", "Bayi dalam kandungan"})


def all_identities(seed: int, *, scale: float = 1.0, until: int = LAST_YEAR) -> list[str]:
    """All strings that a build with this seed and scale may seal, until the end of a year.

    More than a build of an earlier day holds: who comes after that day is listed too.
    """
    names = {name for life in lives(seed, scale, until) for name in _of(life)}
    for other in others(seed, scale, until):
        names |= {other.teller.name, other.teller.phone}
    names |= {NEAR_KIN, REPORTER.name, REPORTER.phone, *KIN.values(), *words.stories()}
    return sorted(names - _OPEN - _NOT_A_NAME)


def lives(seed: int, scale: float, until: int) -> Iterator[Life]:
    """Every child, with its siblings."""
    for life in roll(seed, scale, until):
        yield life
        yield from life.kin
    yield from lives_of(seed, datetime(until, 12, 1, 12, tzinfo=WIB))


def _of(life: Life) -> Iterable[str]:
    accused = (person.name for person in life.accused)
    teller = (life.teller.name, life.teller.phone)
    return (life.name, life.phone, *life.carers, *accused, *teller)
