"""The threshold of every room: signed in, in office today, second factor proved, right door."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from pabolo.doors.shared.accounts import kept as keeping
from pabolo.doors.shared.accounts.pages import no_post, not_stored, sign_in_again
from pabolo.doors.shared.languages import bare_path
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.accounts.sessions import SECOND_FACTOR
from pabolo.ground.lib.clock import day_of, now
from pabolo.rules.accounts import may_pass_door

type View = Callable[..., HttpResponseBase]


def before_second_factor(reason: str) -> Callable[[View], View]:
    """Mark a view that a signed-in person may use before proving a second factor, and why."""

    def mark(view: View) -> View:
        view.before_second_factor = reason  # type: ignore[attr-defined]
        return view

    return mark


def second_factor_proved(request: HttpRequest) -> bool:
    """Whether this session, not only the account, has proved the second factor."""
    return bool(request.session.get(SECOND_FACTOR) == str(request.user.pk))


class Threshold(LoginRequiredMiddleware):
    """Deny by default. Views with `login_not_required` never touch the session here."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let through, or answer instead of the view."""
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self._ask(request, view_func)
        request.actor = actor_of(request.user.pk, day_of(now()))  # type: ignore[attr-defined]
        return self._check(request, view_func)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """No copy of a page behind the gate stays in a cache."""
        return not_stored(response) if hasattr(request, "actor") else response

    def _ask(self, request: HttpRequest, view: View) -> HttpResponseBase:
        if not keeping.worth_keeping(request):
            return self.handle_no_permission(request, view)
        whose = getattr(request.session, "ended_for", None)
        return sign_in_again(request, keeping.read(request, whose, now()))

    def _check(self, request: HttpRequest, view: View) -> HttpResponseBase | None:
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.roles:
            logout(request)
            return no_post(request)
        if hasattr(view, "before_second_factor"):
            return None
        if request.user.password_given:  # type: ignore[union-attr]
            return redirect("account_change_password")
        if not second_factor_proved(request):
            return redirect("mfa_activate_totp")
        if not may_pass_door(actor, bare_path(request.path)):
            raise Http404
        return None
