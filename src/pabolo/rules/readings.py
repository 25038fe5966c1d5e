"""Which readings of files are unusual, so that somebody else should ask, and who may answer?

A sign is a question, never an accusation: a night shift, a handover or a hard week explains most
of them. Signs measure a person against limits that the unit sets and against their own usual; they
never compare people with each other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from statistics import median_low

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.deadlines import WIB, wib_day
from pabolo.rules.decisions import Refusal, msg


@dataclass(frozen=True, slots=True)
class Limits:
    """From what on is a reading unusual? Hours are WIB; the day is from `day_from` to
    `day_until`."""

    many_in_a_day: int = 30
    many_in_an_hour: int = 10
    times_own_usual: int = 3
    day_from: int = 5
    day_until: int = 22
    searches: int = 5
    exports: int = 3
    without_work: int = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening: who, when, which folders (opaque tokens). Lists and scans are no readings."""

    actor: str
    at: datetime
    folders: frozenset[str]
    identity: bool = False
    exported: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """What the signs are read from.

    `worked`: who changed something on which folder. `searched`: moments of searches by person.
    `closed`: tokens of closed cases and the day each ended. `overseers` read without working.
    """

    readings: Sequence[Reading] = ()
    worked: frozenset[tuple[str, str]] = frozenset()
    searched: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    closed: Mapping[str, date] = field(default_factory=dict)
    overseers: frozenset[str] = frozenset()


class Sign(StrEnum):
    """What may be unusual."""

    MANY = "many"
    BURST = "burst"
    NIGHT = "night"
    CLOSED = "closed"
    IDENTITY = "identity"
    NO_WORK = "no_work"
    SEARCHES = "searches"
    EXPORTS = "exports"


@dataclass(frozen=True, slots=True)
class Unusual:
    """A person, a day, what is unusual, and how many folders or times it concerns."""

    actor: str
    at: datetime
    code: Sign
    count: int

    @property
    def sentence(self) -> str:
        """What was seen."""
        return SENTENCES[self.code][0]

    @property
    def why(self) -> str:
        """Why it is asked about, and what usually explains it."""
        return SENTENCES[self.code][1]

    @property
    def key(self) -> str:
        """Under which a review is kept: person, day and sign."""
        return f"{self.actor}-{wib_day(self.at).isoformat()}-{self.code}"


SENTENCES: Mapping[Sign, tuple[str, str]] = {
    Sign.MANY: (
        msg("Opened many files in one day"),
        msg("More than the limit the unit set. A monthly report or a handover explains it often."),
    ),
    Sign.BURST: (
        msg("Opened many files within one hour"),
        msg("Far above this person's own usual hour. Preparing a conference explains it often."),
    ),
    Sign.NIGHT: (
        msg("Opened files outside the hours the unit set"),
        msg("An emergency, or work on call, explains it often."),
    ),
    Sign.CLOSED: (
        msg("Opened files of closed cases"),
        msg("Nothing is owed to a closed case. A question from a family explains it often."),
    ),
    Sign.IDENTITY: (
        msg("Opened the identity of closed cases again and again"),
        msg("Who the child is, was asked more than once after the case had ended."),
    ),
    Sign.NO_WORK: (
        msg("Read a file several times without any work on it"),
        msg("Nothing was written, given or decided by this person on it. Standing in explains it."),
    ),
    Sign.SEARCHES: (
        msg("Searched for children many times and opened nothing"),
        msg("Searching tells who is known here. Calls about several children explain it often."),
    ),
    Sign.EXPORTS: (
        msg("Printed several files in one day"),
        msg("What is on paper is no longer guarded here. Court files explain it often."),
    ),
}


def unusual(log: Log, limits: Limits | None = None) -> tuple[Unusual, ...]:
    """Which of these readings should somebody ask about?

    One sign a person, day and kind, the newest first.

    Source: UU 27/2022 (PDP), Pasal 35 and 39 (prevent unlawful access); OWASP ASVS 5, 16.2.
    """
    bounds = limits or Limits()
    found = [sign for look in _LOOKS for sign in look(log, bounds)]
    return tuple(sorted(found, key=lambda sign: (sign.at, sign.code), reverse=True))


def _by_day(readings: Iterable[Reading]) -> dict[tuple[str, date], list[Reading]]:
    found: dict[tuple[str, date], list[Reading]] = {}
    for reading in readings:
        found.setdefault((reading.actor, wib_day(reading.at)), []).append(reading)
    return found


def _files(rows: Iterable[Reading]) -> int:
    """How many files: a case is opened together with its child and incidents, as one set."""
    return len({row.folders for row in rows})


def _sign(code: Sign, rows: Iterable[Reading], count: int) -> Unusual:
    last = max(rows, key=lambda row: row.at)
    return Unusual(last.actor, last.at, code, count)


def _many(log: Log, limits: Limits) -> Iterable[Unusual]:
    for rows in _by_day(log.readings).values():
        if (count := _files(rows)) >= limits.many_in_a_day:
            yield _sign(Sign.MANY, rows, count)


