"""How quickly were reports read? Moments and days only, for figures."""

from datetime import datetime

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.intake.facets import Decision, Reading, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import LISTED
from pabolo.rules.actors import SYSTEM
from pabolo.rules.facts import ReportFact
from pabolo.rules.vocabulary import Facet


def report_facts(*, at: datetime) -> list[ReportFact]:
    """When every admitted report came in, was first read, was decided.

    The system scans the whole register under its own receipt, because a figure counts what one
    officer alone may not see. No name, no text, no place leaves it.
    """
    rows = list(Report.objects.filter(state__in=LISTED).defer("box").order_by("id"))
    proof = receipt(
        "report.count",
        by=SYSTEM,
        at=at,
        folders=[row.pk for row in rows],
        facets=[Facet.CARE],
        purpose="figures",
    )
    cares = open_many(proof, rows, "care", ReportCare)
    return [
        ReportFact(
            report=row.pk,
            received_on=row.received_day,
            received_at=care.received_at,
            first_read_at=open_sealed(proof, row, "reading", Reading).at if row.reading else None,
            decided_at=open_sealed(proof, row, "decision", Decision).at if row.decision else None,
            anonymous=care.anonymous,
        )
        for row, care in zip(rows, cares, strict=True)
    ]
