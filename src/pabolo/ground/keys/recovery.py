"""The recovery identity: the one key that opens backups, kept away from the server.

Only its public half stays in the data folder, so the server can seal a backup at any time and
can open none. The private half is handed out once, when it is made.
"""

from pathlib import Path

import pyrage
from django.conf import settings

from pabolo.ground.keys.providers import write_once


def path() -> Path:
    """Where the public half lies."""
    return Path(settings.DATA) / "keys" / "recovery.pub"


def recipient() -> str | None:
    """The age recipient that backups are sealed to; None before one was made."""
    return path().read_text().strip() if path().exists() else None


def make() -> str:
    """Make the pair and return its private half, which is kept nowhere here.

    Errors: FileExistsError when there is one already.
    """
    if path().exists():
        raise FileExistsError(path())
    identity = pyrage.x25519.Identity.generate()
    write_once(path(), f"{identity.to_public()}\n".encode())
    return str(identity)
