"""Writing the audit log: what was done (`act`), what is about to be read (`receipt`)."""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from sqlite3 import Error as SQLiteError
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from pabolo.ground.audit import bodies, index, notes, queries, tree
from pabolo.ground.audit.errors import AuditUnavailable, NestedAct
from pabolo.ground.audit.models import Checkpoint, Entry, Mention, Node
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.keys import ring, store
from pabolo.ground.keys.errors import Locked, MissingKey
from pabolo.ground.lib.clock import midnight
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Subject

__all__ = ["Draft", "Receipt", "act", "checkpoint", "receipt", "reporter_batch", "tick"]

# What holds people: named in the log by the folder's audit token, never by its id.
SEALED = frozenset(
    {
        Subject.REPORT,
        Subject.CHILD,
        Subject.INCIDENT,
        Subject.CASE,
        Subject.REQUEST,
        Subject.WATCH,
    }
)
MOST_NAMED = 200
CHECKPOINT_ENTRIES = 256
CHECKPOINT_AGE = timedelta(minutes=10)
APPEND_LOCK = 0x5041424F4C4F  # PostgreSQL advisory lock: "PABOLO"

Fields = list[tuple[str, Any]]


@dataclass(slots=True)
class Draft:
    """The entry of the act under way. `subject` and `detail` may be set until it ends."""

    verb: str
    subject: tuple[Subject, UUID] | None
    detail: dict[str, str | int] = field(default_factory=dict)


_open: ContextVar[Draft | None] = ContextVar("open_act", default=None)


@contextmanager
def act(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    subject: tuple[Subject, UUID] | None = None,
    detail: Mapping[str, str | int] | None = None,
) -> Iterator[Draft]:
    """One transaction with one entry, written as its last statement before commit.

    If the block raises, neither its changes nor the entry stay. Raises `NestedAct` inside
    another act, `AuditUnavailable` when the entry cannot be written, `NotACode` for anything
    but codes in `detail`, `MissingKey` when a sealed subject has no key.
    """
    bodies.check_verb(verb)
    if _open.get() is not None:
        raise NestedAct(verb)
    draft = Draft(verb, subject, dict(detail or {}))
    mark = _open.set(draft)
    try:
        with transaction.atomic(durable=True):
            yield draft
            _append([_acted(draft, by, at)], at)
    finally:
        _open.reset(mark)


def _acted(draft: Draft, by: Actor, at: datetime) -> Fields:
    bodies.check_detail(draft.detail)
    kind, objects = _object(draft.subject)
    return [
        *bodies.by(by).items(),
        ("t", bodies.second(at)),
        ("x", draft.verb),
        ("k", kind),
        ("o", objects),
        ("d", draft.detail),
    ]


def _object(subject: tuple[Subject, UUID] | None) -> tuple[str, list[str]]:
    if subject is None:
        return "", []
    kind, identity = subject
    if kind not in SEALED:
        return kind, [f"{kind}:{identity.hex}"]
    token = store.tokens([identity]).get(identity)
    if token is None:
        raise MissingKey(f"a {kind} without a key")
    return kind, [token.hex()]


def receipt(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    folders: Collection[UUID],
    facets: Collection[Facet],
    purpose: str = "",
) -> Receipt:
    """Log a reading, durably, before it happens. Opening asks for what this returns.

    Covers the folders that have a key; one whose key is destroyed is not covered. More than
    200 folders are logged as a count and a keyed hash of the set. Raises `AuditUnavailable`
    when the entry cannot be written: then nothing is opened. Not inside an act.
    """
    bodies.check_verb(verb)
    bodies.check_purpose(purpose)
    if _open.get() is not None:
        raise NestedAct(verb)
    tokens = _tokens(folders)
    fields: Fields = [
        *bodies.by(by).items(),
        ("t", bodies.second(at)),
        ("x", verb),
        ("f", sorted(set(facets))),
        ("p", purpose),
        _named(sorted(tokens.values())),
    ]
    seq = _commit([fields], at)
    return Receipt(seq, at, frozenset(tokens), frozenset(facets))


def _tokens(folders: Collection[UUID]) -> dict[UUID, bytes]:
    try:
        return store.tokens(folders)
    except SQLiteError as error:
        raise AuditUnavailable("the key store could not be read") from error


