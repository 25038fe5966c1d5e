"""What of a table may be shown to everyone?

The rules, published beside every release:

- A count of people is shown only if it would still be 10 or more without any one of them;
  zero is hidden like every small count. A hidden count is 10 at most.
- What is shown is a multiple of 5, one of the two next to the exact count, chosen by a keyed
  draw (nearer is likelier); never more than 4 away. Totals are rounded on their own, so cells
  need not add up to them. Shares are computed from what is shown.
- Where what is shown would leave a hidden cell fewer than 5 possible values, more is hidden:
  the smallest shown cell, then the next, at last the total.
- At most two dimensions. Calendar years and half-years only, closed for 30 days.
- The office's own figures of 2018 and 2019 were published in its Data Inovasi record; they are
  release zero and stand there exactly.

`protect` follows the rules, `may_publish` trusts nobody and attacks the result together with
everything published before (`rules/attack.py`; its limits are named there).

Limit: a reader who already knows every child of a cell but one, and knows how the draw is
weighted, learns a probability about the last. Rounding that could have gone the other way is
drawn again so that no such reader learns it for certain; full protection against them needs
cell-key perturbation.

Source: Office for National Statistics, statistical disclosure control for tables ("10-5
rule"); UU 35/2014 Ps 64 (i) (the identity of a child is protected).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from pabolo.rules.attack import System, Unproven, at_most, equal, possible
from pabolo.rules.decisions import Refusal
from pabolo.rules.facts import Period

THRESHOLD = 10
BASE = 5
FURTHEST = BASE - 1
WIDTH = 5  # a hidden cell must keep at least so many possible values
LAG = timedelta(days=30)
MAX_DIMENSIONS = 2

Draw = Callable[[str], float]
"""A keyed draw from [0, 1) for the name of a cell: the same name, the same number, always."""


class Shape(StrEnum):
    """Whether the cells share out their total, or overlap (a child under several forms)."""

    PARTITION = "partition"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Count:
    """An exact table of people over one period: inside the office only.

    `cells` has one value a dimension in each key. The total's key is ().
    """

    topic: str
    period: Period
    dimensions: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]
    total: int
    shape: Shape = Shape.PARTITION


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as the public sees it: shown (None: hidden) and the range it may stand for."""

    shown: int | None
    low: int
    high: int

    @property
    def hidden(self) -> bool:
        """Whether nothing is shown."""
        return self.shown is None


HIDDEN = Cell(None, 0, THRESHOLD)
WITHHELD = Cell(None, 0, 10**6)  # hidden to protect another cell, whatever its size


