"""Calling a conference, and each step of it: the form, and what happens when it is refused."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.conference.forms import CallForm, chosen, offer
from pabolo.doors.office.conference.rows import called_words, signs_words
from pabolo.doors.office.conference.steps import STEPS, Stage, chairs_of, lines_in, starts_at
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.lib import clock
from pabolo.programme.cases.actions.conference import call_conference
from pabolo.programme.cases.queries.conference import conference_for, known
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.conference import CASE_ENDED


def _call_form(request: HttpRequest, file: CaseFile) -> CallForm:
    posted = request.POST if request.method == "POST" else None
    form = CallForm(posted, initial={"on": clock.today() + timedelta(days=3), "start": "09.00"})
    offer(form, "chair", chairs_of(file.case.pk))
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Call a conference about a case."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    file = open_file(case_id=case_id, by=actor, at=at, verb="case.work")
    form, made, status = _call_form(request, file), list[UUID](), 200

    def do(t: Any) -> None:
        made.append(
            call_conference(
                case_id=case_id, why=t["why"], question=t["question"],
                agenda=lines_in(t["agenda"]), starts_at=starts_at(t), place=t["place"],
                by_phone=t["by_phone"], chair=chosen(t["chair"]), by=actor, at=at,
                seen=number_in(request.POST.get("seen", "")) or None,
            )
        )  # fmt: skip

    if request.method == "POST":
        status = attempt(form, do)
    if made:
        messages.success(request, _("The conference is called. Invite now who should come."))
        return redirect("office:conference", made[0])
    words = {
        "room": "cases",
        "file": file,
        "name": name_of(case_id),
        "form": form,
        "signs": signs_words(file, at),
        "blocked": _(CASE_ENDED.sentence) if file.case.closed_day else "",
    }
    return render(request, "office/conference/call.html", words, status=status or 200)


def _stage(request: HttpRequest, conference_id: UUID) -> Stage:
    actor, at = actor_in(request), clock.now()
    row = conference_for(actor, conference_id)
    file = open_file(case_id=row.case_id, by=actor, at=at, verb="case.work")
    seen = number_in(request.POST.get("seen", ""))
    return Stage(row.pk, file, known(file.state, row.pk.hex), actor, at, seen)


def _form(request: HttpRequest, stage: Stage, slug: str) -> Form:
    what, key = STEPS[slug], request.GET.get("butir", "")
    posted = request.POST if request.method == "POST" else None
    form = what.form(posted, initial=what.start(stage, key) if what.start else {})
    if what.prepare is not None:
        what.prepare(form, stage)
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, conference_id: UUID, step: str) -> HttpResponse:
    """One step of a conference. A refusal comes back with everything typed still there."""
    if step not in STEPS:
        raise Http404
    stage, what = _stage(request, conference_id), STEPS[step]
    form, status = _form(request, stage, step), 200
    if request.method == "POST":
        status = attempt(form, lambda typed: what.do(stage, typed, form))
        if not status:
            messages.success(request, _("Saved: %(what)s.") % {"what": what.name})
            return redirect("office:conference", conference_id)
    refusal = what.blocked(stage)
    words = {
        "room": "cases",
        "file": stage.file,
        "id": conference_id,
        "title": called_words(stage.one),
        "step": what,
        "form": form,
        "question": stage.one.called.question,
        "blocked": _(refusal.sentence) if refusal else "",
    }
    return render(request, "office/conference/step.html", words, status=status or 200)