def _named(tokens: Sequence[bytes]) -> tuple[str, Any]:
    if len(tokens) <= MOST_NAMED:
        return "o", [token.hex() for token in tokens]
    return "s", {"n": len(tokens), "h": ring.audit_hash(b"".join(tokens)).hex()}


def reporter_batch(*, day: date, folders: Sequence[UUID], verb: str = "report.received") -> int:
    """Log one day's reporter entries together, shuffled, with the day and no actor.

    Neither order nor time tells when a report came. How many were written.
    """
    bodies.check_verb(verb)
    tokens = list(store.tokens(folders).values())
    random.SystemRandom().shuffle(tokens)
    batch: list[Fields] = [
        [("t", day.isoformat()), ("x", verb), ("k", Subject.REPORT), ("o", [token.hex()])]
        for token in tokens
    ]
    if batch:
        _commit(batch, midnight(day))
    return len(batch)


def _commit(batch: Sequence[Fields], at: datetime) -> int:
    """Append in a durable transaction of its own; the place of the last entry."""
    try:
        with transaction.atomic(durable=True):
            return _append(batch, at)
    except DatabaseError as error:
        raise AuditUnavailable("the entry could not be written") from error


def _append(batch: Sequence[Fields], at: datetime) -> int:
    """Insert entries and the nodes they complete, under the log's lock. The last place."""
    try:
        _lock()
        size, leaf = _end()
        entries, nodes = _grow(batch, size, leaf)
        Entry.objects.bulk_create(entries)
        Node.objects.bulk_create(nodes)
        places = ((seq, dict(fields)) for seq, fields in enumerate(batch, size))
        Mention.objects.bulk_create(list(index.mentions(places)))
        _sign_if_due(size, size + len(entries), at)
    except DatabaseError as error:
        raise AuditUnavailable("the entry could not be written") from error
    return size + len(entries) - 1


def _lock() -> None:
    """One writer at a time, until commit. SQLite's IMMEDIATE has already seen to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])


def _end() -> tuple[int, bytes]:
    """The size of the log and its last leaf."""
    last = Entry.objects.order_by("-seq").values_list("seq", "leaf").first()
    return (0, b"") if last is None else (last[0] + 1, bytes(last[1]))


def _grow(batch: Sequence[Fields], size: int, leaf: bytes) -> tuple[list[Entry], list[Node]]:
    last = tree.place(0, size - 1)
    wanted = tree.needed(size) if len(batch) == 1 else set(tree.peaks(0, size))
    known = queries.read_nodes(wanted - {last}) | {last: leaf}
    entries: list[Entry] = []
    nodes: list[Node] = []
    for seq, fields in enumerate(batch, size):
        body = bodies.text(seq, fields)
        leaf = tree.leaf_hash(body.encode())
        made = tree.grown(seq, leaf, known)
        known |= {tree.place(0, seq): leaf} | dict(made)
        entries.append(Entry(seq=seq, body=body, leaf=leaf))
        nodes.extend(Node(place=number, hash=value) for number, value in made)
    return entries, nodes


def _sign_if_due(before: int, after: int, at: datetime) -> None:
    if after // CHECKPOINT_ENTRIES > before // CHECKPOINT_ENTRIES:
        _sign(after, at)


def _sign(size: int, at: datetime) -> bool:
    """Keep a signed checkpoint of this size; not while locked."""
    try:
        key = ring.signing_key()
    except Locked:
        return False
    root = queries.root(size)
    note = notes.signed(size, root, key)
    Checkpoint.objects.create(size=size, root=root, note=note, at=at)
    return True


def checkpoint(*, at: datetime) -> bool:
    """Sign what has been logged since the last checkpoint. False when nothing was, or locked."""
    with transaction.atomic(durable=True):
        _lock()
        size = queries.size()
        last = queries.last_checkpoint()
        if size == (last.size if last else 0):
            return False
        return _sign(size, at)


def tick(*, at: datetime) -> bool:
    """Sign a checkpoint if the last one is ten minutes old. Cheap; call it after writes."""
    last = queries.last_checkpoint()
    if last is not None and at - last.at < CHECKPOINT_AGE:
        return False
    return checkpoint(at=at)
