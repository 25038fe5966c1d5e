"""Sealing facts into columns. Needs no receipt: nothing is read."""

import msgspec
from django.db import models

from pabolo.ground.keys import store
from pabolo.ground.vault.envelope import Place, facet_key, seal_bytes
from pabolo.ground.vault.fields import facet_of, folder_of


def place_of(instance: models.Model, column: str) -> Place:
    """Everything a sealed column is bound to."""
    return Place(
        table=instance._meta.db_table,
        column=column,
        row=instance.pk.hex,
        folder=folder_of(instance).hex,
        facet=facet_of(instance, column).value,
    )


def seal_raw(instance: models.Model, column: str, raw: bytes) -> None:
    """Seal bytes into a column of an unsaved or loaded row; the folder's key must exist."""
    place = place_of(instance, column)
    key = store.key_for(folder_of(instance))
    sealed = seal_bytes(facet_key(key.dek, place.facet), key.kid, place.bytes(), raw)
    setattr(instance, column, sealed)


def seal(instance: models.Model, column: str, payload: msgspec.Struct) -> None:
    """Seal a typed payload into a column."""
    seal_raw(instance, column, msgspec.json.encode(payload))
