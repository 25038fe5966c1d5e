"""Run the tests: on SQLite, then those that touch data on PostgreSQL.

Browser and PostgreSQL parts run where Chromium and PostgreSQL are found; what is left out is
said at the end. `--all` insists on both and adds the slow harnesses. Other arguments go to
pytest: `./pabolo test tests/rules -k closing` runs those only, on SQLite.
"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pabolo.doors.command.found import chromium, postgres_programs
from pabolo.doors.command.root import ROOT
from pabolo.doors.command.tell import Stop, line
from pabolo.doors.command.throwaway import throwaway_postgres

NAME = "test"
HELP = "run the tests"

PATIENCE = 35 * 60  # seconds for one of the two runs; a quiet old machine takes a quarter of it
GAVE_UP = 124
NO_TESTS = 5  # pytest's exit code when nothing was collected
# Each file to one worker: what a file builds for all its tests is then built once. In the order
# of tests/conftest.py (the long ones first), not by how many tests a file holds.
WORKERS = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 2 * 1024**3
DATALESS = ("tests/rules", "tests/architecture", "tests/command", "tests/browser")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo test`; what it does not know goes to pytest."""
    parser.add_argument(
        "--all", action="store_true", help="insist on Chromium and PostgreSQL, add slow harnesses"
    )


def _in_memory() -> dict[str, str]:
    """Where throwaway files go: to memory if there is room, so that no test waits for a disk.

    The databases are opened with the same settings as in use; syncing just costs nothing there.
    """
    roomy = SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ROOM
    return {"TMPDIR": str(SHARED_MEMORY)} if roomy and "TMPDIR" not in os.environ else {}


def _pytest(words: Sequence[str], more: Mapping[str, str]) -> int:
    environment = {key: value for key, value in os.environ.items() if key != "PABOLO_DATA"} | {
        "DJANGO_SETTINGS_MODULE": "pabolo.config.settings_test",
        "PABOLO_MODE": "demo",
        "PYTHONUTF8": "1",
        **_in_memory(),
        **more,
    }
    return _ends([sys.executable, "-m", "pytest", "-rs", *words], environment, PATIENCE)


def _ends(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> int:
    """The exit code of a command; past its time it is ended with all that it started.

    A test that hangs must fail the run: whoever waits for it would wait for ever.
    """
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as started:  # noqa: S603
        try:
            return started.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            line(f"Not finished after {seconds:.0f} s: ended.")
            return GAVE_UP
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)


def _on_sqlite(rest: Sequence[str], *, everything: bool) -> int:
    line("Tests on SQLite")
    marks = [] if everything or "-m" in rest else ["-m", "not slow"]
    workers = [] if rest else [*WORKERS]
    return _pytest([*workers, *marks, *rest], {"PABOLO_DATABASE_URL": ""})


def _on_postgres(rest: Sequence[str]) -> int:
    programs = postgres_programs()
    if programs is None:
        raise Stop("PostgreSQL is not here (Debian: apt-get install postgresql).")
    line("\nTests that touch data, on PostgreSQL")
    ignored = [f"--ignore={folder}" for folder in DATALESS]
    with throwaway_postgres(programs) as url:
        code = _pytest(
            [*WORKERS, "-m", "not browser and not slow", *ignored, *rest],
            {"PABOLO_DATABASE_URL": url},
        )
    return 0 if code == NO_TESTS else code


def _missing(rest: Sequence[str], *, everything: bool) -> list[str]:
    """What will not run, and why."""
    left_out = []
    if chromium() is None:
        left_out.append("browser tests: no Chromium found (Debian: apt-get install chromium)")
    if postgres_programs() is None:
        left_out.append("PostgreSQL: not found (Debian: apt-get install postgresql)")
    elif rest and not everything:
        left_out.append("PostgreSQL: only with --all when tests are named")
    if not everything:
        left_out.append("slow harnesses: only with --all")
    return left_out


def run(args: argparse.Namespace) -> int:
    """Run what can run; 0 only if all of it passed (and, with --all, nothing was left out)."""
    started = time.monotonic()
    left_out = _missing(args.rest, everything=args.all)
    if args.all and left_out:
        raise Stop("--all needs what is not here:\n  " + "\n  ".join(left_out))
    codes = [_on_sqlite(args.rest, everything=args.all)]
    if args.all or not (args.rest or postgres_programs() is None):
        codes.append(_on_postgres(args.rest))
    for reason in left_out:
        line(f"Not run: {reason}")
    line(f"{'Passed' if not any(codes) else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return 1 if any(codes) else 0
