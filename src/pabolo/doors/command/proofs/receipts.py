"""No confirmed report is ever lost, and nothing is read before its reading is in the log.

Shown in two ways: the real server killed under load, and every disk that a power cut could leave
behind. Then the system is broken on purpose, in the ways it could be, and each must be caught.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

from pabolo.doors.command.proofs import kills, powercut, recorder, site
from pabolo.doors.command.proofs.kills import Killed
from pabolo.doors.command.proofs.powercut import Cuts, Recording

LATE: Final = "audit after opening"
BREAKS_CUT: Final = ("synchronous=NORMAL", "keys synchronous=NORMAL", LATE)
REPORTS, CANARY_REPORTS = 80, 40
CANARY_STATES: Final = 150
CHUNK: Final = 100
# Of the time given: the rest goes into setting up and into the broken variants.
SHARE_KILLS, SHARE_CUTS = 0.35, 0.3


@dataclass
class Proof:
    """Everything that was done and found."""

    seed: int
    budget: float
    killed: Killed = field(default_factory=Killed)
    cuts: Cuts = field(default_factory=Cuts)
    caught: dict[str, bool] = field(default_factory=dict)
    cuts_wanted: bool = True

    @property
    def floors(self) -> Mapping[str, tuple[int, int]]:
        """What had to be done at least, and what was done."""
        wanted = {
            **done_by(self.killed, self.budget),
            "cells": (200, self.killed.cells),
            "variants": (4 if self.cuts_wanted else 1, len(self.caught)),
        }
        if self.cuts_wanted:
            wanted |= {
                "states": (max(300, int(self.budget * 8)), self.cuts.states),
                "syncs": (100, self.cuts.syncs),
            }
        return wanted

    @property
    def short(self) -> list[str]:
        """Which floors were not reached."""
        return [name for name, (least, done) in self.floors.items() if done < least]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, all was announced, each break was caught, enough was done."""
        return (
            self.killed.holds and not self.cuts.bad and all(self.caught.values()) and not self.short
        )

    def line(self) -> dict[str, Any]:
        """The finding as plain data."""
        killed, ledger = self.killed, self.killed.ledger
        return {
            "prove": "receipts",
            "held": self.holds,
            "seed": self.seed,
            "budget_s": self.budget,
            "kills": {
                "kills": killed.kills,
                "confirmed": len(ledger.confirmed),
                "sent": ledger.tried,
                "stored": killed.stored - killed.at_first,
                "lost": len(killed.lost),
                "doubled": killed.doubled,
                "cells_opened": killed.cells,
                "cells_that_do_not_open": killed.unlike,
                "stories_read": ledger.stories_read,
                "cases_read": ledger.cases_read,
                "openings": killed.openings,
                "openings_not_preceded": killed.not_preceded,
                "openings_without_entry": killed.without_entry,
                "files_whole": killed.whole,
                "disagree": killed.disagree,
            },
            "power_cuts": self.cuts.line() if self.cuts_wanted else "not run",
            "caught": self.caught,
            "floors": {name: list(pair) for name, pair in self.floors.items()},
            "below_floor": self.short,
        }


def done_by(killed: Killed, budget: float) -> dict[str, tuple[int, int]]:
    """How much of the kills has to be done, and how much was."""
    return {
        "kills": (max(3, int(budget / 20)), killed.kills),
        "confirmed": (40, len(killed.ledger.confirmed)),
        "stories_read": (10, killed.ledger.stories_read),
        "cases_read": (3, killed.ledger.cases_read),
        "openings": (100, killed.openings),
    }


def reached(floors: Mapping[str, tuple[int, int]]) -> bool:
    """Whether as much was done as had to be."""
    return all(done >= least for least, done in floors.values())


def prove(*, seed: int, budget: float, cuts: bool, say: Callable[[str], None]) -> Proof:
    """Do all of it in about `budget` seconds. Errors: Stop."""
    found = Proof(seed, budget, cuts_wanted=cuts)
    chance = Random(seed)  # noqa: S311 - repeatable, no secret
    say("laying out a site")
    data = site.make()
    base = site.copy(data, data / "proofs" / "base")
    if cuts:
        _cut_power(found, base, chance, say)
    say("killing the server under load")
    seconds = budget * (SHARE_KILLS if cuts else SHARE_KILLS + SHARE_CUTS)
    found.killed = kills.run(
        data,
        data / "openings.ledger",
        chance,
        seconds=seconds,
        enough=lambda killed: all(
            done >= least for least, done in done_by(killed, budget).values()
        ),
    )
    say(f"broken on purpose: {LATE}, served")
    _catch_served(found, base, chance)
    return found


def _cut_power(found: Proof, base: Path, chance: Random, say: Callable[[str], None]) -> None:
    library = recorder.build(base.parent)
    say("recording what reaches the disk")
    recording = powercut.record(base, library, reports=REPORTS, seed=found.seed)
    say("cutting the power")
    found.cuts = _for_a_while(recording, found.budget * SHARE_CUTS, chance)
    for broken in BREAKS_CUT:
        say(f"broken on purpose: {broken}")
        recording = powercut.record(
            base, library, reports=CANARY_REPORTS, seed=found.seed, broken=broken
        )
        found.caught[broken] = powercut.cut(recording, count=CANARY_STATES, chance=chance).bad > 0


def _for_a_while(recording: Recording, seconds: float, chance: Random) -> Cuts:
    """Cuts in portions, each over the whole recording, until the time is over."""
    until = time.monotonic() + seconds
    found = powercut.cut(recording, count=CHUNK, chance=chance)
    while time.monotonic() < until:
        found.add(powercut.cut(recording, count=CHUNK, chance=chance))
    return found


def _catch_served(found: Proof, base: Path, chance: Random) -> None:
    """A server that logs its readings when the page is done."""
    data = site.copy(base, base.parent / "late")
    late = kills.run(
        data,
        data / "openings.ledger",
        chance,
        seconds=1.0,
        enough=lambda killed: not killed.holds,
        broken=LATE,
    )
    found.caught[f"{LATE}, served"] = not late.holds
