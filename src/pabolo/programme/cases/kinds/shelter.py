"""Lines of the journal about a stay in the shelter. Where it is lies apart, under `location`."""

from datetime import datetime

from pabolo.programme.cases.kinds.base import Line


class Sheltered(Line, frozen=True, kw_only=True, tag="sheltered"):
    """A stay began: why (codes of `shelter_reason`), when, until which day it is expected."""

    stay: str
    reasons: tuple[str, ...]
    begins: datetime
    until: str
    beside: str = ""
    note: str = ""


class ShelterPlaced(Line, frozen=True, kw_only=True, tag="shelter_placed"):
    """Where the shelter is. Read by `queries.shelter.place_shown` alone."""

    stay: str
    place: str


class ShelterExtended(Line, frozen=True, kw_only=True, tag="shelter_extended"):
    """A supervisor let the stay go on, with why."""

    stay: str
    until: str
    reason: str


class ShelterLeft(Line, frozen=True, kw_only=True, tag="shelter_left"):
    """The stay ended: when, where to (code of `shelter_exit`), what was checked about safety."""

    stay: str
    left: datetime
    to: str
    checked: str
    safe: bool = False
