"""One-time form tokens: 128 random bits, signed with the moment they were given out.

They stand in the form, not in a cookie. What is made from a token is made once: a form sent
twice meets itself.
"""

import binascii
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

BYTES = 16
_SALT = "pabolo.one-time"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it came back. `fresh`: still within its time."""

    signed: str
    value: bytes
    fresh: bool


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=_SALT)


def issue() -> Token:
    """A new token."""
    value = secrets.token_bytes(BYTES)
    return Token(_signer().sign(value.hex()), value, fresh=True)


def read(signed: str, *, hours: int) -> Token | None:
    """The token in a form; None when it is not one of ours."""
    try:
        return Token(signed, _value(signed, timedelta(hours=hours)), fresh=True)
    except SignatureExpired:
        return Token(signed, _value(signed, None), fresh=False)
    except (BadSignature, binascii.Error, ValueError):
        return None


def _value(signed: str, most: timedelta | None) -> bytes:
    value = bytes.fromhex(_signer().unsign(signed, max_age=most))
    if len(value) != BYTES:
        raise ValueError("a form token has 128 bits")
    return value
