"""Which rows are in a scope, and in which version? The same answer object while none changed."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

KEPT = 12


class Versions(Mapping[UUID, int]):
    """Version by id. Compared by identity, so that it can be what a result is remembered by."""

    __slots__ = ("__weakref__", "_by_id")

    def __init__(self, by_id: dict[UUID, int]) -> None:
        self._by_id = by_id

    def __getitem__(self, key: UUID) -> int:
        return self._by_id[key]

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def items(self) -> Any:
        """As of the dictionary within, which is quicker than asking for each."""
        return self._by_id.items()

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def versions_of(rows: QuerySet[Any]) -> Versions:
    """The rows of a scope, which must have a `version` that every change of them raises.

    One query, compared as text: ids become objects only where something changed.
    """
    text = rows.annotate(text=Cast("pk", CharField())).order_by("pk")
    return _parsed(tuple(text.values_list("text", "version")))


@lru_cache(maxsize=KEPT)
def _parsed(rows: tuple[tuple[str, int], ...]) -> Versions:
    return Versions({UUID(text): version for text, version in rows})
