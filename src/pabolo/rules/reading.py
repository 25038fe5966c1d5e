"""Which readings of files are unusual, so that a supervisor or the inspector should ask?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pabolo.rules.deadlines import WIB, wib_day
from pabolo.rules.decisions import msg

MANY_IN_A_DAY = 30
NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4})


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening: who, when, which folders (opaque tokens). Lists and scans are no readings."""

    actor: str
    at: datetime
    folders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unusual:
    """A person, a day, what is unusual, and how many folders it concerns."""

    actor: str
    at: datetime
    code: str
    sentence: str
    count: int


MANY = msg("Opened many files in one day")
AT_NIGHT = msg("Opened files at night, between 22:00 and 05:00")
CLOSED = msg("Opened files of closed cases")


def unusual(
    readings: Iterable[Reading], *, closed: Mapping[str, date] | None = None
) -> tuple[Unusual, ...]:
    """Which of these readings should somebody ask about?

    A sign is a question, not a reproach: a night shift or a handover explains most of them.
    `closed` are the tokens of closed cases and the day each ended, as far as the asker may know.

    Source: UU 27/2022 (PDP), Pasal 35 and 39 (prevent unlawful access); OWASP ASVS 5, 16.2.
    """
    by_day: dict[tuple[str, object], list[Reading]] = {}
    for reading in readings:
        by_day.setdefault((reading.actor, wib_day(reading.at)), []).append(reading)
    found = [sign for rows in by_day.values() for sign in _signs(rows, closed or {})]
    return tuple(sorted(found, key=lambda sign: sign.at, reverse=True))


def _signs(rows: list[Reading], closed: Mapping[str, date]) -> Iterable[Unusual]:
    night = [row for row in rows if row.at.astimezone(WIB).hour in NIGHT]
    late = [(row, _ended(row, closed)) for row in rows]
    ended = [row for row, folders in late if folders]
    everything = frozenset().union(*(row.folders for row in rows))
    if len(everything) >= MANY_IN_A_DAY:
        yield _sign("many", MANY, rows, everything)
    if night:
        yield _sign("night", AT_NIGHT, night, frozenset().union(*(row.folders for row in night)))
    if ended:
        yield _sign(
            "closed", CLOSED, ended, frozenset().union(*(folders for _row, folders in late))
        )


def _ended(reading: Reading, closed: Mapping[str, date]) -> frozenset[str]:
    """Which of the folders had ended on an earlier day when they were opened."""
    day = wib_day(reading.at)
    return frozenset(one for one in reading.folders if one in closed and closed[one] < day)


def _sign(code: str, sentence: str, rows: list[Reading], folders: frozenset[str]) -> Unusual:
    last = max(rows, key=lambda row: row.at)
    return Unusual(last.actor, last.at, code, sentence, len(folders))
