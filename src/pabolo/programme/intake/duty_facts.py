"""What the duties engine has to know of a report."""

from pabolo.ground.lib.clock import midnight
from pabolo.programme.intake.facets import Reading, ReportCare, Steps
from pabolo.programme.intake.models import Report
from pabolo.rules.duties import DutyFacts
from pabolo.rules.vocabulary import Risk, Subject


def facts_for(
    report: Report,
    care: ReportCare,
    *,
    reading: Reading | None = None,
    steps: Steps | None = None,
) -> DutyFacts:
    """The facts after whatever just happened. A public report's clock starts at 00:00 WIB."""
    kinds = {step.kind for step in steps.lines} if steps else set()
    received = care.received_at or midnight(report.received_day)
    return DutyFacts(
        subject=Subject.REPORT,
        risk=_risk(care, reading),
        anonymous=care.anonymous,
        received_at=received,
        first_disclosure_at=care.first_disclosure_at or received,
        followed_up="followed_up" in kinds,
        sexual_violence=reading.sexual if reading else care.sexual,
        police_reported="police" in kinds,
    )


def _risk(care: ReportCare, reading: Reading | None) -> Risk:
    if reading is not None:
        return Risk(reading.risk)
    return Risk.HIGH if care.flags or care.danger == "yes" else Risk.NOT_ASSESSED
