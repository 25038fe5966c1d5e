"""Key pairs of the installation: public halves readable while locked, private ones wrapped."""

import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pabolo.ground.keys import file, root
from pabolo.ground.keys.errors import Locked

Maker = Callable[[], tuple[str, bytes]]


def _aad(name: str, public: str) -> bytes:
    return f"pair|{name}|{public}".encode()


def _row(name: str) -> tuple[str, bytes] | None:
    row = (
        file.connection()
        .execute("SELECT public, wrapped FROM pair WHERE name = ?", [name])
        .fetchone()
    )
    return None if row is None else (str(row[0]), bytes(row[1]))


def public(name: str, make: Maker) -> str:
    """The public half. Raises `Locked` only if the pair has yet to be made."""
    row = _row(name) or _make(name, make)
    return row[0]


def private(name: str, make: Maker) -> bytes:
    """The private half. Raises `Locked`."""
    key = root.derive(f"pair|{name}")
    half, wrapped = _row(name) or _make(name, make)
    return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], _aad(name, half))


def _make(name: str, make: Maker) -> tuple[str, bytes]:
    key = root.derive(f"pair|{name}")
    half, secret = make()
    nonce = secrets.token_bytes(12)
    box = nonce + AESGCM(key).encrypt(nonce, secret, _aad(name, half))
    with file.writing() as link:
        link.execute("INSERT OR IGNORE INTO pair VALUES (?, ?, ?)", [name, half, box])
    row = _row(name)
    if row is None:
        raise Locked(f"the {name} pair could not be kept")
    return row
