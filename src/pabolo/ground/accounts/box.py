"""Small boxes closed under the installation's secret: second factors, sessions, kept text.

Not for facts about children: those go through the vault.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


@lru_cache(maxsize=64)
def _cipher(secret: str, purpose: str) -> AESGCM:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"pabolo {purpose}".encode())
    return AESGCM(derive.derive(secret.encode()))


def seal(purpose: str, data: bytes, bound: bytes = b"") -> bytes:
    """Close `data` for one purpose, bound to a context that must be given again to open it."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(settings.SECRET_KEY, purpose).encrypt(nonce, data, bound)


def unseal(purpose: str, sealed: bytes, bound: bytes = b"") -> bytes | None:
    """The bytes inside, or None where box, purpose or context do not fit."""
    try:
        return _cipher(settings.SECRET_KEY, purpose).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], bound
        )
    except (InvalidTag, ValueError):
        return None
