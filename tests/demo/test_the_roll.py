"""Who is on the roll follows from the number alone; nobody on it is known to us."""

from datetime import datetime, timedelta

import pytest

from pabolo.demo import chart
from pabolo.demo.clockwork import Story, run
from pabolo.demo.identities import all_identities, lives
from pabolo.demo.names import comes_near
from pabolo.demo.roll import roll
from pabolo.rules.names import similarity
from tests.demo.conftest import NOW, built, undone
from tests.demo.register import Register

# People in public office or in the public eye, of the region and the field: none may be met.
DENIED = (
    "Joko Widodo", "Prabowo Subianto", "Bobby Nasution", "Edy Rahmayadi", "Seto Mulyadi",
    "Arist Merdeka Sirait", "Erik Adtrada Ritonga", "Maya Hasmita", "Bintang Puspayoga",
    "Arifah Fauzi", "Retno Listyarti", "Tito Karnavian", "Listyo Sigit Prabowo",
)  # fmt: skip


def test_the_same_number_gives_the_same_children() -> None:
    assert roll(5, 0.3, 2026) == roll(5, 0.3, 2026)
    assert roll(5, 0.3, 2026) != roll(6, 0.3, 2026)


def test_a_later_year_changes_no_earlier_child() -> None:
    assert roll(5, 1, 2021) == [life for life in roll(5, 1, 2023) if life.opened.year < 2022]


@pytest.mark.parametrize("seed", [1, 12, 77])
@pytest.mark.parametrize("scale", [0.02, 1])
def test_each_year_brings_as_many_different_children_as_the_chart_says(
    seed: int, scale: float
) -> None:
    met: dict[int, int] = {}
    for life in roll(seed, scale, 2026):
        met[life.opened.year] = met.get(life.opened.year, 0) + 1 + len(life.kin)
        if life.returns:
            met[life.returns.year] = met.get(life.returns.year, 0) + 1
    assert {year: met[year] for year in range(2018, 2027)} == {
        year: chart.children_in(year, scale) for year in range(2018, 2027)
    }


def test_no_child_or_reporter_comes_near_the_cast_by_chance() -> None:
    listed = [life for life in lives(12, 1, 2026) if not life.turns]
    assert not [life.key for life in listed if comes_near(life.name)]
    assert not [life.key for life in listed if any(map(comes_near, life.carers))]


def test_nobody_bears_a_name_of_public_life() -> None:
    people = [
        name for name in all_identities(12, scale=0.3) if name[0].isalpha() and len(name) < 40
    ]
    close = [(name, known) for known in DENIED for name in people if similarity(name, known) > 0.95]
    assert close == []


def test_stories_happen_in_order_of_time_and_stop_at_the_day() -> None:
    seen: list[tuple[str, datetime]] = []

    def story(name: str, hours: int) -> Story:
        at = NOW
        while True:
            at += timedelta(hours=hours)
            yield at
            seen.append((name, at))

    run([story("a", 3), story("b", 2)], until=NOW + timedelta(hours=7), progress=lambda _: None)
    assert [name for name, _ in seen] == ["b", "a", "b", "a", "b"]
    assert [at for _, at in seen] == sorted(at for _, at in seen)


@pytest.mark.slow
def test_two_builds_hold_the_same_facts() -> None:
    """In the autumn of the first year, so that it is cheap; ids, keys and codes differ."""
    at = datetime(2018, 10, 2, 10, 20, tzinfo=NOW.tzinfo)
    canons = []
    for _ in range(2):
        with undone():
            built(at)
            canons.append(Register(at).canon())
    assert canons[0] == canons[1] and len(canons[0]) > 100
