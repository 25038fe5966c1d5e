"""The safety plan on its page and on paper; the other children who live there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.assessment.forms import HomeChildForm, SafetyForm, SettleForm
from pabolo.doors.office.assessment.words import (
    home_rows,
    safety_content,
    safety_rows,
    standing_plan,
)
from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import may_open_another, name_of
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.cases.rooms import rooms_of
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases.actions import safety as acts
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for, visible_to
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

SIDES = (Facet.NARRATIVE, Facet.LOCATION)


def _start(file: CaseFile) -> dict[str, Any]:
    """The standing plan, to be gone over again; its day is chosen anew."""
    made, (steps, place) = file.state.safety, standing_plan(file)
    start: dict[str, Any] = {"with_whom": list(made.with_whom)} if made else {}
    if steps is not None:
        names = ("warning", "people", "at_once", "worker", "child_words")
        start |= {name: getattr(steps, name) for name in names}
    if place is not None:
        start |= {"place": place.place, "shelter": place.shelter}
    return start


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make the safety plan, or go over the one that stands."""
    actor = actor_in(request)
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.WORK_CASE))
    file = open_file(case_id=case_id, by=actor, at=clock.now(), facets=SIDES, verb="case.work")
    form = SafetyForm(request.POST or None, initial=_start(file))
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _plan(request, case_id, typed))
        if not status:
            messages.success(request, _("The safety plan stands. Give the child its own copy."))
            return redirect("office:assessment", case_id)
    words = {
        "room": "cases",
        "rooms": rooms_of(case_id, actor, here="office:assessment"),
        "file": file,
        "name": name_of(case_id),
        "form": form,
        "safety": safety_rows(file, staff_names()),
    }
    return render(request, "office/assessment/safety.html", words, status=status)


def _plan(request: HttpRequest, case_id: UUID, typed: Any) -> None:
    told = acts.SafetyTold(**{**typed, "with_whom": tuple(typed["with_whom"])})
    acts.plan_safety(
        case_id=case_id,
        told=told,
        by=actor_in(request),
        at=clock.now(),
        seen=number_in(request.POST.get("seen", "")) or None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The safety plan on paper, for the child and the safe adult. A shelter is never on it."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.EXPORT_CASE))
    file = open_file(
        case_id=case_id, by=actor, at=at, facets=SIDES, verb="case.print", purpose="safety_plan"
    )
    if file.state.safety is None:
        raise Http404
    words = {
        "file": file,
        "name": name_of(case_id),
        "rows": safety_content(file, on_paper=True),
        "safety": safety_rows(file, staff_names()),
        "who": staff_names().get(actor.id, ""),
        "now": at,
    }
    return render(request, "office/assessment/safety_print.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def children(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The other children who live there; each listed one becomes somebody's duty."""
    actor = actor_in(request)
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.WORK_CASE))
    form, status = HomeChildForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(
            form,
            lambda typed: acts.list_child(case_id=case_id, by=actor, at=clock.now(), **typed),
        )
        if not status:
            messages.success(request, _("Listed. Seeing this child is a duty now."))
            return redirect("office:home_children", case_id)
    file = _home_file(case_id, actor)
    words = {
        "room": "cases",
        "rooms": rooms_of(case_id, actor, here="office:assessment"),
        "file": file,
        "name": name_of(case_id),
        "rows": home_rows(file, staff_names()),
        "form": form,
    }
    return render(request, "office/assessment/children.html", words, status=status)


def _home_file(case_id: UUID, actor: Actor) -> CaseFile:
    return open_file(
        case_id=case_id, by=actor, at=clock.now(), facets=[Facet.IDENTITY], verb="case.work"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def child(request: HttpRequest, case_id: UUID, nth: int) -> HttpResponse:
    """What became of one of them: a case of its own, or seen without a concern."""
    actor = actor_in(request)
    case_for(actor, case_id)
    ensure(may_do(actor, Verb.WORK_CASE))
    file = _home_file(case_id, actor)
    keys = list(file.state.at_home)
    if not 0 < nth <= len(keys):
        raise Http404
    form, status = SettleForm(request.POST or None, cases=_cases(actor, case_id)), 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _settle(actor, case_id, keys[nth - 1], typed))
        if not status:
            messages.success(request, _("Saved."))
            return redirect("office:home_children", case_id)
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "row": home_rows(file, staff_names())[nth - 1],
        "form": form,
        "may_open_another": may_open_another(file, actor),
    }
    return render(request, "office/assessment/child.html", words, status=status)


def _cases(actor: Actor, case_id: UUID) -> list[tuple[str, str]]:
    """Open cases in scope by their codes, newest first; never a name."""
    rows = visible_to(actor).filter(closed_day__isnull=True).exclude(pk=case_id)
    ids = rows.order_by("-opened_day", "id").values_list("pk", flat=True)[:200]
    return [(one.hex, name_of(one)) for one in ids]


def _settle(actor: Actor, case_id: UUID, key: str, typed: Any) -> None:
    acts.settle_child(
        case_id=case_id,
        child=key,
        outcome=typed["outcome"],
        other_case=UUID(typed["other"]) if typed["other"] else None,
        reason=typed["reason"],
        by=actor,
        at=clock.now(),
    )
