"""The field app's protocol: what comes in, what goes out (docs/format-lapangan.md)."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pabolo.ground.devices.envelopes import key_id, to_text
from pabolo.ground.keys import ring
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.decisions import Refusal

MOST_BYTES = 1024 * 1024

UNKNOWN_PHONE = Refusal(
    "field.unknown_phone", "The office does not know this phone. Nothing was lost: keep it."
)
MALFORMED = Refusal("field.malformed", "The office could not read this message.")
TOO_MUCH = Refusal("field.too_much", "Too much at once. Send less.")


class EnrolAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Enrol this phone, or one more person on it."""

    v: int
    label: str = ""
    device: str = ""
    device_token: str = ""


class EnvelopeSent(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed entry. `device`: the phone that sealed it, where another one carries it."""

    id: str
    made: datetime
    sealed: str
    device: str = ""


class SyncAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What a phone sends, and what it waits for."""

    v: int
    clock: datetime
    checkpoint: str = ""
    envelopes: list[EnvelopeSent] = []
    waiting: list[str] = []


class OpenAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A person asks for another lease."""

    v: int
    person: str
    proof: str


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one envelope stands."""

    id: str
    state: str
    at: str
    code: str = ""
    sentence: str = ""


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Done before anything else: `wipe` the phone's readable part, `lock` a person."""

    order: str
    person: str = ""


def read[T](request: HttpRequest, kind: type[T]) -> T:
    """The message. Raises `Refused`."""
    raw = request.body
    if len(raw) > MOST_BYTES:
        raise Refused(TOO_MUCH)
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refused(MALFORMED) from error


def said(words: dict[str, Any], status: int = 200) -> HttpResponse:
    """A message back."""
    body = msgspec.json.encode({"v": 1, **words})
    return HttpResponse(body, status=status, content_type="application/json")


def refused(refusal: Refusal, status: int) -> HttpResponse:
    """A message that says what is wrong, in the language of the address."""
    return said({"code": refusal.code, "sentence": _(refusal.sentence)}, status)


def moment(at: datetime) -> str:
    """ISO 8601, UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def field_key() -> dict[str, str]:
    """The public key that phones seal to."""
    public = ring.field_recipient()
    return {"id": key_id(public), "public": to_text(public)}
