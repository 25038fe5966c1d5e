"""Appointments with police and court of a day: whose they are, when, and what as far as may be."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many
from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.cases.facets import LegalHour, LegalWhat
from pabolo.programme.cases.models import LegalDate
from pabolo.rules.access import facets_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Subject


@dataclass(frozen=True, slots=True)
class DayDate:
    """One appointment. `kind` is empty for who may not open the legal side."""

    id: UUID
    case_id: UUID
    starts_at: datetime
    kind: str


def dates_of(actor: Actor, *, on: date, at: datetime) -> list[DayDate]:
    """What is planned on a day that the person comes along on, or that is of their own cases.

    One receipt, and none where nothing is planned.
    """
    mine = Q(companion_id=actor.id) | Q(case__worker_id=actor.id)
    rows = list(LegalDate.objects.filter(mine, state="planned", day=on).order_by("id"))
    known = set(granted_folders(actor, Subject.CASE)) if rows else set()
    rows = [row for row in rows if row.case_id in known]
    if not rows:
        return []
    facets = {Facet.CARE, *({Facet.LEGAL} & facets_of(actor))}
    folders = {row.case_id for row in rows}
    proof = receipt("case.legal_dates", by=actor, at=at, folders=folders, facets=facets)
    hours = open_many(proof, rows, "hour", LegalHour)
    kinds = [""] * len(rows)
    if Facet.LEGAL in facets:
        kinds = [what.kind for what in open_many(proof, rows, "what", LegalWhat)]
    return [
        DayDate(row.pk, row.case_id, hour.starts_at, kind)
        for row, hour, kind in zip(rows, hours, kinds, strict=True)
    ]
