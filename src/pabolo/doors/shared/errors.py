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
from pabolo.ground.lib.refusals import Refused

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# A refusal because somebody was faster, or because the state moved on: the request may be fine
# after a look at what is there now. Everything else is a matter of who may.
CONFLICTS = ("stale", "conflict", "changed", "already", "closed", "duplicate")

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


def refused(refusal_code: str, sentence: str, *, back: str = "") -> HttpResponse:
    """403 or 409 with the rule's sentence. The code is for machines, logs and support."""
    conflict = any(word in refusal_code for word in CONFLICTS)
    words = {"sentence": gettext(sentence), "code": refusal_code, "back": back}
    return page("409" if conflict else "403", 409 if conflict else 403, **words)


def _refusal(request: HttpRequest, exception: Exception) -> HttpResponse:
    assert isinstance(exception, Refused)
    return refused(exception.refusal.code, exception.refusal.sentence)


# The keys' and the audit's exceptions join as soon as those packages stand:
#   (Locked, lambda request, exception: locked()),
#   (AuditUnavailable, lambda request, exception: audit_unavailable()),
ANSWERS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Answer], ...] = (
    (Refused, _refusal),
    (ObjectDoesNotExist, lambda request, exception: not_found(request, exception)),
    (TOO_LARGE, lambda request, exception: too_large()),
)


def answer_to(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page for an exception we know."""
    for kinds, answer in ANSWERS:
        if isinstance(exception, kinds):
            return answer(request, exception)
    return None
