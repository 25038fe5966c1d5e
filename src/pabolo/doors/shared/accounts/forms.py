"""The forms of the sign-in door."""

import math
from typing import Any
from uuid import UUID

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pabolo.doors.shared.accounts import browser
from pabolo.ground.accounts.actions import attempts, factors
from pabolo.ground.accounts.sessions import PROVED, SECOND_FACTOR
from pabolo.ground.lib.clock import now

CODE_INPUT = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def counted(tag: str) -> None:
    """Count an attempt; refuse it, with the time to wait, when there were too many."""
    left = attempts.begin(tag, at=now())
    if left:
        minutes = math.ceil(left.total_seconds() / 60)
        raise ValidationError(
            ngettext(
                "Too many tries. Try again in %(minutes)s minute.",
                "Too many tries. Try again in %(minutes)s minutes.",
                minutes,
            )
            % {"minutes": minutes},
            code="wait",
        )


def note_proof(request: HttpRequest, person: UUID) -> None:
    """This session has proved its second factor, at this moment."""
    request.session[SECOND_FACTOR] = str(person)
    request.session[PROVED] = now().timestamp()


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = gettext_lazy("User name"), gettext_lazy("Password")
        name.error_messages["required"] = gettext_lazy("Enter your user name.")
        password.error_messages["required"] = gettext_lazy("Enter your password.")
        password.help_text = ""
        name.widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        password.widget.attrs = {"autocomplete": "current-password"}

    def _clean_with_password(self, credentials: dict[str, Any]) -> Any:
        account = str(credentials["username"])
        tag = attempts.tag_of("password", account, browser.known(self.request, account))
        counted(tag)
        cleaned = super()._clean_with_password(credentials)
        attempts.succeed(tag)
        return cleaned


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code from the app, or a recovery code, to finish signing in."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = gettext_lazy("Code")
        code.help_text = gettext_lazy(
            "Six digits from your authenticator app. Without your phone: a recovery code."
        )
        code.error_messages["required"] = gettext_lazy("Enter the code.")
        code.widget.attrs = dict(CODE_INPUT)

    def clean_code(self) -> str:
        """Spend the code: a code works once, and guesses have to wait."""
        person, code = self.user.pk, str(self.cleaned_data["code"])
        known = browser.known(context.request, self.user.username)
        tag = attempts.tag_of("code", str(person), known)
        counted(tag)
        if factors.accept_code(person=person, code=code, at=now()) is None:
            raise ValidationError(
                _("The code does not match. Wait for the next one and try again."), code="wrong"
            )
        attempts.succeed(tag)
        return code

    def save(self) -> None:
        """Note in the session that it has proved the second factor just now."""
        note_proof(context.request, self.user.pk)


class EnrolForm(forms.Form):
    """The first code of a newly linked app."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("Code from the app"),
        help_text=gettext_lazy("Six digits. A new code comes every 30 seconds."),
        error_messages={"required": gettext_lazy("Enter the code.")},
        widget=forms.TextInput(attrs=CODE_INPUT),
    )


class OwnPasswordForm(PasswordChangeForm):
    """The old password and the new one, twice."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": gettext_lazy("Password now"),
            "new_password1": gettext_lazy("New password"),
            "new_password2": gettext_lazy("New password, once more"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("autofocus", None)
            self.fields[name].error_messages["required"] = gettext_lazy("Fill this in.")
        self.fields["new_password1"].help_text = gettext_lazy(
            "At least 12 characters. Three or four words that only you would put together are good."
        )
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self) -> str:
        """Guesses have to wait here too."""
        tag = attempts.tag_of("own password", str(self.user.pk))
        counted(tag)
        old = super().clean_old_password()
        attempts.succeed(tag)
        return str(old)
