"""What could a disk hold after the power went? Built from a recording, one state after another.

What was synced is certain. What was written after the last sync of its file may be there, may be
missing, may be there without what came before it, or may be torn at a sector. A file that was
removed may come back, as long as nobody synced its folder. Creation and renaming of files count
as durable.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from pabolo.doors.command.proofs.recorder import Step

SECTOR: Final = 512
TEARS: Final = 0.3
FATES: Final = ("dropped", "cut short", "reordered")
LEDGER: Final = "proof.ledger"


@dataclass(frozen=True, slots=True)
class State:
    """One possible disk, what the world had been told by then, and how the rest was treated."""

    files: Mapping[str, bytes]
    told: Sequence[str]
    fate: str


@dataclass
class Disk:
    """The files as recorded so far: the certain part, and what is still on its way."""

    certain: dict[str, bytearray]
    pending: defaultdict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    removed: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def take(self, step: Step) -> None:
        """Go one step further in the recording."""
        if step.name == LEDGER:
            self.told.extend(step.data.decode().splitlines())
        elif not step.name.endswith("-shm"):
            getattr(self, f"_{TAKEN[step.kind]}")(step)

    def _written(self, step: Step) -> None:
        self.certain.setdefault(step.name, bytearray())
        self.removed.pop(step.name, None)
        self.pending[step.name].append(step)

    def _synced(self, step: Step) -> None:
        for waiting in self.pending.pop(step.name, ()):
            apply(self.certain[step.name], waiting)

    def _removed(self, step: Step) -> None:
        self.pending.pop(step.name, None)
        gone = self.certain.pop(step.name, None)
        if gone is not None:
            self.removed[step.name] = bytes(gone)

    def after_a_cut(self, chance: Random) -> State:
        """One disk that could be found if the power went now."""
        fate = chance.choice(FATES)
        files = {name: bytearray(content) for name, content in self.certain.items()}
        for name, waiting in self.pending.items():
            for step in survivors(waiting, fate, chance):
                apply(files[name], step)
        back = {name: old for name, old in self.removed.items() if chance.random() < TEARS}
        kept = {name: bytes(content) for name, content in files.items()}
        return State({**back, **kept}, tuple(self.told), fate)


TAKEN: Final = {"W": "written", "T": "written", "S": "synced", "U": "removed"}


def apply(content: bytearray, step: Step) -> None:
    """Do one write or truncation to a file."""
    if step.kind == "T":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
        return
    content.extend(bytes(max(0, step.offset - len(content))))
    content[step.offset : step.offset + len(step.data)] = step.data


def survivors(waiting: Sequence[Step], fate: str, chance: Random) -> Iterator[Step]:
    """Which unsynced steps reached the disk, some of them torn."""
    if fate == "dropped":
        return
    for step in waiting:
        if fate == "cut short" and chance.random() < 0.3:
            return
        if fate == "reordered" and chance.random() < 0.5:
            continue
        yield _torn(step, chance) if chance.random() < TEARS else step


def _torn(step: Step, chance: Random) -> Step:
    """Only some first sectors of a write."""
    if step.kind != "W":
        return step
    sectors = chance.randrange(0, len(step.data) // SECTOR + 1)
    return Step(step.kind, step.name, step.offset, step.data[: sectors * SECTOR])


def states(
    begin: Mapping[str, bytes], recorded: Sequence[Step], *, count: int, chance: Random
) -> Iterator[State]:
    """That many states after cuts at random places, in the order of the recording."""
    disk = Disk({name: bytearray(content) for name, content in begin.items()})
    places = sorted(chance.randrange(len(recorded)) for _ in range(count))
    done = 0
    for place in places:
        while done <= place:
            disk.take(recorded[done])
            done += 1
        yield disk.after_a_cut(chance)
