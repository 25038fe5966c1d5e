"""How soon were reports read? Countable facts of reports, held in memory by version."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.versions import Versions, versions_of
from pabolo.ground.vault.held import Held
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.intake.facets import Decision, Reading, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import LISTED, visible_to
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.facts import ReportFact
from pabolo.rules.vocabulary import Facet

COLUMNS = ("pk", "version", "received_day", "state", "care", "reading", "decision")

type Days = tuple[date, date]


def _open(proof: Receipt, reports: Collection[UUID]) -> Iterator[tuple[UUID, int, ReportFact]]:
    for row in Report.objects.filter(pk__in=reports).only(*COLUMNS):
        yield row.pk, row.version, _fact(proof, row)


def _fact(proof: Receipt, row: Report) -> ReportFact:
    care = open_sealed(proof, row, "care", ReportCare)
    reading = open_sealed(proof, row, "reading", Reading) if row.reading else None
    decision = open_sealed(proof, row, "decision", Decision) if row.decision else None
    return ReportFact(
        report=row.pk,
        received_on=row.received_day,
        received_at=None if care.anonymous else care.received_at,
        first_read_at=(reading.first_at or reading.at) if reading else None,
        decided_at=decision.at if decision else None,
        anonymous=care.anonymous,
    )


RESPONSES = Held(Facet.CARE, _open)  # moments only, no word, no name


def countable(*, by: Actor, days: Days) -> Versions:
    """The admitted reports of those days (both included) that the actor may see."""
    return versions_of(visible_to(by).filter(received_day__range=days))


def all_countable(days: Days) -> Versions:
    """Every admitted report of those days, for a release."""
    return versions_of(Report.objects.filter(state__in=LISTED, received_day__range=days))


def responses_of(reports: Versions, *, by: Actor, at: datetime) -> list[ReportFact]:
    """When each of these reports came and was first read; a scan receipt covers them all."""
    if not reports:
        return []
    proof = receipt("report.count", by=by, at=at, folders=reports, facets=[Facet.CARE])
    return list(RESPONSES.of(proof, reports).values())


def responses_of_all(*, at: datetime, days: Days) -> list[ReportFact]:
    """Every admitted report of those days, read by the system for a release."""
    return responses_of(all_countable(days), by=SYSTEM, at=at)
