"""What could a reader work out from everything that was published?

An attacker with all releases, the public rules and patience. Each published or hidden number
is an interval of whole numbers; tables and periods tie them together (cells sum to their
total, a year holds its halves). The attacker asks of a hidden cell: which values are still
possible? Propagation narrows the intervals, search proves each remaining value possible or
not, so the answer is exact for whole numbers, not a bound of a relaxation.

Limits, named: search stops at a budget (`Unproven`, which the gate treats as a refusal), so
tables must stay small: one or two dimensions of a regency. It reads tables only, not captions
or press text. It knows the published ranges but not the algorithm that chose between them
(which cells are hidden, which way a number was rounded). A linear programming solver over
larger systems is not here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

UNBOUNDED = 1_000_000
SEARCH_BUDGET = 20_000

Interval = tuple[int, int]
Key = tuple[str, ...]


class Unproven(Exception):
    """The search gave up: whether the cell is safe is not known."""


@dataclass(frozen=True, slots=True)
class Sum:
    """low ≤ Σ coefficient × variable ≤ high."""

    terms: tuple[tuple[Key, int], ...]
    low: int
    high: int


@dataclass(slots=True)
class System:
    """What is known: an interval for each number, and the sums that tie them."""

    domains: dict[Key, Interval] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def know(self, key: Key, low: int, high: int) -> None:
        """Narrow what is known of a number; learning twice intersects."""
        old_low, old_high = self.domains.get(key, (0, UNBOUNDED))
        self.domains[key] = (max(low, old_low), min(high, old_high))

    def tie(self, row: Sum) -> None:
        """Add a sum; numbers not seen before may be anything from zero."""
        for key, _ in row.terms:
            self.domains.setdefault(key, (0, UNBOUNDED))
        self.sums.append(row)


def equal(total: Key, parts: Iterable[Key]) -> Sum:
    """total = Σ parts."""
    return Sum(((total, 1), *((part, -1) for part in parts)), 0, 0)


def at_most(small: Key, parts: Iterable[Key]) -> Sum:
    """small ≤ Σ parts."""
    return Sum(((small, 1), *((part, -1) for part in parts)), -UNBOUNDED, 0)


def component(system: System, start: Key) -> System:
    """The part of the system that a number hangs together with."""
    rows_of: dict[Key, list[Sum]] = {}
    for row in system.sums:
        for key, _ in row.terms:
            rows_of.setdefault(key, []).append(row)
    seen, waiting, rows = {start}, [start], []
    while waiting:
        for row in rows_of.get(waiting.pop(), ()):
            rows.append(row)
            fresh = {key for key, _ in row.terms} - seen
            seen |= fresh
            waiting.extend(fresh)
    domains = {key: system.domains[key] for key in seen}
    return System(domains, list(dict.fromkeys(rows)))


def _span(coefficient: int, interval: Interval) -> Interval:
    ends = (coefficient * interval[0], coefficient * interval[1])
    return min(ends), max(ends)


def _narrow(row: Sum, domains: dict[Key, Interval]) -> list[Key] | None:
    """Tighten each number of a sum; the changed ones, or None if nothing fits any more."""
    spans = {key: _span(factor, domains[key]) for key, factor in row.terms}
    low_all, high_all = (sum(span[i] for span in spans.values()) for i in (0, 1))
    changed = []
    for key, factor in row.terms:
        low = row.low - (high_all - spans[key][1])
        high = row.high - (low_all - spans[key][0])
        if factor < 0:
            low, high = -high, -low
        size = abs(factor)
        new = (max(domains[key][0], -(-low // size)), min(domains[key][1], high // size))
        if new[0] > new[1]:
            return None
        if new != domains[key]:
            domains[key] = new
            changed.append(key)
    return changed


def propagate(sums: Sequence[Sum], domains: Mapping[Key, Interval]) -> dict[Key, Interval] | None:
    """Intervals after every sum has had its say; None if they contradict each other."""
    found = dict(domains)
    rows_of: dict[Key, list[Sum]] = {}
    for row in sums:
        for key, _ in row.terms:
            rows_of.setdefault(key, []).append(row)
    waiting = dict.fromkeys(sums)
    while waiting:
        row = next(iter(waiting))
        del waiting[row]
        changed = _narrow(row, found)
        if changed is None:
            return None
        for key in changed:
            waiting.update(dict.fromkeys(other for other in rows_of[key] if other is not row))
    return found


class _Search:
    """Depth-first, smallest interval first, middle value first, with a budget."""

    def __init__(self, sums: Sequence[Sum]) -> None:
        self.sums = sums
        self.left = SEARCH_BUDGET

    def fits(self, domains: Mapping[Key, Interval]) -> bool:
        """Whether whole numbers exist within the intervals that keep every sum."""
        self.left -= 1
        if self.left < 0:
            raise Unproven
        narrowed = propagate(self.sums, domains)
        if narrowed is None:
            return False
        open_keys = [key for key, (low, high) in narrowed.items() if low < high]
        if not open_keys:
            return True
        key = min(open_keys, key=lambda each: narrowed[each][1] - narrowed[each][0])
        return any(self.fits({**narrowed, key: half}) for half in _halves(*narrowed[key]))


def _halves(low: int, high: int) -> tuple[Interval, Interval]:
    middle = (low + high) // 2
    return (low, middle), (middle + 1, high)


def possible(system: System, key: Key, limit: int) -> set[int]:
    """The whole values a number can still have, at most `limit` + 1 of them, found upwards.

    Empty means that what was published contradicts itself. Raises `Unproven`.
    """
    part = component(system, key)
    narrowed = propagate(part.sums, part.domains)
    if narrowed is None:
        return set()
    low, high = narrowed[key]
    found: set[int] = set()
    for value in range(low, min(high, low + 2 * limit + 20) + 1):
        if _Search(part.sums).fits({**narrowed, key: (value, value)}):
            found.add(value)
        if len(found) > limit:
            break
    return found
