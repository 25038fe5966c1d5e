"""Random identities. Nothing about time or order is inside."""

import secrets
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


def ids_of_code(code: str) -> tuple[UUID, UUID] | None:
    """The first and the last id that are spoken like this code; None where it is no code.

    The prefix may be left out; I and L read as 1, O as 0.
    """
    spoken = "".join(code.upper().split()).replace("-", "")
    spoken = spoken[-6:].translate(str.maketrans("ILO", "110"))
    if len(spoken) != 6 or any(symbol not in _ALPHABET for symbol in spoken):
        return None
    bits = 0
    for symbol in spoken:
        bits = bits << 5 | _ALPHABET.index(symbol)
    first = bits << 98
    return UUID(int=first), UUID(int=first | ((1 << 98) - 1))
