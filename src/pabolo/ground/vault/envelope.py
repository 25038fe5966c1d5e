"""The record format: version, key id, key commitment, nonce, AES-256-GCM over padded bytes.

AES-GCM is not key-committing, so a short HMAC of the key travels with each record; the
associated data binds table, column, row, folder, facet and schema, so that a ciphertext moved
anywhere else does not open (NIST SP 800-38D; HKDF is RFC 5869).
"""

import hmac
import os
import struct
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
HEAD = struct.Struct(">BBH16s12s")
BUCKETS = (256, 1024, 4096, 16384, 65536)


class Tampered(Exception):
    """A sealed record that does not open: moved, altered or cut."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed record stands; all of it is bound into the record."""

    table: str
    column: str
    row: str
    folder: str
    facet: str

    def bytes(self) -> bytes:
        """Canonical associated data."""
        parts = ("pabolo", self.table, self.column, self.row, self.folder, self.facet, "1")
        return "|".join(parts).encode()


@lru_cache(maxsize=65536)
def facet_key(dek: bytes, facet: str) -> bytes:
    """The facet's own key under a folder's random key."""
    info = b"pabolo|facet|" + facet.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(dek)


def _commitment(key: bytes) -> bytes:
    return hmac.digest(key, b"pabolo|commit", "sha256")[:16]


def pad(raw: bytes) -> bytes:
    """Length prefix and zeros up to the next bucket, so that sizes tell little."""
    framed = struct.pack(">I", len(raw)) + raw
    bucket = next((size for size in BUCKETS if size >= len(framed)), None)
    size = bucket or -(-len(framed) // BUCKETS[-1]) * BUCKETS[-1]
    return framed.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """The bytes that were padded."""
    (length,) = struct.unpack_from(">I", padded)
    return padded[4 : 4 + length]


def seal_bytes(key: bytes, kid: int, place: bytes, raw: bytes) -> bytes:
    """One sealed record. `place` is bound, not stored."""
    nonce = os.urandom(12)
    head = HEAD.pack(VERSION, 1, kid, _commitment(key), nonce)
    return head + AESGCM(key).encrypt(nonce, pad(raw), place)


def open_bytes(key: bytes, place: bytes, record: bytes) -> bytes:
    """The bytes of a sealed record, or Tampered."""
    try:
        version, _alg, _kid, commitment, nonce = HEAD.unpack_from(record)
    except struct.error as error:
        raise Tampered("cut short") from error
    if version != VERSION or not hmac.compare_digest(commitment, _commitment(key)):
        raise Tampered("another key or version")
    try:
        return unpad(AESGCM(key).decrypt(nonce, record[HEAD.size :], place))
    except InvalidTag as error:
        raise Tampered("altered or moved") from error
