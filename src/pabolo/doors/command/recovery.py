"""Who can open our backups: age recipients in DATA/recovery.txt, identities kept elsewhere."""

import os
from pathlib import Path

import pyrage

HEAD = "# Public keys that backups are sealed to, one a line. The identities are not kept here.\n"


class NoRecipients(Exception):
    """Nobody could open a backup, so none is made."""


def recipients_file(data: Path) -> Path:
    """Where the recipients are named."""
    return data / "recovery.txt"


def recipients(data: Path) -> list[str]:
    """The recipients of this installation. Raises `NoRecipients`."""
    path = recipients_file(data)
    lines = path.read_text().splitlines() if path.exists() else []
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise NoRecipients(f"{path} names nobody; run init, or add an age recipient")
    return found


def add_recipient(data: Path) -> str:
    """Make a recovery pair, keep its recipient; the identity, to be printed once and kept safe."""
    identity = pyrage.x25519.Identity.generate()
    path = recipients_file(data)
    data.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists()
    with path.open("a") as file:
        file.write((HEAD if fresh else "") + f"{identity.to_public()}\n")
        file.flush()
        os.fsync(file.fileno())
    return str(identity)
