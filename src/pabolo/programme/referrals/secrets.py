"""The secret of a slip: what its link carries, what is read aloud, what is kept of both.

Nothing of it is stored. It is made from the slip's own random id under the root's code key, so
the office can print a slip again; whoever steals the database can make or test none.
"""

from uuid import UUID

from pabolo.ground.keys import ring
from pabolo.rules.codes import ALPHABET, check_code, code_from_token, normalise_code
from pabolo.rules.decisions import Refusal

SECRET_SYMBOLS = 26
_BITS = 128


def secret_bytes(slip: UUID) -> bytes:
    """The slip's 128 bits. Raises `Locked`."""
    return ring.code_tag("referral-secret", slip.bytes)[: _BITS // 8]


def secret_of(slip: UUID) -> str:
    """What the link carries: 128 bits as 26 symbols."""
    bits = int.from_bytes(secret_bytes(slip), "big") << 2
    return "".join(ALPHABET[(bits >> shift) & 31] for shift in range(125, -5, -5))


def code_of(slip: UUID) -> str:
    """What is read aloud or typed: 17 symbols with a check symbol."""
    return code_from_token(secret_bytes(slip))


def tags_of(slip: UUID) -> tuple[bytes, bytes]:
    """The keyed tags of link and code, as they are kept."""
    return tag_of(secret_of(slip)), tag_of(code_of(slip))


def tag_of(typed: str) -> bytes:
    """The keyed tag of a link's secret or of a code. Raises `Locked`."""
    return ring.code_tag("referral", typed.encode())


def read_typed(text: str) -> str | Refusal:
    """What somebody meant: the link's secret or the short code, or which slip of the pen it is."""
    typed = normalise_code(text)
    if len(typed) == SECRET_SYMBOLS and all(symbol in ALPHABET for symbol in typed):
        return typed
    return check_code(text) or typed
