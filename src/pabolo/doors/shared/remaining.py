"""How much time is left, in two words for a chip?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pabolo.doors.shared.formats import clock_time, short_day
from pabolo.ground.lib.clock import day_of

type Kind = Literal["late", "soon", "day", "wait"]
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Chip:
    """The number, the word under it, and how it looks."""

    number: str
    word: str
    kind: Kind = "day"


def span(length: timedelta) -> str:
    """A length in its two largest units: 19 j 20 m, 2 hari, 45 m."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if hours:
        rest = minutes % 60
        return (
            _("%(h)s h %(m)s m") % {"h": hours, "m": rest} if rest else _("%(h)s h") % {"h": hours}
        )
    return _("%(m)s m") % {"m": minutes}


def until(due: datetime, at: datetime) -> Chip:
    """The chip of a deadline with an hour."""
    if due < at:
        return Chip(span(at - due), _("late"), "late")
    if due - at <= SOON:
        return Chip(span(due - at), _("left"), "soon")
    return Chip(short_day(due), clock_time(due))


def until_day(due: date, today: date) -> Chip:
    """The chip of a deadline with a day only."""
    days = (due - today).days
    if days < 0:
        return Chip(ngettext("%(n)s day", "%(n)s days", -days) % {"n": -days}, _("late"), "late")
    if days == 0:
        return Chip(_("Today"), short_day(due), "soon")
    return Chip(short_day(due), ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days})


def waiting(since: date | datetime, today: date) -> Chip:
    """The chip of something that waits for others."""
    start = day_of(since) if isinstance(since, datetime) else since
    days = (today - start).days
    if days <= 0:
        return Chip(_("Today"), _("waiting"), "wait")
    return Chip(ngettext("%(n)s day", "%(n)s days", days) % {"n": days}, _("waiting"), "wait")
