"""Lines about visits: planned, heard of or not, done. The place lies on its own side."""

from datetime import datetime

from pabolo.programme.cases.kinds.base import Line


class VisitPlanned(Line, frozen=True, kw_only=True, tag="visit_planned"):
    """A visit is planned: when, to what kind of place, how dangerous, with whom."""

    visit: str
    starts_at: datetime
    place_kind: str
    danger: str
    companion: str = ""
    check_in_at: datetime | None = None


class VisitSilent(Line, frozen=True, kw_only=True, tag="visit_silent"):
    """The time to report safe has passed in silence; the supervisor was told."""

    visit: str


class VisitHeard(Line, frozen=True, kw_only=True, tag="visit_heard"):
    """Somebody on a visit was heard of: safe, needs help, found by a colleague, called off."""

    visit: str
    how: str
    note: str = ""


class VisitEnded(Line, frozen=True, kw_only=True, tag="visit_ended"):
    """The visit is over; what was found stands in its follow-up."""

    visit: str
    reached: bool = True
