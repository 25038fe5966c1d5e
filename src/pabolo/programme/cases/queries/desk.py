"""What lies on a person's desk: duties, how dangerous each thing reads, what nobody holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import DutyLine, is_mine, mine, opened
from pabolo.ground.duties.queries import visible_to as duties_visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.intake.facets import Reading, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.inbox import risk_of
from pabolo.programme.intake.queries.scope import visible_to as reports_visible_to
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Subject


@dataclass(frozen=True, slots=True)
class Desk:
    """Duties soonest first: the person's own, what others owe on their cases, and, for who
    oversees, what others have let pass. `risks` by folder."""

    own: list[DutyLine] = field(default_factory=list)
    awaited: list[DutyLine] = field(default_factory=list)
    passed: list[DutyLine] = field(default_factory=list)
    risks: dict[UUID, str] = field(default_factory=dict)


def open_cases(actor: Actor) -> QuerySet[Case]:
    """Cases in scope that have not ended."""
    return visible_to(actor).filter(closed_day__isnull=True)


def without_worker(actor: Actor) -> QuerySet[Case]:
    """Open cases in scope that nobody works on yet."""
    return open_cases(actor).filter(worker_id__isnull=True)


def without_next_step(actor: Actor) -> tuple[int, int]:
    """How many open reports and open cases in scope no duty speaks of: both must be 0."""
    busy = Duty.objects.filter(state="open").values("folder_id")
    reports = reports_visible_to(actor).exclude(state="decided").exclude(pk__in=busy)
    return reports.count(), open_cases(actor).exclude(pk__in=busy).count()


def _on_desk(actor: Actor, at: datetime) -> QuerySet[Duty]:
    running = Case.objects.filter(worker_id=actor.id, closed_day__isnull=True).values("pk")
    wanted = mine(actor) | Q(folder_id__in=running)
    if may_do(actor, Verb.SEE_OVERDUE) is None:
        wanted |= Q(due_day__lte=day_of(at))
    return duties_visible_to(actor).filter(wanted, state="open").order_by("due_day", "id")


def desk(actor: Actor, *, at: datetime) -> Desk:
    """The desk under one receipt, whatever lies on it; nothing there, nothing opened."""
    rows = list(_on_desk(actor, at))
    if not rows:
        return Desk()
    folders = {row.folder_id for row in rows}
    proof = receipt("duty.list", by=actor, at=at, folders=folders, facets=[Facet.CARE, Facet.STATS])
    lines = sorted(opened(proof, rows), key=lambda line: line.body.due_at)
    own = [line for line in lines if is_mine(line.duty, actor)]
    others = [line for line in lines if not is_mine(line.duty, actor)]
    working = set(
        Case.objects.filter(pk__in=folders, worker_id=actor.id).values_list("pk", flat=True)
    )
    passed = [line for line in others if line.body.due_at < at]
    return Desk(
        own=own,
        awaited=[line for line in others if line.duty.folder_id in working],
        passed=[line for line in passed if line.duty.folder_id not in working],
        risks=_risks(proof, rows),
    )


def _risks(proof: Receipt, rows: Sequence[Duty]) -> dict[UUID, str]:
    cases = _folders(rows, Subject.CASE) | _folders(rows, Subject.REFERRAL)
    return _case_risks(proof, cases) | _report_risks(proof, _folders(rows, Subject.REPORT))


def _folders(rows: Iterable[Duty], subject: Subject) -> set[UUID]:
    return {row.folder_id for row in rows if row.subject == subject}


def _case_risks(proof: Receipt, folders: set[UUID]) -> dict[UUID, str]:
    cases = list(Case.objects.filter(pk__in=folders))
    stats = open_many(proof, cases, "stats", CaseStats)
    return {case.pk: facts.risk for case, facts in zip(cases, stats, strict=True)}


def _report_risks(proof: Receipt, folders: set[UUID]) -> dict[UUID, str]:
    reports = list(Report.objects.filter(pk__in=folders).defer("box"))
    cares = open_many(proof, reports, "care", ReportCare)
    return {
        report.pk: risk_of(care, _reading(proof, report))
        for report, care in zip(reports, cares, strict=True)
    }


def _reading(proof: Receipt, report: Report) -> Reading | None:
    return open_sealed(proof, report, "reading", Reading) if report.reading else None
