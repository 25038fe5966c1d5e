"""Taking a report from the public page: no actor, no hour, nothing opened.

Order: the folder's key is durable, then the row is durable, then the sender is told. No entry
is written to the audit log here; reporters join it in a shuffled daily batch.
"""

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date

import msgspec
import pyrage
from django.db import DatabaseError, IntegrityError, connection, transaction

from pabolo.ground.keys import ring, store
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.ids import random_id
from pabolo.ground.vault.mailbox import key_from_code
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.codes import code_of, submission_of, tag_of
from pabolo.programme.intake.errors import NotKept
from pabolo.programme.intake.facets import Box, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told

WEB = "WEB"
_ROWID_BITS = 62


@dataclass(frozen=True, slots=True)
class Sent:
    """What the sender is shown. `again`: this form had been sent before, and was kept once."""

    code: str
    received_day: date
    again: bool


def find_sent(token: bytes) -> Sent | None:
    """The report that this form has already become. Works while locked."""
    row = Report.objects.filter(submission=submission_of(token)).only("received_day").first()
    return Sent(code_of(token), row.received_day, again=True) if row else None


def submit(*, told: Told, token: bytes, today: date) -> Sent:
    """Keep a report; the same form twice is one report with one code.

    While locked it is sealed to the intake key; otherwise its facets are sealed at once.
    Raises `NotKept` when the disk or the database did not take it: then nothing may be shown.
    """
    try:
        return find_sent(token) or _keep(told, token, today)
    except IntegrityError:
        found = find_sent(token)
        if found is None:
            raise
        return found
    except (DatabaseError, sqlite3.Error, OSError) as error:
        raise NotKept from error


def _keep(told: Told, token: bytes, today: date) -> Sent:
    report = Report(
        id=random_id(), submission=submission_of(token), received_day=today, changed_day=today
    )
    code = code_of(token)
    try:
        _seal_facets(report, told, code)
    except Locked:
        _seal_box(report, told, code)
    insert(report)
    return Sent(code, today, again=False)


def _seal_facets(report: Report, told: Told, code: str) -> None:
    care = ReportCare(
        channel=WEB,
        anonymous=True,
        mailbox=key_from_code(code),
    )
    store.create([report.id])
    seal_told(report, told, care)
    report.tag = tag_of(code)


def seal_told(report: Report, told: Told, care: ReportCare) -> None:
    """Seal the sides of a report whose key exists; it then waits for admission."""
    seal(report, "story", told.story)
    seal(report, "people", told.people)
    seal(report, "place", told.place)
    seal(report, "accused", told.accused)
    seal(report, "care", care)
    report.state = "waiting"


def _seal_box(report: Report, told: Told, code: str) -> None:
    box = Box(
        code=code,
        story=told.story,
        people=told.people,
        place=told.place,
        accused=told.accused,
        channel=WEB,
    )
    recipient = pyrage.x25519.Recipient.from_str(ring.intake_recipient())
    report.box = pyrage.encrypt(padded(msgspec.json.encode(box)), [recipient])
    report.state = "boxed"


def padded(raw: bytes) -> bytes:
    """JSON filled up with spaces to the next power of two from 1 KB, so that size tells little."""
    size = 1024
    while size < len(raw):
        size *= 2
    return raw.ljust(size)


def insert(report: Report) -> None:
    """Insert durably, in a random place of the table: order of arrival is not kept."""
    with transaction.atomic(durable=True):
        report.save(force_insert=True)
        scatter(report)


def scatter(report: Report) -> None:
    """Give the row a random place, where the database would number rows as they come."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE intake_report SET rowid = %s WHERE id = %s",
            [secrets.randbits(_ROWID_BITS) + 1, report.id.hex],
        )
