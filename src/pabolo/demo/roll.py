"""The roll of the made-up regency: every child of every year, with siblings and returns. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from pabolo.demo import chart, turns
from pabolo.demo.clockwork import at_work
from pabolo.demo.lives import Life, drawn, rng_of, sibling

_KIN_SHARE = 0.05
_RETURN_SHARE = 0.04
_BACK_HOME_BY = 100  # a child that will return was first told of in the first months of a year


def roll(seed: int, scale: float, last_year: int) -> list[Life]:
    """Every child from 2018 to a year, each with its whole story to be.

    A child that returns is counted in both years, so the years' numbers are exact.
    """
    lives: list[Life] = []
    back = 0
    for year in range(chart.FIRST_YEAR, last_year + 1):
        rng = rng_of(seed, f"{year}")
        count = chart.children_in(year, scale) - back
        found = _with_returns(_year(seed, year, count, rng), rng)
        back = sum(life.returns is not None for life in found)
        lives += turns.given(_with_siblings(found, rng), year, rng)
    return lives


def _year(seed: int, year: int, count: int, rng: Random) -> list[Life]:
    forms = chart.dealt(chart.FORMS, count)
    districts = chart.dealt(chart.DISTRICTS, count)
    rng.shuffle(forms)
    rng.shuffle(districts)
    days = sorted(rng.randrange(9, 350) for _ in range(count))
    return [
        drawn(rng_of(seed, f"{year}|{n}"), f"{year}-{n + 1}", year, days[n], forms[n], districts[n])
        for n in range(count)
    ]


def _with_returns(lives: Sequence[Life], rng: Random) -> list[Life]:
    early = [n for n, life in enumerate(lives) if life.opened.timetuple().tm_yday < _BACK_HOME_BY]
    chosen = set(rng.sample(early, min(len(early), round(len(lives) * _RETURN_SHARE))))
    return [
        replace(life, returns=_back(life.opened, rng)) if n in chosen else life
        for n, life in enumerate(lives)
    ]


def _back(opened: datetime, rng: Random) -> datetime:
    day = opened.date().replace(month=2, day=10, year=opened.year + 1)
    return at_work(rng, day + timedelta(days=rng.randrange(100)))


def _with_siblings(lives: Sequence[Life], rng: Random) -> list[Life]:
    """Some neighbours in the list become siblings of the same incident."""
    found: list[Life] = []
    wanted = max(1, round(len(lives) * _KIN_SHARE))
    rest = list(lives)
    while rest:
        life, *rest = rest
        if wanted and rest and _can_be_siblings(life, rest[0]) and rng.random() < 0.3:
            other, *rest = rest
            life = replace(life, kin=(sibling(life, other),))
            wanted -= 1
        found.append(life)
    return found


def _can_be_siblings(life: Life, other: Life) -> bool:
    alone = life.returns is None and other.returns is None
    return alone and life.opened.month == other.opened.month and life.opened.month < 12
