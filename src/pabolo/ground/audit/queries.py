"""Reading the audit log."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from typing import Any
from uuid import UUID

from pabolo.ground.audit import index, notes, tree
from pabolo.ground.audit.models import Checkpoint, Entry, Mention, Node
from pabolo.ground.keys import ring, store

# How the text of an entry begins: its keys are in order, and the actor's comes first.
BY_SOMEBODY = '{"a":"'
BY_SYSTEM = '{"a":"system"'
TOKEN = re.compile(r"[0-9a-f]{32}")


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
    found = _indexed(index.about(token), limit=limit)
    return [entry for entry in found if token in entry.objects]


def last_opening(folder: UUID, facet: str, *, among: int = 200) -> Logged | None:
    """Who opened a side of a folder last, among so many newest entries about it; else None.

    The system's own scans are nobody's reading.
    """
    token = store.tokens([folder]).get(folder)
    if token is None:
        return None
    people = (one for one in naming(token.hex(), limit=among) if one.actor not in ("", "system"))
    return next((entry for entry in people if facet in entry.facets), None)


def by_person(person: UUID, *, before: int | None = None, limit: int = 50) -> list[Logged]:
    """Entries of one person, newest first, from just below `before`."""
    found = _indexed(index.by(person.hex), before=before, limit=limit)
    return [entry for entry in found if entry.actor == person.hex]


def _indexed(about: int, *, limit: int, before: int | None = None) -> list[Logged]:
    """Entries that the index lists under a number, newest first."""
    places = Mention.objects.filter(about=about).order_by("-seq")
    if before is not None:
        places = places.filter(seq__lt=before)
    wanted = list(places.values_list("seq", flat=True)[:limit])
    rows = Entry.objects.filter(seq__in=wanted).order_by("-seq")
    return [_logged(body) for body in rows.values_list("body", flat=True)]


def on_days(days: Iterable[date], *, people: bool = False, limit: int = 20_000) -> list[Logged]:
    """Entries of these days (WIB), newest first; at most so many. `people`: of nobody else."""
    wanted = Mention.objects.filter(about__in=[index.on(day) for day in days]).order_by("-seq")
    rows = Entry.objects.filter(seq__in=wanted.values("seq")).order_by("-seq")
    if people:
        rows = rows.filter(body__startswith=BY_SOMEBODY).exclude(body__startswith=BY_SYSTEM)
    return [_logged(body) for body in rows.values_list("body", flat=True)[:limit]]


def misplaced() -> int:
    """How many rows the index has too many or too few, against the whole log. Reads all of it."""
    odd = 0
    for chunk in batched(bodies(), 2000):
        known: dict[int, set[int]] = {seq: set() for seq, _body, _leaf in chunk}
        rows = Mention.objects.filter(seq__gte=chunk[0][0], seq__lte=chunk[-1][0])
        for seq, number in rows.values_list("seq", "about"):
            known.setdefault(seq, set()).add(number)
        for seq, body, _leaf in chunk:
            odd += len(known.pop(seq) ^ index.numbers(json.loads(body)))
        odd += sum(map(len, known.values()))
    return odd + Mention.objects.filter(seq__gte=size()).count()


def tokens_of(folders: Iterable[UUID]) -> dict[str, UUID]:
    """Which folder a token in the log means, for folders that the asker may see."""
    return {token.hex(): folder for folder, token in store.tokens(folders).items()}


def folders_named(tokens: Iterable[str]) -> dict[UUID, str]:
    """The folders that tokens of the log mean, each with its token; none whose key is destroyed.

    For the system's own questions: whoever is shown a folder must be allowed to see it. What an
    entry names besides (the hash of a large set) is passed over.
    """
    found = store.folders_with(bytes.fromhex(token) for token in tokens if TOKEN.fullmatch(token))
    return {folder: token.hex() for token, folder in found.items()}


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
