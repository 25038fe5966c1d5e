"""What goes out and what comes back of one hand-over: file, passphrase, cover letter, answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.referrals.one import contact_of
from pabolo.doors.office.transfers.room import ROUTE, page_words
from pabolo.doors.office.transfers.sending import file_answer, sent_file
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.errors import status_of
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.transfers.actions import outgoing
from pabolo.rules.codes import grouped
from pabolo.rules.decisions import Refusal


def again(request: HttpRequest, case_id: UUID, refusal: Refusal) -> HttpResponse:
    """The page of the case with the sentence why not."""
    actor, at = actor_in(request), clock.now()
    file = open_file(case_id=case_id, by=actor, at=at, verb="transfer.read")
    words = {**page_words(file, actor), "refused": _(refusal.sentence)}
    return render(request, "office/transfers/case.html", words, status=status_of(refusal.code))


@require_POST
@step_up
def file(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The sealed file, once for each person."""
    actor = actor_in(request)
    case_for(actor, case_id)
    try:
        made = outgoing.export_file(case_id=case_id, by=actor, at=clock.now())
    except Refused as refused:
        return again(request, case_id, refused.refusal)
    return file_answer(made.data, f"pelimpahan-{name_of(case_id)}")


@require_POST
@step_up
def words(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """The passphrase, to be said by another way than the file's."""
    actor = actor_in(request)
    case_for(actor, case_id)
    try:
        said = outgoing.show_passphrase(case_id=case_id, by=actor, at=clock.now())
    except Refused as refused:
        return again(request, case_id, refused.refusal)
    told: dict[str, Any] = {
        "room": "cases",
        "case_id": case_id,
        "name": name_of(case_id),
        "words": said.split(),
    }
    answer = render(request, "office/transfers/words.html", told)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def letter(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The cover letter, to print: what comes, how it is opened, how it is answered. No child."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    file = open_file(case_id=case_id, by=actor, at=at, verb="transfer.letter")
    found = page_words(file, actor)
    if found["gone"] is None or found["state"] not in ("approved", "sent"):
        raise Http404
    card = own_card()
    told = {
        **found,
        "case_id": case_id,
        "contact": contact_of(actor),
        "today": clock.today(),
        "card": str(card),
        "own_fingerprint": grouped(card.fingerprint),
    }
    return render(request, "office/transfers/letter.html", told)


NO_FILE = Refusal("transfer.no_answer_file", "Choose the file with the answer first.")


@require_POST
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The other unit's answer as a file."""
    actor, raw = actor_in(request), sent_file(request)
    case_for(actor, case_id)
    try:
        ensure(None if raw else NO_FILE)
        outgoing.take_answer(case_id=case_id, raw=raw, by=actor, at=clock.now())
    except Refused as refused:
        return again(request, case_id, refused.refusal)
    messages.success(request, _("The answer of the other unit is recorded."))
    return redirect(ROUTE, case_id)
