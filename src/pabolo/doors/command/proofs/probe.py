"""The application as granian serves it under proof: every opening is noted before it is used.

A note says which receipt stood behind the opening, and whether somebody else, looking into the
database at that moment, already saw the receipt's entry. Notes go to a file by single appending
writes, which survive the process being killed.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from pabolo.doors.command.proofs.variants import VARIANTS
from pabolo.ground.vault import opening
from pabolo.ground.vault.fields import facet_of

LEDGER: Final = "PABOLO_PROOF_LEDGER"
BREAK: Final = "PABOLO_PROOF_BREAK"
_SEEN: Final = "SELECT body FROM audit_entry WHERE seq = ?"


class Notes:
    """The file of openings: `O seq facet seen` a line."""

    def __init__(self, path: Path, database: Path) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.database = database
        self.known: dict[int, str] = {}

    def write(self, line: str) -> None:
        """Append one line in one write."""
        os.write(self.file, f"{line}\n".encode())

    def entry(self, seq: int) -> str:
        """The entry as another connection sees it now; empty when it is not there."""
        if seq not in self.known:
            with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as link:
                row = link.execute(_SEEN, [seq]).fetchone()
            if row is None:
                return ""
            self.known = {seq: row[0]}
        return self.known[seq]

    def opening(self, seq: int, facet: str) -> None:
        """Note one opening."""
        seen = f'"{facet}"' in self.entry(seq)
        self.write(f"O {seq} {facet} {int(seen)}")


def watch(notes: Notes) -> None:
    """Have every opening of a sealed column noted before its plaintext is handed on."""
    plain = opening._opened

    def noted(receipt: Any, instance: Any, column: str, key: Any) -> bytes:
        raw = plain(receipt, instance, column, key)
        notes.opening(receipt.seq, facet_of(instance, column).value)
        return raw

    opening._opened = noted


def prepared() -> tuple[WSGIHandler, Notes]:
    """Django set up, broken as asked for (nothing, unless a canary), and watched."""
    application = VARIANTS[os.environ.get(BREAK, "")](WSGIHandler())
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    notes = Notes(Path(os.environ[LEDGER]), database)
    watch(notes)
    return application, notes
