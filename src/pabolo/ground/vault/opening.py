"""Opening sealed facets, under a committed read receipt.

The only module that turns ciphertext columns into facts. No receipt, no plaintext.
"""

from collections.abc import Iterable

import msgspec
from django.db import models

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.keys import store
from pabolo.ground.vault.envelope import facet_key, open_bytes
from pabolo.ground.vault.fields import facet_of, folder_of
from pabolo.ground.vault.sealing import place_of


class NotCovered(Exception):
    """The receipt does not cover this folder and facet."""


def open_raw(receipt: Receipt, instance: models.Model, column: str) -> bytes:
    """The bytes of a sealed column."""
    folder, facet = folder_of(instance), facet_of(instance, column)
    if not receipt.covers(folder, facet):
        raise NotCovered(f"{instance._meta.label}.{column}")
    key = store.key_for(folder)
    record = bytes(getattr(instance, column))
    return open_bytes(facet_key(key.dek, facet), place_of(instance, column).bytes(), record)


def open_sealed[T](receipt: Receipt, instance: models.Model, column: str, kind: type[T]) -> T:
    """A sealed column as its typed payload."""
    return msgspec.json.decode(open_raw(receipt, instance, column), type=kind)


def open_many[T](
    receipt: Receipt, instances: Iterable[models.Model], column: str, kind: type[T]
) -> list[T]:
    """The same column of many rows, in their order."""
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(open_raw(receipt, row, column)) for row in instances]
