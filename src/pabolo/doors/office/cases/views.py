"""Cases: the list, the page, what can be done on it, the search, and who read it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pabolo.doors.office.cases import page as show
from pabolo.doors.office.cases.deeds import DEEDS, Deed, Doing
from pabolo.doors.office.cases.forms import line
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.forms import Form
from pabolo.ground.accounts.queries import people_with, staff_names
from pabolo.ground.audit.queries import readings_of
from pabolo.ground.lib import clock
from pabolo.ground.lib.ids import display_code
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import labels
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.cases.queries.lists import CaseRow, page_of_cases
from pabolo.programme.cases.queries.scope import case_for, open_case_of_child, siblings_of
from pabolo.programme.children.queries import find
from pabolo.rules.access import Standing, Verb, may_do, may_view
from pabolo.rules.vocabulary import Facet, Role

SIZE = 25


class SearchForm(Form):
    """Whom to look for. Sent by POST: a name never stands in an address."""

    name = line(_("Name of the child"))


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases in scope; `?lihat=selesai` shows those that ended."""
    actor, at = actor_in(request), clock.now()
    closed = request.GET.get("lihat") == "selesai"
    number = int(request.GET.get("hal", "1")) if request.GET.get("hal", "1").isdigit() else 1
    rows, count = page_of_cases(by=actor, at=at, closed=closed, page=number, size=SIZE)
    names = staff_names()
    words = {
        "room": "cases",
        "rows": [_row(row, names) for row in rows],
        "closed": closed,
        "count": count,
        "number": number,
        "more": count > number * SIZE,
    }
    return render(request, "office/cases/cases.html", words)


def _row(row: CaseRow, names: dict[UUID, str]) -> dict[str, object]:
    case, stats = row.case, row.stats
    return {
        "id": case.pk,
        "name": display_code("K", case.pk),
        "stage": labels.STAGE[case.stage],
        "tag": show.TAGS[stats.risk],
        "sex": label("sex", stats.sex),
        "age": stats.age_at_report,
        "forms": ", ".join(label("violence_form", form) for form in stats.forms),
        "worker": names.get(case.worker_id, "") if case.worker_id else "",
        "changed": case.changed_day,
        "light": case.light,
    }


def _asked_sides(request: HttpRequest) -> list[Facet]:
    known = {facet.value for facet in show.SIDES}
    return [Facet(part) for part in request.GET.getlist("buka") if part in known]


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case. Opens on its overview; every other side by one click, each reading recorded."""
    actor, at = actor_in(request), clock.now()
    sides = _asked_sides(request)
    for side in sides:
        ensure(may_view(actor, side, Standing(granted=True)))
    file = open_file(case_id=case_id, by=actor, at=at, facets=sides)
    law, duties = show.duties_of(file, at)
    names = staff_names()
    words = {
        "room": "cases",
        "file": file,
        "name": display_code("K", case_id),
        "risk_tag": show.TAGS[file.state.risk],
        "stats": file.stats,
        "sex": label("sex", file.stats.sex),
        "forms": [label("violence_form", form) for form in file.stats.forms],
        "worker": names.get(file.case.worker_id, "") if file.case.worker_id else "",
        "steps": show.steps_of(file.case.stage),
        "flags": show.flags_of(file),
        "law": law,
        "duties": duties,
        "plan": show.plan_rows(file.state.plan.values()),
        "sides": show.sides_of(file, actor),
        "opened": [side.value for side in sides],
        "history": show.history(file.lines, names),
        "deeds": show.deeds_for(file, actor),
        "siblings": _siblings(file),
        "sexual": bool(law) or "SEK" in file.stats.forms,
        "reports": [(UUID(one), display_code("L", UUID(one))) for one in file.state.reports],
        "may_readings": may_do(actor, Verb.SEE_READINGS) is None,
        "readings": len(readings_of(case_id)),
    }
    return render(request, "office/cases/case.html", words)


def _siblings(file: CaseFile) -> list[str]:
    return [display_code("K", other.pk) for other in siblings_of(file.case)]


def _deed(slug: str) -> Deed:
    if slug not in DEEDS:
        raise Http404
    return DEEDS[slug]


def _form(deed: Deed, request: HttpRequest, file: CaseFile) -> Form:
    form = deed.form(request.POST if request.method == "POST" else None)
    if "item" in form.fields:
        open_items = [
            (key, f"{label('service', item.planned.service)}: {item.planned.goal}")
            for key, item in file.state.plan.items()
            if item.approved and item.open
        ]
        form.fields["item"].choices = [("", _("Not on the plan")), *open_items]  # type: ignore[attr-defined]
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, case_id: UUID, slug: str) -> HttpResponse:
    """Do one thing on a case. A refusal comes back with everything typed still there."""
    actor, at, what = actor_in(request), clock.now(), _deed(slug)
    case_for(actor, case_id)
    ensure(
        next(
            (r for r in [may_do(actor, verb) for verb in what.verbs] if r is None),
            may_do(actor, what.verbs[0]),
        )
    )
    file = open_file(case_id=case_id, by=actor, at=at, verb="case.prepare")
    form = _form(what, request, file)
    if request.method != "POST" or not form.is_valid():
        return _deed_page(request, file, what, form)
    seen = int(request.POST.get("seen", "0") or 0)
    try:
        what.do(Doing(case_id, actor, at, seen), form.cleaned_data)
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return _deed_page(request, file, what, form, status=409)
    messages.success(request, _("Saved: %(what)s.") % {"what": what.name})
    return redirect("office:case", case_id)


def _deed_page(
    request: HttpRequest, file: CaseFile, what: Deed, form: Form, status: int = 200
) -> HttpResponse:
    words = {
        "room": "cases",
        "file": file,
        "name": display_code("K", file.case.pk),
        "deed": what,
        "form": form,
    }
    return render(request, "office/cases/deed.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Look for a child across spellings, within the scope; outside it only whom to ask."""
    actor, at = actor_in(request), clock.now()
    form = SearchForm(request.POST if request.method == "POST" else None)
    words: dict[str, object] = {"room": "cases", "form": form}
    if request.method == "POST" and form.is_valid():
        found = find(query=form.cleaned_data["name"], by=actor, at=at)
        words |= {
            "asked": True,
            "hits": [_hit(hit.child_id, hit.identity.name, hit.score) for hit in found.hits],
            "elsewhere": found.elsewhere,
            "ask": [person.name for person in people_with(Role.SUPERVISOR, clock.day_of(at))],
        }
    return render(request, "office/cases/search.html", words)


def _hit(child_id: UUID, name: str, score: float) -> dict[str, object]:
    running = open_case_of_child(child_id)
    return {
        "child": child_id,
        "name": name,
        "close": _("very alike") if score >= 0.92 else _("alike"),
        "case": running.pk if running else None,
        "case_name": display_code("K", running.pk) if running else "",
    }
