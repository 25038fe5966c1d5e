"""Which question sets are there, in which editions, and which one holds on a day?

A code of which no edition was kept yet speaks with what ships; the first use keeps it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from pabolo.ground.instruments import shipped
from pabolo.ground.instruments.models import Edition
from pabolo.rules.actors import SYSTEM
from pabolo.rules.duty_shape import PROGRAMME_START
from pabolo.rules.instruments import Form

_ENCODER = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Held:
    """An edition as it is used: which set, its number, the set, since when, and why."""

    instrument: str
    number: int
    form: Form
    digest: str
    valid_from: date
    reason: str = ""
    set_by: UUID | None = None


def written(form: Form) -> str:
    """The set as it is kept: JSON, always the same bytes for the same set."""
    return _ENCODER.encode(form).decode()


def digest_of(text: str) -> str:
    """SHA-256 of a kept set, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def read(text: str) -> Form:
    """A kept set, read again; ValueError (`msgspec.ValidationError`) where it is none."""
    return msgspec.json.decode(text, type=Form)


def of_row(row: Edition) -> Held:
    """A kept edition."""
    form = read(row.form)
    return Held(
        row.instrument, row.number, form, row.digest, row.valid_from, row.reason, row.set_by
    )


@lru_cache(maxsize=16)
def of_shipped(code: str) -> Held:
    """What ships, as the first edition. KeyError for a code that none has."""
    form = shipped.forms()[code]
    return Held(code, 1, form, digest_of(written(form)), PROGRAMME_START)


def editions(code: str) -> list[Held]:
    """Every edition of a set, newest first; empty for an unknown code."""
    rows = Edition.objects.filter(instrument=code).order_by("-valid_from", "-number")
    found = [of_row(row) for row in rows]
    return found or ([of_shipped(code)] if code in shipped.forms() else [])


def published() -> QuerySet[Edition]:
    """Every edition that somebody published, without its questions; what ships is none."""
    return Edition.objects.exclude(set_by=SYSTEM.id).defer("form").order_by("pk")


def current(code: str, on: date) -> Held:
    """The edition that holds on a day. KeyError for an unknown code, or one not begun yet."""
    rows = Edition.objects.filter(instrument=code, valid_from__lte=on)
    row = rows.order_by("valid_from", "number").last()
    return of_row(row) if row else of_shipped(code)


def edition(code: str, number: int) -> Held:
    """One edition, whether it holds still or not. KeyError for one that is not there."""
    row = Edition.objects.filter(instrument=code, number=number).first()
    if row is not None:
        return of_row(row)
    if number != 1:
        raise KeyError(code, number)
    return of_shipped(code)


def in_force(on: date) -> Mapping[str, Held]:
    """Every set that holds on a day, shipped ones first, in one query."""
    rows = Edition.objects.filter(valid_from__lte=on).order_by("valid_from", "number")
    found = {code: of_shipped(code) for code in shipped.forms()}
    return found | {row.instrument: of_row(row) for row in rows}


def is_known(code: str) -> bool:
    """Whether a set of this code ships or was published."""
    return code in shipped.forms() or Edition.objects.filter(instrument=code).exists()
