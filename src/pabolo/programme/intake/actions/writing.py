"""Writing to a reporter, under the report code. The office keeps no address for it."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.duties.actions import happened
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.mailbox import seal_message
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.intake.actions.mailbox import next_number
from pabolo.programme.intake.codes import submission_of
from pabolo.programme.intake.duty_facts import facts_for
from pabolo.programme.intake.facets import Line, ReportCare
from pabolo.programme.intake.models import Message, Report
from pabolo.programme.intake.queries.scope import report_for
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.telling import check_length
from pabolo.rules.text import check_given, clean
from pabolo.rules.vocabulary import Event, Facet, Subject


def write_to_reporter(*, report_id: UUID, text: str, token: bytes, by: Actor, at: datetime) -> bool:
    """Leave words in the mailbox; meets the duty to answer. The same form twice is one message.

    False when this form had already been sent. The reporter sees the office's words and the day,
    never who wrote them. Raises `Refused`.
    """
    ensure(may_do(by, Verb.ANSWER_REPORTER))
    words = clean(text, limit=max(1, len(text)))
    ensure(check_given(words))
    ensure(check_length(words.text))
    report = report_for(by, report_id)
    submission = submission_of(token)
    if Message.objects.filter(submission=submission).exists():
        return False
    proof = receipt("report.mailbox", by=by, at=at, folders=[report.pk], facets=[Facet.CARE])
    care = open_sealed(proof, report, "care", ReportCare)
    with act("report.written_to", by=by, at=at, subject=(Subject.REPORT, report.pk)):
        locked = Report.objects.select_for_update().get(pk=report.pk)
        row = random_id()
        Message.objects.create(
            id=row,
            report=locked,
            number=next_number(locked),
            from_office=True,
            author_id=by.id,
            day=day_of(at),
            body=seal_message(care.mailbox, report.pk, row.hex, Line(text=words.text)),
            submission=submission,
        )
        locked.awaiting_office = locked.answer_raised = False
        locked.changed_day = day_of(at)
        locked.save(update_fields=["awaiting_office", "answer_raised", "changed_day"])
        happened(
            Event.REPORTER_ANSWERED,
            facts=facts_for(locked, care),
            folder=report.pk,
            proof=proof,
            by=by,
            at=at,
        )
    return True
