"""The recovery identities: the keys that open backups, kept away from the server.

Only their public halves (age recipients) stay in the data folder, so the server can seal a
backup at any time and can open none. A private half is handed out once, when it is made.
"""

import os
from pathlib import Path

import pyrage
from django.conf import settings

HEAD = "# Public keys that backups are sealed to, one a line. The identities are not kept here.\n"


def file_in(data: Path) -> Path:
    """Where the recipients of a data folder are named."""
    return data / "recovery.txt"


def recipients() -> list[str]:
    """The age recipients that backups are sealed to; empty before one was made."""
    path = file_in(Path(settings.DATA))
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def add(path: Path, recipient: str) -> None:
    """Name one more recipient, durably."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists()
    with path.open("a") as file:
        file.write((HEAD if fresh else "") + f"{recipient}\n")
        file.flush()
        os.fsync(file.fileno())


def make() -> str:
    """Make one more pair and return its private half, which is kept nowhere here."""
    identity = pyrage.x25519.Identity.generate()
    add(file_in(Path(settings.DATA)), str(identity.to_public()))
    return str(identity)
