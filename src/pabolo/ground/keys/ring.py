"""The key ring: what the installation's own keys are used for.

root ── HKDF ─┬ wrap|<kid>     wraps folder keys
              ├ code|<purpose> tags of report codes and mailboxes
              ├ audit          hashes inside the audit log (search terms, scan sets)
              └ pair|<name>    wraps private halves: `audit` Ed25519, `intake` X25519,
                               `transfer` X25519 and `transfer-sign` Ed25519
"""

import hashlib
import hmac

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pabolo.ground.keys import pairs, root

__all__ = [
    "audit_hash",
    "code_tag",
    "forget",
    "intake_identity",
    "intake_recipient",
    "is_unlocked",
    "make_pairs",
    "signing_key",
    "transfer_identity",
    "transfer_recipient",
    "transfer_signing_key",
    "transfer_verification_key",
    "verification_key",
]

is_unlocked = root.is_unlocked
forget = root.forget


def code_tag(purpose: str, value: bytes) -> bytes:
    """A keyed tag (32 bytes) of a report code. Without the root no guess can be tested."""
    return hmac.digest(root.derive(f"code|{purpose}"), value, hashlib.sha256)


def audit_hash(value: bytes) -> bytes:
    """A keyed hash (32 bytes) of something that the audit log must tell apart, not tell."""
    return hmac.digest(root.derive("audit"), value, hashlib.sha256)


def _ed25519() -> tuple[str, bytes]:
    key = Ed25519PrivateKey.generate()
    return key.public_key().public_bytes_raw().hex(), key.private_bytes_raw()


def _x25519() -> tuple[str, bytes]:
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity).encode()


def signing_key() -> Ed25519PrivateKey:
    """Signs the audit log's checkpoints. Raises `Locked`."""
    return Ed25519PrivateKey.from_private_bytes(pairs.private("audit", _ed25519))


def verification_key() -> bytes:
    """The 32 public bytes that checkpoints are checked with; readable while locked."""
    return bytes.fromhex(pairs.public("audit", _ed25519))


def intake_recipient() -> str:
    """The age recipient that reports are sealed to; readable while locked."""
    return pairs.public("intake", _x25519)


def intake_identity() -> pyrage.x25519.Identity:
    """Opens what was sealed to the intake recipient. Raises `Locked`."""
    return pyrage.x25519.Identity.from_str(pairs.private("intake", _x25519).decode())


def transfer_recipient() -> str:
    """The age recipient that other units seal handed-over cases to; readable while locked."""
    return pairs.public("transfer", _x25519)


def transfer_identity() -> pyrage.x25519.Identity:
    """Opens what another unit sealed to this one. Raises `Locked`."""
    return pyrage.x25519.Identity.from_str(pairs.private("transfer", _x25519).decode())


def transfer_signing_key() -> Ed25519PrivateKey:
    """Signs what goes to other units. Raises `Locked`."""
    return Ed25519PrivateKey.from_private_bytes(pairs.private("transfer-sign", _ed25519))


def transfer_verification_key() -> bytes:
    """The 32 public bytes that other units check with; readable while locked."""
    return bytes.fromhex(pairs.public("transfer-sign", _ed25519))


def make_pairs() -> None:
    """Make both pairs now, so that reports can be taken while locked. Raises `Locked`."""
    verification_key()
    intake_recipient()
