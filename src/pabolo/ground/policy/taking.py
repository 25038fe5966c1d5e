"""Taking tables in: codes of a list, days off of a year. All of a table, or nothing of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.lib.tables import table_of
from pabolo.ground.policy import queries
from pabolo.ground.policy.actions import Hand, said
from pabolo.ground.policy.models import Code, CodeList, LocalDay, NationalYear
from pabolo.ground.policy.shipped import Holiday
from pabolo.rules import policy_tables
from pabolo.rules.actors import Actor
from pabolo.rules.tables import Fault, Row, Table

YEARS_AROUND = 10


@dataclass(frozen=True, slots=True)
class Look:
    """A table as read: what is wrong; else what is new, what would change, how much would not.

    A change is the code or day, what of it, and the words before and after.
    """

    faults: tuple[Fault, ...] = ()
    new: tuple[Row, ...] = ()
    changed: tuple[tuple[str, str, str, str], ...] = ()
    same: int = 0
    rows: tuple[Row, ...] = ()


_IN_TABLE = ("label_id", "label_en", "simfoni_label", "valid_to")


def look_at_codes(text: str, *, of_list: str, today: date) -> Look:
    """Read a table of a list's codes without writing anything."""
    held = {row.code: row for row in Code.objects.filter(list=of_list)}
    known = {
        code: policy_tables.Held(
            row.label_id, row.label_en, row.simfoni_label, row.valid_to,
            queries.is_own(of_list, code),
        )
        for code, row in held.items()
    }  # fmt: skip
    rows, faults = policy_tables.code_faults(table_of(text), known, today)
    new = tuple(row for row in rows if row.cells["code"] not in held)
    old = [(held[row.cells["code"]], row) for row in rows if row.cells["code"] in held]
    changes = {row.line: list(_changes(code, row)) for code, row in old}
    changed = tuple(one for of_row in changes.values() for one in of_row)
    return Look(faults, new, changed, sum(not of_row for of_row in changes.values()), rows)


def _changes(held: Code, row: Row) -> Iterator[tuple[str, str, str, str]]:
    for what in _IN_TABLE:
        before, after = said(getattr(held, what)), row.cells[what]
        if before != after:
            yield held.code, what, before, after


def take_codes(*, by: Actor, at: datetime, of_list: str, text: str, reason: str) -> Look:
    """Write a table of codes into a list: all of it, or nothing. What it leaves out stays."""
    look = look_at_codes(text, of_list=of_list, today=day_of(at))
    detail: dict[str, str | int] = {
        "list": of_list,
        "new": len(look.new),
        "changed": len(look.changed),
    }
    with act("policy.codes_taken", by=by, at=at, detail=detail):
        known = CodeList.objects.filter(code=of_list).exists()
        changes = bool(look.new or look.changed)
        ensure(
            policy_tables.may_take_codes(
                by, list_known=known, faulty=bool(look.faults), changes=changes
            )
        )
        hand = Hand(of_list, by, at, reason)
        for row in look.new:
            cells = row.cells
            fields = {name: cells[name] for name in ("label_id", "label_en", "simfoni_label")}
            hand.add(cells["code"], **fields, valid_to=policy_tables.day_in(cells["valid_to"]))
            if cells["simfoni_label"]:
                hand.word(cells["code"], cells["simfoni_label"])
        for code, what, _before, after in look.changed:
            _take_change(hand, code, what, after)
    queries.forget_codes()
    return look


def _take_change(hand: Hand, code: str, what: str, after: str) -> None:
    if what == "simfoni_label":
        hand.word(code, after)
        return
    held = Code.objects.get(list=hand.list, code=code)
    hand.change(held, **{what: policy_tables.day_in(after) if what == "valid_to" else after})


# Days off


def _years(table: Table, today: date) -> set[int]:
    """The years that a table speaks of, near enough to be looked up."""
    if "day" not in table.header:
        return set()
    place = list(table.header).index("day")
    texts = (cells[place].strip()[:4] for _line, cells in table.lines if len(cells) > place)
    found = {int(text) for text in texts if text.isascii() and text.isdecimal()}
    return {year for year in found if abs(year - today.year) <= YEARS_AROUND}


def _kind(one: Holiday) -> str:
    return policy_tables.JOINT if one.joint else policy_tables.NATIONAL


def look_at_days(text: str, *, today: date) -> Look:
    """Read a table of days off without writing anything."""
    table = table_of(text)
    now = queries.national_days(_years(table, today))
    rows, faults = policy_tables.day_faults(
        table, {day: _kind(one) for day, one in now.items()}, today
    )
    held = {day.isoformat(): (_kind(one), one.name) for day, one in now.items()}
    new = tuple(row for row in rows if row.cells["day"] not in held)
    changed = tuple(_different(rows, held))
    gone = tuple(_gone(rows, held))
    same = len(rows) - len(new) - len(changed)
    return Look(faults, new, changed + gone, same, rows) if not faults else Look(faults)


def _different(
    rows: tuple[Row, ...], held: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    for row in rows:
        day, said_now = row.cells["day"], (row.cells["kind"], row.cells["name"])
        if day in held and held[day] != said_now:
            yield day, "day", ", ".join(held[day]), ", ".join(said_now)


def _gone(
    rows: tuple[Row, ...], held: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Days of a decreed year that the table names no more."""
    years = {str(year) for year in policy_tables.national_years(rows)}
    named = {row.cells["day"] for row in rows}
    for day, was in held.items():
        if day[:4] in years and day not in named:
            yield day, "day", ", ".join(was), ""


def take_days(*, by: Actor, at: datetime, text: str, source: str) -> Look:
    """Take in a table of days off: the national ones by whole years, the local ones by days."""
    today = day_of(at)
    look = look_at_days(text, today=today)
    years = policy_tables.national_years(look.rows)
    local = [row.cells for row in look.rows if row.cells["kind"] not in ("national", "joint")]
    detail = {"years": len(years), "local": len(local)}
    with act("policy.days_taken", by=by, at=at, detail=detail):
        ensure(
            policy_tables.may_take_days(
                by, faulty=bool(look.faults), decreed=bool(years), source=source, today=today
            )
        )
        for year, rows in sorted(years.items()):
            days = [[row.cells[name] for name in policy_tables.DAY_COLUMNS] for row in rows]
            NationalYear.objects.create(
                year=year, days=json.dumps(days, ensure_ascii=False), source=source.strip(),
                set_by=by.id, set_at=at,
            )  # fmt: skip
        LocalDay.objects.bulk_create(
            LocalDay(
                day=date.fromisoformat(cells["day"]), holiday=cells["kind"] == policy_tables.LOCAL,
                name=cells["name"], set_by=by.id, set_at=at,
            )
            for cells in local
        )  # fmt: skip
    return look
