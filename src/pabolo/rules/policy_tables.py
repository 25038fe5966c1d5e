"""Which lines of a table of codes, or of days off, cannot be taken in?"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.policy import may_change_calendar, may_change_codes
from pabolo.rules.tables import TABLE_REFUSED, Fault, Row, Table, rows_of, shape_faults

CODE_COLUMNS = ("code", "label_id", "label_en", "simfoni_label", "valid_to")
DAY_COLUMNS = ("day", "kind", "name")
NATIONAL, JOINT, LOCAL, WORK = "national", "joint", "local", "work"
KINDS = frozenset({NATIONAL, JOINT, LOCAL, WORK})
# No decree of the last ten years has fewer than 15 national days.
FEWEST_NATIONAL = 10
LONGEST = 120
_CODE = re.compile(r"[A-Z0-9_]{1,20}")
_EMPTY = msg("This may not be empty.")
_LONG = msg("This is too long.")
_TWICE = msg("This stands twice in the table.")
UNCHANGED = Refusal("table.same", "The table says what stands there already.")
NO_SOURCE = Refusal("calendar.no_source", "Name the decree that these days come from.")
SHORTEST_SOURCE = 5
_PAST = msg("This day is past. It stays as it was.")


def may_take_codes(
    actor: Actor, *, list_known: bool, faulty: bool, changes: bool
) -> Refusal | None:
    """May this person take this table into a list of codes?

    Source: own design; nothing is taken in by halves.
    """
    if refusal := may_change_codes(actor, list_known=list_known, code_new=True):
        return refusal
    if faulty:
        return TABLE_REFUSED
    return None if changes else UNCHANGED


def may_take_days(
    actor: Actor, *, faulty: bool, decreed: bool, source: str, today: date
) -> Refusal | None:
    """May this person take this table into the calendar? `decreed`: it holds national days.

    Source: SKB of three ministers, once a year; it is named with what comes from it.
    """
    if refusal := may_change_calendar(actor, day=today, today=today):
        return refusal
    if faulty:
        return TABLE_REFUSED
    return NO_SOURCE if decreed and len(source.strip()) < SHORTEST_SOURCE else None


@dataclass(frozen=True, slots=True)
class Held:
    """A code as the list holds it now. `own`: the unit added it."""

    label_id: str
    label_en: str
    simfoni_label: str
    valid_to: date | None
    own: bool


def day_in(text: str) -> date | None:
    """Which day does a cell name? None for an empty one; ValueError for what is none.

    Source: ISO 8601, the long form.
    """
    if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text) if text else None


def _is_day(text: str) -> bool:
    try:
        day_in(text)
    except ValueError:
        return False
    return True


def code_faults(
    table: Table, held: Mapping[str, Held], today: date
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Which lines of a table of one list's codes cannot stand? With faults there are no rows.

    Source: own design; nothing is taken in by halves.
    """
    faults = list(shape_faults(table, CODE_COLUMNS))
    if faults:
        return (), tuple(faults)
    rows = list(rows_of(table, faults))
    seen: set[str] = set()
    for row in rows:
        code = row.cells["code"]
        faults += _code_faults(row, held.get(code), today)
        if code and code in seen:
            faults.append(Fault(row.line, "code", _TWICE))
        seen.add(code)
    return ((), _sorted(faults)) if faults else (tuple(rows), ())


def _sorted(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda one: one.line))


def _code_faults(row: Row, held: Held | None, today: date) -> Iterator[Fault]:
    cells = row.cells
    if held is None and not _CODE.fullmatch(cells["code"]):
        sentence = msg("A new code has 1 to 20 capitals, digits or low lines.")
        yield Fault(row.line, "code", sentence)
    for name in ("label_id", "label_en"):
        if not cells[name]:
            yield Fault(row.line, name, _EMPTY)
        elif held and not held.own and cells[name] != getattr(held, name):
            yield Fault(row.line, name, msg("The label of a code of the programme stays."))
    for name in ("label_id", "label_en", "simfoni_label"):
        if len(cells[name]) > LONGEST:
            yield Fault(row.line, name, _LONG)
    yield from _end_faults(row, held.valid_to if held else None, today)


def _end_faults(row: Row, before: date | None, today: date) -> Iterator[Fault]:
    text = row.cells["valid_to"]
    if not _is_day(text):
        yield Fault(row.line, "valid_to", msg("Write a day as 2027-01-31, or leave it empty."))
    elif (day := day_in(text)) != before and day is not None and day < today:
        yield Fault(row.line, "valid_to", _PAST)


def day_faults(
    table: Table, now: Mapping[date, str], today: date
) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Which lines of a table of days off cannot stand? `now`: the national days as they are.

    A table that holds national days holds all of its year, and leaves past days as they were.

    Source: SKB of three ministers, once a year; past days keep their deadlines.
    """
    faults = list(shape_faults(table, DAY_COLUMNS))
    if faults:
        return (), tuple(faults)
    rows = list(rows_of(table, faults))
    seen: set[str] = set()
    for row in rows:
        faults += _day_faults(row, today, now)
        if row.cells["day"] and row.cells["day"] in seen:
            faults.append(Fault(row.line, "day", _TWICE))
        seen.add(row.cells["day"])
    if not faults:
        faults += _year_faults(rows, now, today)
    return ((), _sorted(faults)) if faults else (tuple(rows), ())


def _day_faults(row: Row, today: date, now: Mapping[date, str]) -> Iterator[Fault]:
    cells = row.cells
    if not cells["day"] or not _is_day(cells["day"]):
        yield Fault(row.line, "day", msg("Write a day as 2027-01-31."))
        return
    if cells["kind"] not in KINDS:
        yield Fault(row.line, "kind", msg("Write national, joint, local or work."))
    if not cells["name"]:
        yield Fault(row.line, "name", _EMPTY)
    elif len(cells["name"]) > LONGEST:
        yield Fault(row.line, "name", _LONG)
    day = date.fromisoformat(cells["day"])
    if day < today and now.get(day) != cells["kind"]:
        yield Fault(row.line, "day", _PAST)


def national_years(rows: Collection[Row]) -> dict[int, list[Row]]:
    """Which whole years does this table decree?

    Source: SKB of three ministers, once a year.
    """
    years: dict[int, list[Row]] = {}
    for row in rows:
        if row.cells["kind"] in (NATIONAL, JOINT):
            years.setdefault(int(row.cells["day"][:4]), []).append(row)
    return years


def _year_faults(rows: Collection[Row], now: Mapping[date, str], today: date) -> Iterator[Fault]:
    for year, of_year in national_years(rows).items():
        first = of_year[0].line
        if sum(row.cells["kind"] == NATIONAL for row in of_year) < FEWEST_NATIONAL:
            sentence = msg("A year of national days comes whole: at least 10 of them.")
            yield Fault(first, "kind", sentence)
        listed = {row.cells["day"] for row in of_year}
        past = (day for day in now if day.year == year and day < today)
        if any(day.isoformat() not in listed for day in past):
            sentence = msg("Days of this year that are past are missing. They stay as they were.")
            yield Fault(first, "day", sentence)
