"""How an item changes: one line of its history, its state, its duties. Inside an open act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties import actions as duties
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.watchlist.facets import Line, WatchCare, WatchStats, Words
from pabolo.programme.watchlist.models import WatchItem, WatchLine
from pabolo.programme.watchlist.queries.scope import item_for, prove
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.duties import DutyFacts
from pabolo.rules.vocabulary import Event, Facet, Subject
from pabolo.rules.watchlist import ENDED, Outgrown, Standing, State, outgrown

CHANGED = Refusal(
    "watch.changed_meanwhile",
    "Something new came while you were writing. Look at it, then save again.",
)
COLUMNS = ("identity", "place", "told", "care", "stats")


@dataclass(slots=True)
class Work:
    """An item opened for work: its row, what stands in it, under which receipt."""

    row: WatchItem
    care: WatchCare
    proof: Receipt
    by: Actor
    at: datetime
    grown: Outgrown = Outgrown.NO
    touched: set[str] = field(default_factory=lambda: {"care"})

    @property
    def day(self) -> date:
        """The day of the work."""
        return day_of(self.at)

    @property
    def standing(self) -> Standing:
        """The item as the rules see it."""
        return Standing(
            state=State(self.row.state),
            expires=date.fromisoformat(self.care.expires),
            owner=self.care.owner,
            contested=self.care.contested,
            outgrown=self.grown,
        )


def begin(
    item_id: UUID,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    facets: tuple[Facet, ...] = (),
) -> Work:
    """Scope, receipt, and what stands there now. `facets`: sides that are needed besides `care`."""
    row = item_for(by, item_id)
    if seen is not None and seen != row.version:
        raise Refused(CHANGED)
    return taken(row, by=by, at=at, facets=facets)


def taken(row: WatchItem, *, by: Actor, at: datetime, facets: tuple[Facet, ...] = ()) -> Work:
    """The same of a row at hand."""
    proof = prove([row], by=by, at=at, verb="watch.work", facets=(Facet.CARE, *facets))
    work = Work(row, open_sealed(proof, row, "care", WatchCare), proof, by, at)
    if Facet.STATS in facets:
        work.grown = grown_on(open_sealed(proof, row, "stats", WatchStats), work.day)
    return work


def grown_on(stats: WatchStats, today: date) -> Outgrown:
    """Whether the child is past the age of the item's kind."""
    if not stats.born_first:
        return Outgrown.NO
    born = date.fromisoformat(stats.born_first), date.fromisoformat(stats.born_last)
    return outgrown(born, stats.until_months, today)


@contextmanager
def writing(verb: str, work: Work) -> Iterator[None]:
    """One version-checked write and its entry; the row is saved as it stands at the end."""
    row = work.row
    with act(verb, by=work.by, at=work.at, subject=(Subject.WATCH, row.pk)):
        yield
        seal(row, "care", work.care)
        kept = {name: getattr(row, name) for name in ("state", "look_day", "closed_day")}
        kept |= {name: getattr(row, name) for name in work.touched}
        changed = WatchItem.objects.filter(pk=row.pk, version=row.version).update(
            version=row.version + 1, changed_day=work.day, **kept
        )
        if not changed:
            raise Refused(CHANGED)
        row.version, row.changed_day = row.version + 1, work.day


def put_line(
    work: Work,
    what: str,
    *,
    text: str = "",
    words: Words | None = None,
    facet: Facet = Facet.NARRATIVE,
    **facts: str,
) -> None:
    """Add a line to the history of an item, with what was said sealed under its own side."""
    line = Line(at=work.at, what=what, by="" if work.by.system else work.by.id.hex, **facts)
    row = WatchLine(
        item=work.row,
        seq=WatchLine.objects.filter(item=work.row).count() + 1,
        author_id=None if work.by.system else work.by.id,
        day=work.day,
        facet=facet.value,
    )
    said = words or (Words(text=text.strip()) if text.strip() else None)
    seal(row, "body", line)
    if said is not None:
        seal(row, "words", said)
    row.save(force_insert=True)


def move(work: Work, to: State) -> None:
    """Where the item stands from now on."""
    work.row.state = to.value
    if to in ENDED:
        work.row.closed_day, work.row.look_day = work.day, None


def change(work: Work, **facts: object) -> None:
    """Replace facts of the item's care."""
    work.care = msgspec.structs.replace(work.care, **facts)


def owe(work: Work, event: Event, *, due_day: date | None = None) -> None:
    """What an event changes in the duties of the item."""
    duties.happened(
        event,
        facts=facts_of(due_day),
        folder=work.row.pk,
        proof=work.proof,
        by=work.by,
        at=work.at,
    )


def facts_of(due_day: date | None = None) -> DutyFacts:
    """An item as the duty rules see it."""
    return DutyFacts(subject=Subject.WATCH, due_day=due_day)
