"""What is sealed in the review of an unusual reading, and what of it a list shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec


class ReviewWord(msgspec.Struct, frozen=True):
    """What was found out, in a few words."""

    text: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The newest review of a sign."""

    by: UUID
    at: datetime
    verdict: str
    word: str
