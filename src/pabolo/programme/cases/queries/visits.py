"""Visits: whose, when, how they stand. A companion outside the team sees no more than that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.cases.facets import VisitPlace, VisitPlan
from pabolo.programme.cases.models import Visit
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Subject

COMING = ("planned", "silent", "help")
AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Planned:
    """One visit in a list. `plan` is None for a companion who may not see the case."""

    visit: Visit
    plan: VisitPlan | None

    @property
    def starts_at(self) -> datetime | None:
        """When it begins, where that was opened."""
        return self.plan.starts_at if self.plan else None


def visits_for(actor: Actor, *, on: date, at: datetime, whole: bool = False) -> list[Planned]:
    """Visits that the actor makes or comes along on, that day and still open ones; with `whole`
    everybody's of the cases in scope. One receipt, and none where nothing is planned."""
    known = granted_folders(actor, Subject.CASE)
    mine = Q(visitor_id=actor.id) | Q(companion_id=actor.id)
    scope = mine | Q(case_id__in=known) if whole else mine
    wanted = Q(day=on) | Q(state__in=COMING, day__lte=on + AHEAD)
    rows = list(Visit.objects.filter(scope & wanted).order_by("day", "id"))
    seen = set(known.filter(folder__in={row.case_id for row in rows}))
    return sorted(_opened(rows, seen, actor, at), key=_when)


def _when(one: Planned) -> tuple[date, bool, datetime | None]:
    return (one.visit.day, one.plan is None, one.plan.starts_at if one.plan else None)


def _opened(rows: list[Visit], known: set[UUID], by: Actor, at: datetime) -> list[Planned]:
    seen = [row for row in rows if row.case_id in known]
    if not seen:
        return [Planned(row, None) for row in rows]
    folders = {row.case_id for row in seen}
    proof = receipt("visit.list", by=by, at=at, folders=folders, facets=[Facet.CARE])
    plans = open_many(proof, seen, "plan", VisitPlan)
    by_visit = {row.pk: plan for row, plan in zip(seen, plans, strict=True)}
    return [Planned(row, by_visit.get(row.pk)) for row in rows]


def visit_for(actor: Actor, visit_id: UUID) -> Visit:
    """A visit the actor makes, comes along on, or of a case in scope. Else `Visit.DoesNotExist`."""
    mine = Q(visitor_id=actor.id) | Q(companion_id=actor.id)
    rows = Visit.objects.filter(mine | Q(case_id__in=granted_folders(actor, Subject.CASE)))
    return rows.select_related("case__child").get(pk=visit_id)


def opened_visit(
    visit: Visit, *, by: Actor, at: datetime, place: bool = False
) -> tuple[VisitPlan | None, VisitPlace | None]:
    """What was planned, and with `place` where it goes; nothing for who may not see the case."""
    if not granted_folders(by, Subject.CASE).filter(folder=visit.case_id).exists():
        return None, None
    facets = {Facet.CARE, *({Facet.LOCATION} & facets_of(by) if place else ())}
    proof = receipt("visit.read", by=by, at=at, folders=[visit.case_id], facets=facets)
    plan = open_sealed(proof, visit, "plan", VisitPlan)
    where = open_sealed(proof, visit, "place", VisitPlace) if Facet.LOCATION in facets else None
    return plan, where
