"""The seal of an envelope, as phones make it and the office opens it (docs/format-lapangan.md).

ECDH P-256 with a fresh key, HKDF-SHA256, AES-256-GCM; bound to the envelope's id and the phone
that made it, so that neither can be exchanged.
"""

import base64
import hashlib
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pabolo.ground.keys import ring

NAME = "pabolo-field-1"
POINT, IV, BLOCK = 65, 12, 512


class Unreadable(Exception):
    """This is no envelope of that phone under that id."""


def to_text(raw: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """The bytes of a base64url text. Raises `ValueError`."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def key_id(public: bytes) -> str:
    """The name of a public key."""
    return hashlib.sha256(public).digest()[:8].hex()


def _bound(identity: UUID, device: UUID) -> bytes:
    return f"{NAME}|{identity.hex}|{device.hex}".encode()


def _key(shared: bytes, ephemeral: bytes, server: bytes) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=ephemeral + server, info=NAME.encode())
    return AESGCM(derive.derive(shared))


def _point(raw: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)


def open_envelope(sealed: bytes, *, identity: UUID, device: UUID) -> bytes:
    """The plaintext (JSON, padded with spaces). Raises `Unreadable`, `Locked`."""
    private, server = ring.field_identity(), ring.field_recipient()
    point, iv, rest = sealed[:POINT], sealed[POINT : POINT + IV], sealed[POINT + IV :]
    try:
        shared = private.exchange(ec.ECDH(), _point(point))
        return _key(shared, point, server).decrypt(iv, rest, _bound(identity, device))
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def seal_envelope(plain: bytes, *, identity: UUID, device: UUID, server: bytes) -> bytes:
    """What a phone does: for tests, proofs and benchmarks."""
    mine = ec.generate_private_key(ec.SECP256R1())
    point = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    iv = os.urandom(IV)
    padded = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
    key = _key(mine.exchange(ec.ECDH(), _point(server)), point, server)
    return point + iv + key.encrypt(iv, padded, _bound(identity, device))
