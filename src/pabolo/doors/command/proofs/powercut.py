"""Cutting the power, on paper: every disk that could be found afterwards is looked into."""

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from pabolo.doors.command.proofs import recorder, replay, site
from pabolo.doors.command.tell import Stop

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - thousands of small disks, for a moment each
PATIENCE: Final = 120


@dataclass
class Cuts:
    """What was tried and what was found."""

    states: int = 0
    steps: int = 0
    syncs: int = 0
    told: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    corrupt: int = 0
    lost_reports: int = 0
    lost_receipts: int = 0
    unseen: int = 0
    keyless: int = 0

    @property
    def bad(self) -> int:
        """How much was found that must not be."""
        return sum((self.corrupt, self.lost_reports, self.lost_receipts, self.unseen, self.keyless))

    def line(self) -> dict[str, object]:
        """The same as plain data."""
        return {**vars(self), "fates": dict(self.fates)}

    def add(self, more: "Cuts") -> None:
        """Count another portion of the same recording."""
        for name in ("states", "corrupt", "lost_reports", "lost_receipts", "unseen", "keyless"):
            setattr(self, name, getattr(self, name) + getattr(more, name))
        self.told = max(self.told, more.told)
        self.fates += more.fates


def record(base: Path, library: Path, *, reports: int, seed: int, broken: str = "") -> "Recording":
    """Let a process work on a copy of the site while everything it does to its files is noted."""
    name = f"cut-{broken.replace(' ', '-') or 'ours'}-{seed}"
    data = site.copy(base, base.parent / name)
    log = data.with_suffix(".log")
    begin = {file: (data / file).read_bytes() for file in site.FILES}
    environment = site.environment(data, data / replay.LEDGER, broken) | {
        "LD_PRELOAD": str(library),
        "PABOLO_RECORD_DIR": str(data.resolve()),
        "PABOLO_RECORD_LOG": str(log),
    }
    command = [sys.executable, "-m", "pabolo.doors.command.proofs.writer", str(reports), str(seed)]
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    if done.returncode:
        raise Stop(f"The recorded process failed:\n{done.stderr[-2000:]}")
    recorded = list(recorder.steps(log))
    shutil.rmtree(data)
    log.unlink()
    return Recording(begin, recorded)


@dataclass(frozen=True, slots=True)
class Recording:
    """The files before, and everything that was done to them."""

    begin: Mapping[str, bytes]
    steps: Sequence[recorder.Step]


def cut(recording: Recording, *, count: int, chance: Random) -> Cuts:
    """Look into that many disks."""
    found = Cuts(steps=len(recording.steps))
    found.syncs = sum(step.kind == "S" for step in recording.steps)
    for state in replay.states(recording.begin, recording.steps, count=count, chance=chance):
        found.states += 1
        found.fates[state.fate] += 1
        found.told = max(found.told, len(state.told))
        _look(state, found)
    return found


@contextmanager
def _laid_out(state: replay.State) -> Iterator[Path]:
    room = MEMORY if MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="pabolo-cut-", dir=room) as name:
        folder = Path(name)
        for file, content in state.files.items():
            if file.startswith(site.FILES):
                (folder / file).write_bytes(content)
        yield folder


def _look(state: replay.State, found: Cuts) -> None:
    """Open both files as after a restart, and hold them against what was told."""
    with _laid_out(state) as folder:
        try:
            rows, log, keys = _read(folder)
        except sqlite3.DatabaseError:
            found.corrupt += 1
            return
    for line in state.told:
        kind, what, *rest = line.split()
        if kind == "A":
            found.lost_reports += what not in rows
            continue
        facet, seen = rest
        found.lost_receipts += f'"{facet}"' not in log.get(int(what), "")
        found.unseen += seen == "0"
    found.keyless += sum(folder not in keys for folder in rows.values())


def _read(folder: Path) -> tuple[dict[str, str], dict[int, str], set[str]]:
    """Reports (submission to folder), the log, and which folders have a key."""
    data, keys = (folder / name for name in site.FILES)
    with closing(sqlite3.connect(data)) as link:
        _insist_whole(link)
        rows = dict(link.execute("SELECT lower(hex(submission)), id FROM intake_report"))
        log = dict(link.execute("SELECT seq, body FROM audit_entry"))
    with closing(sqlite3.connect(keys)) as link:
        _insist_whole(link)
        have = {row[0] for row in link.execute("SELECT lower(hex(folder)) FROM folder_key")}
    return rows, log, have


def _insist_whole(link: sqlite3.Connection) -> None:
    if link.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError
