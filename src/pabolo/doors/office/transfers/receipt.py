"""The acknowledgement for the unit of origin: a code to read aloud, and a file to send."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.transfers.room import code_of
from pabolo.doors.office.transfers.sending import file_answer
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import case_for
from pabolo.programme.cases.standing import last_taken
from pabolo.programme.transfers.actions import incoming
from pabolo.rules.codes import grouped


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The code on paper; a POST takes the file out."""
    actor, at = actor_in(request), clock.now()
    case_for(actor, case_id)
    if request.method == "POST":
        made = incoming.answer_file(case_id=case_id, by=actor, at=at)
        return file_answer(made.data, f"jawaban-{name_of(case_id)}")
    file = open_file(case_id=case_id, by=actor, at=at, verb="transfer.read")
    one = last_taken(file.state.transfers.values())
    if one is None or one.taken is None:
        raise Http404
    taken = one.taken
    words = {
        "case_id": case_id,
        "name": name_of(case_id),
        "origin": taken.origin,
        "number": taken.number,
        "transfer": code_of(taken.transfer),
        "code": grouped(taken.code),
        "day": taken.at,
    }
    return render(request, "office/transfers/receipt.html", words)
