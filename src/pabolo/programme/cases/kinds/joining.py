"""Lines that say that the child has another record, or has it no longer."""

from pabolo.programme.cases.kinds.base import Line


class RecordsJoined(Line, frozen=True, kw_only=True, tag="records_joined"):
    """The child's record was joined with another. `pair` names the comparison."""

    pair: str


class RecordsParted(Line, frozen=True, kw_only=True, tag="records_parted"):
    """The records were two children's after all, and were parted."""

    pair: str
