"""A phone of the village as the protocol has it, with an outbox and a network that loses things."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from django.test import Client

from pabolo.ground.devices.actions.enrolling import Enrolled
from pabolo.ground.devices.envelopes import seal_envelope, to_text
from pabolo.ground.lib import clock

SEND: Final = "/desa/api/kirim/"
OPEN: Final = "/desa/api/buka/"
CLIENT: Final = Client(HTTP_HOST="localhost")


@dataclass
class Request:
    """What is on its way: it may arrive late, twice, or never."""

    device: str
    token: str
    words: dict[str, Any]


def post(path: str, request: Request) -> Any:
    """Let it arrive."""
    return CLIENT.post(
        path,
        json.dumps({"v": 1, **request.words}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {request.device}.{request.token}"},
    )


@dataclass
class Phone:
    """What lies on a phone. `people`: the token of each person on it."""

    device: UUID
    token: str
    server: bytes
    people: dict[UUID, str] = field(default_factory=dict)
    outbox: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    skew: timedelta = timedelta()
    wiped: bool = False

    def now(self) -> datetime:
        """What its clock shows."""
        return clock.now() + self.skew

    def carries(self, person: UUID, given: Enrolled) -> None:
        """Keep what enrolling gave."""
        self.people[person] = to_text(given.person_token)

    def write(self, kind: str, body: dict[str, Any], person: UUID | None) -> UUID:
        """Seal an entry into the outbox; its id."""
        identity = UUID(bytes=secrets.token_bytes(16))
        who = {"person": person.hex, "proof": self.people[person]} if person else {}
        said = {"v": 1, "kind": kind, **who, "rules": "1", "body": body}
        sealed = seal_envelope(
            json.dumps(said).encode(), identity=identity, device=self.device, server=self.server
        )
        made = self.now().astimezone(UTC).isoformat()
        envelope = {"id": identity.hex, "made": made, "sealed": to_text(sealed)}
        self.outbox[identity.hex] = envelope
        return identity

    def request(self, rng: Random, most: int = 20) -> Request:
        """Some of the outbox, in any order, and the question how the rest stands."""
        chosen = rng.sample(list(self.outbox), min(most, len(self.outbox)))
        words = {
            "clock": self.now().astimezone(UTC).isoformat(),
            "checkpoint": "",
            "envelopes": [self.outbox[one] for one in chosen],
            "waiting": [one for one, state in self.answers.items() if state not in ENDS][-100:],
        }
        return Request(self.device.hex, self.token, words)

    def hears(self, reply: dict[str, Any]) -> None:
        """Obey, then keep the answers, then let the envelopes go. No order touches the outbox."""
        self.wiped = any(one["order"] == "wipe" and "person" not in one for one in reply["orders"])
        for answer in reply["answers"]:
            self.answers[answer["id"]] = answer["state"]
            self.outbox.pop(answer["id"], None)


ENDS: Final = frozenset({"done", "refused"})
