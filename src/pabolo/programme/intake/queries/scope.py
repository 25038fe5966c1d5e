"""Which reports exist for whom? What was not granted does not exist."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from pabolo.ground.vault.queries import granted
from pabolo.programme.intake.models import Message, Report
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
    """An alarm as its activist sees it afterwards: days and how it stands, nothing else.

    `asked_day`: when the office wrote, where the last word is the office's. Its words are read
    with the report code alone.
    """

    received_day: date
    read_day: date | None
    decided_day: date | None
    progress: str
    asked_day: date | None


def alarms_of(actor: Actor) -> list[AlarmLine]:
    """The actor's own alarms, newest day first. Opens nothing."""
    newest = Message.objects.filter(report=OuterRef("pk")).order_by("-number")[:1]
    rows = Report.objects.filter(raised_by_id=actor.id).order_by("-received_day", "id")
    rows = rows.annotate(
        by_office=Subquery(newest.values("from_office")), written=Subquery(newest.values("day"))
    )
    fields = ("received_day", "read_day", "decided_day", "progress", "by_office", "written")
    return [
        AlarmLine(received, read, decided, progress, written if by_office else None)
        for received, read, decided, progress, by_office, written in rows.values_list(*fields)
    ]
