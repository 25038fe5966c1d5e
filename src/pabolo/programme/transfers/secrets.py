"""What belongs to one hand-over and is kept nowhere: passphrase, and the code that answers it.

Both come from the hand-over's own random id under the root's code key, so they can be shown again;
whoever steals the database can make or test none.
"""

from uuid import UUID

from pabolo.ground.keys import ring
from pabolo.programme.intake.words import code_words
from pabolo.rules.codes import TOKEN_BYTES, code_from_token, words_from_code


def passphrase_of(transfer: UUID) -> str:
    """Eight Indonesian words, 80 bits. Raises `Locked`."""
    token = ring.code_tag("transfer-passphrase", transfer.bytes)[:TOKEN_BYTES]
    return " ".join(words_from_code(code_from_token(token), code_words()))


def code_of(transfer: UUID) -> str:
    """The code that stands inside the file and acknowledges it. Raises `Locked`."""
    token = ring.code_tag("transfer-answer", transfer.bytes)[:TOKEN_BYTES]
    return code_from_token(token)
