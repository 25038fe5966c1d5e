"""Build a made-up regency of a given size, without serving it: for benchmarks and tests.

The same seed and scale always give the same regency.
"""

import argparse

from pabolo.doors.command.regency import SEED, Recipe, build
from pabolo.doors.command.tell import line

NAME = "simulate"
HELP = "build a made-up regency at a given scale, without serving it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo simulate`."""
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--fresh", action="store_true", help="build anew even if it stands")


def run(args: argparse.Namespace) -> int:
    """Build, and say whether anything was to be built."""
    made = build(args.data, Recipe(args.seed, args.scale), fresh=args.fresh)
    line(f"{args.data}: {'built' if made else 'stood already'}")
    return 0
