"""What belongs to one hand-over and is kept nowhere: passphrase, and the code that answers it.

Both come from the hand-over's own random id under the root's code key, so they can be shown again;
whoever steals the database can make or test none.
"""

import hashlib
from uuid import UUID

from pabolo.ground.keys import ring
from pabolo.programme.intake.words import code_words
from pabolo.rules.codes import TOKEN_BYTES, code_from_token, grouped, words_from_code

_CODE = b"pabolo|transfer|taken|"


def passphrase_of(transfer: UUID) -> str:
    """Eight Indonesian words, 80 bits. Raises `Locked`."""
    token = ring.code_tag("transfer-passphrase", transfer.bytes)[:TOKEN_BYTES]
    return " ".join(words_from_code(code_from_token(token), code_words()))


def answer_of(transfer: UUID) -> str:
    """The 128 bits (hex) that go inside the sealed file. Raises `Locked`."""
    return ring.code_tag("transfer-answer", transfer.bytes)[:TOKEN_BYTES].hex()


def code_for(answer: str) -> str:
    """The acknowledgement code that follows from them: only who opened the file knows it."""
    raw = _CODE + bytes.fromhex(answer)
    return code_from_token(hashlib.sha256(raw).digest()[:TOKEN_BYTES])


def code_of(transfer: UUID) -> str:
    """The code that acknowledges our own hand-over. Raises `Locked`."""
    return code_for(answer_of(transfer))


def shown(code: str) -> str:
    """The code as it is printed and read aloud."""
    return grouped(code)
