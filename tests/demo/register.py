"""The whole made-up register, opened under the system's receipts, for looking at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import DutyLine, opened
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.cases.entries import AnyEntry, Line
from pabolo.programme.cases.facets import CaseStats, IncidentFacts
from pabolo.programme.cases.fold import CaseState, fold
from pabolo.programme.cases.models import Case, CaseReport, Entry, Incident, IncidentChild
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child
from pabolo.programme.intake.facets import Decision, People, ReportCare, Story
from pabolo.programme.intake.models import Report
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Facet


@dataclass(frozen=True)
class OpenCase:
    case: Case
    stats: CaseStats
    state: CaseState
    lines: Sequence[Line]
    identity: ChildIdentity
    places: ChildPlaces


@dataclass(frozen=True)
class OpenReport:
    report: Report
    care: ReportCare
    people: People
    story: Story
    decision: Decision | None


class Register:
    """Opened once; asked by many tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def proof(self, folders: Sequence[UUID]) -> Receipt:
        return receipt("test.read", by=SYSTEM, at=self.at, folders=folders, facets=list(Facet))

    @cached_property
    def cases(self) -> list[OpenCase]:
        rows = list(Case.objects.select_related("child").order_by("id"))
        proof = self.proof([key for row in rows for key in (row.pk, row.child_id)])
        lines: dict[UUID, list[Line]] = {row.pk: [] for row in rows}
        for entry in Entry.objects.order_by("case_id", "seq"):
            line: Line = open_sealed(proof, entry, "body", AnyEntry.__value__)
            lines[entry.case_id].append(line)
        return [
            OpenCase(
                row,
                open_sealed(proof, row, "stats", CaseStats),
                fold(lines[row.pk]),
                lines[row.pk],
                open_sealed(proof, row.child, "identity", ChildIdentity),
                open_sealed(proof, row.child, "places", ChildPlaces),
            )
            for row in rows
        ]

    @cached_property
    def reports(self) -> list[OpenReport]:
        rows = list(Report.objects.defer("box").order_by("id"))
        proof = self.proof([row.pk for row in rows])
        return [
            OpenReport(
                row,
                open_sealed(proof, row, "care", ReportCare),
                open_sealed(proof, row, "people", People),
                open_sealed(proof, row, "story", Story),
                open_sealed(proof, row, "decision", Decision) if row.decision else None,
            )
            for row in rows
        ]

    @cached_property
    def incidents(self) -> list[IncidentFacts]:
        rows = list(Incident.objects.order_by("id"))
        return open_many(self.proof([row.pk for row in rows]), rows, "stats", IncidentFacts)

    @cached_property
    def duties(self) -> list[DutyLine]:
        rows = list(Duty.objects.order_by("id"))
        return opened(self.proof([row.folder_id for row in rows]), rows)

    @cached_property
    def open_duties(self) -> dict[str, list[DutyLine]]:
        found: dict[str, list[DutyLine]] = {}
        for line in self.duties:
            if line.duty.state == "open":
                found.setdefault(line.body.rule, []).append(line)
        return found

    def canon(self) -> list[str]:
        """Everything that follows from the number, without what is random by nature."""
        cases = [
            f"{one.identity.name}|{one.identity.birth}|{one.places.domicile}|{one.stats.forms}|"
            f"{one.stats.channel}|{one.stats.opened_on}|{one.stats.closed_on}|{one.stats.planned}|"
            f"{one.stats.given}|{[(type(line).__name__, line.at) for line in one.lines]}"
            for one in self.cases
        ]
        reports = [
            f"{one.care.channel}|{one.care.received_at}|{one.report.received_day}|"
            f"{one.people.reporter_name}|{one.story.text}|{one.report.state}"
            for one in self.reports
        ]
        duties = [
            f"{line.body.rule}|{line.body.started_at}|{line.body.due_at}|{line.duty.state}"
            for line in self.duties
        ]
        return sorted([*cases, *reports, *duties])


def children_an_incident() -> Counter[int]:
    links = Counter(IncidentChild.objects.values_list("incident_id", flat=True))
    return Counter(links.values())


def incidents_a_child() -> Counter[int]:
    links = Counter(IncidentChild.objects.values_list("child_id", flat=True))
    return Counter(links.values())


def reports_a_case() -> Counter[int]:
    links = Counter(CaseReport.objects.values_list("case_id", flat=True))
    return Counter(links.values())


def how_many_children() -> int:
    return Child.objects.count()
