"""Nothing that a phone kept is lost or doubled: worlds of two villages, each on a site of its own.

A server that falls over here loses its connection and all that was not committed. After every
step everything must hold (`holding`), at the end every phone must be empty. Four broken variants
(doubling, the last writer wins, forgetting, trusting a revoked phone) must be caught.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any, Final

from django.conf import settings
from django.db import connections

from pabolo.doors.command.proofs import site
from pabolo.doors.command.proofs.field.broken import VARIANTS
from pabolo.doors.command.proofs.field.holding import check
from pabolo.doors.command.proofs.field.world import DEEDS, Tally, World, populate
from pabolo.doors.command.readiness import make_ready, migrate
from pabolo.ground.keys import ring

WORLDS, STEPS, LEAST, EACH = 24, 400, 6_500, 80
LIVES: Final = 6  # worlds in which a variant may hide before it counts as not caught
CRASHES: Final = ("crash_before_keeping", "crash_after_keeping", "crash_before_the_mark")


@dataclass
class Proof:
    """Everything that was done and found."""

    seed: int
    tally: Tally = field(default_factory=Tally)
    worlds: int = 0
    entries: int = 0
    evicted: int = 0
    broke: str = ""
    caught: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def short(self) -> list[str]:
        """Which floors were not reached."""
        seldom = [name for name in DEEDS if self.tally.done[name] < EACH]
        return seldom + (["steps"] if self.tally.done.total() < LEAST else [])

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, every variant was caught and enough was done."""
        return not self.broke and not self.short and set(self.caught) == set(VARIANTS)

    def line(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {
            "prove": "sync",
            "held": self.holds,
            "seed": self.seed,
            "worlds": self.worlds,
            "steps": self.tally.done.total(),
            "least_done": min(self.tally.done[name] for name in DEEDS),
            "entries": self.entries,
            "evicted_before_sending": self.evicted,
            "crashes": sum(self.tally.done[name] for name in CRASHES),
            "broken_variants": len(VARIANTS),
            "broken_variants_caught": self.caught,
            "lost_or_doubled": self.broke,
            "short": self.short,
            "seconds": round(self.seconds),
        }


def prove(*, seed: int, say: Callable[[str], None]) -> Proof:
    """Do all of it in the data folder of this process, which must be empty."""
    found, start = Proof(seed), time.monotonic()
    base = _base()
    for number in range(WORLDS):
        say(f"world {number + 1} of {WORLDS}, {found.tally.done.total()} steps done")
        try:
            _live(base, seed * 1000 + number, found)
        except AssertionError as wrong:
            found.broke = f"world {number}: {wrong}"
            break
    for name in VARIANTS:
        say(f"a broken variant: {name}")
        if _is_caught(base, name, seed):
            found.caught.append(name)
    found.seconds = time.monotonic() - start
    return found


def _base() -> Path:
    """A site with people and groups, from which every world begins."""
    migrate()
    make_ready()
    ring.make_pairs()
    populate()
    site.let_go()
    data = Path(settings.DATA)
    site.settle(data)
    return data


def _is_caught(base: Path, name: str, seed: int) -> bool:
    for number in range(LIVES):
        try:
            _live(base, seed * 1000 + number, Proof(seed), broken=name)
        except AssertionError:
            return True
    return False


def _live(base: Path, start: int, found: Proof, broken: str = "") -> None:
    """One world from its beginning to its end, on a copy of the site."""
    rng = Random(start)  # noqa: S311 - a walk that can be repeated
    with _elsewhere(base), VARIANTS[broken]() if broken else nullcontext():
        world = World(rng, after_crash=site.let_go)
        world.begin()
        for _step in range(STEPS):
            name = _next(rng, found.tally)
            found.tally.note(name, DEEDS[name](world))
            check(world)
        world.settle()
        check(world)
        found.worlds += 1
        found.entries += len(world.made)
        found.evicted += len(world.evicted)


def _next(rng: Random, tally: Tally) -> str:
    """Any deed; every other time one of those that were done least."""
    names = list(DEEDS)
    if rng.random() < 0.5:
        names = sorted(names, key=lambda one: tally.done[one])[:6]
    return rng.choice(names)


@contextmanager
def _elsewhere(base: Path) -> Iterator[None]:
    """This process on a copy of the site, and back."""
    room = Path(mkdtemp(prefix="pabolo-field-"))
    link = connections["default"]
    before, name = settings.DATA, link.settings_dict["NAME"]
    site.let_go()
    try:
        copied = site.copy(base, room / "site")
        settings.DATA, link.settings_dict["NAME"] = copied, str(copied / "pabolo.sqlite3")
        ring.forget()
        yield
    finally:
        settings.KEYS = "demo"
        site.let_go()
        settings.DATA, link.settings_dict["NAME"] = before, name
        ring.forget()
        shutil.rmtree(room, ignore_errors=True)
