"""How well are children found who stand in the register twice, and how long does it take?

The register comes from `misspelling`, which does not know the rules. The threshold was chosen on
the seed `CHOSEN_ON`; what is told of other seeds is what can be expected.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rapidfuzz.distance import Indel

from pabolo.doors.command.benches.misspelling import TODAY, Person, Stock, register
from pabolo.doors.command.benches.results import Result
from pabolo.doors.command.tell import complain
from pabolo.programme.children.describing import described
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.doubles import likely_pairs
from pabolo.rules.duplicates import LISTED_FROM, Described, Likeness

NAME: Final = "duplicates"
SIZE: Final = 10_000
CHOSEN_ON: Final = 1
SEEDS: Final = (31, 32, 33)
ALONG: Final = (50, 60, 70, 80, 90)

type Pairs = Mapping[tuple[int, int], Likeness]


@dataclass(frozen=True, slots=True)
class Scores:
    """How many pairs were listed, how many of them rightly, how many there are."""

    listed: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """Of what is listed, the share that is one child."""
        return self.right / self.listed if self.listed else 1.0

    @property
    def recall(self) -> float:
        """Of the children that stand twice, the share that is listed."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def record_of(person: Person) -> Described:
    """A generated child as the register would hold it."""
    identity = ChildIdentity(
        name=person.name,
        other_names=(person.nickname,) if person.nickname else (),
        sex=person.sex,
        birth=person.birth,
        stated_age=person.age,
        stated_on=TODAY.isoformat() if person.age is not None else "",
        nik=person.number,
        school=person.school,
        carers=person.carers,
        contact=person.phone,
    )
    told = [UUID(int=person.told_together)] if person.told_together else []
    return described(identity, ChildPlaces(domicile=person.village, now=person.village), told)


def describe(stock: Stock) -> dict[UUID, Described]:
    """The whole register, its ids the places in it."""
    return {UUID(int=n): record_of(person) for n, person in enumerate(stock.people)}


def found_in(children: Mapping[UUID, Described], *, least: int) -> Pairs:
    """Every pair scored at least so high, by places in the register."""
    ratio = Indel.normalized_similarity
    pairs = likely_pairs(children, children, listed_from=least, ratio=ratio)
    return {(one.int, other.int): likeness for (one, other), likeness in pairs.items()}


def scores(stock: Stock, pairs: Pairs, threshold: int) -> Scores:
    """Right and wrong at a threshold."""
    listed = {pair for pair, likeness in pairs.items() if likeness.score >= threshold}
    return Scores(len(listed), len(listed & stock.doubles), len(stock.doubles))


def seeds(asked: Sequence[int] | None) -> Sequence[int]:
    """Which registers to make; the threshold was chosen on another one."""
    return asked or SEEDS


def measure(of: Sequence[int], size: int) -> Iterator[Result]:
    """Every figure: at the threshold for each seed, along others over them all; then the times."""
    found: list[tuple[Stock, Pairs]] = []
    for seed in of:
        stock = register(seed, size)
        pairs = found_in(describe(stock), least=min(ALONG))
        found.append((stock, pairs))
        yield from _told(scores(stock, pairs, LISTED_FROM), f"at {LISTED_FROM}, seed {seed}")
    for threshold in ALONG:
        yield from _told(_summed(found, threshold), f"at {threshold}, all seeds")
    yield from _times(found[0][0])


FLOORS: Final[Mapping[str, float]] = {"precision": 0.95, "recall": 0.85}
KINDS: Final = ("pairs there", "pairs listed", "precision", "recall", "F1")


def _split(result: Result) -> tuple[str, str]:
    """`recall at 70, all seeds`: the kind, and when."""
    kind = next((one for one in KINDS if result.metric.startswith(one)), "")
    return kind, result.metric.removeprefix(kind).strip(" ,")


def table(results: Sequence[Result], say: Callable[[str], None] = complain) -> None:
    """One line a threshold and seed, the floors beside them, then the times."""
    rows: dict[str, dict[str, float]] = {}
    for one in results:
        kind, when = _split(one)
        if kind:
            rows.setdefault(when, {})[kind] = one.value
    say("\n" + f"{'':24}" + "".join(f"{kind:>14}" for kind in KINDS))
    for when, row in rows.items():
        cells = (f"{row[kind]:.0f}" if "pairs" in kind else f"{row[kind]:.3f}" for kind in KINDS)
        say(f"{when:24}" + "".join(f"{cell:>14}" for cell in cells))
    floors = (f"{FLOORS[kind]:.2f}" if kind in FLOORS else "" for kind in KINDS)
    say(f"{'at least':24}" + "".join(f"{floor:>14}" for floor in floors))
    for one in results:
        if not _split(one)[0]:
            say(f"{one.metric:48}{one.value:>10.2f} {one.unit}")


def below(results: Sequence[Result]) -> list[str]:
    """Precision or recall over all seeds, at the threshold that holds, under its floor."""
    wanted = f"at {LISTED_FROM}, all seeds"
    return [
        f"{one.metric}: {one.value:.3f}, at least {FLOORS[kind]}"
        for one in results
        for kind, when in [_split(one)]
        if when == wanted and kind in FLOORS and one.value < FLOORS[kind]
    ]


def _summed(found: Sequence[tuple[Stock, Pairs]], threshold: int) -> Scores:
    each = [scores(stock, pairs, threshold) for stock, pairs in found]
    return Scores(
        sum(one.listed for one in each),
        sum(one.right for one in each),
        sum(one.there for one in each),
    )


def _told(one: Scores, when: str) -> Iterator[Result]:
    yield Result(NAME, f"pairs there, {when}", one.there, "pairs")
    yield Result(NAME, f"pairs listed, {when}", one.listed, "pairs")
    yield Result(NAME, f"precision {when}", one.precision, "share")
    yield Result(NAME, f"recall {when}", one.recall, "share")
    yield Result(NAME, f"F1 {when}", one.f1, "share")


def _times(stock: Stock) -> Iterator[Result]:
    begun = time.perf_counter()
    children = describe(stock)
    told = time.perf_counter()
    found_in(children, least=LISTED_FROM)
    done = time.perf_counter()
    newest = max(children)
    likely_pairs(children, [newest], ratio=Indel.normalized_similarity)
    one = time.perf_counter()
    size = f"{len(children):,} children"
    yield Result(NAME, f"{size} prepared", told - begun, "s")
    yield Result(NAME, f"{size}, all against all", done - told, "s")
    yield Result(NAME, f"{size}, one new child against all", one - done, "s")
