"""Pages that more than one view answers with: sign in, send again, no post."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pabolo.doors.shared.accounts import kept as keeping
from pabolo.doors.shared.accounts.forms import SignInForm
from pabolo.doors.shared.accounts.kept import Kept
from pabolo.ground.keys import root


def demo_open() -> bool:
    """Whether anyone may step in as a sample person: only with sample data under a sample key."""
    return settings.MODE == "demo" and root.provider().name == "demo"


def not_stored(response: HttpResponse) -> HttpResponse:
    """Tell browsers and proxies to keep no copy."""
    response["Cache-Control"] = "no-store"
    return response


def sign_in_again(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The sign-in page in answer to a form that came too late; it carries the form's text."""
    token = keeping.close(kept)
    context = {
        "form": SignInForm(request=request),
        "next": request.get_full_path(),
        "kept": token,
        "late": True,
        "too_long": not token,
        "demo_open": demo_open(),
    }
    return not_stored(render(request, "shared/accounts/sign_in.html", context, status=403))


def send_again(request: HttpRequest, kept: Kept, status: int = 200) -> HttpResponse:
    """The kept text, with a button that sends it to where it was going."""
    context = {"sent": kept, "again": True}
    return not_stored(render(request, "shared/accounts/send_again.html", context, status=status))


def no_post(request: HttpRequest) -> HttpResponse:
    """Signed in, but no post today: nothing opens."""
    context = {"sign_in": reverse("account_login")}
    return not_stored(render(request, "shared/accounts/no_post.html", context, status=403))
