"""Lines about a legal hold: nothing of the file may be destroyed while one lies on it."""

from collections.abc import Iterable

from pabolo.programme.cases.kinds.base import Line


class HoldPlaced(Line, frozen=True, kw_only=True, tag="hold_placed"):
    """Somebody placed a legal hold, with the reason."""

    reason: str


class HoldLifted(Line, frozen=True, kw_only=True, tag="hold_lifted"):
    """The legal hold was lifted, with the reason."""

    reason: str


def hold_in(lines: Iterable[Line | None]) -> HoldPlaced | None:
    """The hold that lies on a file, by its journal in order."""
    found = None
    for line in lines:
        if isinstance(line, HoldPlaced):
            found = line
        elif isinstance(line, HoldLifted):
            found = None
    return found
