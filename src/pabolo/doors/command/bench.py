"""Measure on registers of several sizes; 1 is twenty years of a regency.

Prints one JSON object a line, and at the end (on the error stream) a table beside the budgets.
Exits with 1 when a figure at full size is more than twice its budget. Registers are built once,
in folders `bench-SCALE` of the data folder; at full size that takes many minutes.

  duplicates  children who stand twice: precision, recall, time; a register of its own, no data
  office  all that an officer waits for: lists and pdf
  lists   staff pages, name search, dashboard, a report accepted, memory of a server process
  sync    500 phones of the villages with 20 entries each come into reach at once
  pdf     a letter as PDF, of 1 and of 5 pages
  all     every bench there is
"""

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator

from pabolo.doors.command.benches import duplicates, lists, pdf, stand, sync
from pabolo.doors.command.benches.results import Result, missed, table
from pabolo.doors.command.tell import Progress, Stop, complain, line

NAME = "bench"
HELP = "measure: one JSON object a line, and a table"
BENCHES = {lists.NAME: lists.results, pdf.NAME: pdf.results}
OFFICE = "office"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo bench`."""
    parser.add_argument("what", choices=[*BENCHES, OFFICE, duplicates.NAME, sync.NAME, "all"])
    parser.add_argument("--scale", type=float, nargs="+", default=[0.1, 1.0])
    parser.add_argument("--rounds", type=int, default=60, help="how often each page is asked for")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--seeds", type=int, nargs="+", help="of `duplicates`: registers to make")
    parser.add_argument("--children", type=int, default=duplicates.SIZE, help="of `duplicates`")
    parser.add_argument("--here", type=float, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Measure every size in a process of its own. Errors: Stop."""
    if args.here is not None:
        return _measure_here(args)
    complain(stand.machine())
    short = _duplicates(args) if args.what in (duplicates.NAME, "all") else []
    if args.what == duplicates.NAME:
        return 1 if short else 0
    found = list(_elsewhere(args, 0)) if args.what in (sync.NAME, "all") else []
    if args.what != sync.NAME:
        found += [result for scale in args.scale for result in _elsewhere(args, scale)]
    table(found)
    late = missed(found)
    for one in late:
        complain(f"More than twice its budget: {one}")
    return 1 if late or short else 0


def _duplicates(args: argparse.Namespace) -> list[str]:
    """The bench of duplicates; what is below its floor."""
    found = []
    for result in duplicates.measure(duplicates.seeds(args.seeds), args.children):
        line(result.line())
        found.append(result)
    duplicates.table(found)
    short = duplicates.below(found)
    for one in short:
        complain(f"Below its floor: {one}")
    return short


def _elsewhere(args: argparse.Namespace, scale: float) -> Iterator[Result]:
    """A process on the folder of this size; its lines are passed on."""
    data = args.data / (f"bench-{scale:g}" if scale else f"bench-sync-{secrets.token_hex(4)}")
    what = args.what if scale else sync.NAME
    words = ["--data", str(data), "--here", f"{scale:g}", "--rounds", str(args.rounds)]
    command = [sys.executable, "-m", "pabolo.doors.command", NAME, what, *words]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [*command, "--seed", str(args.seed)],
        env=os.environ | {"PABOLO_MODE": "demo", "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for said in process.stdout:
            line(said.rstrip())
            yield _read(json.loads(said), scale)
    if not scale:
        shutil.rmtree(data, ignore_errors=True)
    if process.returncode:
        raise Stop(f"the bench at {scale:g} failed")


def _read(said: dict[str, str], scale: float) -> Result:
    metric = said["metric"].removesuffix(f" at {scale:g}x")
    return Result(said["bench"], metric, float(said["value"]), said["unit"], scale)


def _measure_here(args: argparse.Namespace) -> int:
    """Build what is missing, measure, print."""
    if args.what == sync.NAME:
        for result in sync.results(seed=args.seed, say=Progress(complain)):
            line(result.line())
        return 0
    data = stand.prepare(args.here, args.seed, Progress(complain))
    for name, results in BENCHES.items():
        if args.what in (name, OFFICE, "all"):
            for result in results(data, scale=args.here, rounds=args.rounds, seed=args.seed):
                line(result.line())
    return 0
