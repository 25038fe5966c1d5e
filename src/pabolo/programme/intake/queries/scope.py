"""Which reports exist for whom? What was not granted does not exist."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.vault.queries import granted
from pabolo.programme.intake.models import Report
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject

LISTED = ("received", "read", "decided")


def visible_to(actor: Actor) -> QuerySet[Report]:
    """Admitted reports that were granted to the actor, without boxes."""
    return Report.objects.filter(granted(actor, Subject.REPORT), state__in=LISTED).defer("box")


def visible_among(actor: Actor, ids: Collection[UUID]) -> QuerySet[Report]:
    """Those of these admitted reports that were granted to the actor.

    For a few known ones: `visible_to` may walk along every report of twenty years.
    """
    return Report.objects.filter(granted(actor, Subject.REPORT), pk__in=ids).defer("box")


def report_for(actor: Actor, report_id: UUID) -> Report:
    """One report in scope; outside it, `Report.DoesNotExist`."""
    return visible_to(actor).get(pk=report_id)


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """An alarm as its activist sees it afterwards: days and how it stands, nothing else."""

    received_day: date
    read_day: date | None
    decided_day: date | None
    progress: str


def alarms_of(actor: Actor) -> list[AlarmLine]:
    """The actor's own alarms, newest day first. Opens nothing."""
    rows = Report.objects.filter(raised_by_id=actor.id).order_by("-received_day", "id")
    fields = ("received_day", "read_day", "decided_day", "progress")
    return [AlarmLine(*row) for row in rows.values_list(*fields)]
