"""Leaves: one's own, and for who leads those of others."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.office.attempts import attempt
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.team.forms import LeaveForm
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import Away, absence, absences, people_with, staff_names
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases.actions.absences import closed_to, end_leave, record_leave
from pabolo.programme.cases.queries.team import cases_of
from pabolo.rules.absences import NOT_YOURS, PERSONAL, RECORDERS, STAND_IN_OUT
from pabolo.rules.actors import Actor


def _whose(request: HttpRequest, actor: Actor) -> UUID:
    """Whose leave it is: one's own unless who leads names somebody."""
    asked = request.GET.get("siapa", "")
    if not asked:
        return actor.id
    try:
        person = UUID(asked)
    except ValueError as error:
        raise Http404 from error
    if person != actor.id and not actor.has(*RECORDERS):
        raise Refused(NOT_YOURS)
    if person not in staff_names():
        raise Http404
    return person


def _row(one: Away, names: Mapping[UUID, str]) -> dict[str, object]:
    people = dict.fromkeys([*([one.rest] if one.rest else []), *one.folders.values()])
    return {
        "id": one.id,
        "who": names.get(one.person, ""),
        "from_day": one.from_day,
        "until_day": one.until_day,
        "running": one.state == "running",
        "stand_ins": ", ".join(names.get(person, "") for person in people),
    }


@require_safe
def leaves(request: HttpRequest) -> HttpResponse:
    """Leaves that run or come: one's own, and everybody's for who leads."""
    actor, names = actor_in(request), staff_names()
    leads = actor.has(*RECORDERS)
    found = absences("running", "planned", person=None if leads else actor.id)
    words = {
        "room": "leave",
        "rows": [_row(one, names) for one in found],
        "leads": leads,
    }
    return render(request, "office/team/leaves.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Write a leave down, with who stands in; a case closed to them asks for somebody else."""
    actor = actor_in(request)
    person = _whose(request, actor)
    cases = [(case.pk, name_of(case.pk)) for case in cases_of(person)]
    people = {one.id: one for role in PERSONAL for one in people_with(role, clock.today())}
    others = [one for key, one in people.items() if key != person]
    form = LeaveForm(request.POST or None, people=others, cases=cases)
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda typed: _record(form, person, actor))
        if not status:
            messages.success(request, _("The leave is recorded."))
            return redirect("office:leaves")
        _point_out(form, cases)
    words = {
        "room": "leave",
        "form": form,
        "who": staff_names()[person] if person != actor.id else "",
        "cases": len(cases),
    }
    return render(request, "office/team/leave.html", words, status=status)


def _record(form: LeaveForm, person: UUID, actor: Actor) -> None:
    record_leave(
        person=person,
        from_day=form.cleaned_data["from_day"],
        until_day=form.cleaned_data["until_day"],
        stand_in=form.rest,
        per_case=form.per_case,
        by=actor,
        at=clock.now(),
    )


def _point_out(form: LeaveForm, cases: list[tuple[UUID, str]]) -> None:
    """Say beside each case for which the person proposed is not available."""
    if not form.is_bound or _(STAND_IN_OUT.sentence) not in form.non_field_errors():
        return
    wanted = {case: form.per_case.get(case) or form.rest for case, _code in cases}
    out = closed_to({case: one for case, one in wanted.items() if one}, at=clock.now())
    for name, case in form.case_fields.items():
        if case in out:
            form.add_error(name, _("Not available for this case. Choose somebody else."))


@require_POST
def end(request: HttpRequest, leave_id: UUID) -> HttpResponse:
    """Back earlier, or not going at all."""
    away = absence(leave_id)
    actor = actor_in(request)
    if away.person != actor.id and not actor.has(*RECORDERS):
        raise Http404
    end_leave(absence_id=leave_id, by=actor, at=clock.now())
    messages.success(request, _("The leave has ended."))
    return redirect("office:leaves")
