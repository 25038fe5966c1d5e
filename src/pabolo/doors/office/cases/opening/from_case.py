"""From a case to the case of another child of the same incident: search, then open."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.office.cases.opening import sheets as form_of
from pabolo.doors.office.cases.opening.from_report import known_child
from pabolo.doors.office.cases.opening.likely import Doubt, doubt_about
from pabolo.doors.office.cases.opening.sheets import Known, Sheets
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.search import (
    SearchForm,
    search_for,
    searched_in,
    searched_token,
)
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.actions.opening import IncidentTold
from pabolo.programme.cases.actions.siblings import open_beside
from pabolo.programme.cases.facets import IncidentFacts
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.intake.queries.sheet import Opened
from pabolo.rules.access import Verb, may_do
from pabolo.rules.triage import SEARCH_FIRST


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The search that comes before another child's case."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    form = SearchForm(request.POST if request.method == "POST" else None)
    words: dict[str, object] = {
        "room": "cases",
        "case_id": case_id,
        "name": name_of(case_id),
        "form": form,
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        words |= {
            "result": search_for(name, by=actor, at=at),
            "searched": searched_token(case_id, name),
            "asked": name,
        }
    elif request.method == "POST":
        status = 422
    return render(request, "office/cases/opening/another.html", words, status=status)


def _incident(request: HttpRequest, case_id: UUID, at: datetime) -> UUID:
    """The incident told last."""
    file = open_file(case_id=case_id, by=actor_in(request), at=at, verb="case.work")
    return UUID(file.state.incidents[-1])


def _with_incident(known: Known, incident_id: UUID) -> Known:
    """The action takes the incident as it was written down; here only its place is held."""
    return Known(
        child_id=known.child_id,
        identity=known.identity,
        places=known.places,
        incident_id=incident_id,
        told=IncidentTold(facts=IncidentFacts(forms=())),
    )


@require_POST
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The opening form without its incident; `go` starts it or opens the case."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.OPEN_CASE))
    searched = searched_in(request.POST.get("searched", ""), case_id)
    ensure(None if searched else SEARCH_FIRST)
    may_assign = may_do(actor, Verb.ASSIGN_WORKER) is None
    known = _with_incident(known_child(request, at), _incident(request, case_id, at))
    if request.POST.get("go", "start") == "start":
        start = form_of.carried(Opened(), searched, ())
        return _page(request, case_id, form_of.empty(start, known, may_assign=may_assign), known)
    sheets = form_of.typed(request.POST, known, may_assign=may_assign)
    if not sheets.is_valid():
        return _page(request, case_id, sheets, known, status=422)
    if doubt := doubt_about(request, sheets, known, at):
        return _page(request, case_id, sheets, known, doubt=doubt, status=409)
    try:
        opened = open_beside(
            case_id=case_id,
            incident_id=known.incident_id or UUID(int=0),
            opening=form_of.opening_of(sheets, known, on=clock.day_of(at)),
            searched=searched,
            by=actor,
            at=at,
        )
    except Refused as refused:
        sheets.case.add_error(None, _(refused.refusal.sentence))
        return _page(request, case_id, sheets, known, status=409)
    messages.success(request, _("The case of the other child is open and linked."))
    return redirect("office:case", opened.case_id)


def _page(
    request: HttpRequest,
    case_id: UUID,
    sheets: Sheets,
    known: Known,
    *,
    doubt: Doubt | None = None,
    status: int = 200,
) -> HttpResponse:
    words = {
        "room": "cases",
        "case_id": case_id,
        "case_name": name_of(case_id),
        "sheets": sheets,
        "forms": sheets.all,
        "form": next((part for part in sheets.all if part.errors), None),
        "known": known,
        "searched": request.POST.get("searched", ""),
        "child": request.POST.get("child", ""),
        "doubt": doubt,
    }
    return render(request, "office/cases/opening/new.html", words, status=status)
