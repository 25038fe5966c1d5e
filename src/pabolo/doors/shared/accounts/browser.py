"""Does this browser belong to this account? Then strangers' guesses do not slow its owner down.

A sealed cookie, set after a whole sign-in and sent to the sign-in pages only.
"""

import secrets

import msgspec
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from pabolo.ground.accounts.box import seal, unseal

COOKIE = "peramban"
_PURPOSE = "known browser"
_AGE = 90 * 24 * 3600


def known(request: HttpRequest | None, account: str) -> str:
    """This browser's own mark if it has signed in as the account before; empty otherwise."""
    try:
        cookie = bytes.fromhex(request.COOKIES.get(COOKIE, "")) if request else b""
        opened = unseal(_PURPOSE, cookie)
        whose, mark = msgspec.json.decode(opened or b'["",""]', type=tuple[str, str])
    except (ValueError, msgspec.DecodeError):
        return ""
    return mark if whose == account.strip().lower() else ""


def remember(request: HttpRequest, response: HttpResponseBase, account: str) -> None:
    """Mark this browser as the account's own."""
    mark = known(request, account) or secrets.token_hex(8)
    cookie = seal(_PURPOSE, msgspec.json.encode((account, mark))).hex()
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=_AGE,
        path=reverse("account_login"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
