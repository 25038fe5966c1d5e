"""Who must not inherit a report? Asked by the same scan that let the report in."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.named import Known, conflicts_in
from pabolo.programme.intake.told_from import ALL_TOLD, told_from
from pabolo.rules.actors import SYSTEM
from pabolo.rules.conflict import excluded_by, undecided_in
from pabolo.rules.vocabulary import Facet


def barred_from_reports(reports: Iterable[UUID], *, at: datetime) -> frozenset[UUID]:
    """People named in any of these reports, or kin to who is.

    While that is undecided, those too who may be.
    """
    asked = list(reports)
    if not asked:
        return frozenset()
    known = known_now(at)
    return frozenset[UUID]().union(*(_barred(one, known, at) for one in asked))


def _barred(report_id: UUID, known: Known, at: datetime) -> frozenset[UUID]:
    report = Report.objects.defer("box").get(pk=report_id)
    proof = receipt(
        "report.scanned",
        by=SYSTEM,
        at=at,
        folders=[report.pk],
        facets=[*ALL_TOLD, Facet.CARE],
        purpose="conflict_of_interest",
    )
    care = open_sealed(proof, report, "care", ReportCare)
    found = conflicts_in(told_from(proof, report), known)
    kept_out = {UUID(person) for person in (*care.excluded, *care.unclear)}
    cleared = {UUID(person) for person in care.cleared}
    return excluded_by(found) | (undecided_in(found) - cleared) | kept_out
