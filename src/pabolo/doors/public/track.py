"""Coming back with the report code. It travels in the body of the request, never in an address.

A slip of the pen is said (the check symbol tells); whether a report exists is not: every well
formed code that leads nowhere gets the same answer.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pabolo.doors.public.drafts import token_of
from pabolo.doors.shared import one_time
from pabolo.doors.shared.errors import TOO_LARGE
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.intake.actions.mailbox import write_from_reporter
from pabolo.programme.intake.errors import NotKept
from pabolo.programme.intake.labels import PROGRESS
from pabolo.programme.intake.queries.promises import promises
from pabolo.programme.intake.queries.tracking import track
from pabolo.programme.intake.words import code_words
from pabolo.rules.codes import read_code
from pabolo.rules.decisions import Refusal


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody is about to add: the text kept, what was wrong, whether it arrived."""

    text: str = ""
    error: str = ""
    kept: bool = False
    renewed: bool = False


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The field for the code, or the report behind it."""
    if request.method != "POST":
        return _field(request)
    try:
        typed = request.POST.get("code", "")
    except TOO_LARGE:
        return render(request, "public/report/too_large.html", status=413)
    code = read_code(typed, code_words())
    if isinstance(code, Refusal):
        return _field(request, typed, gettext(code.sentence))
    try:
        return _open(request, code)
    except Locked:
        return _later(request)


def _field(request: HttpRequest, typed: str = "", error: str = "") -> HttpResponse:
    return render(request, "public/track/code.html", {"typed": typed, "error": error})


def _later(request: HttpRequest) -> HttpResponse:
    response = render(request, "public/track/later.html", status=503)
    response.headers["Retry-After"] = "300"
    return response


def _open(request: HttpRequest, code: str) -> HttpResponse:
    writing = Writing()
    if request.POST.get("go") == "write":
        writing = _write(request, code)
    return _status(request, code, writing)


def _write(request: HttpRequest, code: str) -> Writing:
    text, today = request.POST.get("text", ""), clock.today()
    token = token_of(request.POST, today)
    if token is None or not token.fresh:
        return Writing(text, renewed=True)
    try:
        write_from_reporter(code=code, text=text, token=token.value, today=today)
    except Refused as refused:
        return Writing(text, gettext(refused.refusal.sentence))
    except NotKept:
        return Writing(
            text, gettext("We could not receive it just now. Your words are still here; try again.")
        )
    return Writing(kept=True)


def _status(request: HttpRequest, code: str, writing: Writing) -> HttpResponse:
    found = track(code)
    if found is None:
        return render(request, "public/track/unknown.html")
    words = {
        "code": code,
        "status": found,
        "progress": PROGRESS.get(found.progress, PROGRESS["received"]),
        "promises": promises(found.received_day),
        "token": one_time.issue(),
        "writing": writing,
    }
    return render(request, "public/track/status.html", words)
