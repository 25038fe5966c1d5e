"""Reading the audit log."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pabolo.ground.audit import notes, tree
from pabolo.ground.audit.models import Checkpoint, Entry, Node
from pabolo.ground.keys import ring, store


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry as readers see it. `when` is a second (staff) or a day (reporters)."""

    seq: int
    when: str
    actor: str
    roles: tuple[str, ...]
    verb: str
    kind: str
    objects: tuple[str, ...]
    facets: tuple[str, ...]
    purpose: str
    detail: dict[str, Any]
    scanned: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint: the log's own word about its first `size` entries."""

    size: int
    root: bytes
    note: str
    at: datetime


def _logged(body: str) -> Logged:
    fields = json.loads(body)
    return Logged(
        seq=fields["seq"],
        when=fields["t"],
        actor=fields.get("a", ""),
        roles=tuple(fields.get("r", ())),
        verb=fields["x"],
        kind=fields.get("k", ""),
        objects=tuple(fields.get("o", ())),
        facets=tuple(fields.get("f", ())),
        purpose=fields.get("p", ""),
        detail=fields.get("d", {}),
        scanned=fields.get("s", {}).get("n", 0),
    )


def size() -> int:
    """How many entries there are."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    return 0 if last is None else last + 1


def entries(*, before: int | None = None, limit: int = 50) -> list[Logged]:
    """Newest first, from just below `before`."""
    rows = Entry.objects.order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return [_logged(body) for body in rows.values_list("body", flat=True)[:limit]]


def readings_of(folder: UUID, *, limit: int = 500) -> list[Logged]:
    """Every entry that names the folder, newest first; none once its key is destroyed.

    Scans of more than 200 folders name none of them.
    """
    token = store.tokens([folder]).get(folder)
    return [] if token is None else naming(token.hex(), limit=limit)


def naming(token: str, *, limit: int = 500) -> list[Logged]:
    """Every entry that names a folder by its audit token (hex), newest first."""
    rows = Entry.objects.filter(body__contains=f'"{token}"').order_by("-seq")
    return [_logged(body) for body in rows.values_list("body", flat=True)[:limit]]


def last_opening(folder: UUID, facet: str, *, among: int = 4000) -> Logged | None:
    """Who opened a side of a folder last, among the log's newest entries; None if not lately.

    The system's own scans are nobody's reading. Looks at so many entries and no more, so that a
    page pays the same in a long log.
    """
    token = store.tokens([folder]).get(folder)
    if token is None:
        return None
    named = Entry.objects.filter(seq__gte=size() - among, body__contains=f'"{token.hex()}"')
    found = map(_logged, named.order_by("-seq").values_list("body", flat=True)[:200])
    people = (entry for entry in found if entry.actor not in ("", "system"))
    return next((entry for entry in people if facet in entry.facets), None)


def by_person(person: UUID, *, before: int | None = None, limit: int = 50) -> list[Logged]:
    """Entries of one person, newest first, from just below `before`."""
    rows = Entry.objects.filter(body__contains=f'"a":"{person.hex}"').order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return [_logged(body) for body in rows.values_list("body", flat=True)[:limit]]


def tokens_of(folders: Iterable[UUID]) -> dict[str, UUID]:
    """Which folder a token in the log means, for folders that the asker may see."""
    return {token.hex(): folder for folder, token in store.tokens(folders).items()}


def bodies(start: int = 0) -> Iterator[tuple[int, str, bytes]]:
    """Every entry as kept: place, text, leaf hash; oldest first."""
    rows = Entry.objects.filter(seq__gte=start).order_by("seq")
    for seq, body, leaf in rows.values_list("seq", "body", "leaf").iterator(2000):
        yield seq, body, bytes(leaf)


def read_nodes(places: set[int]) -> dict[int, bytes]:
    """Hashes by place; leaves (even places) come from their entries."""
    leaves = [number // 2 for number in places if number % 2 == 0]
    above = [number for number in places if number % 2]
    found: dict[int, bytes] = {}
    if leaves:
        rows = Entry.objects.filter(seq__in=leaves).values_list("seq", "leaf")
        found.update((2 * seq, bytes(leaf)) for seq, leaf in rows)
    if above:
        nodes = Node.objects.filter(place__in=above).values_list("place", "hash")
        found.update((number, bytes(value)) for number, value in nodes)
    return found


def root(at_size: int | None = None) -> bytes:
    """The tree's hash over the first `at_size` entries (all, unless told)."""
    return tree.root(size() if at_size is None else at_size, read_nodes)


def inclusion_proof(seq: int, at_size: int) -> list[bytes]:
    """Proof that the entry is in the tree of that size."""
    return tree.inclusion(seq, at_size, read_nodes)


def consistency_proof(old: int, at_size: int) -> list[bytes]:
    """Proof that nothing in the first `old` entries changed since."""
    return tree.consistency(old, at_size, read_nodes)


def checkpoints(*, limit: int | None = None) -> list[Signed]:
    """Signed checkpoints, newest first."""
    rows = Checkpoint.objects.order_by("-size")[:limit]
    return [Signed(row.size, bytes(row.root), row.note, row.at) for row in rows]


def last_checkpoint() -> Signed | None:
    """The newest checkpoint."""
    return next(iter(checkpoints(limit=1)), None)


def verifier_key() -> str:
    """The line that an inspector keeps to check signatures with; readable while locked."""
    return notes.verifier_key(ring.verification_key())
