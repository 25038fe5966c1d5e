"""Parts of a line put together as sentences."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pabolo.doors.shared.formats import day

type Names = Mapping[UUID, str]
type Say = Callable[[Any, Names], str]


def sentences(*parts: object) -> str:
    """Parts as sentences: empty ones left out, each with a full stop."""
    texts = [str(part).strip() for part in parts if part and str(part).strip()]
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)


def named(label_: str, text: str) -> str:
    """`Goal: …`, or nothing where nothing was written."""
    return f"{label_}: {text.strip()}" if text and text.strip() else ""


def iso_day(text: str) -> str:
    """A day as kept in a line, as people write it."""
    return day(date.fromisoformat(text)) if text else ""
