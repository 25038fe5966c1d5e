"""What is done by the clock: signed checkpoints of the log, and once a night what a day leaves.

`serve` and `demo` start it beside the server. Where several servers share one database, let one
of them do it (`serve --no-rounds` on the others).
"""

import argparse
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Final

from django.db import DatabaseError, close_old_connections

from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.ground.accounts.sessions import SessionStore
from pabolo.ground.audit.actions import tick
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import WIB, day_of
from pabolo.ground.vault import erasure
from pabolo.programme.cases.actions import (
    absences,
    arriving,
    doubles,
    leaving,
    rescreening,
    transition,
    visits,
)
from pabolo.programme.intake.actions.newcomers import grant_newcomers
from pabolo.programme.intake.actions.nightly import log_reporters
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.programme.rights import actions as rights
from pabolo.programme.watchlist.actions import rounds as watched

NAME = "rounds"
HELP = "what is done by the clock; `serve` starts it"
NIGHT: Final = hour(0, 10)
GLANCES: Final = 12
GLANCE: Final = 5

type Job = Callable[[datetime], object]

log = logging.getLogger(__name__)


def _log_yesterday(at: datetime) -> None:
    log_reporters(day=day_of(at) - timedelta(days=1))


# Reports are let in at night, or when an officer looks at the list; never minute by minute: an
# entry written just after a report came would tell when it came.
NIGHTLY: tuple[Job, ...] = (
    # What phones sent while the office was locked, first: alarms become reports.
    lambda at: work_in_waiting(at=at),
    lambda at: catch_up(at=at),
    lambda at: transition.raise_transitions(at=at),
    # Declarations of kin that could not be held against the files at once.
    lambda at: rescreening.rescreen_declared(at=at),
    # Successors first: what a leaver owed then goes to them, not past them to the post above.
    lambda at: grant_newcomers(at=at),
    lambda at: arriving.grant_newcomers(at=at),
    lambda at: rights.grant_newcomers(at=at),
    lambda at: watched.grant_newcomers(at=at),
    lambda at: watched.look_at_ages(at=at),
    # Posts whose last day was yesterday: what they owed must not wait.
    lambda at: leaving.settle(at=at),
    lambda at: watched.inherit(at=at),
    # Who is away, and who stands in: after leavers, whose standing in has ended.
    lambda at: absences.cover(at=at),
    lambda at: visits.notice_silence(at=at),
    # Who changed posts lost what the old one gave; the new one gives it again.
    lambda at: arriving.grant_newcomers(at=at, ended=True),
    # Who was written down or corrected today is held against everybody else.
    lambda at: doubles.look_for_doubles(at=at),
    _log_yesterday,
    lambda at: SessionStore.clear_expired(),
    lambda at: tick(at=at),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo rounds`."""
    parser.add_argument("--once", action="store_true", help="one round with the night's work")
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def night_due(done: date | None, at: datetime) -> bool:
    """Whether the work of the night is to be done: once a day, from ten past midnight."""
    return done != day_of(at) and at.astimezone(WIB).time() >= NIGHT


def tried(job: Job, at: datetime) -> bool:
    """Whether a job was done. Locked or unreachable now: it is tried again at the next round."""
    try:
        job(at)
    except (Locked, AuditUnavailable, DatabaseError) as reason:
        log.warning("a round is left for later: %s", type(reason).__name__)
        return False
    return True


def night(at: datetime) -> bool:
    """Do the work of the night, every job even when one fails; whether all was done."""
    finished = [tried(job, at) for job in NIGHTLY]
    return all(finished)


def go_round(done: date | None, at: datetime) -> date | None:
    """One round. Returns the day whose night's work is done."""
    tried(lambda at: tick(at=at), at)
    # What was ordered to end and was interrupted, or waited for the vault to be opened.
    tried(lambda at: erasure.finish(at=at), at)
    if not night_due(done, at):
        return done
    return day_of(at) if night(at) else done


def _wait(parent: int) -> bool:
    """Sleep until the next round; False when the server that started us is gone."""
    for _glance in range(GLANCES):
        time.sleep(GLANCE)
        if parent and os.getppid() != parent:
            return False
    return True


def run(args: argparse.Namespace) -> int:
    """Go round until told to stop; with `--once` a single time, whatever the hour."""
    if args.once:
        return 0 if night(clock.now()) else 1
    done: date | None = None
    while True:
        done = go_round(done, clock.now())
        close_old_connections()
        if not _wait(args.parent):
            return 0


@contextmanager
def going_round(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The rounds as a process of their own, for as long as the server runs."""
    words = ["rounds", "--data", str(data), "--parent", str(os.getpid())]
    process = subprocess.Popen([sys.executable, "-m", "pabolo.doors.command", *words])  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