def _hours(rows: Iterable[Reading]) -> dict[tuple[date, int], list[Reading]]:
    found: dict[tuple[date, int], list[Reading]] = {}
    for row in rows:
        found.setdefault((wib_day(row.at), row.at.astimezone(WIB).hour), []).append(row)
    return found


def _burst(log: Log, limits: Limits) -> Iterable[Unusual]:
    """An hour far above the person's own usual hour of all other days."""
    by_person: dict[str, list[Reading]] = {}
    for reading in log.readings:
        by_person.setdefault(reading.actor, []).append(reading)
    for rows in by_person.values():
        hours = {hour: (own, _files(own)) for hour, own in _hours(rows).items()}
        for day in {day for day, _hour in hours}:
            others = [count for (other, _hour), (_own, count) in hours.items() if other != day]
            usual = median_low(others) if others else 0
            least = max(limits.many_in_an_hour, limits.times_own_usual * usual)
            most = max((hours[key] for key in hours if key[0] == day), key=lambda one: one[1])
            if most[1] >= least:
                yield _sign(Sign.BURST, most[0], most[1])


def _night(log: Log, limits: Limits) -> Iterable[Unusual]:
    for rows in _by_day(log.readings).values():
        out = [row for row in rows if not _in_hours(row.at, limits)]
        if out:
            yield _sign(Sign.NIGHT, out, _files(out))


def _in_hours(at: datetime, limits: Limits) -> bool:
    return limits.day_from <= at.astimezone(WIB).hour < limits.day_until


def _ended(reading: Reading, closed: Mapping[str, date]) -> frozenset[str]:
    """Which of the folders had ended on an earlier day when they were opened."""
    day = wib_day(reading.at)
    return frozenset(one for one in reading.folders if one in closed and closed[one] < day)


def _closed(log: Log, limits: Limits) -> Iterable[Unusual]:
    for rows in _by_day(log.readings).values():
        ended = [row for row in rows if _ended(row, log.closed)]
        if ended:
            folders = frozenset().union(*(_ended(row, log.closed) for row in ended))
            yield _sign(Sign.CLOSED, ended, len(folders))


def _identity(log: Log, limits: Limits) -> Iterable[Unusual]:
    """The same closed case's identity, opened twice or more by the same person."""
    found: dict[str, list[Reading]] = {}
    for row in log.readings:
        if row.identity and _ended(row, log.closed):
            found.setdefault(row.actor, []).append(row)
    for rows in found.values():
        times = Counter(one for row in rows for one in _ended(row, log.closed))
        if (most := max(times.values())) >= 2:
            yield _sign(Sign.IDENTITY, rows, most)


def _no_work(log: Log, limits: Limits) -> Iterable[Unusual]:
    times: dict[tuple[str, frozenset[str]], list[Reading]] = {}
    for row in log.readings:
        touched = any((row.actor, one) in log.worked for one in row.folders)
        if row.actor not in log.overseers and not touched:
            times.setdefault((row.actor, row.folders), []).append(row)
    found: dict[str, list[list[Reading]]] = {}
    for (actor, _file), rows in times.items():
        if len(rows) >= limits.without_work:
            found.setdefault(actor, []).append(rows)
    for several in found.values():
        yield _sign(Sign.NO_WORK, [row for rows in several for row in rows], len(several))


def _searches(log: Log, limits: Limits) -> Iterable[Unusual]:
    read = {(row.actor, wib_day(row.at)) for row in log.readings}
    for actor, moments in log.searched.items():
        by_day: dict[date, list[datetime]] = {}
        for at in moments:
            by_day.setdefault(wib_day(at), []).append(at)
        for day, times in by_day.items():
            if len(times) >= limits.searches and (actor, day) not in read:
                yield Unusual(actor, max(times), Sign.SEARCHES, len(times))


def _exports(log: Log, limits: Limits) -> Iterable[Unusual]:
    for rows in _by_day(row for row in log.readings if row.exported).values():
        if (count := _files(rows)) >= limits.exports:
            yield _sign(Sign.EXPORTS, rows, count)


_LOOKS: tuple[Callable[[Log, Limits], Iterable[Unusual]], ...] = (
    _many, _burst, _night, _closed, _identity, _no_work, _searches, _exports,
)  # fmt: skip


class Verdict(StrEnum):
    """What a review says of a sign."""

    EXPLAINED = "explained"
    FALSE_ALARM = "false_alarm"
    FOLLOWED_UP = "followed_up"


def may_review(actor: Actor, reader: str, *, word: str) -> Refusal | None:
    """May this person answer a sign about that reader?

    Who reviews readings, never their own, and with a word that the reader may be shown.

    Source: UU 27/2022 (PDP), Pasal 39; separation of duties (ISO/IEC 27001:2022, A.5.3).
    """
    refusal = may_do(actor, Verb.SEE_READINGS)
    if refusal is not None:
        return refusal
    if actor.id.hex == reader:
        return Refusal("readings.own", "This is about your own reading. Somebody else answers it.")
    if len(word.strip()) < 5:
        return Refusal("readings.no_word", "Write in a few words what you found out.")
    return None
