"""The key ring: what the installation's own keys are used for.

root ── HKDF ─┬ wrap|<kid>     wraps folder keys
              ├ code|<purpose> tags of report codes and mailboxes
              ├ audit          hashes inside the audit log (search terms, scan sets)
              └ pair|<name>    wraps private halves: `audit` Ed25519, `intake` X25519,
                               `transfer` X25519 and `transfer-sign` Ed25519, `field` P-256
"""

import hashlib
import hmac

import pyrage
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pabolo.ground.keys import pairs, root

__all__ = [
    "audit_hash",
    "code_tag",
    "field_identity",
    "field_recipient",
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


def _p256() -> tuple[str, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return public.hex(), key.private_numbers().private_value.to_bytes(32)


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


def field_recipient() -> bytes:
    """The P-256 point (65 bytes, uncompressed) that phones seal to; readable while locked."""
    return bytes.fromhex(pairs.public("field", _p256))


def field_identity() -> ec.EllipticCurvePrivateKey:
    """Opens what phones sealed. P-256: what browsers of old phones can do. Raises `Locked`."""
    secret = int.from_bytes(pairs.private("field", _p256))
    return ec.derive_private_key(secret, ec.SECP256R1())


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
    """Make the pairs now, so that reports can be taken while locked. Raises `Locked`."""
    verification_key()
    intake_recipient()
    field_recipient()
