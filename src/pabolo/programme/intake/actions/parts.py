"""Parts of actions above, called inside their open act."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.actions import happened
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.duty_facts import facts_for
from pabolo.programme.intake.errors import Changed
from pabolo.programme.intake.facets import Decision, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Event

PROGRESS_OF = {
    "information_only": "informed",
    "referred": "referred",
    "new_case": "handling",
    "joined": "handling",
}
TO_CASE = frozenset({"new_case", "joined"})


def claim(report: Report, version: int, day: date) -> None:
    """Move the report's version on, or raise `Changed` if somebody else did since it was shown."""
    moved = Report.objects.filter(pk=report.pk, version=version).update(
        version=version + 1, changed_day=day
    )
    if not moved:
        raise Changed
    report.version, report.changed_day = version + 1, day


def mark_decided(
    *,
    report: Report,
    version: int,
    decision: Decision,
    proof: Receipt,
    by: Actor,
    at: datetime,
) -> None:
    """Triage has decided: keep what and why, tell the reporter in plain words, settle duties.

    Called inside an open act. `proof` covers the report's `care`; `version` is the one that the
    officer saw: raises `Changed` when it has moved on. `decision.outcome` is one of
    `labels.OUTCOME`; `case` its id in hex where there is one.
    """
    claim(report, version, day_of(at))
    care = open_sealed(proof, report, "care", ReportCare)
    report.state, report.decided_day = "decided", day_of(at)
    report.read_day = report.read_day or day_of(at)
    report.progress = PROGRESS_OF[decision.outcome]
    # Who decided, and when, is the action's own, whatever the decision claims.
    seal(report, "decision", msgspec.structs.replace(decision, at=at, by=by.id.hex))
    report.save(update_fields=["state", "decided_day", "read_day", "progress", "decision"])
    facts = facts_for(report, care)
    events = [Event.REPORT_DECIDED]
    events += [Event.MOVED_TO_CASE] if decision.outcome in TO_CASE else []
    for event in events:
        happened(event, facts=facts, folder=report.pk, proof=proof, by=by, at=at)


def push_progress(*, reports: Iterable[UUID], progress: str, at: datetime) -> None:
    """A case tells its reports how they stand for their reporters: one of `labels.PROGRESS`.

    Called inside an open act. Never more than that something is being done, or was finished.
    """
    Report.objects.filter(pk__in=list(reports)).exclude(progress=progress).update(
        progress=progress, changed_day=day_of(at)
    )
