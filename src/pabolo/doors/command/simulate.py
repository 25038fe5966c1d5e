"""Fill a data folder with bench data of a given size, without serving it.

Scale 1 is twenty years of a regency: 10,000 cases, 100,000 reports, 300,000 activities. The
rows are sealed like any other but tell no stories; for those there is `./pabolo demo`.
"""

import argparse

from pabolo.doors.command.regency import SEED, Recipe, build
from pabolo.doors.command.tell import line

NAME = "simulate"
HELP = "fill a data folder with bench data at a given scale"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo simulate`."""
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--fresh", action="store_true", help="build anew even if it stands")


def run(args: argparse.Namespace) -> int:
    """Build, and say whether anything was to be built."""
    made = build(args.data, Recipe(args.seed, args.scale, bench=True), fresh=args.fresh)
    line(f"{args.data}: {'built' if made else 'stood already'}")
    return 0
