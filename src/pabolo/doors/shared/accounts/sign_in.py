"""Signing in: password, then code; the text of a form sent too late comes along. Locking."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pabolo.demo.cast import CAST, member
from pabolo.doors.shared.accounts import browser
from pabolo.doors.shared.accounts import kept as keeping
from pabolo.doors.shared.accounts.forms import CodeForm, SignInForm, note_proof
from pabolo.doors.shared.accounts.pages import demo_open, not_stored, send_again
from pabolo.doors.shared.accounts.threshold import before_second_factor
from pabolo.doors.shared.actors import person_in
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import actor_of, person_named
from pabolo.ground.accounts.sessions import WAY
from pabolo.ground.lib.clock import day_of, now
from pabolo.rules.accounts import home_of


def next_in(request: HttpRequest) -> str:
    """The address to go on to, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours and wanted.startswith("/") else ""


def home(request: HttpRequest) -> str:
    """Where the person now signed in starts."""
    return home_of(actor_of(person_in(request), day_of(now())))


def arrived(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """After a whole sign-in: the kept text first, where there is any."""
    if not request.user.is_authenticated:
        return response
    kept = keeping.waiting_for(request, person_in(request).id, now())
    return send_again(request, kept) if kept else response


class SignIn(LoginView):  # type: ignore[misc]
    """User name and password. Who has no second factor yet goes on to link one."""

    template_name = "shared/accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, where to go on to, and the text that travels along."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.pop("site", None)  # allauth's word for something else than ours
        own = {"next": next_in(self.request), "kept": self.request.POST.get(keeping.FIELD, "")}
        return {**context, **own, "demo_open": demo_open()}

    def get_success_url(self) -> str:
        """Where to go on to; empty lets the person's home decide."""
        return next_in(self.request)

    def form_valid(self, form: SignInForm) -> HttpResponseBase:
        """With text to carry, ask for the code on this very page instead of going to it."""
        response: HttpResponseBase = super().form_valid(form)
        token = self.request.POST.get(keeping.FIELD, "")
        if token and response.headers.get("Location") == reverse("mfa_authenticate"):
            context = {"form": CodeForm(user=form.user), "kept": token}
            return not_stored(render(self.request, "shared/accounts/code.html", context))
        return arrived(self.request, response)


class Code(AuthenticateView):  # type: ignore[misc]
    """The second step: a code from the app, or a recovery code."""

    template_name = "shared/accounts/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and the text that travels along."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.pop("site", None)
        return {**context, "kept": self.request.POST.get(keeping.FIELD, "")}

    def form_valid(self, form: CodeForm) -> HttpResponseBase:
        """Signed in: this browser is known from now on."""
        response = arrived(self.request, super().form_valid(form))
        if self.request.user.is_authenticated:
            browser.remember(self.request, response, form.user.username)
        return response


sign_in = SignIn.as_view()
code = login_not_required(never_cache(Code.as_view()))


@login_not_required
@require_http_methods(["GET", "HEAD"])
def closed_account(request: HttpRequest) -> HttpResponse:
    """The password was right, the account is closed."""
    return not_stored(render(request, "shared/accounts/no_post.html", status=403))


@before_second_factor("locking must always work")
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the screen: the session ends and the browser forgets the pages it showed.

    Storage is left alone: unsent village notes lie there, sealed.
    """
    if request.method != "POST":
        context = {"next": next_in(request)}
        return not_stored(render(request, "shared/accounts/lock.html", context))
    logout(request)
    response = redirect(reverse("account_login"))
    response["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponseBase:
    """One click steps in as a sample person. Does not exist where real people are."""
    if not demo_open():
        raise Http404
    username = request.POST.get("person", "")
    if username:
        return _step_in(request, username)
    context = {
        "cast": [(one, ROLES[one.role]) for one in CAST],
        "kept": request.POST.get(keeping.FIELD, ""),
        "next": next_in(request),
        "title": _("Sample people"),
    }
    return not_stored(render(request, "shared/accounts/demo.html", context))


def _step_in(request: HttpRequest, username: str) -> HttpResponseBase:
    person = person_named(username) if member(username) else None
    if person is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    request.session[WAY] = "demo"
    note_proof(request, person.id)
    get_adapter().login(request, person)
    return arrived(request, redirect(next_in(request) or home(request)))
