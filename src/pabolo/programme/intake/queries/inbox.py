"""The office's lists: reports to be read, to be decided, decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.queries import DutyLine, open_of, opened
from pabolo.ground.lib.ids import display_code
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.intake.facets import Reading, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import LISTED, visible_among, visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Risk

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A report in a list: how it came, how dangerous it reads, what is due first."""

    id: UUID
    name: str
    state: str
    received_day: date
    channel: str
    danger: str
    risk: str
    flags: int
    awaiting_office: bool
    due: DutyLine | None


def name_of(report_id: UUID) -> str:
    """What a report is called among colleagues: L-7Q4-M2X."""
    return display_code("L", report_id)


def open_reports(actor: Actor) -> QuerySet[Report]:
    """Reports that are not decided, or whose reporter waits for an answer; oldest first."""
    open_ones = Report.objects.filter(state__in=("received", "read")).values_list("pk", flat=True)
    asked = Report.objects.filter(awaiting_office=True, state__in=LISTED)
    ids = {*open_ones, *asked.values_list("pk", flat=True)}
    return visible_among(actor, ids).order_by("received_day", "id")


def decided_reports(actor: Actor) -> QuerySet[Report]:
    """Reports that were decided, newest first."""
    return visible_to(actor).filter(state="decided").order_by("-decided_day", "id")


def inbox(
    actor: Actor, *, at: datetime, reports: QuerySet[Report] | None = None
) -> list[InboxLine]:
    """A list of reports under one receipt, what is due soonest first."""
    rows = list((open_reports(actor) if reports is None else reports)[:MOST_SHOWN])
    folders = [row.pk for row in rows]
    proof = receipt("report.list", by=actor, at=at, folders=folders, facets=[Facet.CARE])
    due = _soonest(proof, folders)
    cares = open_many(proof, rows, "care", ReportCare)
    lines = [_line(proof, row, care, due) for row, care in zip(rows, cares, strict=True)]
    if reports is not None:
        return lines
    return sorted(lines, key=lambda line: (line.due is None, line.due and line.due.body.due_at))


def _soonest(proof: Receipt, folders: Sequence[UUID]) -> dict[UUID, DutyLine]:
    found: dict[UUID, DutyLine] = {}
    for line in opened(proof, list(open_of(folders))):
        first = found.get(line.duty.folder_id)
        if first is None or line.body.due_at < first.body.due_at:
            found[line.duty.folder_id] = line
    return found


def risk_of(care: ReportCare, reading: Reading | None) -> str:
    """The level as read, or as the first scan found it; not assessed counts as high."""
    if reading is not None:
        return reading.risk
    return Risk.HIGH if care.flags or care.danger == "yes" else Risk.NOT_ASSESSED


def _line(proof: Receipt, row: Report, care: ReportCare, due: dict[UUID, DutyLine]) -> InboxLine:
    reading = open_sealed(proof, row, "reading", Reading) if row.reading else None
    return InboxLine(
        id=row.pk,
        name=name_of(row.pk),
        state=row.state,
        received_day=row.received_day,
        channel=care.channel,
        danger=care.danger,
        risk=risk_of(care, reading),
        flags=len(reading.flags if reading else care.flags),
        awaiting_office=row.awaiting_office,
        due=due.get(row.pk),
    )
