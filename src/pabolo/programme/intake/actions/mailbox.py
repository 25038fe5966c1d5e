"""What a reporter who holds the code adds later. No actor, no hour, nothing opened."""

import sqlite3
from datetime import date

from django.db import DatabaseError, IntegrityError, transaction

from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.vault.mailbox import key_from_code, seal_message
from pabolo.programme.intake.codes import submission_of, tag_of
from pabolo.programme.intake.errors import NotKept
from pabolo.programme.intake.facets import Line
from pabolo.programme.intake.models import Message, Report
from pabolo.rules.telling import check_length
from pabolo.rules.text import check_given, clean


def write_from_reporter(*, code: str, text: str, token: bytes, today: date) -> bool:
    """Put a reporter's words into the mailbox of the report; the same form twice is kept once.

    Marks that the office owes an answer; the duty itself is raised at the office's next look.
    False when no report has this code. Raises `Refused`, `Locked`, `NotKept`.
    """
    words = clean(text, limit=max(1, len(text)))
    ensure(check_given(words))
    ensure(check_length(words.text))
    submission = submission_of(token)
    try:
        return _keep(code, Line(text=words.text), submission, today)
    except IntegrityError:
        if Message.objects.filter(submission=submission).exists():
            return True
        raise
    except (DatabaseError, sqlite3.Error, OSError) as error:
        raise NotKept from error


def _keep(code: str, line: Line, submission: bytes, today: date) -> bool:
    key, tag = key_from_code(code), tag_of(code)
    with transaction.atomic(durable=True):
        report = Report.objects.select_for_update().filter(tag=tag).first()
        if report is None:
            return False
        if Message.objects.filter(submission=submission).exists():
            return True
        row = random_id()
        Message.objects.create(
            id=row,
            report=report,
            number=next_number(report),
            from_office=False,
            day=today,
            body=seal_message(key, report.pk, row.hex, line),
            submission=submission,
        )
        report.awaiting_office = True
        report.changed_day = today
        report.save(update_fields=["awaiting_office", "changed_day"])
    return True


def next_number(report: Report) -> int:
    """The number of the next message; inside the transaction that writes it."""
    last = Message.objects.filter(report=report).order_by("-number").values_list("number").first()
    return last[0] + 1 if last else 1