def exact(value: int) -> Cell:
    """A number published as it is."""
    return Cell(value, value, value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the public sees it."""

    topic: str
    period: Period
    dimensions: tuple[str, ...]
    cells: Mapping[tuple[str, ...], Cell]
    total: Cell
    shape: Shape = Shape.PARTITION


@dataclass(frozen=True, slots=True)
class Release:
    """All tables that go out together. `verbatim` marks release zero."""

    code: str
    period: Period | None
    as_of: date
    tables: tuple[Table, ...]
    verbatim: bool = False


# --- protecting ------------------------------------------------------------------------------


def is_small(count: int) -> bool:
    """Whether a count of people is hidden: it would be under 10 without any one of them."""
    return count - 1 < THRESHOLD


def rounded(count: int, name: str, draw: Draw) -> int:
    """One of the two multiples of 5 next to the count, the nearer likelier; never 4 away."""
    below, rest = divmod(count, BASE)
    up = draw(name) < rest / BASE
    chosen = (below + up) * BASE
    if abs(chosen - count) == FURTHEST:  # one child more or less would have told
        chosen = (below + (not up)) * BASE
    return chosen


def shown(count: int, name: str, draw: Draw) -> Cell:
    """A count of people as the public may see it, before its neighbours are looked at."""
    if is_small(count):
        return HIDDEN
    value = rounded(count, name, draw)
    return Cell(value, max(THRESHOLD + 1, value - FURTHEST), value + FURTHEST)


def cell_name(topic: str, period: Period, key: Sequence[str]) -> str:
    """The name under which a cell's draw is made: one number, one draw, wherever it stands."""
    if topic == "SERVED" and tuple(key) == ("child",):
        topic, key = "VAC_N", ()
    return "|".join((topic, period.code, *key))


def protect(table: Count, draw: Draw) -> Table:
    """The table as it may be shown alone. Earlier releases are `may_publish`'s business."""
    if len(table.dimensions) > MAX_DIMENSIONS:
        raise ValueError("a public table has at most two dimensions")
    topic, period = table.topic, table.period
    cells = {
        key: shown(count, cell_name(topic, period, key), draw) for key, count in table.cells.items()
    }
    total = shown(table.total, cell_name(topic, period, ()), draw)
    result = Table(topic, period, table.dimensions, cells, total, table.shape)
    return protect_together([(result, table)], (), draw)[0]


def protect_together(
    pairs: Sequence[tuple[Table, Count]], earlier: Sequence[Table], draw: Draw
) -> tuple[Table, ...]:
    """Hide more, smallest first, until no hidden cell is weak beside the other tables.

    Stops when nothing of the weak topic is left to hide; the gate then refuses.
    """
    tables = [table for table, _ in pairs]
    truth = [count for _, count in pairs]
    while weak := weak_cells((*earlier, *tables)):
        topics = {name.split("|")[0] for name in weak}
        position = _next_to_hide(tables, truth, topics)
        if position is None:
            break
        tables[position] = _hide_one_more(tables[position], truth[position])
    return tuple(tables)


def _next_to_hide(tables: Sequence[Table], truth: Sequence[Count], topics: set[str]) -> int | None:
    """The table whose smallest shown cell goes next; tables with only a total left go last."""
    sizes = {}
    for position, (table, count) in enumerate(zip(tables, truth, strict=True)):
        open_cells = [count.cells[key] for key, cell in table.cells.items() if not cell.hidden]
        if table.topic in topics and (open_cells or not table.total.hidden):
            sizes[position] = (not open_cells, min(open_cells, default=count.total))
    return min(sizes, key=lambda position: sizes[position], default=None)


def _hide_one_more(table: Table, truth: Count) -> Table:
    still = [key for key, cell in table.cells.items() if not cell.hidden]
    if not still:
        return replace(table, total=WITHHELD)
    smallest = min(still, key=lambda key: (truth.cells[key], key))
    return replace(table, cells={**table.cells, smallest: WITHHELD})


# --- attacking -------------------------------------------------------------------------------


def _key(table: Table, period: Period, values: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    named = sorted(f"{dimension}={value}" for dimension, value in values)
    return (table.topic, period.code, *named)


def _cell_key(table: Table, values: tuple[str, ...]) -> tuple[str, ...]:
    return _key(table, table.period, tuple(zip(table.dimensions, values, strict=True)))


def _tie_table(system: System, table: Table) -> None:
    total = _key(table, table.period, ())
    system.know(total, table.total.low, table.total.high)
    for values, cell in table.cells.items():
        system.know(_cell_key(table, values), cell.low, cell.high)
    for margin, parts in _margins(table).items():
        if table.shape is Shape.PARTITION:
            system.tie(equal(margin, parts))
        else:
            system.tie(at_most(margin, parts))
            for part in parts:
                system.tie(at_most(part, (margin,)))


def _margins(table: Table) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Each number that a line of cells sums to: the total, or the margins of two dimensions."""
    lines: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for values in table.cells:
        pairs = tuple(zip(table.dimensions, values, strict=True))
        for left_out in range(len(pairs)):
            rest = pairs[:left_out] + pairs[left_out + 1 :]
            margin = _key(table, table.period, rest)
            lines.setdefault(margin, []).append(_cell_key(table, values))
    if len(table.dimensions) == MAX_DIMENSIONS:
        dimension = table.dimensions[0]
        rows = sorted({values[0] for values in table.cells})
        margins = [_key(table, table.period, ((dimension, value),)) for value in rows]
        lines[_key(table, table.period, ())] = margins
    return lines


def _tie_periods(system: System) -> None:
    """A year holds each half's children, and no child who was in neither half."""
    known = set(system.domains)
    for key in known:
        topic, code, *rest = key
        if "-" in code:
            continue
        halves = [(topic, f"{code}-{half}", *rest) for half in (1, 2)]
        if halves[0] in known:
            system.tie(at_most(halves[0], (key,)))
        if halves[1] in known and not rest:
            system.tie(at_most(halves[1], (key,)))
        if all(half in known for half in halves):
            system.tie(at_most(key, halves))


def _tie_topics(system: System) -> None:
    """Children among all served are the child victims of the period."""
    for topic, code, *rest in tuple(system.domains):
        if topic == "SERVED" and rest == ["who=child"] and ("VAC_N", code) in system.domains:
            system.tie(equal((topic, code, *rest), [("VAC_N", code)]))


def knowledge(tables: Iterable[Table]) -> System:
    """Everything a reader of these tables knows."""
    system = System()
    for table in tables:
        _tie_table(system, table)
    _tie_periods(system)
    _tie_topics(system)
    return system


def weak_cells(tables: Sequence[Table]) -> tuple[str, ...]:
    """Hidden cells of which a reader of all the tables keeps fewer than 5 possible values."""
    system = knowledge(tables)
    hidden = {
        _cell_key(table, values)
        for table in tables
        for values, cell in table.cells.items()
        if cell.hidden
    } | {_key(table, table.period, ()) for table in tables if table.total.hidden}
    return tuple(
        "|".join(key) for key in sorted(hidden) if len(possible(system, key, WIDTH)) < WIDTH
    )


# --- deciding --------------------------------------------------------------------------------


def _cells(release: Release) -> list[Cell]:
    inside = [cell for table in release.tables for cell in table.cells.values()]
    return inside + [table.total for table in release.tables]


def _has_small(release: Release) -> bool:
    return any(cell.shown is not None and cell.shown < THRESHOLD for cell in _cells(release))


def _is_unrounded(release: Release) -> bool:
    return any(
        cell.shown is not None and (cell.shown % BASE or cell.low == cell.high)
        for cell in _cells(release)
    )


def _is_too_fine(release: Release) -> bool:
    return any(len(table.dimensions) > MAX_DIMENSIONS for table in release.tables)


def _is_too_early(release: Release) -> bool:
    last = max((table.period.end for table in release.tables), default=release.as_of)
    return release.as_of < last + LAG


def _numbers(release: Release) -> dict[tuple[str, ...], Cell]:
    found = {}
    for table in release.tables:
        found[_key(table, table.period, ())] = table.total
        for values, cell in table.cells.items():
            found[_cell_key(table, values)] = cell
    return found


def _says_it_again(release: Release, earlier: Sequence[Release]) -> bool:
    """Whether a number is published a second time with another value: the two would tell."""
    before = {key: cell for old in earlier for key, cell in _numbers(old).items()}
    return any(before.get(key, cell) != cell for key, cell in _numbers(release).items())


TESTS: tuple[tuple[Callable[[Release], bool], Refusal], ...] = (
    (
        _is_too_fine,
        Refusal("release.too_fine", "A public table has at most two dimensions. Drop one."),
    ),
    (
        _has_small,
        Refusal("release.small_count_shown", "A count under 10 is shown. Hide it, and zero too."),
    ),
    (
        _is_unrounded,
        Refusal(
            "release.not_rounded",
            "A count of people is shown exactly. Round it to a multiple of 5.",
        ),
    ),
    (
        _is_too_early,
        Refusal(
            "release.too_early", "The period has not been closed for 30 days. Wait until then."
        ),
    ),
)

CHANGED = Refusal(
    "release.published_before",
    "A number of this release was published before with another value. Keep the earlier value.",
)
WEAK = Refusal(
    "release.cell_pinned",
    "Together with earlier releases, a hidden count can be worked out. Hide more before you "
    "publish.",
)
UNPROVEN = Refusal(
    "release.unproven",
    "The attack did not finish, so the release is not shown to be safe. Publish fewer tables.",
)


def may_publish(release: Release, earlier: Sequence[Release]) -> Refusal | None:
    """May this release stand beside all earlier ones, whatever a reader combines?

    Source: UU 35/2014 Ps 64 (i); ONS statistical disclosure control for tables.
    """
    for fails, refusal in TESTS:
        if not release.verbatim and fails(release):
            return refusal
    if _says_it_again(release, earlier):
        return CHANGED
    return attacked(release, earlier)


def attacked(release: Release, earlier: Sequence[Release]) -> Refusal | None:
    """Does the attacker fail against this release and all earlier ones together?

    Source: UU 35/2014 Ps 64 (i); ONS statistical disclosure control for tables.
    """
    tables = [table for each in (*earlier, release) for table in each.tables]
    try:
        return WEAK if weak_cells(tables) else None
    except Unproven:
        return UNPROVEN
