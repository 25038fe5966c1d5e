"""On paper: the group's report, members and plan as PDF, and blank forms with the same codes."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pabolo.doors.shared.actors import actor_in, person_in
from pabolo.doors.shared.network import sheets
from pabolo.doors.shared.network.answers import pdf
from pabolo.doors.shared.network.labels import periods
from pabolo.doors.shared.network.papers import PAPERS, paper
from pabolo.doors.village.frame import page
from pabolo.ground.documents.sheets import Sheet
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import number
from pabolo.programme.network.actions.exports import exported
from pabolo.programme.network.actions.groups import check_contacts, hand_in_report
from pabolo.programme.network.queries.registers import handed_in
from pabolo.programme.network.queries.scope import GroupRow, group_for
from pabolo.rules.actors import Actor
from pabolo.rules.groups import days_of, last_owed
from pabolo.rules.vocabulary import Role

YEAR_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def group_report(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The reports of a group: printed for each period, handed in for each half-year."""
    actor, at = actor_in(request), clock.now()
    today = clock.day_of(at)
    group = group_for(actor, group_id)
    fault, status = "", 200
    if request.method == "POST":
        try:
            period = request.POST.get("period", "")
            hand_in_report(by=actor, at=at, group_id=group_id, period=period)
        except Refused as refused:
            fault, status = _(refused.refusal.sentence), 409
        else:
            messages.success(request, _("The report counts as handed in today."))
            return redirect("village:group_report", group_id)
    came = handed_in(actor, group_id)
    words = {
        "group": group,
        "rows": [
            (code, name, came.get(code), _may(code, came, today)) for code, name in periods(today)
        ],
        "owed": last_owed(number("network.report_days", today), on=today),
        "fault": fault,
        "leads": group.place in actor.villages_as(Role.GROUP_LEAD),
    }
    return page(request, "group_report", words, status)


def _may(code: str, came: Mapping[str, date], today: date) -> bool:
    return "-S" in code and code not in came and days_of(code)[1] < today


@require_safe
def group_pdf(request: HttpRequest, group_id: UUID, what: str) -> HttpResponse:
    """The report of a period (`2026-S1`), the members, or the plan (`rencana-2026`), as PDF."""
    actor, at = actor_in(request), clock.now()
    today = clock.day_of(at)
    group = group_for(actor, group_id)
    sheet = _sheet(what, actor, group, today)
    exported(by=actor, at=at, what=what, group_id=group_id)
    return pdf(sheet, who=person_in(request).name, at=at, name=f"kelompok-{what}")


def _sheet(what: str, actor: Actor, group: GroupRow, today: date) -> Sheet:
    if what == "anggota":
        return sheets.members(actor, group, today)
    plan, _dash, year = what.partition("rencana-")
    if not plan and year.isdecimal() and len(year) == YEAR_DIGITS:
        return sheets.plan(actor, group, int(year))
    if what not in dict(periods(today)):
        raise Http404
    return sheets.report(actor, group, what, today)


@require_POST
def contacts(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The phone numbers of the partners were checked."""
    try:
        check_contacts(by=actor_in(request), at=clock.now(), group_id=group_id)
    except Refused as refused:
        messages.error(request, _(refused.refusal.sentence))
    else:
        messages.success(request, _("Noted: the numbers were checked today."))
    return redirect("village:group")


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The blank forms."""
    rows = [(kind, name) for kind, (name, _made) in PAPERS.items()]
    return page(request, "papers", {"rows": rows})


@require_safe
def blank(request: HttpRequest, kind: str) -> HttpResponse:
    """One blank form as PDF. Nobody stands in it."""
    if kind not in PAPERS:
        raise Http404
    at = clock.now()
    sheet: Sheet = paper(kind, clock.day_of(at))
    return pdf(sheet, who=person_in(request).name, at=at, name=f"formulir-{kind}")
