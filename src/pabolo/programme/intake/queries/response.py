"""How soon were reports read? Countable facts of reports, held in memory by version."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.intake.facets import Decision, Reading, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import LISTED, visible_to
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.facts import ReportFact
from pabolo.rules.vocabulary import Facet

COLUMNS = ("pk", "version", "received_day", "state", "care", "reading", "decision")


class ResponseCache:
    """Facts of reports in this process, keyed by version: moments only, no word, no name."""

    def __init__(self) -> None:
        self._held: dict[UUID, tuple[int, ReportFact]] = {}

    def of(self, reports: QuerySet[Report], *, by: Actor, at: datetime) -> list[ReportFact]:
        """Facts of these reports; a scan receipt covers them all before anything is shown."""
        versions = dict(reports.values_list("pk", "version"))
        if not versions:
            return []
        proof = receipt("report.count", by=by, at=at, folders=list(versions), facets=[Facet.CARE])
        stale = [key for key, version in versions.items() if self._version(key) != version]
        for row in Report.objects.filter(pk__in=stale).only(*COLUMNS):
            self._held[row.pk] = (row.version, _fact(proof, row))
        return [self._held[key][1] for key in versions]

    def _version(self, key: UUID) -> int:
        return self._held.get(key, (-1, None))[0]

    def clear(self) -> None:
        """Forget all, as when the server locks."""
        self._held.clear()


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


RESPONSES = ResponseCache()


def responses_in_scope(*, by: Actor, at: datetime) -> list[ReportFact]:
    """Every admitted report the actor may see: when it came, when it was first read."""
    return RESPONSES.of(visible_to(by), by=by, at=at)


def responses_of_all(*, at: datetime) -> list[ReportFact]:
    """Every admitted report, read by the system for a release."""
    return RESPONSES.of(Report.objects.filter(state__in=LISTED), by=SYSTEM, at=at)
