"""The second factor: linking an authenticator app, spending its codes, recovery codes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from pabolo.ground.accounts.models import Person
from pabolo.ground.audit.actions import act
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.rules.accounts import WRONG_CODE, may_keep_accounts
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject

PERIOD = 30
DRIFT = (-1, 0, 1)

new_secret = generate_totp_secret


class Factor(StrEnum):
    """With what a person proved that it is them."""

    APP = "app"
    RECOVERY = "recovery"


def _digits(code: str) -> str:
    return "".join(symbol for symbol in code if symbol.isdigit())


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Which 30-second step around `at` gives this code; None when no one does."""
    here = int(at.timestamp()) // PERIOD
    steps = (here + drift for drift in DRIFT)
    wanted = _digits(code)
    return next(
        (
            step
            for step in steps
            if constant_time_compare(format_hotp_value(hotp_value(secret, step)), wanted)
        ),
        None,
    )


def accept_code(*, person: UUID, code: str, at: datetime) -> Factor | None:
    """Spend a code from the app, or a recovery code. None when it is wrong or already spent."""
    with transaction.atomic():
        account = Person.objects.select_for_update().get(pk=person)
        if _spend_app_code(account, code, at):
            return Factor.APP
        kept = _authenticator(person, Authenticator.Type.RECOVERY_CODES)
        spent = kept is not None and RecoveryCodes(kept).validate_code(_digits(code))
        return Factor.RECOVERY if spent else None


def _authenticator(person: UUID, kind: str) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=person, type=kind).first()


def _spend_app_code(account: Person, code: str, at: datetime) -> bool:
    app = _authenticator(account.id, Authenticator.Type.TOTP)
    step = step_of(decrypt(app.data["secret"]), code, at) if app else None
    # A step at or before the last spent one is a replay.
    if step is None or step <= account.code_step:
        return False
    account.code_step = step
    account.save(update_fields=["code_step"])
    return True


def enrol(*, secret: str, code: str, by: Actor, at: datetime) -> list[str]:
    """Link an authenticator app in place of any earlier one; the new recovery codes come back."""
    step = step_of(secret, code, at)
    if step is None:
        raise Refused(WRONG_CODE)
    with act("factor.linked", by=by, at=at, subject=(Subject.PERSON, by.id)):
        account = Person.objects.select_for_update().get(pk=by.id)
        Authenticator.objects.filter(user_id=by.id).delete()
        TOTP.activate(account, secret)
        account.code_step = step
        account.save(update_fields=["code_step"])
        codes: list[str] = RecoveryCodes.activate(account).get_unused_codes()
    return codes


def renew_recovery_codes(*, by: Actor, at: datetime) -> list[str]:
    """Ten new recovery codes; the old ones stop working."""
    with act("factor.codes_renewed", by=by, at=at, subject=(Subject.PERSON, by.id)):
        account = Person.objects.select_for_update().get(pk=by.id)
        kind = Authenticator.Type.RECOVERY_CODES
        Authenticator.objects.filter(user_id=by.id, type=kind).delete()
        codes: list[str] = RecoveryCodes.activate(account).get_unused_codes()
    return codes


def reset_factor(*, person: UUID, by: Actor, at: datetime) -> None:
    """Unlink someone's app after a lost phone: they link a new one at their next sign-in."""
    ensure(may_keep_accounts(by, person))
    with act("factor.reset", by=by, at=at, subject=(Subject.PERSON, person)):
        Authenticator.objects.filter(user_id=person).delete()
