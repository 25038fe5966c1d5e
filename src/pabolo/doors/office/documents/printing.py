"""Taking a copy: the reader's mark, the PDF, and the line of a register in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.doors.office.cases.history import Names
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.shared.formats import moment
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.documents.queries import Registered
from pabolo.ground.documents.sheets import Mark
from pabolo.ground.documents.typesetting import NotTypeset
from pabolo.rules.letters import LETTERS, Letter, Reader

SANDBOX = "sandbox; default-src 'none'"


def mark_of(*, who: str, at: datetime, proof: Receipt, copy: int, kind: Letter) -> Mark:
    """Who took this copy, when, and the place of it in the audit log. In Indonesian."""
    with override("id"):
        said = _("Printed by %(who)s, %(when)s. Trace %(code)s.") % {
            "who": who,
            "when": moment(at),
            "code": trace(proof.seq),
        }
        again = _("Copy %(n)s.") % {"n": copy} if copy > 1 else ""
        secrecy = _("Secret: UU 11/2012 Pasal 19. Keep it under lock, destroy it after use.")
    if LETTERS[kind].reader is Reader.FAMILY:
        secrecy = ""  # it is theirs to keep
    watermark = "CONTOH" if settings.MODE == "demo" else "SALINAN" if copy > 1 else ""
    return Mark(line=f"{said} {again}".strip(), secrecy=secrecy, watermark=watermark)


def sample_mark(at: datetime) -> Mark:
    """The mark of a preview: nothing in it is real."""
    with override("id"):
        line = _("Sample, %(when)s. No real child stands in it.") % {"when": moment(at)}
    return Mark(line=line, watermark="CONTOH")


def trace(seq: int) -> str:
    """The short name of an entry of the audit log: J-004217."""
    return f"J-{seq:06}"


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """The PDF as a download that runs nothing and is kept nowhere."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    shown = content_disposition_header(True, f"{name}.pdf") or "attachment"
    answer.headers["Content-Disposition"] = shown
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def why_no_pdf(error: NotTypeset) -> str:
    """Why no PDF was made, with the place, in a sentence."""
    if error.code == "slow":
        return _("Typesetting took too long and was stopped. Shorten the text and try again.")
    if error.code == "large":
        return _("This document is too large to be typeset. Shorten the text and try again.")
    return _(
        "The layout %(layout)s stops at line %(line)s, column %(column)s: %(what)s. No PDF was "
        "made; tell the technical administrator."
    ) % {
        "layout": error.layout,
        "line": error.line,
        "column": error.column,
        "what": error.what,
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register on a page. `shut`: of a case outside the reader's access."""

    id: UUID
    place: int
    year: int
    number: str
    kind: str
    case: str
    case_id: UUID | None
    day: date | None
    who: str
    to: str
    about: str
    cancelled: bool
    why: str
    prints: int
    shut: bool


def register_lines(rows: Sequence[Registered], names: Names) -> list[Line]:
    """Lines of the register in words; a case out of reach keeps its place in the row only."""
    return [_line(row, names) for row in rows]


def _line(row: Registered, names: Names) -> Line:
    letter, facts = row.letter, row.facts
    shut = facts is None
    return Line(
        id=letter.pk,
        place=letter.place,
        year=letter.year,
        number=facts.number if facts else "",
        kind=str(LETTER[Letter(facts.kind)]) if facts else "",
        case="" if shut else name_of(letter.folder_id),
        case_id=None if shut else letter.folder_id,
        day=None if shut else letter.day,
        who="" if shut else names.get(letter.author_id, ""),
        to=", ".join(facts.to) if facts else "",
        about=facts.about if facts else "",
        cancelled=row.cancelled,
        why=row.why_cancelled,
        prints=0 if shut else row.prints,
        shut=shut,
    )
