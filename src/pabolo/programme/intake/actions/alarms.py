"""An activist's alarm: a report from the village's own network, in a few taps."""

from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.mailbox import key_from_code
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.entry import save_new
from pabolo.programme.intake.actions.submission import seal_told
from pabolo.programme.intake.codes import code_of, submission_of, tag_of
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told, faults, tidy
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.telling import may_raise_alarm
from pabolo.rules.vocabulary import Subject

CHANNEL = "PATBM"


def raise_alarm(*, told: Told, token: bytes, by: Actor, at: datetime) -> bool:
    """Pass a worry about a child of the activist's village to the office.

    Once sent the activist sees only that it was received, read and is being handled. The same
    form twice is one alarm: False when it had already come in. Raises `Refused`.
    """
    ensure(may_raise_alarm(by, told.place.village))
    return _taken(told, token, by.id, by, at)


def pass_on(*, told: Told, token: bytes, noticed_by: UUID, by: Actor, at: datetime) -> bool:
    """The same for what stood on the village's watch-list and turned out to be a worry.

    `noticed_by`: the activist who wrote it there, and who sees how it stands. Whether `by` may
    do so is decided above. Raises `Refused`.
    """
    return _taken(told, token, noticed_by, by, at)


def pass_on_alarm(*, told: Told, token: bytes, by: Actor | None, at: datetime) -> bool:
    """Take in what a phone of the network kept: an alarm whose teller holds no post there now, or
    is not known (None). Whoever told it, it is read as every report is. As `raise_alarm`.
    """
    return _taken(told, token, by.id if by else None, by, at)


def is_kept(token: bytes) -> bool:
    """Whether this alarm has come in already."""
    return Report.objects.filter(submission=submission_of(token)).exists()


def _taken(
    told: Told, token: bytes, noticed_by: UUID | None, by: Actor | None, at: datetime
) -> bool:
    told = tidy(told, on=day_of(at))
    for _question, refusal in faults(told, today=day_of(at)):
        raise Refused(refusal)
    if is_kept(token):
        return False
    report = Report(
        id=random_id(), submission=submission_of(token), logged=True, raised_by_id=noticed_by
    )
    _seal(report, told, token, noticed_by, by, at)
    with act("alarm.raised", by=by or SYSTEM, at=at, subject=(Subject.REPORT, report.pk)):
        save_new(report, at, at)
    admit_waiting(at=at)
    return True


def _seal(
    report: Report,
    told: Told,
    token: bytes,
    noticed_by: UUID | None,
    by: Actor | None,
    at: datetime,
) -> None:
    code = code_of(token)
    teller = noticed_by.hex if noticed_by else ""
    people = msgspec.structs.replace(told.people, reporter_kind="KAD", reporter_person=teller)
    care = ReportCare(
        channel=CHANNEL,
        anonymous=False,
        mailbox=key_from_code(code),
        received_at=at,
        entered_by=by.id.hex if by else "",
    )
    store.create([report.pk])
    seal_told(report, msgspec.structs.replace(told, people=people), care)
    report.tag = tag_of(code)
