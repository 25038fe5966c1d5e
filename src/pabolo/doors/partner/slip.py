"""The partner's page: type the code or follow the link of the slip, read one packet, reply.

A link's secret stands behind `#`: browsers never send that part, so it is in no log and in no
Referer; a small script puts it into the field. Opening is always a POST by a person's own touch,
so that the previews of messengers open and record nothing.
"""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pabolo.doors.partner.guesses import GUESSES
from pabolo.doors.shared.errors import TOO_LARGE
from pabolo.doors.shared.formats import day as said_day
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import values
from pabolo.programme.referrals.actions.answering import Shown, open_packet, reply
from pabolo.programme.referrals.labels import PART, REPLY, WHAT
from pabolo.programme.referrals.secrets import SECRET_SYMBOLS, read_typed
from pabolo.rules.decisions import Refusal
from pabolo.rules.referrals import Mover, next_states
from pabolo.rules.text import clean, clean_line
from pabolo.rules.vocabulary import ReferralState

WORDS_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Writing:
    """What the partner is about to say: kept on the page when something is missing."""

    to: str = ""
    text: str = ""
    when: str = ""
    contact: str = ""
    error: str = ""
    kept: bool = field(default=False)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """The field for the code, or the packet behind it."""
    if request.method != "POST":
        return _field(request)
    try:
        typed = request.POST.get("code", "")
    except TOO_LARGE:
        return _field(request, status=413)
    code = read_typed(typed[:200])
    if isinstance(code, Refusal):
        return _field(request, typed[:200], gettext(code.sentence))
    try:
        return _open(request, code)
    except Locked:
        return _later(request)


def _field(
    request: HttpRequest, typed: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    words = {"typed": typed, "error": error}
    return render(request, "partner/code.html", words, status=status)


def _later(request: HttpRequest) -> HttpResponse:
    response = render(request, "partner/later.html", status=503)
    response.headers["Retry-After"] = "300"
    return response


def _open(request: HttpRequest, code: str) -> HttpResponse:
    at = clock.now()
    most = int(values(clock.today())["partner.guesses_a_minute"])
    if len(code) != SECRET_SYMBOLS and GUESSES.too_many(at, most):
        response = render(request, "partner/pause.html", status=429)
        response.headers["Retry-After"] = "60"
        return response
    writing = Writing()
    if request.POST.get("go") == "reply":
        writing, shown = _reply(request, code)
    else:
        shown = open_packet(typed=code, at=at)
    if shown is None:
        GUESSES.wrong(at)
        return render(request, "partner/nothing.html")
    return _page(request, code, shown, writing)


def _reply(request: HttpRequest, code: str) -> tuple[Writing, Shown | None]:
    asked = request.POST
    writing = Writing(
        to=asked.get("to", ""),
        text=clean(asked.get("text", ""), limit=WORDS_LIMIT).text,
        when=_day(asked.get("when", "")),
        contact=clean_line(asked.get("contact", "")[:120]).text,
    )
    at = clock.now()
    if writing.to not in REPLY:
        error = gettext("Choose one of the answers.")
        return _with(writing, error), open_packet(typed=code, at=at)
    try:
        shown = reply(
            typed=code,
            to=ReferralState(writing.to),
            text=writing.text,
            when=writing.when,
            contact=writing.contact,
            at=at,
        )
    except Refused as refused:
        error = gettext(refused.refusal.sentence)
        return _with(writing, error), open_packet(typed=code, at=at)
    return Writing(kept=True), shown


def _with(writing: Writing, error: str) -> Writing:
    return Writing(writing.to, writing.text, writing.when, writing.contact, error)


def _day(text: str) -> str:
    """A day as the browser's field gives it; anything else is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _page(request: HttpRequest, code: str, shown: Shown, writing: Writing) -> HttpResponse:
    offered = next_states(Mover.PARTNER, shown.state)
    words = {
        "code": code,
        "packet": shown.packet,
        "rows": [(PART[row.part], _text(row.part, row.text)) for row in shown.packet.rows],
        "said": [(WHAT[line.what], line) for line in reversed(shown.said)],
        "state": shown.state.value,
        "answers": [(state.value, REPLY[state.value]) for state in offered],
        "until": shown.until,
        "writing": writing,
    }
    return render(request, "partner/packet.html", words)


def _text(part: str, text: str) -> str:
    """Days as people say them, the rest as it is."""
    day = _day(text)
    return said_day(date.fromisoformat(day)) if day and part in ("answer_by", "birth") else text
