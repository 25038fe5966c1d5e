"""A paper of the network as PDF: with the letterhead, who printed it, and nothing that runs."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.doors.shared.formats import moment
from pabolo.ground.documents.queries import printed_head
from pabolo.ground.documents.sheets import Mark, Sheet
from pabolo.ground.documents.typesetting import typeset
from pabolo.ground.lib.clock import day_of

SANDBOX = "sandbox; default-src 'none'"


def pdf(sheet: Sheet, *, who: str, at: datetime, name: str) -> HttpResponse:
    """The sheet, typeset in Indonesian, as a download. Raises `NotTypeset`."""
    with override("id"):
        line = _("Printed by %(who)s, %(when)s.") % {"who": who, "when": moment(at)}
    mark = Mark(line=line, watermark="CONTOH" if settings.MODE == "demo" else "")
    body = typeset(sheet, head=printed_head(day_of(at)), mark=mark, at=at)
    return handed_out(body, "application/pdf", f"{name}.pdf")


def handed_out(body: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file that runs nothing and is kept nowhere."""
    answer = HttpResponse(body, content_type=media_type)
    shown = content_disposition_header(not inline, name) or "attachment"
    answer.headers["Content-Disposition"] = shown
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
