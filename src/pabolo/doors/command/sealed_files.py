"""Files sealed to the recovery recipients (age), one by one, and opened again."""

import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pyrage


class Damaged(Exception):
    """The backup is torn, altered, incomplete, or not sealed to this identity."""


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def seal(content: bytes | Path, path: Path, recipients: Sequence[str]) -> str:
    """Seal into a new file, durably; the digest of the sealed file.

    Bytes given as such never touch the disk unsealed.
    """
    to = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source: BinaryIO = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
    with source, path.open("xb") as out:
        path.chmod(0o600)
        pyrage.encrypt_io(source, out, to)
        out.flush()
        os.fsync(out.fileno())
    return digest(path)


def open_to(path: Path, identity: str, target: Path) -> None:
    """Open into a new owner-only file, durably. Raises `Damaged`."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        key = pyrage.x25519.Identity.from_str(identity)
        with path.open("rb") as source, target.open("xb") as out:
            target.chmod(0o600)
            pyrage.decrypt_io(source, out, [key])
            out.flush()
            os.fsync(out.fileno())
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as error:
        raise Damaged(f"{path.name} does not open: torn, altered or for another key") from error


def open_bytes(path: Path, identity: str) -> bytes:
    """Open in memory. Raises `Damaged`."""
    try:
        key = pyrage.x25519.Identity.from_str(identity)
        content: bytes = pyrage.decrypt(path.read_bytes(), [key])
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as error:
        raise Damaged(f"{path.name} does not open: torn, altered or for another key") from error
    return content
