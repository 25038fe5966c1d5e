"""The root in memory, and the keys derived from it (HKDF-SHA256, RFC 5869)."""

import hmac
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from pabolo.ground.keys import file
from pabolo.ground.keys.errors import Locked, WrongRoot
from pabolo.ground.keys.providers import (
    DemoProvider,
    EnvironmentProvider,
    FileProvider,
    KeyProvider,
)

# How long a worker works on before it asks its provider again: after `lock` every worker
# is locked within this many seconds.
HOLD_SECONDS = 5.0


@dataclass(slots=True)
class Held:
    """A root in memory with what was derived from it."""

    root: bytes
    until: float
    at: Path
    derived: dict[str, bytes] = field(default_factory=dict)


_held: Held | None = None
_guard = threading.RLock()


def provider() -> KeyProvider:
    """The provider that the installation chose (`PABOLO_KEYS`)."""
    data = Path(settings.DATA)
    if settings.KEYS == "demo":
        return DemoProvider(data / "keys" / "demo.root", settings.MODE)
    if settings.KEYS == "environment":
        return EnvironmentProvider()
    return FileProvider(Path(settings.ROOT_SEALED), agent_socket())


def agent_socket() -> Path:
    """Where the agent of this installation listens."""
    return Path(settings.DATA) / "run" / "agent.sock"


def held() -> Held:
    """The root in memory, asked for again when its time is over. Raises `Locked`."""
    current, moment = _held, time.monotonic()
    if current is not None and moment < current.until and current.at == file.path():
        return current
    with _guard:
        return _ask(moment)


def _ask(moment: float) -> Held:
    global _held
    try:
        root = provider().root()
    except Locked:
        _held = None
        raise
    if _held is None or _held.root != root or _held.at != file.path():
        _held = _checked(Held(root, 0.0, file.path()))
    _held.until = moment + HOLD_SECONDS
    return _held


def _checked(new: Held) -> Held:
    """The store remembers a tag of its root, so that a wrong root is told at once."""
    tag = tag_of(new.root)
    if not hmac.compare_digest(file.meta("root") or file.remember("root", tag), tag):
        raise WrongRoot("this root was not made for this key store")
    return new


def tag_of(root: bytes) -> bytes:
    """What a key store remembers of its root. Tells nothing about it."""
    return expand(root, "check")


def expand(root: bytes, purpose: str) -> bytes:
    """The 32-byte key of one purpose under a root that is at hand."""
    info = b"anak-pabolo|" + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(root)


def derive(purpose: str) -> bytes:
    """The 32-byte key of one purpose. Raises `Locked`."""
    keys = held()
    if purpose not in keys.derived:
        keys.derived[purpose] = expand(keys.root, purpose)
    return keys.derived[purpose]


def is_unlocked() -> bool:
    """Whether sealed things can be opened now."""
    try:
        held()
    except Locked:
        return False
    return True


def forget() -> None:
    """Drop the root and all that came from it from this process."""
    global _held
    with _guard:
        _held = None
