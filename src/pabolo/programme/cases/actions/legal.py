"""Police report and legal stages."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import record
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.asking import check_facet, check_may_give, check_police
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Event, Facet


def record_police_report(
    *,
    case_id: UUID,
    report: e.PoliceReported,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record the number of the police report, or the reason why there is none (yet).

    A reason leaves the duty of UU 12/2022 open unless a supervisor excuses it.
    """
    ensure(check_may_give(by))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_police(by, report, at=at))
    event = Event.POLICE_REPORTED if report.number else Event.LEGAL_DUTY_EXCUSED
    return record("case.police", work, report, then=event, reported=int(bool(report.number)))


def record_legal_stage(
    *,
    case_id: UUID,
    stage: e.LegalStaged,
    by: Actor,
    at: datetime,
    proof: Receipt | None = None,
) -> Work:
    """Record that the legal process reached a stage."""
    ensure(check_facet(by, Facet.LEGAL))
    work = begin(case_id, by=by, at=at, proof=proof)
    with writing("case.legal_stage", work):
        append(work, stage)
    return work
