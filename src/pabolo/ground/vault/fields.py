"""The column type of sealed facts."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from pabolo.rules.vocabulary import Facet

if TYPE_CHECKING:
    BinaryField = models.BinaryField[bytes | None, bytes | None]
else:
    BinaryField = models.BinaryField

BY_COLUMN = "by_column"


class SealedField(BinaryField):
    """Ciphertext of one facet. With `BY_COLUMN` the row's own `facet` column names it."""

    def __init__(self, *args: Any, facet: Facet | str, **kwargs: Any) -> None:
        self.facet = str(facet)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Keep the facet in migrations as plain text."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "facet": self.facet}


def sealed_field(instance: models.Model, column: str) -> SealedField:
    """The sealed field behind a column; anything else is a programming error."""
    field = instance._meta.get_field(column)
    if not isinstance(field, SealedField):
        raise TypeError(f"{instance._meta.label}.{column} is not sealed")
    return field


def facet_of(instance: models.Model, column: str) -> Facet:
    """Which facet's key a column of this row is sealed with."""
    field = sealed_field(instance, column)
    if field.facet == BY_COLUMN:
        return Facet(instance.facet)  # type: ignore[attr-defined]
    return Facet(field.facet)


def folder_of(instance: models.Model) -> UUID:
    """The folder whose key seals this row: `folder_id` where the model has one, else its own id."""
    folder: UUID = getattr(instance, "folder_id", None) or instance.pk
    return folder
