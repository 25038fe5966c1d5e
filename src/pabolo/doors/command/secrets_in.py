"""How passphrases come in: typed unseen, or from a file for machines. Never as an argument."""

import sys
from getpass import getpass
from pathlib import Path
from typing import Final

from pabolo.doors.command.tell import Stop

SHORTEST: Final = 16


def _typed(what: str) -> str:
    if not sys.stdin.isatty():
        raise Stop(f"The {what} can be typed only at a terminal; from elsewhere give it in a file.")
    return getpass(f"{what.capitalize()}: ")


def known(what: str, file: Path | None) -> str:
    """A secret that exists already: the first line of the file, or typed once."""
    return file.read_text().splitlines()[0] if file else _typed(what)


def new(what: str, file: Path | None, *, shortest: int = SHORTEST) -> str:
    """A secret to be made: long enough, and typed twice alike.

    Errors: Stop.
    """
    secret = known(what, file)
    if len(secret) < shortest:
        raise Stop(f"The {what} needs at least {shortest} characters; four or more words are good.")
    if file is None and getpass("The same again: ") != secret:
        raise Stop("The two are not alike. Nothing was changed.")
    return secret
