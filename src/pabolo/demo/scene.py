"""What every story stands on: who works here on a day, and things drawn by chance."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pabolo.demo.cast import CAST
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.queries.team import cases_of
from pabolo.rules.actors import Actor

_PASSING = frozenset(one.username for one in CAST if one.acting)


@dataclass(slots=True)
class Scene:
    """The made-up regency under construction: its number, its size, its day, its people.

    `cases` in the order in which they were opened: ids are random, and must choose nothing.
    """

    seed: int
    scale: float
    now: datetime
    people: dict[str, UUID]
    cases: list[UUID] = field(default_factory=list)
    _known: dict[str, Actor] = field(default_factory=dict)

    def actor(self, username: str, at: datetime) -> Actor:
        """One of the cast, with the posts held at that moment."""
        if username in _PASSING:
            return actor_of(self.people[username], day_of(at))
        if username not in self._known:
            self._known[username] = actor_of(self.people[username], day_of(at))
        return self._known[username]

    def username_of(self, person: UUID) -> str:
        """The user name of one of the cast."""
        return next(name for name, known in self.people.items() if known == person)

    def cases_with(self, username: str) -> list[UUID]:
        """Open cases with a worker that rest on one of the cast, the first opened first."""
        rows = cases_of(self.people[username])
        own = {case.pk for case in rows if case.worker_id is not None}
        return [case_id for case_id in self.cases if case_id in own]


def token() -> bytes:
    """A form's one-time token. Random by nature: it opens a mailbox."""
    return secrets.token_bytes(16)
