"""A new question to a partner."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.attempts import INVALID
from pabolo.doors.office.cases.page import item_words, name_of
from pabolo.doors.office.cases.perform import number_in
from pabolo.doors.office.referrals.forms import AskForm
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.errors import status_of
from pabolo.ground.agencies.queries import agencies, agency
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import label, values
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.programme.referrals.actions.office import draft_referral
from pabolo.programme.referrals.facets import Asked
from pabolo.rules.deadlines import Span, Unit, due_moment


def _form(request: HttpRequest, file: CaseFile) -> AskForm:
    today = clock.today()
    listed = [
        (one.pk.hex, f"{one.name} ({label('agency_kind', one.kind)})") for one in agencies(today)
    ]
    items = [(key, item_words(i)) for key, i in file.state.plan.items() if i.approved and i.open]
    days = int(values(today)["clock.referral_reply_working_days"])
    due = due_moment(clock.now(), Span(days, Unit.WORKING_DAYS), ())
    start = {"answer_by": due.date(), "instead_of": request.GET.get("ganti", "")}
    typed = request.POST if request.method == "POST" else None
    offered = [("", _("None")), *items]
    return AskForm(typed, initial=start, agencies=listed, items=offered)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a question together; it stays here until its basis stands and somebody sends it."""
    actor, at = actor_in(request), clock.now()
    file = open_file(case_id=case_id, by=actor, at=at, verb="case.work")
    form = _form(request, file)
    if request.method != "POST":
        return _page(request, file, form)
    if not form.is_valid():
        return _page(request, file, form, INVALID)
    seen = number_in(request.POST.get("seen", ""))
    try:
        asked = _asked(form)
        made = draft_referral(case_id=case_id, asked=asked, by=actor, at=at, seen=seen)
    except Refused as refused:
        form.add_error(None, _(refused.refusal.sentence))
        return _page(request, file, form, status_of(refused.refusal.code))
    messages.success(request, _("The question is written down. Nothing has been sent yet."))
    return redirect("office:referral", made.pk)


def _asked(form: AskForm) -> Asked:
    typed = dict(form.cleaned_data)
    try:
        partner = agency(UUID(hex=typed.pop("agency")))
    except ValueError as error:
        raise Http404 from error
    typed["answer_by"] = typed["answer_by"].isoformat()
    return Asked(agency=partner.pk.hex, kind=partner.kind, name=partner.name, **typed)


def _page(request: HttpRequest, file: CaseFile, form: AskForm, status: int = 200) -> HttpResponse:
    words = {"room": "cases", "file": file, "name": name_of(file.case.pk), "form": form}
    return render(request, "office/referrals/new.html", words, status=status)
