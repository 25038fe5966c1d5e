"""From a report to a case: search the child first, then open a case or join one."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.office.cases.forms import JoinForm
from pabolo.doors.office.cases.opening import sheets as form_of
from pabolo.doors.office.cases.opening.likely import Doubt, doubt_about
from pabolo.doors.office.cases.opening.sheets import Known, Sheets
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.perform import id_in, number_in
from pabolo.doors.office.cases.search import (
    SearchForm,
    search_for,
    searched_in,
    searched_token,
)
from pabolo.doors.office.intake.pages import part_rows, risk_tag
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.actions import triage
from pabolo.programme.cases.actions.opening import IncidentTold
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.children.queries import opened_child
from pabolo.programme.intake.errors import Changed
from pabolo.programme.intake.facets import Decision
from pabolo.programme.intake.labels import OUTCOME
from pabolo.programme.intake.queries.scope import report_for
from pabolo.programme.intake.queries.sheet import Opened, open_parts, sheet
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.triage import SEARCH_FIRST, outcomes_for

WITH_CASE = ("new_case", "joined")
FASTER = Refusal(
    "report.changed_meanwhile",
    "Somebody else changed this report while you were writing. What you typed is still here: "
    "look at the report, then save again.",
)


def _query(request: HttpRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _opened(request: HttpRequest, report_id: UUID, at: datetime) -> Opened:
    """The sides of the report that the officer opened (`?buka=`), under a receipt of their own."""
    actor = actor_in(request)
    report = report_for(actor, report_id)
    return open_parts(actor, report, request.GET.getlist("buka"), at=at)


def _first_name(opened: Opened) -> str:
    children = opened.people.children if opened.people else ()
    return next((child.name for child in children if child.name), "")


def _outcomes(actor: Actor, looked: triage.Deciding, at: datetime) -> list[dict[str, str]]:
    """The four outcomes; one that is closed says why."""
    facts = triage.facts_of(looked, Decision(at=at, by=actor.id.hex, outcome=""))
    return [
        {
            "key": outcome.value,
            "name": str(OUTCOME[outcome.value]),
            "why_not": _(refusal.sentence) if refusal else "",
        }
        for outcome, refusal in outcomes_for(actor, facts)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """What can become of the report, and the search that comes before any case."""
    actor, at = actor_in(request), clock.now()
    found = sheet(actor, report_id, at=at)
    opened = _opened(request, report_id, at)
    looked = triage.look(report_id, by=actor, at=at)
    start = {"name": _first_name(opened)}
    form = SearchForm(request.POST if request.method == "POST" else None, initial=start)
    words: dict[str, object] = {
        "room": "reports",
        "sheet": found,
        "risk_tag": risk_tag(found.risk),
        "parts": list(part_rows(found, opened, request.GET.getlist("buka"))),
        "outcomes": _outcomes(actor, looked, at),
        "query": _query(request),
        "form": form,
    }
    status = 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 422
    if request.method == "POST" and status == 200:
        name = form.cleaned_data["name"]
        words |= {
            "result": search_for(name, by=actor, at=at),
            "searched": searched_token(report_id, name),
            "asked": name,
        }
    words["may_open"] = _is_open(words["outcomes"], "new_case")  # type: ignore[arg-type]
    return render(request, "office/cases/opening/room.html", words, status=status)


def _is_open(outcomes: list[dict[str, str]], key: str) -> bool:
    return any(one["key"] == key and not one["why_not"] for one in outcomes)


def known_child(request: HttpRequest, at: datetime) -> Known:
    """The known child that was chosen, opened; nobody where a new child is told about."""
    text = request.POST.get("child", "")
    if not text:
        return Known()
    actor = actor_in(request)
    child_id = id_in(text)
    identity, places = opened_child(child_id=child_id, by=actor, at=at)
    return Known(child_id=child_id, identity=identity, places=places)


def _decision(request: HttpRequest, outcome: str, searched: str, at: datetime) -> Decision:
    return Decision(at=at, by=actor_in(request).id.hex, outcome=outcome, searched=searched)


@require_POST
def new_case(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The opening form: `go` starts it, adds a person, or opens the case."""
    actor, at = actor_in(request), clock.now()
    ensure(may_do(actor, Verb.OPEN_CASE))
    report = report_for(actor, report_id)
    searched = searched_in(request.POST.get("searched", ""), report_id)
    ensure(None if searched else SEARCH_FIRST)
    known, go = known_child(request, at), request.POST.get("go", "start")
    may_assign = may_do(actor, Verb.ASSIGN_WORKER) is None
    if go == "start":
        opened = _opened(request, report_id, at)
        start = form_of.carried(opened, searched, ())
        blank = form_of.empty(start, known, may_assign=may_assign)
        return _new_page(request, report_id, blank, known, version=report.version)
    data = form_of.one_more(request.POST) if go == "more" else request.POST
    sheets = form_of.typed(data, known, may_assign=may_assign)
    if go == "more":
        return _new_page(request, report_id, sheets, known, quiet=True)
    if not sheets.is_valid():
        return _new_page(request, report_id, sheets, known, status=422)
    if doubt := doubt_about(request, sheets, known, at):
        return _new_page(request, report_id, sheets, known, doubt=doubt, status=409)
    return _open(request, report_id, sheets, known, searched, at)


