"""Emergency openings: which run, and all there ever were. Nothing sealed is opened here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.cases.models import GlassOpening
from pabolo.rules.actors import Actor
from pabolo.rules.glass import MINUTES, ends_at, runs
from pabolo.rules.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Broken:
    """One emergency opening. `known`: the reader may see the case."""

    id: UUID
    case_id: UUID
    person: UUID
    from_at: datetime
    until: datetime
    known: bool
    reviewer: UUID | None
    justified: bool | None
    reviewed_on: date | None


def running_of(case_id: UUID, person: UUID, at: datetime) -> UUID | None:
    """The opening of this person on this case that still lasts."""
    since = at - timedelta(minutes=MINUTES)
    rows = GlassOpening.objects.filter(case_id=case_id, person_id=person, from_at__gt=since)
    return next((row.pk for row in rows if runs(row.from_at, row.minutes, at)), None)


def running_by(person: UUID, at: datetime) -> list[GlassOpening]:
    """A person's openings that still last."""
    since = at - timedelta(minutes=MINUTES)
    rows = GlassOpening.objects.filter(person_id=person, from_at__gt=since).order_by("-from_at")
    return [row for row in rows if runs(row.from_at, row.minutes, at)]


def unreviewed_openers(case_ids: set[UUID]) -> dict[UUID, set[UUID]]:
    """Who opened each of these cases in an emergency that nobody has reviewed yet."""
    rows = GlassOpening.objects.filter(case_id__in=case_ids, review__isnull=True)
    found: dict[UUID, set[UUID]] = {}
    for case, person in rows.values_list("case_id", "person_id"):
        found.setdefault(case, set()).add(person)
    return found


def openings(actor: Actor, *, limit: int = 200) -> list[Broken]:
    """Every emergency opening, newest first. Of which case says the code only where it may be
    known; the inspector sees that it happened, by whom, and what the review found."""
    rows = list(GlassOpening.objects.select_related("review").order_by("-from_at", "id")[:limit])
    opened = {row.case_id for row in rows}
    known = set(granted_folders(actor, Subject.CASE).filter(folder__in=opened))
    return [_broken(row, known) for row in rows]


def _broken(row: GlassOpening, known: set[UUID]) -> Broken:
    review = getattr(row, "review", None)
    return Broken(
        id=row.pk,
        case_id=row.case_id,
        person=row.person_id,
        from_at=row.from_at,
        until=ends_at(row.from_at, row.minutes),
        known=row.case_id in known,
        reviewer=review.reviewer_id if review else None,
        justified=review.justified if review else None,
        reviewed_on=review.day if review else None,
    )
