"""Set up and serve a made-up regency on the real 9 districts and 98 villages.

The first start builds it; later starts find it built and take seconds.
No real person is in it, and its keys lie beside its data: never put real data there.
"""

import argparse

from pabolo.doors.command.catalogues import compile_stale
from pabolo.doors.command.readiness import make_ready
from pabolo.doors.command.regency import SEED, Recipe, build, logins
from pabolo.doors.command.rounds import going_round
from pabolo.doors.command.serving import insist_on_free_port, serve
from pabolo.doors.command.tell import line

NAME = "demo"
HELP = "build a made-up regency on the real 98 villages and serve it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo demo`."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="build only")
    parser.add_argument("--seed", type=int, default=SEED, help="another number, another regency")
    parser.add_argument("--scale", type=float, default=1.0, help="more or fewer cases and reports")
    parser.add_argument("--fresh", action="store_true", help="build anew even if it stands")


def _welcome(port: int) -> None:
    line(f"\nAnak Pabolo (demo) is on http://localhost:{port}")
    line(f"  public      http://localhost:{port}/")
    line(f"  sign in     http://localhost:{port}/masuk/   one click for every role")
    for username, who in logins():
        line(f"              {username:<14} {who}")
    line("Stop with Ctrl-C.\n")


def run(args: argparse.Namespace) -> int:
    """Build what is missing, then serve until interrupted."""
    if not args.no_serve:
        insist_on_free_port("127.0.0.1", args.port)
    compile_stale()  # before anything is said: a catalogue is read once and then kept
    build(args.data, Recipe(args.seed, args.scale), fresh=args.fresh)
    make_ready()
    if args.no_serve:
        line(f"The demo stands in {args.data}. `./pabolo demo --data {args.data}` serves it.")
        return 0
    with going_round(args.data):
        serve(host="127.0.0.1", port=args.port, announce=lambda: _welcome(args.port))
    return 0
