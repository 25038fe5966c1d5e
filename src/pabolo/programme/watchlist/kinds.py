"""Which kinds are there, in which editions, and which one holds on a day?

A kind of which no edition was set yet speaks with what ships.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

import msgspec
from django.utils.translation import get_language

from pabolo.programme.watchlist import shipped
from pabolo.programme.watchlist.models import KindEdition
from pabolo.rules.actors import SYSTEM
from pabolo.rules.deadlines import start_of_day
from pabolo.rules.duty_shape import PROGRAMME_START
from pabolo.rules.instruments import Question, Words
from pabolo.rules.watchlist import WatchKind

PROGRAMME_BEGAN = start_of_day(PROGRAMME_START)
_ENCODER = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Held:
    """An edition as it is used: its number, the kind, since when, why, and who set it."""

    number: int
    kind: WatchKind
    valid_from: date
    reason: str = ""
    set_by: UUID = SYSTEM.id
    set_at: datetime = PROGRAMME_BEGAN


def written(kind: WatchKind) -> str:
    """The kind as it is kept: JSON, always the same bytes for the same kind."""
    return _ENCODER.encode(kind).decode()


@lru_cache(maxsize=128)
def read(body: str) -> WatchKind:
    """A kept kind, read again; ValueError (`msgspec.ValidationError`) where it is none."""
    return msgspec.json.decode(body, type=WatchKind)


def _held(row: KindEdition) -> Held:
    return Held(row.number, read(row.body), row.valid_from, row.why, row.set_by_id, row.set_at)


def set_by_the_unit() -> list[Held]:
    """Every edition that somebody set, oldest first; what ships is none."""
    return [_held(row) for row in KindEdition.objects.order_by("set_at", "number", "pk")]


def editions(code: str) -> list[Held]:
    """Every edition of a kind, newest first, what ships last. KeyError for an unknown code."""
    rows = KindEdition.objects.filter(code=code).order_by("-valid_from", "-number")
    return [*map(_held, rows), Held(1, shipped.kinds()[code], PROGRAMME_START)]


def in_force(on: date) -> dict[str, Held]:
    """Every kind as it holds on a day, in the order of the list, in one query."""
    rows = KindEdition.objects.filter(valid_from__lte=on).order_by("valid_from", "number")
    found = {code: Held(1, kind, PROGRAMME_START) for code, kind in shipped.kinds().items()}
    return found | {row.code: _held(row) for row in rows}


def current(code: str, on: date) -> Held:
    """The edition of a kind that holds on a day. KeyError for an unknown code."""
    return in_force(on)[code]


def edition(code: str, number: int) -> WatchKind:
    """One edition, whether it holds still or not. KeyError for one that is not there."""
    found = next((one for one in editions(code) if one.number == number), None)
    if found is None:
        raise KeyError(code, number)
    return found.kind


def say(words: Words) -> str:
    """Words of a kind in the language of the screen."""
    english = (get_language() or "id").startswith("en")
    return (words.en or words.id) if english else words.id


def for_capture(on: date) -> list[dict[str, object]]:
    """The kinds with their questions, as a phone keeps them to ask offline. No person in it.

    Each: `code`, `label`, `meaning`, `becomes` (always, asks, never), `names` (whether a child is
    named, or children are counted), and `questions`: `code`, `type` (one, many, yes_no, number,
    scale, short, long), `label`, `choices` as pairs of code and label.
    """
    held = (one.kind for one in in_force(on).values())
    return [_captured(kind) for kind in held if kind.active]


def _captured(kind: WatchKind) -> dict[str, object]:
    return {
        "code": kind.code,
        "label": say(kind.label),
        "meaning": say(kind.meaning),
        "becomes": kind.becomes.value,
        "names": kind.names,
        "questions": [_asked(question) for question in kind.questions],
    }


def _asked(question: Question) -> dict[str, object]:
    return {
        "code": question.code,
        "type": question.kind.value,
        "label": say(question.words),
        "choices": [[choice.code, say(choice.words)] for choice in question.choices],
    }


def labels(on: date) -> Mapping[str, str]:
    """What each kind is called, in the language of the screen."""
    return {code: say(held.kind.label) for code, held in in_force(on).items()}
