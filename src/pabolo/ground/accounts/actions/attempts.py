"""Slowing down guesses: a growing wait for each account and browser, never a lock-out."""

import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from pabolo.ground.accounts.models import Attempt
from pabolo.rules.accounts import FORGOTTEN_AFTER, wait_after

# Sixteen bits: the table holds at most 65,536 rows, and a row names nobody.
_TAG_DIGITS = 4


def tag_of(kind: str, account: str, browser: str = "") -> str:
    """The short keyed hash under which attempts are counted."""
    value = "\x00".join((kind, account.strip().lower(), browser)).encode()
    return hmac.digest(settings.SECRET_KEY.encode(), value, "sha256").hex()[:_TAG_DIGITS]


def begin(tag: str, *, at: datetime) -> timedelta:
    """Count one attempt as failed before it is judged; how long to wait instead, if at all.

    Counting first means that many guesses at once get no further than one after the other.
    An attempt made while waiting does not prolong the wait.
    """
    with transaction.atomic():
        row, _new = Attempt.objects.select_for_update().get_or_create(
            tag=tag, defaults={"wait_until": at}
        )
        if row.wait_until > at:
            return row.wait_until - at
        forgotten = at - row.wait_until >= FORGOTTEN_AFTER
        row.failures = 1 if forgotten else row.failures + 1
        row.wait_until = at + wait_after(row.failures)
        row.save(update_fields=["failures", "wait_until"])
    return timedelta()


def succeed(tag: str) -> None:
    """The attempt was right: nothing is held against this account and browser."""
    Attempt.objects.filter(tag=tag).delete()
