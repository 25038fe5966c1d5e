"""Opening sealed facets, under a committed read receipt.

The only module that turns ciphertext columns into facts. No receipt, no plaintext.
"""

from collections.abc import Iterable

import msgspec
from django.db import models

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.keys import store
from pabolo.ground.keys.store import FolderKey
from pabolo.ground.vault.envelope import facet_key, open_bytes
from pabolo.ground.vault.fields import facet_of, folder_of
from pabolo.ground.vault.sealing import place_of


class NotCovered(Exception):
    """The receipt does not cover this folder and facet."""


def _opened(receipt: Receipt, instance: models.Model, column: str, key: FolderKey) -> bytes:
    folder, facet = folder_of(instance), facet_of(instance, column)
    if not receipt.covers(folder, facet):
        raise NotCovered(f"{instance._meta.label}.{column}")
    record = bytes(getattr(instance, column))
    return open_bytes(facet_key(key.dek, facet), place_of(instance, column).bytes(), record)


def open_raw(receipt: Receipt, instance: models.Model, column: str) -> bytes:
    """The bytes of a sealed column. Raises `NotCovered`, `MissingKey`, `Tampered`, `Locked`."""
    return _opened(receipt, instance, column, store.key_for(folder_of(instance)))


def open_sealed[T](receipt: Receipt, instance: models.Model, column: str, kind: type[T]) -> T:
    """A sealed column as its typed payload."""
    return msgspec.json.decode(open_raw(receipt, instance, column), type=kind)


def open_many[T](
    receipt: Receipt, instances: Iterable[models.Model], column: str, kind: type[T]
) -> list[T]:
    """The same column of many rows, in their order; their keys are fetched together."""
    rows = list(instances)
    keys = store.keys_for({folder_of(row) for row in rows})
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(_opened(receipt, row, column, keys[folder_of(row)])) for row in rows]
