"""The two-way mailbox of a report: readable by whoever holds the report code, and by the office.

The key comes from the code and the root together, so neither a stolen database nor a guessed
code alone opens it. This is not `opening`: the public door may come here.
"""

import hmac

import msgspec

from pabolo.ground.keys import ring
from pabolo.ground.vault.envelope import open_bytes, seal_bytes


def key_from_code(code: str) -> bytes:
    """The mailbox key of a report code (normalised, without separators). Locked when locked."""
    return hmac.digest(ring.code_tag("mailbox", code.encode()), b"pabolo|mailbox", "sha256")


def _place(row: str) -> bytes:
    return b"pabolo|mailbox|" + row.encode()


def seal_message(key: bytes, row: str, payload: msgspec.Struct) -> bytes:
    """A message sealed for one mailbox row."""
    return seal_bytes(key, 0, _place(row), msgspec.json.encode(payload))


def open_message[T](key: bytes, row: str, record: bytes, kind: type[T]) -> T:
    """A message of the mailbox whose key is held."""
    return msgspec.json.decode(open_bytes(key, _place(row), record), type=kind)
