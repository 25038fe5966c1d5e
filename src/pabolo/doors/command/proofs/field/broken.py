"""Variants of the office that lose, double or overwrite: a proof that misses one proves nothing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

from pabolo.doors.shared.field import kinds, working
from pabolo.doors.village.sync import api
from pabolo.doors.village.sync.wire import Answer
from pabolo.ground.devices.actions.keeping import keep
from pabolo.ground.devices.queries import standing
from pabolo.ground.lib.ids import random_id
from pabolo.programme.network.actions import edits
from pabolo.programme.network.actions.activities import record_activity
from pabolo.rules.edits import Merged
from pabolo.rules.field import WORKED_IN, Fate, Sent, Verdict, becomes_of


@contextmanager
def _instead(owner: Any, name: str, other: Any) -> Iterator[None]:
    whole = getattr(owner, name)
    setattr(owner, name, other)
    try:
        yield
    finally:
        setattr(owner, name, whole)


@contextmanager
def _doubling() -> Iterator[None]:
    """Every arrival makes a new entry."""
    whole = record_activity

    def again(**named: Any) -> Any:
        return whole(**named | {"activity_id": random_id()})

    with _instead(kinds, "record_activity", again):
        yield


@contextmanager
def _last_writer() -> Iterator[None]:
    """Whoever comes last is right."""

    def over(changes: Mapping[str, str], **facts: Any) -> Merged:
        standing = facts["standing"]
        return Merged({name: v for name, v in changes.items() if standing.get(name, "") != v}, {})

    with _instead(edits, "merge", over):
        yield


@contextmanager
def _forgetting() -> Iterator[None]:
    """What a revoked phone sends is answered and thrown away."""
    whole = keep

    def forget(**named: Any) -> int:
        return 0 if named["device"].revoked_at else whole(**named)

    def answers(_device: Any, ids: Any, *_rest: Any) -> list[Answer]:
        rows = standing(ids)
        return [
            api._answer(rows[one])
            if one in rows
            else Answer(id=one.hex, state="stored", at="2026-01-01T00:00:00Z")
            for one in ids
        ]

    with _instead(api, "keep", forget), _instead(api, "_answers", answers):
        yield


@contextmanager
def _trusting() -> Iterator[None]:
    """What a revoked phone sends is taken in."""

    def trusting(sent: Sent) -> Verdict:
        verdict = becomes_of(sent)
        return WORKED_IN if verdict.fate is Fate.QUARANTINE and sent.proved else verdict

    with _instead(working, "becomes_of", trusting):
        yield


VARIANTS: Final[Mapping[str, Callable[[], AbstractContextManager[None]]]] = {
    "doubling": _doubling,
    "last_writer": _last_writer,
    "forgetting": _forgetting,
    "trusting": _trusting,
}
