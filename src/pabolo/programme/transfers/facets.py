"""What is sealed about a hand-over besides the journal."""

import msgspec


class SealedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file for another unit, sealed for it with age.

    `digest` is of the signed bytes inside. `fingerprint`: of the card it is sealed to, and then
    nobody here can read it; empty where a passphrase opens it, and then who is shown that can.
    """

    data: bytes
    digest: str
    fingerprint: str = ""
