"""Where sessions live: by the hash of their key, sealed, ended after idle and absolute limits."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from pabolo.ground.accounts.box import seal, unseal
from pabolo.ground.accounts.models import Session
from pabolo.ground.lib.clock import now
from pabolo.rules.accounts import session_over

STARTED = "started"
BROWSER = "browser"
WAY = "way"
SECOND_FACTOR = "second_factor"
PROVED = "proved"
_SEEN_EVERY = timedelta(minutes=1)
_KEPT = timedelta(days=2)


def key_hash(key: str | None) -> str:
    """Under which a session's row is found. The key itself is never stored."""
    return hashlib.sha256(b"pabolo session " + (key or "").encode()).hexdigest()


def _person(data: Mapping[str, Any]) -> UUID | None:
    stored = data.get(SESSION_KEY)
    return UUID(str(stored)) if stored else None


def end(row: Session | None) -> None:
    """Empty and end one session; the next request with its key finds nothing."""
    if row is not None:
        Session.objects.filter(pk=row.pk).update(sealed=b"", ended_at=now())


class SessionStore(SessionBase):
    """Django's session interface over our table. `ended_for` names whose session ran out."""

    ended_for: UUID | None = None

    def load(self) -> dict[str, Any]:
        """The session's data, or nothing when it is unknown, ended or has run out."""
        row = Session.objects.filter(key_hash=key_hash(self.session_key)).first()
        data = self._live(row) if row else None
        if data is None:
            self.ended_for = row.person_id if row else None
            self._session_key: str | None = None
            return {}
        return data

    def _live(self, row: Session) -> dict[str, Any] | None:
        at = now()
        if row.ended_at is not None:
            return None
        if session_over(row.started_at, row.seen_at, at):
            end(row)
            return None
        opened = unseal("session", bytes(row.sealed), (self.session_key or "").encode())
        if opened is None:
            return None
        if at - row.seen_at >= _SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(seen_at=at)
        data: dict[str, Any] = msgspec.json.decode(opened)
        return data

    def exists(self, session_key: str | None = None) -> bool:
        """Whether a row has this key."""
        return Session.objects.filter(key_hash=key_hash(session_key)).exists()

    def create(self) -> None:
        """Begin a new session under a fresh key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write the data under the current key."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        values = self._values(self.session_key, data)
        if must_create:
            self._insert(self.session_key, values)
            return
        known = Session.objects.filter(key_hash=key_hash(self.session_key), ended_at=None)
        if not known.update(**values):
            raise UpdateError

    def _values(self, key: str, data: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {
            "sealed": seal("session", msgspec.json.encode(data), key.encode()),
            "person_id": _person(data),
            "browser": data.get(BROWSER, ""),
        }
        if STARTED in data:
            values["started_at"] = datetime.fromtimestamp(data[STARTED], UTC)
        return values

    def _insert(self, key: str, values: dict[str, Any]) -> None:
        at = now()
        try:
            with transaction.atomic():
                Session.objects.create(
                    key_hash=key_hash(key), seen_at=at, **{"started_at": at, **values}
                )
        except IntegrityError as error:
            raise CreateError from error

    def delete(self, session_key: str | None = None) -> None:
        """End the session; its emptied row goes with the next clearing."""
        end(Session.objects.filter(key_hash=key_hash(session_key or self.session_key)).first())

    @classmethod
    def clear_expired(cls) -> None:
        """Remove rows that nobody has used for two days."""
        Session.objects.filter(seen_at__lt=now() - _KEPT).delete()
