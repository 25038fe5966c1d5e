"""The bench of duplicates: a register that does not know the rules, and honest figures of it."""

import grimp
import pytest

from pabolo.doors.command.benches import duplicates as bench
from pabolo.doors.command.benches import misspelling
from pabolo.rules.duplicates import LISTED_FROM

GENERATOR = "pabolo.doors.command.benches.misspelling"
KNOWING = ("pabolo.rules.names", "pabolo.rules.duplicates", "pabolo.rules.doubles")


def knows(graph: grimp.ImportGraph, module: str) -> list[str]:
    return [one for one in KNOWING if graph.find_shortest_chain(module, one)]


def test_the_generator_knows_nothing_of_the_rules_it_tests() -> None:
    graph = grimp.build_graph("pabolo")
    assert knows(graph, GENERATOR) == []
    assert knows(graph, "pabolo.doors.command.benches.duplicates") == [*KNOWING], "seen by the test"


def test_the_same_seed_gives_the_same_register_and_another_does_not() -> None:
    assert misspelling.register(5, 300) == misspelling.register(5, 300)
    assert misspelling.register(5, 300) != misspelling.register(6, 300)


def test_the_register_holds_hard_negatives_in_the_shares_that_are_told() -> None:
    stock = misspelling.register(3, 3000)
    doubled = {other for _one, other in stock.doubles}
    families: dict[tuple[str, ...], int] = {}
    for place, one in enumerate(stock.people):
        if place not in doubled and one.carers:
            families[one.carers] = families.get(one.carers, 0) + 1
    assert len(stock.doubles) == 180
    assert sum(count > 1 for count in families.values()) > 200, "siblings"
    assert sum(not one.birth for one in stock.people) > 400, "no day of birth"


def test_every_slip_changes_names_and_keeps_the_letters_of_names() -> None:
    chance = misspelling.Random(4)
    for slip in misspelling.SLIPS:
        written = {slip(chance, "Muhammad Rizky Harahap") for _ in range(20)}
        assert written != {"Muhammad Rizky Harahap"}, slip
        assert all(part.strip() for part in written)


def test_the_floors_hold_on_a_seed_that_the_threshold_was_not_chosen_on() -> None:
    assert bench.CHOSEN_ON not in bench.SEEDS
    stock = misspelling.register(21, 4000)
    found = bench.scores(stock, bench.found_in(bench.describe(stock), least=50), LISTED_FROM)
    assert found.precision >= 0.93 and found.recall >= 0.82, "4,000 children: an interval of +-3"


def test_below_the_floor_is_told() -> None:
    good = bench.Result("d", f"precision at {LISTED_FROM}, all seeds", 0.96, "share")
    bad = bench.Result("d", f"recall at {LISTED_FROM}, all seeds", 0.5, "share")
    assert bench.below([good]) == [] and len(bench.below([good, bad])) == 1


@pytest.mark.parametrize(("listed", "right", "there", "f1"), [(10, 10, 10, 1.0), (0, 0, 5, 0.0)])
def test_figures(listed: int, right: int, there: int, f1: float) -> None:
    assert bench.Scores(listed, right, there).f1 == f1