def _open(
    request: HttpRequest,
    report_id: UUID,
    sheets: Sheets,
    known: Known,
    searched: str,
    at: datetime,
) -> HttpResponse:
    try:
        opened = triage.open_case(
            report_id=report_id,
            version=number_in(request.POST.get("version", "")),
            opening=form_of.opening_of(sheets, known, on=clock.day_of(at)),
            decision=_decision(request, "new_case", searched, at),
            by=actor_in(request),
            at=at,
        )
    except (Refused, Changed) as problem:
        sheets.case.add_error(None, sentence_of(problem))
        return _new_page(request, report_id, sheets, known, status=409)
    messages.success(request, _("The case is open. The reporter reads that it is being handled."))
    return redirect("office:case", opened.case_id)


def sentence_of(problem: Refused | Changed) -> str:
    """What stood in the way, in a sentence."""
    refusal = problem.refusal if isinstance(problem, Refused) else FASTER
    return _(refusal.sentence)


def _new_page(
    request: HttpRequest,
    report_id: UUID,
    sheets: Sheets,
    known: Known,
    *,
    version: int | None = None,
    quiet: bool = False,
    doubt: Doubt | None = None,
    status: int = 200,
) -> HttpResponse:
    if quiet:
        for part in sheets.all:
            part.full_clean()
            part.errors.clear()
    words = {
        "room": "reports",
        "report_id": report_id,
        "sheets": sheets,
        "forms": sheets.all,
        "form": next((part for part in sheets.all if part.errors), None),
        "known": known,
        "searched": request.POST.get("searched", ""),
        "child": request.POST.get("child", ""),
        "version": version or number_in(request.POST.get("version", "")),
        "query": _query(request),
        "doubt": doubt,
    }
    return render(request, "office/cases/opening/new.html", words, status=status)


@require_POST
def join(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Join the report to a known child's open case, with another incident where it tells one."""
    actor, at = actor_in(request), clock.now()
    report = report_for(actor, report_id)
    searched = searched_in(request.POST.get("searched", ""), report_id)
    ensure(None if searched else SEARCH_FIRST)
    case = case_for(actor, id_in(request.POST.get("case", "")))
    if request.POST.get("go", "start") == "start":
        opened = _opened(request, report_id, at)
        start = form_of.carried(opened, searched, ())
        blank = form_of.empty(start, Known(child_id=case.child_id), may_assign=False)
        form = JoinForm(prefix="g", initial={"tells": "same"})
        return _join_page(request, report_id, case.pk, form, blank, version=report.version)
    form = JoinForm(request.POST, prefix="g")
    sheets = form_of.typed(request.POST, Known(child_id=case.child_id), may_assign=False)
    another = request.POST.get("g-tells") == "another"
    parts = [part for part in (sheets.incident, *sheets.people) if part]
    faults = [part for part in (form, *(parts if another else [])) if not part.is_valid()]
    if faults:
        return _join_page(request, report_id, case.pk, form, sheets, status=422)
    told = form_of.told_in(sheets, Known()) if another else None
    return _join(request, report_id, case.pk, form, sheets, told, searched, at)


def _join(
    request: HttpRequest,
    report_id: UUID,
    case_id: UUID,
    form: JoinForm,
    sheets: Sheets,
    told: IncidentTold | None,
    searched: str,
    at: datetime,
) -> HttpResponse:
    try:
        triage.join_case(
            report_id=report_id,
            version=number_in(request.POST.get("version", "")),
            case_id=case_id,
            told=told,
            decision=_decision(request, "joined", searched, at),
            by=actor_in(request),
            at=at,
        )
    except (Refused, Changed) as problem:
        form.add_error(None, sentence_of(problem))
        return _join_page(request, report_id, case_id, form, sheets, status=409)
    messages.success(request, _("The report is part of the case now."))
    return redirect("office:case", case_id)


def _join_page(
    request: HttpRequest,
    report_id: UUID,
    case_id: UUID,
    form: JoinForm,
    sheets: Sheets,
    *,
    version: int | None = None,
    status: int = 200,
) -> HttpResponse:
    words = {
        "room": "reports",
        "report_id": report_id,
        "case_id": case_id,
        "case_name": name_of(case_id),
        "join_form": form,
        "sheets": sheets,
        "form": next((part for part in (form, *sheets.all) if part.errors), None)
        if form.is_bound
        else None,
        "searched": request.POST.get("searched", ""),
        "version": version or number_in(request.POST.get("version", "")),
        "query": _query(request),
    }
    return render(request, "office/cases/opening/join.html", words, status=status)
