"""Killing the server under load: is anything lost that somebody was told of?

A parent keeps the ledger of what it read from the wire. Residents report and an officer reads
while the whole server is killed (SIGKILL) at random moments. After each restart every confirmed
code must lead to its report; at the end every sealed cell must open; and every opening that the
probe noted must have a receipt in the log that others saw before the plaintext was used.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from random import Random

from django.apps import apps
from django.db.models import Model

from pabolo.doors.command import verify
from pabolo.doors.command.proofs import site
from pabolo.doors.command.proofs.site import Served, looking_into
from pabolo.doors.command.proofs.visitors import Ledger, Officer, Resident
from pabolo.ground.audit.actions import receipt
from pabolo.ground.keys.errors import MissingKey
from pabolo.ground.lib import clock
from pabolo.ground.vault.envelope import Tampered
from pabolo.ground.vault.fields import SealedField, folder_of
from pabolo.ground.vault.opening import NotCovered, open_raw
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.queries.tracking import track
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Facet

SHORTEST, LONGEST = 0.25, 2.0  # seconds of load before the kill
MOST, SLOWEST = 4, 60.0
STRETCH, STRETCHED = 1.5, 8.0  # a machine too slow for the officer gets longer loads
RESIDENTS = 2
AT_ONCE = 100


type Enough = Callable[["Killed"], bool]


@dataclass
class Killed:
    """What was done and what was found."""

    kills: int = 0
    lost: set[bytes] = field(default_factory=set)
    doubled: int = 0
    unlike: int = 0
    openings: int = 0
    not_preceded: int = 0
    without_entry: int = 0
    cells: int = 0
    stored: int = 0
    at_first: int = 0
    whole: bool = True
    disagree: list[str] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    _read: int = 0
    stretch: float = 1.0

    @property
    def holds(self) -> bool:
        """Whether nothing was lost and nothing was read unannounced."""
        bad = (self.lost, self.doubled, self.unlike, self.not_preceded, self.without_entry)
        return self.whole and not any((*bad, self.disagree))


def run(
    data: Path, ledger: Path, chance: Random, *, seconds: float, enough: Enough, broken: str = ""
) -> Killed:
    """Kill again and again: for a time, and until it is enough (at most four times as long)."""
    found = Killed(at_first=stored(data))
    server = Served(data, ledger, broken)
    officer = Officer(server.port, found.ledger)
    begun = time.monotonic()
    while _goes_on(time.monotonic() - begun, seconds, enough(found)):
        server.workers = chance.choice((1, 2))
        server.start()
        try:
            _ask_again(server.port, found)
            _load(server, officer, found, chance)
        finally:
            server.kill()
        found.kills += 1
        _compare_notes(data, ledger, found)
    if not broken:
        server.start()
        _ask_again(server.port, found)
        server.kill()
        _look_at_everything(data, found)
    return found


def _goes_on(spent: float, seconds: float, enough: bool) -> bool:
    """A slow machine gets more time for the same amount."""
    return spent < seconds or (not enough and spent < max(MOST * seconds, SLOWEST))


def _ask_again(port: int, found: Killed) -> None:
    """Confirmed codes still lead to their reports; what got no answer is sent again, once."""
    resident = Resident(port, found.ledger)
    for known in found.ledger.confirmed[-AT_ONCE:]:
        if not resident.finds(known):
            found.lost.add(known)
    for token, text in [*found.ledger.unsure.values()]:
        resident.send(token, text)
        found.ledger.tried -= 1


def _load(server: Served, officer: Officer, found: Killed, chance: Random) -> None:
    """Residents and an officer at work, until the kill."""
    work = [
        threading.Thread(
            target=Resident(server.port, found.ledger).report_until_gone,
            args=(Random(chance.random()),),  # noqa: S311 - no secret
        )
        for _ in range(RESIDENTS)
    ]
    work.append(threading.Thread(target=officer.read_until_gone, args=(chance,)))
    before = found.ledger.stories_read, found.ledger.cases_read
    for one in work:
        one.start()
    time.sleep(chance.uniform(SHORTEST, LONGEST * found.stretch))
    server.kill()
    for one in work:
        one.join()
    if before == (found.ledger.stories_read, found.ledger.cases_read):
        found.stretch = min(found.stretch * STRETCH, STRETCHED)


def _compare_notes(data: Path, ledger: Path, found: Killed) -> None:
    """Every noted opening has its entry in the log, and had it when it happened."""
    lines = ledger.read_text().splitlines()
    with looking_into(data) as link:
        log = dict(link.execute("SELECT seq, body FROM audit_entry"))
    for line in lines[found._read :]:
        _, seq, facet, seen = line.split()
        found.openings += 1
        found.not_preceded += seen == "0"
        found.without_entry += f'"{facet}"' not in log.get(int(seq), "")
    found._read = len(lines)


def _look_at_everything(data: Path, found: Killed) -> None:
    """In this process, with the server gone: codes, cells, files and the log."""
    found.whole = site.is_whole(data)
    for token in found.ledger.confirmed:
        if track(code_of(token)) is None:
            found.lost.add(token)
    found.stored = stored(data)
    found.doubled = max(0, found.stored - found.at_first - found.ledger.tried)
    found.unlike, found.cells = open_every_cell()
    found.disagree = [line.what for line in verify.check() if not line.holds]
    site.let_go()


def stored(data: Path) -> int:
    """How many reports there are."""
    with looking_into(data) as link:
        return int(link.execute("SELECT count(*) FROM intake_report").fetchone()[0])


def open_every_cell() -> tuple[int, int]:
    """Open every sealed cell there is: how many would not open, how many did."""
    bad = good = 0
    for model in apps.get_models():
        columns = [field.name for field in model._meta.fields if isinstance(field, SealedField)]
        rows = list(model._default_manager.order_by("pk")) if columns else []
        for some in batched(rows, AT_ONCE):
            failed, opened = _open_cells(some, columns)
            bad, good = bad + failed, good + opened
    return bad, good


def _open_cells(rows: Sequence[Model], columns: Sequence[str]) -> tuple[int, int]:
    folders = {folder_of(row) for row in rows}
    proof = receipt("proof.read", by=SYSTEM, at=clock.now(), folders=folders, facets=list(Facet))
    bad = good = 0
    for row in rows:
        for column in columns:
            if getattr(row, column) is None:
                continue
            try:
                open_raw(proof, row, column)
                good += 1
            except (NotCovered, MissingKey, Tampered):
                bad += 1
    return bad, good
