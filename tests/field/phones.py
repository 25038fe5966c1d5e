"""A phone as the protocol has it: made of the document, not of the server's code."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from pabolo.ground.devices.envelopes import from_text, seal_envelope, to_text
from pabolo.ground.lib import clock
from tests.village.conftest import phone as signed_in


@dataclass
class Wallet:
    """What a person holds on a phone."""

    id: str
    token: str
    half: str = ""


@dataclass
class Phone:
    """An enrolled phone with its outbox."""

    device: str
    token: str
    public: bytes
    people: dict[str, Wallet] = field(default_factory=dict)
    outbox: dict[str, dict[str, str]] = field(default_factory=dict)
    skew: timedelta = timedelta()
    checkpoint: str = ""

    def now(self) -> datetime:
        return clock.now() + self.skew

    def seal(self, kind: str, body: dict[str, Any], who: str = "nur", **change: Any) -> str:
        """Put an entry in the outbox; its id."""
        identity = secrets.token_hex(16)
        wallet = self.people.get(who)
        said = {
            "v": 1,
            "kind": kind,
            "person": wallet.id if wallet else "",
            "proof": wallet.token if wallet else "",
            "rules": "1",
            "body": body,
        } | change
        sealed = seal_envelope(
            json.dumps(said).encode(),
            identity=UUID(hex=identity),
            device=UUID(hex=self.device),
            server=self.public,
        )
        made = self.now().astimezone(UTC).isoformat()
        text = to_text(sealed)
        self.outbox[identity] = {"id": identity, "made": made, "sealed": text}
        return identity

    def post(self, path: str, words: dict[str, Any], client: Client | None = None) -> Any:
        return (client or Client()).post(
            path,
            json.dumps({"v": 1, **words}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.device}.{self.token}"},
        )

    def send(self, *ids: str, waiting: tuple[str, ...] = ()) -> Any:
        """Send these, or all of the outbox."""
        chosen = [self.outbox[one] for one in (ids or tuple(self.outbox))]
        return self.post(
            "/desa/api/kirim/",
            {
                "clock": self.now().astimezone(UTC).isoformat(),
                "checkpoint": self.checkpoint,
                "envelopes": chosen,
                "waiting": list(waiting),
            },
        )

    def states(self, *ids: str) -> dict[str, str]:
        """Send, and how each stands."""
        answer = self.send(*ids)
        assert answer.status_code == 200, answer.content
        return {one["id"]: one["state"] for one in answer.json()["answers"]}

    def open(self, who: str = "nur", proof: str = "") -> Any:
        wallet = self.people[who]
        words = {"person": wallet.id, "proof": proof or wallet.token}
        return self.post("/desa/api/buka/", words)


def enrol(who: str = "nur", on: Phone | None = None, label: str = "HP dapur") -> Phone:
    """Enrol a phone, or one more person on it."""
    words: dict[str, Any] = {"label": label}
    if on:
        words |= {"device": on.device, "device_token": on.token}
    answer = signed_in(who).post(
        "/desa/api/daftar/", json.dumps({"v": 1, **words}), content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    got = answer.json()
    found = on or Phone(got["device"], got["device_token"], from_text(got["field_key"]["public"]))
    found.people[who] = Wallet(got["person"]["id"], got["person_token"], got["half"])
    found.checkpoint = found.checkpoint or got["checkpoint"]
    return found
