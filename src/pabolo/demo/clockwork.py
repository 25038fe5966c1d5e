"""Time of the made-up regency: stories take turns, each going on at the moment it named last.

A story is a generator. It yields the moment at which it wants to go on, and then acts as of that
moment; what would lie beyond the day of the build never happens, so that whatever is under way
on that day is found under way.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random

from pabolo.ground.lib.clock import WIB

type Story = Iterator[datetime]
type Progress = Callable[[str], None]


def run(stories: Iterable[Story], *, until: datetime, progress: Progress) -> int:
    """Let all stories happen in order of time, up to a moment; how many turns were taken."""
    ranked = ((next(story, None), place, story) for place, story in enumerate(stories))
    waiting = [(at, place, story) for at, place, story in ranked if at is not None]
    heapify(waiting)
    turns, year = 0, 0
    while waiting and waiting[0][0] <= until:
        at, place, story = heappop(waiting)
        if at.year != year:
            year = at.year
            progress(f"the year {year}")
        following = next(story, None)
        turns += 1
        if following is not None:
            heappush(waiting, (max(following, at), place, story))
    return turns


def at_work(rng: Random, day: date) -> datetime:
    """Some minute in office hours of that day, or of the next working day of the week."""
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 8, tzinfo=WIB) + timedelta(
        minutes=rng.randrange(15, 450)
    )


def at_any_hour(rng: Random, day: date) -> datetime:
    """Some minute between six in the morning and ten at night."""
    return datetime(day.year, day.month, day.day, 6, tzinfo=WIB) + timedelta(
        minutes=rng.randrange(960)
    )


class Pace:
    """A story's own clock: it only goes forward, and mostly in office hours."""

    def __init__(self, rng: Random, at: datetime) -> None:
        self.rng = rng
        self.at = at

    def hours(self, low: float, high: float) -> datetime:
        """Some hours on, at whatever time that is."""
        self.at += timedelta(minutes=round(self.rng.uniform(low, high) * 60) + 1)
        return self.at

    def days(self, low: int, high: int) -> datetime:
        """Some days on, in office hours."""
        day = (self.at + timedelta(days=self.rng.randint(low, high))).date()
        self.at = max(at_work(self.rng, day), self.at + timedelta(minutes=9))
        return self.at

    def to(self, moment: datetime) -> datetime:
        """A moment set before, or now if it has passed."""
        self.at = max(self.at, moment)
        return self.at
