"""The register of letters: every number that was given, a letter by itself, a copy of it."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.documents.forms import CancelForm, FindForm
from pabolo.doors.office.documents.printing import (
    mark_of,
    pdf_answer,
    register_lines,
    trace,
    why_no_pdf,
)
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.documents import actions, queries
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.documents.queries import LetterRow as Row
from pabolo.ground.documents.typesetting import NotTypeset, typeset
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases.actions.letters import cancel_letter
from pabolo.rules.actors import Actor
from pabolo.rules.letters import Letter, may_cancel, may_print, may_read_sides
from pabolo.rules.vocabulary import Facet

MOST = 100


def year_in(text: str, this_year: int) -> int:
    """The year asked for, not in the future; else this one."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else this_year
    return asked if 2000 <= asked <= this_year else this_year


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """The register of a year; a POST finds a number."""
    actor, at, this_year = actor_in(request), clock.now(), clock.today().year
    year = year_in(request.GET.get("tahun", ""), this_year)
    form = FindForm(request.POST or None)
    wanted = form.cleaned_data["number"] if request.POST and form.is_valid() else ""
    rows = queries.register(year, number=wanted, most=MOST)
    near = queries.in_scope(actor, rows)
    proof = _list_receipt(actor, at, near)
    words = {
        "room": "letters",
        "year": year,
        "years": range(this_year, this_year - 5, -1),
        "form": form,
        "wanted": wanted,
        "rows": register_lines(queries.lines(proof, rows, near), staff_names()),
        "more": len(rows) == MOST,
    }
    status = 422 if request.POST and not wanted else 200
    return render(request, "office/documents/register.html", words, status=status)


def _list_receipt(actor: Actor, at: datetime, folders: set[UUID]) -> Receipt | None:
    if not folders:
        return None
    return receipt("letter.register", by=actor, at=at, folders=folders, facets=[Facet.CARE])


def _letter_receipt(actor: Actor, at: datetime, row: Row) -> Receipt:
    """Enough to say what a letter is; not what stands in it."""
    return receipt("letter.read", by=actor, at=at, folders=[row.folder_id], facets=[Facet.CARE])


@require_safe
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter: its number, who took copies, print and cancel."""
    actor, at = actor_in(request), clock.now()
    return _letter_page(request, queries.letter_for(actor, letter_id), at, CancelForm())


def _letter_page(
    request: HttpRequest, row: Row, at: datetime, form: CancelForm, *, status: int = 200,
    fault: str = "",
) -> HttpResponse:  # fmt: skip
    actor, names = actor_in(request), staff_names()
    proof = _letter_receipt(actor, at, row)
    found = queries.lines(proof, [row], {row.folder_id})
    line, facts = register_lines(found, names)[0], found[0].facts
    kind = Letter(facts.kind) if facts else Letter.SUMMARY
    cancel = may_cancel(
        actor, author=row.author_id == actor.id, cancelled=line.cancelled, reason="-" * 9
    )
    refusal = may_print(actor, kind)
    words = {
        "room": "letters",
        "line": line,
        "kind": LETTER[kind],
        "form": form,
        "fault": fault,
        "may_cancel": cancel is None,
        "why_not": _(refusal.sentence) if refusal else "",
        "prints": [
            (copy, names.get(who, ""), day, trace(seq))
            for copy, who, day, seq in queries.prints_of(row)
        ],
    }
    return render(request, "office/documents/letter.html", words, status=status)


@require_POST
@step_up
def print_letter(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """A copy as PDF: a receipt first, then the sheet, then an entry with the hash of the bytes."""
    actor, at = actor_in(request), clock.now()
    row = queries.letter_for(actor, letter_id)
    ensure(may_read_sides(actor, row.shown))
    proof = receipt(
        "letter.print", by=actor, at=at, folders=[row.folder_id],
        facets=row.shown | {Facet.CARE},
    )  # fmt: skip
    facts = queries.facts_of(proof, row)
    kind = Letter(facts.kind)
    actions.check_printable(row, kind, actor)
    _facts, sheet = queries.opened(proof, row)
    copy = actions.next_copy(row)
    who = staff_names().get(actor.id, "")
    mark = mark_of(who=who, at=at, proof=proof, copy=copy, kind=kind)
    head = queries.printed_head(row.day, facts.head or None)
    try:
        pdf = typeset(sheet, head=head, mark=mark, at=at)
    except NotTypeset as error:
        fault = why_no_pdf(error)
        return _letter_page(request, row, at, CancelForm(), status=409, fault=fault)
    actions.record_print(row, copy=copy, pdf=pdf, proof=proof, by=actor, at=at)
    return pdf_answer(pdf, f"surat-{row.year}-{row.place:04}")


@require_POST
def cancel(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Cancel a number, with the reason."""
    actor, at = actor_in(request), clock.now()
    row = queries.letter_for(actor, letter_id)
    form = CancelForm(request.POST)
    status = attempt(
        form,
        lambda typed: cancel_letter(letter_id=row.pk, reason=typed["reason"], by=actor, at=at),
    )
    if status:
        return _letter_page(request, row, at, form, status=status)
    messages.success(request, _("The number is cancelled. It stays in the register."))
    return redirect("office:letter", row.pk)
