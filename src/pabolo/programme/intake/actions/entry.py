"""Writing down what somebody told by phone, WhatsApp, letter, at the counter or elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.attachments.actions import keep
from pabolo.ground.audit.actions import act
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.mailbox import key_from_code
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.submission import scatter, seal_told
from pabolo.programme.intake.codes import code_of, submission_of, tag_of
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told, faults, tidy
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.telling import Moments, check_moments
from pabolo.rules.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the report, as received."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a report came: by which channel, when, under which number of another line."""

    channel: str
    moments: Moments
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A report written down: its id, and the code to hand back to whoever told it."""

    id: UUID
    code: str
    again: bool = False


def record_report(
    *,
    told: Told,
    arrival: Arrival,
    token: bytes,
    by: Actor,
    at: datetime,
    files: Sequence[Upload] = (),
) -> Recorded:
    """Keep a report that a member of staff took down; the same form twice is one report.

    Readers are granted at once by the same scan that admits public reports: who wrote it down
    does not see it again if the report is about their own people. Raises `Refused`.
    """
    ensure(may_do(by, Verb.TAKE_REPORT))
    told = _fit(told, at)
    ensure(check_moments(arrival.moments, at=at))
    found = _found(token)
    if found is not None:
        return found
    report = Report(id=random_id(), submission=submission_of(token), logged=True)
    _seal(report, told, arrival, token, by)
    with act("report.recorded", by=by, at=at, subject=(Subject.REPORT, report.pk)):
        save_new(report, arrival.moments.received_at, at)
        for file in files:
            keep(
                folder=report.pk,
                subject=Subject.REPORT,
                name=file.name,
                raw=file.raw,
                day=day_of(at),
            )
    admit_waiting(at=at)
    return Recorded(report.pk, code_of(token))


def _fit(told: Told, at: datetime) -> Told:
    told = tidy(told, on=day_of(at))
    for _question, refusal in faults(told, today=day_of(at)):
        raise Refused(refusal)
    return told


def _found(token: bytes) -> Recorded | None:
    row = Report.objects.filter(submission=submission_of(token)).only("id").first()
    return Recorded(row.pk, code_of(token), again=True) if row else None


def _seal(report: Report, told: Told, arrival: Arrival, token: bytes, by: Actor) -> None:
    code = code_of(token)
    care = ReportCare(
        channel=arrival.channel,
        anonymous=False,
        mailbox=key_from_code(code),
        received_at=arrival.moments.received_at,
        first_disclosure_at=arrival.moments.first_disclosure_at,
        entered_by=by.id.hex,
        reference=arrival.reference,
        ready_code=code,
    )
    store.create([report.pk])
    seal_told(report, told, care)
    report.tag = tag_of(code)


def save_new(report: Report, received_at: datetime, at: datetime) -> None:
    """Insert the row; inside the act that says so."""
    report.received_day, report.changed_day = day_of(received_at), day_of(at)
    report.save(force_insert=True)
    scatter(report)
