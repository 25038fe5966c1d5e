"""Items as the office reads them: lists by what is due, and one item side by side."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.queries import DutyLine, open_of, opened
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.watchlist.facets import (
    Line,
    Noted,
    WatchCare,
    WatchStats,
    Where,
    Who,
    Words,
)
from pabolo.programme.watchlist.kinds import edition
from pabolo.programme.watchlist.models import WatchItem, WatchLine
from pabolo.programme.watchlist.queries.scope import item_for, name_of, prove, visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet
from pabolo.rules.watchlist import WatchKind

MOST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """An item in the office's list: what it is called, its kind, who has it, what is due first."""

    id: UUID
    name: str
    state: str
    opened_day: date
    closed_day: date | None
    care: WatchCare
    due: DutyLine | None

    @property
    def due_day(self) -> date | None:
        """The day of what is due first."""
        return self.due.duty.due_day if self.due else None


def listed(actor: Actor, *, at: datetime, owner: str = "", ended: bool = False) -> list[Listed]:
    """Items in scope under one receipt: open ones, soonest due first, or the newest that ended.

    `owner`: only what this kind of agency has.
    """
    rows = visible_to(actor).filter(closed_day__isnull=not ended)
    found = list(rows.order_by("-closed_day" if ended else "opened_day", "id")[:MOST])
    if not found:
        return []
    proof = prove(found, by=actor, at=at, verb="watch.list", facets=[Facet.CARE])
    due = _soonest(proof, [row.pk for row in found])
    cares = open_many(proof, found, "care", WatchCare)
    lines = [
        Listed(
            row.pk,
            name_of(row.pk),
            row.state,
            row.opened_day,
            row.closed_day,
            care,
            due.get(row.pk),
        )
        for row, care in zip(found, cares, strict=True)
        if owner in ("", care.owner)
    ]
    return lines if ended else sorted(lines, key=_when)


def _when(line: Listed) -> tuple[bool, date | None, str]:
    return (line.due_day is None, line.due_day, line.name)


def _soonest(proof: Receipt, folders: Sequence[UUID]) -> dict[UUID, DutyLine]:
    found: dict[UUID, DutyLine] = {}
    for line in opened(proof, list(open_of(folders))):
        first = found.get(line.duty.folder_id)
        if first is None or line.body.due_at < first.body.due_at:
            found[line.duty.folder_id] = line
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an item's history; `words` where their side was opened."""

    line: Line
    author: UUID | None
    facet: str
    has_words: bool
    words: Words | None


@dataclass(frozen=True, slots=True)
class ItemFile:
    """An item, opened. Sides that were not asked for are None."""

    item: WatchItem
    care: WatchCare
    kind: WatchKind
    duties: tuple[DutyLine, ...]
    lines: tuple[Told, ...]
    opened: frozenset[Facet]
    who: Who | None = None
    where: Where | None = None
    noted: Noted | None = None
    stats: WatchStats | None = None

    @property
    def name(self) -> str:
        """What the item is called among colleagues."""
        return name_of(self.item.pk)


def open_item(
    item_id: UUID, *, by: Actor, at: datetime, facets: Collection[Facet] = ()
) -> ItemFile:
    """One item in scope with the sides asked for; its receipt first."""
    row, sides = item_for(by, item_id), {Facet.CARE, *facets}
    verb = "watch.opened" if facets else "watch.read"
    proof = prove([row], by=by, at=at, verb=verb, facets=sorted(sides))
    care = open_sealed(proof, row, "care", WatchCare)
    has = sides.__contains__
    return ItemFile(
        item=row,
        care=care,
        kind=edition(care.kind, care.edition),
        duties=tuple(opened(proof, list(open_of([row.pk]).order_by("due_day", "id")))),
        lines=tuple(_lines(proof, row, sides)),
        opened=frozenset(sides),
        who=open_sealed(proof, row, "identity", Who)
        if has(Facet.IDENTITY) and row.identity
        else None,
        where=open_sealed(proof, row, "place", Where) if has(Facet.LOCATION) else None,
        noted=open_sealed(proof, row, "told", Noted) if has(Facet.NARRATIVE) else None,
        stats=open_sealed(proof, row, "stats", WatchStats) if has(Facet.STATS) else None,
    )


def _lines(proof: Receipt, row: WatchItem, sides: Collection[Facet]) -> Iterable[Told]:
    rows = list(WatchLine.objects.filter(item=row).order_by("seq"))
    for one, line in zip(rows, open_many(proof, rows, "body", Line), strict=True):
        shown = bool(one.words) and one.facet in sides
        words = open_sealed(proof, one, "words", Words) if shown else None
        yield Told(line, one.author_id, one.facet, bool(one.words), words)
