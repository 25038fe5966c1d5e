"""What does somebody see when we cannot do what they asked? A sentence, and what to do now.

The pages never hold a name, an address or a stack trace, and 404 is the same bytes whether
the thing is absent or out of reach.
"""

from collections.abc import Callable

from django.core.exceptions import (
    ObjectDoesNotExist,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from pabolo.doors.shared.site import current
from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.refusals import Refused

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# Refusals about who asks answer 403. All others are about what is asked, or about how things
# stand, and answer 409; when somebody was faster, the page says that first.
WHO = ("not_your", "not_signed_in", "not_admin", "not_supervisor", "role", "own_", "no_post",
       "second_person", "admin_apart")  # fmt: skip
FASTER = ("stale", "conflict", "changed")

type Answer = Callable[[HttpRequest, Exception], HttpResponse]


def page(name: str, status: int, **words: object) -> HttpResponse:
    """An error page. It knows the installation and nothing of the request."""
    body = render_to_string(f"shared/errors/{name}.html", {"site": current(), **words})
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when too much was sent."""
    return too_large() if isinstance(exception, TOO_LARGE) else page("400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 without a rule of ours behind it."""
    return page("403", 403, sentence="")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the form was open too long or came from elsewhere."""
    return page("csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, one page, byte-identical in each language."""
    return page("404", 404)


def too_large() -> HttpResponse:
    """413."""
    return page("413", 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Rendered without context processors, which may be what failed."""
    return page("500", 500)


def locked() -> HttpResponse:
    """503 while the keys are not in memory."""
    response = page("locked", 503)
    response.headers["Retry-After"] = "300"
    return response


def audit_unavailable() -> HttpResponse:
    """503 when a reading could not be recorded: then nothing is opened."""
    response = page("audit", 503)
    response.headers["Retry-After"] = "60"
    return response


def status_of(refusal_code: str) -> int:
    """403 when a refusal is about who asks, else 409."""
    return 403 if any(word in refusal_code for word in WHO) else 409


def refused(refusal_code: str, sentence: str, *, back: str = "") -> HttpResponse:
    """403 or 409 with the rule's sentence. The code is for machines, logs and support."""
    words = {"sentence": gettext(sentence), "code": refusal_code, "back": back}
    if status_of(refusal_code) == 403:
        return page("403", 403, **words)
    faster = any(word in refusal_code for word in FASTER)
    return page("stale" if faster else "409", 409, **words)


def _refusal(request: HttpRequest, exception: Exception) -> HttpResponse:
    assert isinstance(exception, Refused)
    return refused(exception.refusal.code, exception.refusal.sentence)


ANSWERS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Answer], ...] = (
    (Refused, _refusal),
    (Locked, lambda request, exception: locked()),
    (AuditUnavailable, lambda request, exception: audit_unavailable()),
    (ObjectDoesNotExist, lambda request, exception: not_found(request, exception)),
    (TOO_LARGE, lambda request, exception: too_large()),
)


def answer_to(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page for an exception we know."""
    for kinds, answer in ANSWERS:
        if isinstance(exception, kinds):
            return answer(request, exception)
    return None
