"""The gate holds against its attacker, and the attacker catches what is known to leak."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pabolo.rules import attack
from pabolo.rules.attack import System, equal, possible
from pabolo.rules.disclosure import (
    HIDDEN,
    Cell,
    Count,
    Release,
    Shape,
    Table,
    attacked,
    exact,
    is_small,
    may_publish,
    protect,
    protect_together,
    rounded,
    weak_cells,
)
from pabolo.rules.facts import Period

YEAR, FIRST, SECOND = Period(2025), Period(2025, 1), Period(2025, 2)
AS_OF = date(2026, 1, 31)


def draw(name: str) -> float:
    return int.from_bytes(sha256(name.encode()).digest()[:6]) / 2**48


def count(period: Period, total: int, **cells: int) -> Count:
    keyed = {(name,): size for name, size in cells.items()}
    return Count("VAC_N", period, ("sex",), keyed, total)


def release(*tables: Table, code: str = "r", as_of: date = AS_OF) -> Release:
    return Release(code, YEAR, as_of, tables)


def code_of(found: object) -> str | None:
    return getattr(found, "code", None)


# --- rounding and hiding ---


@given(st.integers(0, 2000), st.floats(0, 1, exclude_max=True))
def test_rounding_is_to_fives_and_one_child_more_or_less_never_shows(n: int, chance: float) -> None:
    value = rounded(n, "", lambda _: chance)
    assert value % 5 == 0
    assert abs(value - n) <= 3


def test_zero_is_hidden_like_every_small_count_and_ten_is_one_child_from_nine() -> None:
    assert [is_small(n) for n in (0, 1, 9, 10, 11)] == [True, True, True, True, False]
    table = protect(count(YEAR, 50, L=0, P=50), draw)
    assert table.cells[("L",)].hidden


# --- the attacker is exact ---


@st.composite
def small_tables(drawn: st.DrawFn) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    cells = drawn(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=2, max_size=4))
    low = drawn(st.integers(0, 12))
    width = drawn(st.integers(0, 4))
    return [(start, start + size) for start, size in cells], (low, low + width)


@given(small_tables())
def test_possible_values_equal_trying_everything(
    given_table: tuple[list[tuple[int, int]], tuple[int, int]],
) -> None:
    cells, total = given_table
    system = System()
    system.know(("t",), *total)
    for position, (low, high) in enumerate(cells):
        system.know((str(position),), low, high)
    system.tie(equal(("t",), [(str(position),) for position in range(len(cells))]))
    ranges = [range(low, high + 1) for low, high in cells]
    brute = {row[0] for row in product(*ranges) if total[0] <= sum(row) <= total[1]}
    assert possible(system, ("0",), 50) == brute


# --- broken publishers are caught ---


def hide_1_to_4_with_true_totals(table: Count) -> Table:
    """What many portals do. Zeros and totals are true."""
    cells = {
        key: Cell(None, 1, 4) if 1 <= size <= 4 else exact(size)
        for key, size in table.cells.items()
    }
    return Table(
        table.topic, table.period, table.dimensions, cells, exact(table.total), table.shape
    )


def test_hiding_1_to_4_with_true_totals_is_caught() -> None:
    broken = hide_1_to_4_with_true_totals(count(YEAR, 30, L=27, P=3))
    assert weak_cells((broken,))
    assert code_of(attacked(release(broken), ())) == "release.cell_pinned"
    assert code_of(may_publish(release(broken), ())) is not None


def live_counter(totals: Sequence[int]) -> list[Release]:
    """A number that is always true, read every few days: differences tell the day of a case."""
    return [
        release(Table("VAC_N", YEAR, (), {}, exact(n)), code=str(day))
        for day, n in enumerate(totals)
    ]


def test_a_live_counter_is_caught() -> None:
    *before, now = live_counter([41, 41, 42])
    assert code_of(may_publish(now, before)) == "release.not_rounded"
    same = release(Table("VAC_N", YEAR, (), {}, Cell(45, 41, 49)), code="b")
    changed = release(Table("VAC_N", YEAR, (), {}, Cell(40, 36, 44)), code="a")
    assert code_of(may_publish(same, [changed])) == "release.published_before"


def test_a_half_year_that_follows_from_the_year_is_caught() -> None:
    """Exact year, exact first half, hidden second half that overlaps nothing."""
    year = Table("VAC_N", YEAR, (), {}, exact(40))
    first = Table("VAC_N", FIRST, (), {}, exact(37))
    second = Table("VAC_N", SECOND, (), {}, HIDDEN)
    assert not attacked(release(second), ())
    # at least three were served in the second half: an interval, but not yet four values lost
    narrow = replace(second, total=Cell(None, 0, 4))
    assert (
        code_of(attacked(release(narrow), (release(year), release(first)))) == "release.cell_pinned"
    )


def test_one_hidden_cell_beside_what_is_shown_needs_a_second() -> None:
    """13 and 10 of 23: rounding alone leaves three values; `protect` hides more."""
    truth = count(YEAR, 23, P=13, L=10)
    naive = Table(
        "VAC_N", YEAR, ("sex",), {("P",): Cell(10, 11, 14), ("L",): HIDDEN}, Cell(25, 21, 29)
    )
    assert weak_cells((naive,)) == ("VAC_N|2025|sex=L",)
    (repaired,) = protect_together([(naive, truth)], (), draw)
    assert repaired.cells[("P",)].hidden
    assert not weak_cells((repaired,))


# --- our own publisher holds ---


@given(st.lists(st.integers(0, 40), min_size=2, max_size=5))
@settings(max_examples=60, deadline=None)
def test_protected_tables_keep_every_hidden_cell_wide(sizes: list[int]) -> None:
    cells = {f"v{i}": size for i, size in enumerate(sizes)}
    table = protect(count(YEAR, sum(sizes), **cells), draw)
    assert not weak_cells((table,))
    assert code_of(may_publish(release(table), ())) is None
    for key, cell in table.cells.items():
        size = sizes[int(key[0][1:])]
        assert cell.hidden or cell.low <= size <= cell.high
        assert not (is_small(size) and not cell.hidden)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=3),
    st.lists(st.integers(0, 6), min_size=3, max_size=3),
)
@settings(max_examples=40, deadline=None)
def test_a_year_and_its_halves_together_hold(
    halves: list[tuple[int, int]], both: list[int]
) -> None:
    """Whatever overlap the halves have, the three releases together pin nothing."""
    names = [f"v{i}" for i in range(len(halves))]
    first = count(
        FIRST, sum(a for a, _ in halves), **dict(zip(names, (a for a, _ in halves), strict=False))
    )
    second = count(
        SECOND, sum(b for _, b in halves), **dict(zip(names, (b for _, b in halves), strict=False))
    )
    union = [a + b - min(a, b, over) for (a, b), over in zip(halves, both, strict=False)]
    year = count(YEAR, sum(union), **dict(zip(names, union, strict=False)))
    published: list[Table] = []
    for each in (first, second, year):
        table = protect_together([(protect(each, draw), each)], published, draw)[0]
        published.append(table)
    assert not weak_cells(published)


def test_forms_overlap_and_hold() -> None:
    forms = Count(
        "VAC_N",
        YEAR,
        ("form",),
        {("SEK",): 28, ("FIS",): 21, ("PEN",): 6, ("TPO",): 0},
        48,
        Shape.OVERLAP,
    )
    table = protect(forms, draw)
    assert table.cells[("PEN",)].hidden and table.cells[("TPO",)].hidden
    assert not table.cells[("SEK",)].hidden
    assert may_publish(release(table), ()) is None


def test_two_dimensions_hold_and_three_are_refused() -> None:
    both = Count(
        "VAC_N",
        YEAR,
        ("sex", "age"),
        {("P", "U1"): 25, ("P", "U2"): 40, ("L", "U1"): 12, ("L", "U2"): 3},
        80,
    )
    table = protect(both, draw)
    assert table.cells[("L", "U2")].hidden
    assert may_publish(release(table), ()) is None
    three = replace(table, dimensions=("sex", "age", "form"), cells={})
    assert code_of(may_publish(release(three), ())) == "release.too_fine"


def test_nothing_is_published_within_thirty_days() -> None:
    table = protect(count(YEAR, 50, L=25, P=25), draw)
    assert code_of(may_publish(release(table, as_of=date(2026, 1, 29)), ())) == "release.too_early"


def test_release_zero_is_the_offices_own_and_exact() -> None:
    zero = Release(
        "0",
        None,
        date(2020, 1, 17),
        (Table("VAC_N", Period(2019), (), {}, exact(48)),),
        verbatim=True,
    )
    assert may_publish(zero, ()) is None
    assert code_of(may_publish(replace(zero, verbatim=False), ())) == "release.not_rounded"


def test_an_attack_without_end_is_a_refusal() -> None:
    table = protect(count(YEAR, 50, L=5, P=45), draw)
    before = attack.SEARCH_BUDGET
    attack.SEARCH_BUDGET = 0
    try:
        assert code_of(may_publish(release(table), ())) == "release.unproven"
    finally:
        attack.SEARCH_BUDGET = before
