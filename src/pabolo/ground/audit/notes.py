"""Checkpoints as signed notes (C2SP: signed-note, tlog-checkpoint), so that any witness of a
public transparency log can read them.
"""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"


def origin(public: bytes) -> str:
    """The log's name: one name for one key."""
    return f"anak-pabolo/audit/{hashlib.sha256(public).hexdigest()[:12]}"


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(public: bytes) -> str:
    """The line an inspector keeps: name, key id and public key."""
    name = origin(public)
    key = base64.b64encode(ED25519 + public).decode()
    return f"{name}+{_key_id(name, public).hex()}+{key}"


def signed(size: int, root: bytes, key: Ed25519PrivateKey) -> str:
    """The note over a tree of this size and root."""
    public = key.public_key().public_bytes_raw()
    name = origin(public)
    text = f"{name}\n{size}\n{base64.b64encode(root).decode()}\n"
    signature = _key_id(name, public) + key.sign(text.encode())
    return f"{text}\n\u2014 {name} {base64.b64encode(signature).decode()}\n"
