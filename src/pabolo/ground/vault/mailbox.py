"""The two-way mailbox of a report: readable by whoever holds the report code, and by the office.

The key comes from the code, the root and the report's own folder key together, so neither a stolen
database nor a guessed code alone opens it, and it ends with the report. This is not `opening`: the
public door may come here.
"""

import hmac
from uuid import UUID

import msgspec

from pabolo.ground.keys import ring, store
from pabolo.ground.vault.envelope import facet_key, open_bytes, seal_bytes


def key_from_code(code: str) -> bytes:
    """The mailbox key of a report code (normalised, without separators). Locked when locked."""
    return hmac.digest(ring.code_tag("mailbox", code.encode()), b"pabolo|mailbox", "sha256")


def _place(row: str) -> bytes:
    return b"pabolo|mailbox|" + row.encode()


def _bound(key: bytes, folder: UUID) -> bytes:
    """The key as it holds while the report's folder has one. Raises `MissingKey`, `Locked`."""
    return hmac.digest(key, facet_key(store.key_for(folder).dek, "mailbox"), "sha256")


def seal_message(key: bytes, folder: UUID, row: str, payload: msgspec.Struct) -> bytes:
    """A message sealed for one row of a report's mailbox."""
    return seal_bytes(_bound(key, folder), 0, _place(row), msgspec.json.encode(payload))


def open_message[T](key: bytes, folder: UUID, row: str, record: bytes, kind: type[T]) -> T:
    """A message of the mailbox whose key is held. Raises `MissingKey`, `Locked`, `Tampered`."""
    raw = open_bytes(_bound(key, folder), _place(row), record)
    return msgspec.json.decode(raw, type=kind)
