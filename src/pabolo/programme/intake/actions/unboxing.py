"""Opening the boxes that came in while the office was locked."""

from datetime import datetime

import msgspec
import pyrage
from django.db import transaction

from pabolo.ground.audit.actions import receipt
from pabolo.ground.keys import ring, store
from pabolo.ground.vault.mailbox import key_from_code
from pabolo.programme.intake.actions.submission import scatter, seal_told
from pabolo.programme.intake.codes import tag_of
from pabolo.programme.intake.facets import Box, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told
from pabolo.programme.intake.told_from import ALL_TOLD
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Facet


def unbox_waiting(*, at: datetime) -> int:
    """Turn every box into sealed facets of a folder with a key of its own; how many.

    One receipt by the system for all of them, before the first is opened. Raises `Locked`,
    `AuditUnavailable`: then no box is opened.
    """
    boxed = list(Report.objects.filter(state="boxed").order_by("id"))
    if not boxed:
        return 0
    identity = ring.intake_identity()
    folders = [report.pk for report in boxed]
    store.create(folders)
    receipt("report.unboxed", by=SYSTEM, at=at, folders=folders, facets=[*ALL_TOLD, Facet.CARE])
    return sum(_unbox(report, identity) for report in boxed)


def _unbox(report: Report, identity: pyrage.x25519.Identity) -> int:
    raw = pyrage.decrypt(bytes(report.box or b""), [identity])
    box = msgspec.json.decode(raw, type=Box)
    told = Told(story=box.story, people=box.people, place=box.place, accused=box.accused)
    care = ReportCare(channel=box.channel, anonymous=True, mailbox=key_from_code(box.code))
    with transaction.atomic(durable=True):
        fresh = Report.objects.select_for_update().filter(pk=report.pk, state="boxed").first()
        if fresh is None:
            return 0
        seal_told(fresh, told, care)
        fresh.tag = tag_of(box.code)
        fresh.box = None
        fresh.save()
        scatter(fresh)
    return 1
