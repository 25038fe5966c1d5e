"""Text that somebody had typed when their session was over: carried by their own browser.

It travels sealed in the sign-in form, is never stored here, and comes back only to the person
whose session it was.
"""

import base64
import binascii
import zlib
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from django.http import HttpRequest

from pabolo.doors.shared.languages import bare_path
from pabolo.ground.accounts.box import seal, unseal
from pabolo.rules.accounts import DOORS, IDLE, WHOLE

FIELD = "kept"
_PURPOSE = "kept text"
_LONGEST = 1_000_000
_NEVER = frozenset({"csrfmiddlewaretoken", FIELD})


class Kept(msgspec.Struct, frozen=True):
    """A form as it was sent: where to, by whom if known, when, and its text. Never its files."""

    path: str
    fields: tuple[tuple[str, str], ...]
    person: UUID | None
    at: datetime
    files: bool = False

    @property
    def texts(self) -> list[str]:
        """What was written in words, for showing; ticks and codes say nothing on a page."""
        return [value for _name, value in self.fields if len(value.split()) > 1]

    @property
    def others(self) -> int:
        """How many other answers are kept beside the words."""
        return len([value for _name, value in self.fields if value]) - len(self.texts)

    def fits(self, person: UUID, at: datetime) -> bool:
        """Whether this person may have it back now. Nobody's text only for a short while."""
        age: timedelta = at - self.at
        return age < WHOLE if self.person == person else self.person is None and age < IDLE


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def worth_keeping(request: HttpRequest) -> bool:
    """Whether this is a form sent to a room that needs a sign-in."""
    path = bare_path(request.path)
    return request.method == "POST" and any(path.startswith(door) for door in DOORS)


def read(request: HttpRequest, person: UUID | None, at: datetime) -> Kept:
    """The form in this request."""
    fields = tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in _NEVER
        for value in values
    )
    return Kept(request.get_full_path(), fields, person, at, bool(request.FILES))


def close(kept: Kept) -> str:
    """Sealed for a hidden field; empty when it is too long to carry."""
    packed = zlib.compress(msgspec.msgpack.encode(kept))
    if len(packed) > _LONGEST:
        return ""
    return base64.urlsafe_b64encode(seal(_PURPOSE, packed)).decode()


def reopen(token: str) -> Kept | None:
    """What a hidden field carries; None for anything that we did not seal."""
    try:
        packed = unseal(_PURPOSE, base64.urlsafe_b64decode(token))
    except (binascii.Error, ValueError):
        return None
    return msgspec.msgpack.decode(zlib.decompress(packed), type=Kept) if packed else None


def waiting_for(request: HttpRequest, person: UUID, at: datetime) -> Kept | None:
    """The text in this request's hidden field, if it belongs to the person now signed in."""
    kept = reopen(request.POST.get(FIELD, ""))
    return kept if kept and kept.fits(person, at) else None
