"""Visits of the day, the word that all is well, and what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.forms import FollowUpForm
from pabolo.doors.office.cases.page import TAGS, name_of
from pabolo.doors.office.cases.people_words import PLACES
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.formats import clock_time
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import visits as going
from pabolo.programme.cases.facets import VisitPlan
from pabolo.programme.cases.queries import visits as found
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.visits import Heard, PlaceKind, may_report_safe

STATES = {"planned": "waiting", "silent": "late", "help": "late", "safe": "done", "done": "done"}


def _hour(plan: VisitPlan | None, field: str) -> str:
    when = getattr(plan, field) if plan else None
    return clock_time(when.astimezone(clock.WIB)) if when else ""


def _row(one: found.Planned, names: dict[UUID, str], actor: Actor) -> dict[str, object]:
    visit, plan = one.visit, one.plan
    against = may_report_safe(actor, visit.visitor_id, visit.companion_id, visit.state)
    return {
        "id": visit.pk,
        "code": name_of(visit.case_id),
        "day": visit.day,
        "start": _hour(plan, "starts_at"),
        "check_in": _hour(plan, "check_in_at"),
        "kind": PLACES[PlaceKind(plan.place_kind)] if plan else "",
        "danger": TAGS[plan.danger] if plan else "",
        "who": names.get(visit.visitor_id, ""),
        "companion": names.get(visit.companion_id, "") if visit.companion_id else "",
        "state": visit.state,
        "may_word": against is None and visit.state != "safe",
        "mine": visit.visitor_id == actor.id,
    }


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """Today's visits and those to come: code, time, kind of place; no name and no address."""
    actor, at = actor_in(request), clock.now()
    going.notice_silence(at=at)
    leads = may_do(actor, Verb.ASSIGN_WORKER) is None
    whole = leads and bool(request.GET.get("semua"))
    rows = found.visits_for(actor, on=clock.day_of(at), at=at, whole=whole)
    names = staff_names()
    words = {
        "room": "visits",
        "now": at,
        "rows": [_row(one, names, actor) for one in rows],
        "leads": leads,
        "whole": whole,
        "works": may_do(actor, Verb.WORK_CASE) is None,
    }
    return render(request, "office/visits/visits.html", words)


@require_POST
def word(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Safe, help, or the visit does not take place."""
    actor, at = actor_in(request), clock.now()
    said = request.POST.get("kabar", "")
    if said == "batal":
        going.call_off(visit_id=visit_id, by=actor, at=at)
        messages.success(request, _("The visit is called off."))
    elif said in ("aman", "tolong"):
        how = Heard.SAFE if said == "aman" else Heard.HELP
        going.report(visit_id=visit_id, how=how, by=actor, at=at)
        safe, called = _("Noted: you are safe."), _("The supervisor is told. Call 110 if you can.")
        messages.success(request, safe if how is Heard.SAFE else called)
    else:
        raise Http404
    return redirect("office:visits")


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One visit: what was planned, where it goes, and what was found there."""
    actor, at = actor_in(request), clock.now()
    one = found.visit_for(actor, visit_id)
    may_end = one.visitor_id == actor.id and one.state not in ("done", "called_off")
    form = FollowUpForm(request.POST or None)
    status = 200
    if request.method == "POST":

        def do(typed: object) -> None:
            line = e.FollowedUp(at=at, by=actor.id.hex, **form.cleaned_data)
            going.end_visit(visit_id=visit_id, found=line, by=actor, at=at)

        status = attempt(form, do)
        if not status:
            messages.success(request, _("The visit is over, and what you found is kept."))
            return redirect("office:case", one.case_id)
    asks = bool(request.GET.get("tempat"))
    plan, place = found.opened_visit(one, by=actor, at=at, place=asks)
    words = {
        "room": "visits",
        "row": _row(found.Planned(one, plan), staff_names(), actor),
        "case_id": one.case_id if plan else None,
        "if_silent": plan.if_silent if plan else "",
        "place": place.text if place else "",
        "sealed": plan is not None and place is None,
        "form": form if may_end and plan else None,
    }
    return render(request, "office/visits/visit.html", words, status=status)
