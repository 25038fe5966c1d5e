"""Random identities. Nothing about time or order is inside."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    UUIDField = models.UUIDField[UUID, UUID]
else:
    UUIDField = models.UUIDField

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def random_id() -> UUID:
    """128 random bits as a UUID (version bits kept random too: no shape to tell)."""
    return UUID(bytes=secrets.token_bytes(16))


class RandomIdField(UUIDField):
    """A primary key of 128 random bits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("default", random_id)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


def display_code(prefix: str, identity: UUID) -> str:
    """A short name people can say, from the first 30 random bits: `K-7Q4-M2X`.

    Not unique by construction; addresses always carry the whole id.
    """
    bits = int.from_bytes(identity.bytes[:4], "big") >> 2
    symbols = [_ALPHABET[(bits >> shift) & 31] for shift in range(25, -5, -5)]
    return f"{prefix}-{''.join(symbols[:3])}-{''.join(symbols[3:])}"


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Between which ids a display code lies; `letter` is empty where none was written."""

    letter: str
    first: UUID
    last: UUID


_MISREAD = str.maketrans("OIL", "011")


def span_of_code(text: str) -> CodeSpan | None:
    """Which ids are called so? Read as people write: small letters, no hyphens, O for 0.

    None for what is no code.
    """
    plain = "".join(text.upper().split()).replace("-", "")
    letter, symbols = (plain[:1], plain[1:]) if len(plain) == 7 else ("", plain)
    symbols = symbols.translate(_MISREAD)
    if len(symbols) != 6 or any(one not in _ALPHABET for one in symbols):
        return None
    bits = 0
    for one in symbols:
        bits = bits << 5 | _ALPHABET.index(one)
    first = bits << 98
    return CodeSpan(letter, UUID(int=first), UUID(int=first | (1 << 98) - 1))
