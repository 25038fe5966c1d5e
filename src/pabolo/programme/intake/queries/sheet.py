"""One report on one page: the overview, and each sealed side by one click."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.attachments.queries import Named, named, of_folder
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.queries import DutyLine, open_of, opened
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.intake.facets import (
    Accused,
    Decision,
    People,
    Reading,
    ReportCare,
    Steps,
    Story,
    Whereabouts,
)
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.inbox import name_of, risk_of
from pabolo.programme.intake.queries.scope import report_for
from pabolo.programme.intake.queries.tracking import Letter, letters_with
from pabolo.rules.access import Standing, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.risk import RED_FLAGS, RedFlag
from pabolo.rules.vocabulary import Facet

PARTS: dict[str, Facet] = {
    "story": Facet.NARRATIVE,
    "people": Facet.IDENTITY,
    "place": Facet.LOCATION,
    "accused": Facet.ACCUSED,
    "files": Facet.FILES,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The overview: how it came, how dangerous and why, what is due, what was done and written."""

    report: Report
    name: str
    care: ReportCare
    reading: Reading | None
    steps: Steps
    decision: Decision | None
    risk: str
    flags: list[RedFlag]
    duties: list[DutyLine]
    letters: list[Letter]
    closed_parts: list[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """The sides that were opened now; None stays sealed."""

    story: Story | None = None
    people: People | None = None
    place: Whereabouts | None = None
    accused: Accused | None = None
    files: list[Named] | None = None


def sheet(actor: Actor, report_id: UUID, *, at: datetime) -> Sheet:
    """The overview of one report, under one receipt. Out of scope: `Report.DoesNotExist`."""
    report = report_for(actor, report_id)
    proof = receipt("report.opened", by=actor, at=at, folders=[report.pk], facets=[Facet.CARE])
    care = open_sealed(proof, report, "care", ReportCare)
    reading = open_sealed(proof, report, "reading", Reading) if report.reading else None
    duties = opened(proof, list(open_of([report.pk])))
    return Sheet(
        report=report,
        name=name_of(report.pk),
        care=care,
        reading=reading,
        steps=open_sealed(proof, report, "steps", Steps) if report.steps else Steps(),
        decision=open_sealed(proof, report, "decision", Decision) if report.decision else None,
        risk=risk_of(care, reading),
        flags=flags_named(reading.flags if reading else care.flags),
        duties=sorted(duties, key=lambda line: line.body.due_at),
        letters=letters_with(care.mailbox, report),
        closed_parts=parts_of(report),
    )


def flags_named(codes: Sequence[str]) -> list[RedFlag]:
    """The red flags behind these codes, with their sentences."""
    return [flag for flag in RED_FLAGS if flag.code in codes]


def parts_of(report: Report) -> list[str]:
    """Which sides this report has at all."""
    files = bool(of_folder(report.pk))
    return [part for part in PARTS if part != "files" or files]


def open_parts(actor: Actor, report: Report, parts: Sequence[str], *, at: datetime) -> Opened:
    """Open sides of a report in scope, under one receipt that names them. Raises `Refused`."""
    wanted = [part for part in PARTS if part in parts]
    if not wanted:
        return Opened()
    facets = [PARTS[part] for part in wanted]
    for facet in facets:
        ensure(may_view(actor, facet, Standing(granted=True)))
    proof = receipt("report.side", by=actor, at=at, folders=[report.pk], facets=facets)
    return Opened(
        story=_side(proof, report, "story", Story, wanted),
        people=_side(proof, report, "people", People, wanted),
        place=_side(proof, report, "place", Whereabouts, wanted),
        accused=_side(proof, report, "accused", Accused, wanted),
        files=named(proof, of_folder(report.pk)) if "files" in wanted else None,
    )


def _side[T](
    proof: Receipt, report: Report, column: str, kind: type[T], wanted: Sequence[str]
) -> T | None:
    return open_sealed(proof, report, column, kind) if column in wanted else None
