"""Prove it is still you: a fresh code before the few things that need one."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pabolo.doors.shared.accounts import kept as keeping
from pabolo.doors.shared.accounts.forms import CodeForm
from pabolo.doors.shared.accounts.pages import demo_open, not_stored, send_again
from pabolo.doors.shared.accounts.sign_in import home, next_in
from pabolo.doors.shared.actors import person_in
from pabolo.ground.accounts.sessions import PROVED, WAY
from pabolo.ground.lib.clock import now
from pabolo.rules.accounts import step_up_due

type View = Callable[..., HttpResponseBase]


def proved_recently(request: HttpRequest) -> bool:
    """Whether a code was given in the last five minutes. Sample people have no phone: always."""
    if request.session.get(WAY) == "demo" and demo_open():
        return True
    stored = request.session.get(PROVED)
    return not step_up_due(datetime.fromtimestamp(stored, UTC) if stored else None, now())


def step_up(view: View) -> View:
    """Decorator: ask for a fresh code first. A form that was sent keeps its text meanwhile."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if proved_recently(request):
            return view(request, *args, **kwargs)
        token = ""
        if request.method == "POST":
            token = keeping.close(keeping.read(request, person_in(request).id, now()))
        return _page(request, CodeForm(user=request.user), token, request.get_full_path())

    return guarded


def _page(request: HttpRequest, form: CodeForm, token: str, onward: str) -> HttpResponse:
    context = {"form": form, "kept": token, "next": onward}
    return not_stored(render(request, "shared/accounts/step_up.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponseBase:
    """The fresh code. The session gets a new id; kept text comes back."""
    token = request.POST.get(keeping.FIELD, "")
    form = CodeForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return _page(request, form, token, next_in(request))
    form.save()
    request.session.cycle_key()
    kept = keeping.waiting_for(request, person_in(request).id, now())
    return send_again(request, kept) if kept else redirect(next_in(request) or home(request))
