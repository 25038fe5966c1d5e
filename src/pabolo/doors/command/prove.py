"""Break things on purpose and see whether anything is lost.

Prints what it did and what held as one JSON line, and exits with 1 if anything was lost, if a
broken variant was not caught, or if it did less than its floor. Works on a throwaway folder.

  receipts   the server is killed under load and the power is cut, on paper: every confirmed
             report stays readable, every opening was announced in the log before
  erasure    200 folders are destroyed with backups in between; every backup is restored with the
             newest ledger, and every sealed field of what was erased is tried
  sync       phones of two villages, a network that loses, repeats and reorders, an office that
             falls over, revokes and re-assigns: nothing is lost, doubled or overwritten
"""

import argparse
import json

from pabolo.doors.command.proofs import erasure, receipts, recorder
from pabolo.doors.command.proofs.field import proof as sync
from pabolo.doors.command.tell import Progress, Stop, complain, line

NAME = "prove"
HELP = "break things on purpose and see whether anything is lost"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo prove`."""
    parser.add_argument("what", choices=["receipts", "erasure", "sync"])
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--budget", type=float, default=150, metavar="SECONDS")
    parser.add_argument("--kills-only", action="store_true", help="leave the power cuts out")


def run(args: argparse.Namespace) -> int:
    """Prove it. Errors: Stop."""
    if args.what == "erasure":
        return _erasure(args.seed)
    if args.what == "sync":
        return _sync(args.seed)
    if not args.kills_only and recorder.compiler() is None:
        raise Stop(f"{recorder.NEEDED} (--kills-only)")
    say = Progress(complain)
    cuts = not args.kills_only
    found = receipts.prove(seed=args.seed, budget=args.budget, cuts=cuts, say=say)
    say("done")
    line(json.dumps(found.line()))
    return 0 if found.holds else 1


def _erasure(seed: int) -> int:
    say = Progress(complain)
    found = erasure.prove(seed=seed, say=say)
    say("done")
    line(json.dumps(found.line()))
    return 0 if found.holds else 1


def _sync(seed: int) -> int:
    say = Progress(complain)
    found = sync.prove(seed=seed, say=say)
    say("done")
    line(json.dumps(found.line()))
    return 0 if found.holds else 1
