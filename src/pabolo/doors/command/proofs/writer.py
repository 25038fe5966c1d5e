"""The process that is recorded: residents report and an officer reads, through the real pages.

`python -m pabolo.doors.command.proofs.writer COUNT SEED`. What the world is told is written to
the ledger in the recorded folder at that moment: `A submission` when a receipt was shown, `O …`
at each opening (see `probe`).
"""

import sys
from importlib import import_module

import django

WORK = "pabolo.doors.command.proofs.work"

if __name__ == "__main__":
    django.setup()
    import_module(WORK).work(int(sys.argv[1]), int(sys.argv[2]))
