"""The report code: from the form's one-time token to what is shown and what is kept of it.

Kept is a keyed tag only. Who steals the database can test no guess without the root.
"""

import hashlib

from pabolo.ground.keys import ring
from pabolo.rules.codes import code_from_token

_SUBMISSION = b"pabolo|submission|"


def submission_of(token: bytes) -> bytes:
    """What is kept of a form's token (128 random bits), so that a resend meets itself."""
    return hashlib.sha256(_SUBMISSION + token).digest()


def code_of(token: bytes) -> str:
    """The report code that this form leads to: 17 symbols, without dashes."""
    return code_from_token(token)


def tag_of(code: str) -> bytes:
    """The keyed tag under which a report is found by its code. Raises `Locked`."""
    return ring.code_tag("report", code.encode())
