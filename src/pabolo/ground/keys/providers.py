"""Where does the root come from? Three providers, one interface.

The root is 256 random bits. Everything else is derived from it or wrapped under it.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path
from typing import Protocol

from pabolo.ground.keys import agent, passphrases
from pabolo.ground.keys.errors import Locked, RefusedProvider

ROOT_BYTES = 32


class KeyProvider(Protocol):
    """Hands out the root, or says that it is locked."""

    name: str

    def root(self) -> bytes:
        """The 32 root bytes, the same every time. Raises `Locked`."""
        ...


def write_once(path: Path, content: bytes) -> None:
    """Put a new owner-only file on disk durably; keep what is there if another was first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class DemoProvider:
    """The root lies in the clear beside its data: for synthetic people only."""

    name = "demo"

    def __init__(self, path: Path, mode: str) -> None:
        if mode == "real":
            raise RefusedProvider("the demo key lies beside its data; it may not guard real people")
        self.path = path

    def root(self) -> bytes:
        """Read the root, or make it on first use."""
        if not self.path.exists():
            write_once(self.path, secrets.token_bytes(ROOT_BYTES))
        return self.path.read_bytes()


class FileProvider:
    """The root lies on disk sealed by a passphrase; an agent holds it once it is opened.

    `path` may lie outside the data folder, on a stick that leaves with the operator.
    """

    name = "file"

    def __init__(self, path: Path, socket: Path) -> None:
        self.path = path
        self.socket = socket

    def root(self) -> bytes:
        """Ask the agent. Raises `Locked` when there is none."""
        return agent.ask(self.socket)

    def make(self, passphrase: str, cost: passphrases.Cost = passphrases.COST) -> None:
        """Make a new root and seal it. Raises `FileExistsError` rather than replace one."""
        if self.path.exists():
            raise FileExistsError(self.path)
        write_once(self.path, passphrases.seal(secrets.token_bytes(ROOT_BYTES), passphrase, cost))

    def open(self, passphrase: str) -> bytes:
        """The root, from the sealed file. Raises `WrongPassphrase` or `FileNotFoundError`."""
        return passphrases.open_sealed(self.path.read_bytes(), passphrase)


class EnvironmentProvider:
    """The root comes in `PABOLO_ROOT_KEY` (base64), put there by a KMS or a secret store."""

    name = "environment"
    variable = "PABOLO_ROOT_KEY"

    def root(self) -> bytes:
        """Read the variable. Raises `Locked` when it is not there or not 32 bytes."""
        try:
            root = base64.b64decode(os.environ.get(self.variable, ""), validate=True)
        except binascii.Error:
            root = b""
        if len(root) != ROOT_BYTES:
            raise Locked(f"{self.variable} must hold 32 bytes in base64")
        return root
