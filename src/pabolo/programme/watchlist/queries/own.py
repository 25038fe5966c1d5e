"""What the village sees of what it wrote: that it stands, where, and what the agency says."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_many
from pabolo.programme.watchlist.facets import WatchCare
from pabolo.programme.watchlist.kinds import for_capture
from pabolo.programme.watchlist.queries.scope import own, prove
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

SHOWN = 60


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An item as its writer sees it afterwards. Never a name, a place or a word of it.

    `standing` and `answer` are codes of `rules.watchlist.State` and `Answer`; `told` what the
    office lets the village know of the answer; `owner` the kind of agency that has it.
    """

    id: UUID
    version: int
    kind: str
    day: date
    standing: str
    owner: str
    answer: str
    told: str
    answered: date | None
    look_day: date | None
    contested: bool
    ended: bool


def own_watch(actor: Actor, *, at: datetime) -> list[OwnLine]:
    """What this person of the village wrote, open ones first, newest first; under one receipt."""
    rows = list(own(actor)[:SHOWN])
    if not rows:
        return []
    proof = prove(rows, by=actor, at=at, verb="watch.own", facets=[Facet.CARE])
    cares = open_many(proof, rows, "care", WatchCare)
    lines = [
        OwnLine(
            id=row.pk,
            version=row.version,
            kind=care.kind,
            day=row.opened_day,
            standing=row.state,
            owner=care.owner,
            answer=care.answer,
            told=care.told,
            answered=date.fromisoformat(care.answered_day) if care.answered_day else None,
            look_day=row.look_day,
            contested=care.contested,
            ended=row.closed_day is not None,
        )
        for row, care in zip(rows, cares, strict=True)
    ]
    return sorted(lines, key=lambda line: line.ended)


def watch_kinds(*, at: datetime) -> list[dict[str, object]]:
    """The kinds with their questions, for capture without signal (`kinds.for_capture`)."""
    return for_capture(day_of(at))
