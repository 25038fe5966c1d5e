"""How django-allauth behaves here: nobody signs up, nothing is mailed, secrets are sealed."""

import base64
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pabolo.ground.accounts.actions.people import note_sign_in
from pabolo.ground.accounts.box import seal, unseal
from pabolo.ground.accounts.browsers import browser_of
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.accounts.sessions import BROWSER, STARTED, WAY, SessionStore
from pabolo.ground.lib.clock import day_of, now
from pabolo.rules.accounts import home_of


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an administrator; no sign-up, no mail, no flash messages."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "User name and password do not match. Check both and try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened themselves."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, after the audit entry is there; the session's clock starts now."""
        at = now()
        way = str(request.session.get(WAY, "password"))
        note_sign_in(way=way, by=actor_of(UUID(str(user.pk)), day_of(at)), at=at)
        super().login(request, user)
        request.session[STARTED] = at.timestamp()
        request.session[BROWSER] = browser_of(request.headers.get("User-Agent", ""))
        SessionStore.clear_expired()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Each person starts at their own door."""
        return home_of(actor_of(UUID(str(request.user.pk)), day_of(now())))

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address is looked at, so none can be kept."""
        return "0.0.0.0"  # noqa: S104


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets are sealed under the installation's secret."""

    def get_totp_issuer(self) -> str:
        """The name that authenticator apps show: no service name that gives a purpose away."""
        return "Catatan Desa"

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The user name."""
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return base64.b64encode(seal("second factor", text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; an empty one never matches a code."""
        opened = unseal("second factor", base64.b64decode(encrypted_text))
        return opened.decode() if opened else ""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed."""
