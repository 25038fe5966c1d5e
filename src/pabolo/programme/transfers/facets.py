"""What is sealed about a hand-over besides the journal."""

import msgspec


class SealedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file for another unit, sealed for it with age: who holds the case cannot read it here.

    `digest` is of the signed bytes inside. `fingerprint`: of the card it is sealed to; empty where
    a passphrase opens it.
    """

    data: bytes
    digest: str
    fingerprint: str = ""
