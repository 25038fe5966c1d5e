"""Requests of people about their data: recorded, looked into, decided, answered by letter."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import name_of as case_name
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.documents.printing import mark_of, pdf_answer, why_no_pdf
from pabolo.doors.office.rights.answers import letter_of
from pabolo.doors.office.rights.forms import DecideForm, DoneForm, LookForm, TakeForm
from pabolo.doors.office.today.rows import chip_of
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.documents.queries import head_words, printed_head
from pabolo.ground.documents.typesetting import NotTypeset, typeset
from pabolo.ground.duties.queries import open_of, opened
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import values
from pabolo.programme.cases.queries.scope import visible_to as cases_visible_to
from pabolo.programme.rights import actions, labels, queries
from pabolo.programme.rights.facets import Told
from pabolo.programme.rights.queries import RequestFile
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.letters import Letter
from pabolo.rules.names import Match
from pabolo.rules.rights import (
    GROUNDS,
    MAKE_SURE,
    MUST_REFUSE,
    OWN,
    RIGHTS,
    Answer,
    Asked,
    Asks,
    Ground,
    Identified,
    Outcome,
    Relation,
)

type Typed = Mapping[str, Any]

NOT_DECIDED = Refusal("rights.not_decided", "The letter can be printed once it is decided.")


def name_of(request_id: UUID) -> str:
    """What a request is called among colleagues: H-7Q4-M2X."""
    return display_code("H", request_id)


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Requests that wait, and the newest that ended."""
    actor, at = actor_in(request), clock.now()
    ended = request.GET.get("lihat") == "selesai"
    rows = [
        {
            "id": row.pk,
            "name": name_of(row.pk),
            "state": row.state,
            "word": labels.STATE[row.state],
            "asks": RIGHTS[Asks(told.asks)].text,
            "relation": labels.RELATION[Relation(told.relation)],
            "day": row.taken_day,
        }
        for row, told in queries.listed(by=actor, at=at, ended=ended)
    ]
    words = {
        "room": "rights",
        "rows": rows,
        "ended": ended,
        "may_take": may_do(actor, Verb.TAKE_REQUEST) is None,
        "may_destroy": may_do(actor, Verb.DESTROY) is None,
    }
    return render(request, "office/rights/list.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record what somebody asks."""
    actor, at = actor_in(request), clock.now()
    form, status, made = TakeForm(request.POST or None), 200, list[UUID]()
    if request.method == "POST":

        def do(typed: Typed) -> None:
            told = Told(at=at, by=actor.id.hex, **typed)
            made.append(actions.take_request(told=told, by=actor, at=at))

        status = attempt(form, do)
        if not status:
            messages.success(request, _("Recorded. The clock runs."))
            return _to(actor, made[0])
    words = {"room": "rights", "form": form}
    return render(request, "office/rights/new.html", words, status=status)


def _to(actor: Actor, request_id: UUID) -> HttpResponse:
    """To the request; to the list for whom its names keep from it."""
    if queries.visible_to(actor).filter(pk=request_id).exists():
        return redirect("office:right", request_id)
    return redirect("office:rights")


def _look(request_id: UUID, typed: Typed, now: Mapping[str, Any]) -> object:
    return actions.look_for_file(request_id=request_id, code=typed["code"], **now)


def _decide(request_id: UUID, typed: Typed, now: Mapping[str, Any]) -> object:
    answer = Answer(
        outcome=Outcome(typed["outcome"]),
        ground=Ground(typed["ground"]) if typed["ground"] else None,
        reason=typed["reason"],
        not_the_accused=typed["not_the_accused"],
    )
    return actions.decide(request_id=request_id, answer=answer, **now)


def _done(request_id: UUID, typed: Typed, now: Mapping[str, Any]) -> object:
    return actions.carry_out(request_id=request_id, note=typed["note"], **now)


DEEDS: Mapping[str, tuple[type[Form], Callable[[UUID, Typed, Mapping[str, Any]], object]]] = {
    "look": (LookForm, _look),
    "decide": (DecideForm, _decide),
    "done": (DoneForm, _done),
}


@require_http_methods(["GET", "HEAD", "POST"])
def right(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: who asks what, until when, and the next thing to do."""
    actor, at = actor_in(request), clock.now()
    queries.request_for(actor, request_id)
    sent = request.POST.get("do", "")
    forms: dict[str, Form] = {name: form() for name, (form, _do) in DEEDS.items()}
    status = 200
    if request.method == "POST" and sent in DEEDS:
        kind, do = DEEDS[sent]
        forms[sent] = kind(request.POST)
        seen = number_in(request.POST.get("seen", "")) or None
        now = {"by": actor, "at": at, "seen": seen}
        status = attempt(forms[sent], lambda typed: do(request_id, typed, now))
        if not status:
            messages.success(request, _("Saved."))
            return _to(actor, request_id)
    return _page(request, request_id, forms, at, status=status, sent=sent)


def _facts(file: RequestFile) -> list[tuple[str, str]]:
    told = file.told
    rows = (
        (_("Asks for"), _(RIGHTS[Asks(told.asks)].text)),
        (_("Name"), told.name),
        (_("Who they are to the child"), str(labels.RELATION[Relation(told.relation)])),
        (_("Checked how"), str(labels.IDENTIFIED[Identified(told.identified)])),
        (_("What was seen"), told.identified_note),
        (_("About whom"), told.child),
        (_("Their words"), told.words),
        (_("Gets the answer"), told.answer_to),
    )
    return [row for row in rows if row[1]]


def _decided(
    file: RequestFile, names: Mapping[UUID, str], *, decides: bool
) -> list[tuple[str, str]]:
    """What was decided; why, which may tell of a file, only for who decides."""
    one = file.decided
    if one is None:
        return []
    said = (_("Decision"), str(labels.OUTCOME[Outcome(one.outcome)]))
    if not decides:
        return [said, *([(_("Done"), one.done_note)] if one.done_note else [])]
    rows = (
        said,
        (_("Ground"), _(GROUNDS[Ground(one.ground)].text) if one.ground else ""),
        (_("Source"), _(GROUNDS[Ground(one.ground)].source) if one.ground else ""),
        (_("Why"), one.reason),
        (_("Made sure"), one.not_the_accused),
        (_("Decided by"), names.get(UUID(one.by), "")),
        (_("Done"), one.done_note),
    )
    return [row for row in rows if row[1]]


def _ways(file: RequestFile, actor: Actor) -> list[tuple[str, str]]:
    """Where what was granted is done: the page of the case that does it. A reporter gets nothing
    of the child's."""
    if file.looked is None or not file.looked.case or file.request.state != "granted":
        return []
    if Relation(file.told.relation) not in OWN:
        return []
    case_id = UUID(file.looked.case)
    if not cases_visible_to(actor).filter(pk=case_id).exists():
        return []
    story = (_("Print “What happened in my case”"), "office:case_letter", ["kasus-saya"])
    ways = {
        Asks.ACCESS: story,
        Asks.COPY: story,
        Asks.READERS: (_("Who read what"), "office:readings", []),
        Asks.CORRECTION: (_("Correct the child's record"), "office:case_child", []),
        Asks.OBJECTION: (_("Write it into the case"), "office:deed", ["catatan"]),
        Asks.WITHDRAWAL: (_("Record the withdrawal"), "office:deed", ["persetujuan"]),
        Asks.ERASURE: (_("Due for destruction"), "office:retention", None),
    }
    name, route, more = ways[Asks(file.told.asks)]
    return [(name, reverse(route, args=None if more is None else [case_id, *more]))]


def _page(
    request: HttpRequest, request_id: UUID, forms: Mapping[str, Form], at: datetime, *,
    status: int = 200, sent: str = "", fault: str = "",
) -> HttpResponse:  # fmt: skip
    actor, names = actor_in(request), staff_names()
    row = queries.request_for(actor, request_id)
    proof = queries.prove([row], by=actor, at=at, verb="rights.read")
    file = queries.file_under(row, proof)
    actions.check_reader(file, by=actor, at=at)
    decides = may_do(actor, Verb.DECIDE_REQUEST) is None
    asked = actions.asked_of(file, at=at) if decides and row.state == "open" else None
    case = UUID(file.looked.case) if file.looked and file.looked.case else None
    words = {
        "room": "rights",
        "file": file,
        "name": name_of(row.pk),
        "word": labels.STATE[row.state],
        "facts": _facts(file),
        "decision": _decided(file, names, decides=decides),
        "source": RIGHTS[Asks(file.told.asks)].source,
        "taken_by": names.get(row.taken_by_id, ""),
        "due": [(chip_of(one, at), one) for one in opened(proof, list(open_of([row.pk])))],
        "case": case_name(case) if case and decides else "",
        "decides": decides,
        "takes": may_do(actor, Verb.TAKE_REQUEST) is None,
        "warning": _warning(asked) if asked else "",
        "look": forms["look"],
        "decide": forms["decide"],
        "done": forms["done"],
        "sent": sent,
        "wrong": forms.get(sent),
        "ways": _ways(file, actor),
        "fault": fault,
    }
    return render(request, "office/rights/request.html", words, status=status)


def _warning(asked: Asked) -> str:
    if asked.accused is Match.CLEAR:
        return _(MUST_REFUSE.sentence)
    if asked.accused is Match.UNCLEAR or asked.kin_accused:
        return _(MAKE_SURE.sentence)
    return ""


@require_POST
@step_up
def letter(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """The answer as PDF: a receipt first, then the sheet, then an entry with its hash."""
    actor, at = actor_in(request), clock.now()
    row = queries.request_for(actor, request_id)
    proof = queries.prove([row], by=actor, at=at, verb="rights.print")
    file = queries.file_under(row, proof)
    actions.check_reader(file, by=actor, at=at)
    ensure(NOT_DECIDED if file.decided is None else None)
    today = day_of(at)
    unit = values(today)
    sheet = letter_of(
        file,
        today=today,
        place=head_words().template.place,
        unit=str(unit["unit.name"]),
        phone=str(unit["phone.unit"]),
    )
    who = staff_names().get(actor.id, "")
    mark = mark_of(who=who, at=at, proof=proof, copy=1, kind=Letter.STORY)
    try:
        pdf = typeset(sheet, head=printed_head(today, None), mark=mark, at=at)
    except NotTypeset as error:
        forms = {name: form() for name, (form, _do) in DEEDS.items()}
        return _page(request, request_id, forms, at, status=409, fault=why_no_pdf(error))
    actions.printed(request_id=row.pk, digest=hashlib.sha256(pdf).hexdigest(), by=actor, at=at)
    return pdf_answer(pdf, f"jawaban-{name_of(row.pk)}")
