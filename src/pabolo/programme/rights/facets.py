"""What is sealed about a request."""

from datetime import datetime

import msgspec


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for what, about whom, as they said it. Codes are those of `rules.rights`."""

    at: datetime
    by: str
    asks: str
    name: str
    relation: str
    identified: str
    child: str
    words: str
    identified_note: str = ""
    answer_to: str = ""


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody looked for a file, and which case it is (hex), or none."""

    at: datetime
    by: str
    case: str = ""


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided and why; the reason stays here. `done_at`: what was granted was done."""

    at: datetime
    by: str
    outcome: str
    reason: str
    ground: str = ""
    not_the_accused: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    done_note: str = ""
