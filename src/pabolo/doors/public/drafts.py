"""A report on its way: carried from page to page inside the form, kept nowhere until it is sent."""

from dataclasses import dataclass, replace
from datetime import date

import msgspec
from django.core.exceptions import BadRequest
from django.http import QueryDict

from pabolo.doors.shared import one_time
from pabolo.ground.policy.queries import number
from pabolo.programme.intake.told import Told

_DECODER = msgspec.json.Decoder(Told)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was told so far, and the form's token. `renewed`: the token had been too old."""

    told: Told
    token: one_time.Token
    today: date
    renewed: bool = False

    @property
    def carried(self) -> str:
        """What travels in the hidden field."""
        return msgspec.json.encode(self.told).decode()

    def with_told(self, told: Told) -> "Draft":
        """The same draft, further on."""
        return replace(self, told=told)

    def renew(self) -> "Draft":
        """The same draft under a new token."""
        return replace(self, token=one_time.issue(), renewed=True)


def new(today: date) -> Draft:
    """An empty draft."""
    return Draft(Told(), one_time.issue(), today)


def token_of(data: QueryDict, today: date) -> one_time.Token | None:
    """The token in a form; None when it is not ours."""
    return one_time.read(data.get("token", ""), hours=number("form.token_hours", today))


def read(data: QueryDict, today: date) -> Draft:
    """The draft that came back. An unreadable one is a bad request; a foreign token is renewed."""
    try:
        told = _DECODER.decode(data.get("told", "{}"))
    except msgspec.MsgspecError as error:
        raise BadRequest("unreadable answers") from error
    token = token_of(data, today)
    if token is None:
        return Draft(told, one_time.issue(), today, renewed=True)
    return Draft(told, token, today)
