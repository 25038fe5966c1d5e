"""Serve the installation in the data folder. Put a TLS-terminating proxy in front of it.

It starts locked: reports are accepted, nothing can be opened until `./pabolo unlock`.
"""

import argparse
from contextlib import nullcontext

from pabolo.doors.command.readiness import make_ready, pending_migrations
from pabolo.doors.command.rounds import going_round
from pabolo.doors.command.serving import WORKERS, insist_on_free_port, serve
from pabolo.doors.command.tell import Stop, line

NAME = "serve"
HELP = "serve the installation in the data folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo serve`."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--no-rounds", action="store_true", help="another server goes the rounds")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; refuses an installation that is not set up or not up to date."""
    insist_on_free_port(args.host, args.port)
    if pending_migrations():
        raise Stop(
            f"{args.data} is not set up, or holds an older version's data. "
            "Back it up, then run `./pabolo init`, which brings it up to date."
        )
    make_ready()
    with nullcontext() if args.no_rounds else going_round(args.data):
        serve(
            host=args.host,
            port=args.port,
            workers=args.workers,
            announce=lambda: line(f"Anak Pabolo is on http://{args.host}:{args.port}"),
        )
    return 0
