"""One's own account: second factor, recovery codes, password, sessions."""

from uuid import UUID

from allauth.mfa.adapter import get_adapter
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from pabolo.doors.shared.accounts import browser
from pabolo.doors.shared.accounts.forms import EnrolForm, OwnPasswordForm, note_proof
from pabolo.doors.shared.accounts.pages import not_stored
from pabolo.doors.shared.accounts.sign_in import home
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.accounts.threshold import before_second_factor, second_factor_proved
from pabolo.doors.shared.actors import actor_in, person_in
from pabolo.ground.accounts import queries
from pabolo.ground.accounts.actions import factors, people
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.sessions import key_hash
from pabolo.ground.lib.clock import now
from pabolo.ground.lib.refusals import Refused

_SECRET = "new_secret"  # noqa: S105


@require_http_methods(["GET", "HEAD"])
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own sign-in on one page."""
    actor = actor_in(request)
    context = {
        "roles": [ROLES[role] for role in sorted(actor.roles)],
        "linked": queries.second_factor_ready(actor.id),
        "codes_left": queries.recovery_codes_left(actor.id),
        "sessions": queries.open_sessions(actor.id, key_hash(request.session.session_key), now()),
        "home": home(request),
    }
    return render(request, "shared/accounts/account.html", context)


@before_second_factor("this is where it is linked")
@require_http_methods(["GET", "HEAD", "POST"])
def link_app(request: HttpRequest) -> HttpResponseBase:
    """Link an authenticator app: the first one right after the password, a new one by a code."""
    if person_in(request).password_given:
        return redirect("account_change_password")
    if not queries.second_factor_ready(person_in(request).id):
        return _link(request)
    if not second_factor_proved(request):
        # Somebody linked an app meanwhile; this session never proved it.
        request.session.flush()
        return redirect("account_login")
    return _link_anew(request)


@step_up
def _link_anew(request: HttpRequest) -> HttpResponseBase:
    return _link(request)


def _link(request: HttpRequest) -> HttpResponse:
    secret = request.session.get(_SECRET)
    if request.method == "POST" and secret is None:
        return redirect("mfa_index")
    if secret is None:
        secret = request.session[_SECRET] = factors.new_secret()
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        try:
            codes = factors.enrol(
                secret=secret, code=form.cleaned_data["code"], by=actor_in(request), at=now()
            )
        except Refused as refused:
            form.add_error("code", refused.refusal.sentence)
        else:
            return _linked(request, codes)
    return _link_page(request, form, secret)


def _link_page(request: HttpRequest, form: EnrolForm, secret: str) -> HttpResponse:
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, secret)
    context = {
        "form": form,
        "url": url,
        # Drawn by the QR library from an address that we made: no text of a person in it.
        "drawing": mark_safe(adapter.build_totp_svg(url)),  # noqa: S308
        "groups": [secret[place : place + 4] for place in range(0, len(secret), 4)],
    }
    return not_stored(render(request, "shared/accounts/link_app.html", context))


def _linked(request: HttpRequest, codes: list[str]) -> HttpResponse:
    del request.session[_SECRET]
    note_proof(request, person_in(request).id)
    request.session.cycle_key()
    response = _codes_page(request, codes)
    browser.remember(request, response, request.user.get_username())
    return response


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"codes": [f"{code[:4]} {code[4:]}" for code in codes], "home": home(request)}
    return not_stored(render(request, "shared/accounts/codes.html", context))


@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, shown once."""
    if request.method != "POST":
        return render(request, "shared/accounts/new_codes.html")
    return _codes_page(request, factors.renew_recovery_codes(by=actor_in(request), at=now()))


@before_second_factor("a password that was given must be changed first")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose one's own password; every other session ends."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if not form.is_valid():
        return not_stored(render(request, "shared/accounts/password.html", {"form": form}))
    chosen, keep = form.cleaned_data["new_password1"], key_hash(request.session.session_key)
    people.choose_password(password=chosen, by=actor_in(request), at=now(), keep=keep)
    person = person_in(request)
    person.refresh_from_db()
    update_session_auth_hash(request, person)
    return redirect("mfa_index")


@require_POST
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """End one of one's own sessions. The one in use goes through locking."""
    people.end_session(session=session, by=actor_in(request), at=now())
    return redirect("mfa_index")
