"""What does a release say? Builds it from facts, protected; reads it back for the attacker.

The text is JSON with sorted keys: the same release is the same bytes, so its checksum says
whether anybody changed it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from pabolo.rules import disclosure
from pabolo.rules.counting import (
    Dimension,
    active_villages,
    active_window,
    adults_served,
    break_down,
    children_registered,
    observe,
    served,
)
from pabolo.rules.disclosure import Cell, Count, Draw, Release, Shape, Table
from pabolo.rules.facts import Facts, Period
from pabolo.rules.indicators import REGISTRY, Observation, Status, ratio

PUBLIC_DIMENSIONS = (Dimension.FORM, Dimension.SEX, Dimension.AGE)
KNOWN_VALUES: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.FORM: ("FIS", "PSI", "SEK", "EKS", "TPO", "PEN", "LAI"),
    Dimension.SEX: ("L", "P"),
    Dimension.AGE: ("U0", "U1", "U2"),
}
PLACE = {"code": "12.10", "name": "Kabupaten Labuhanbatu"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
YES, NO = ("yes",), ("no",)
PARTS = {"RESP_24": ("RESP_24_DAY_ONLY",), "SERV_COMP": ("SERV_COMP_SERVICES",), "REVICT": ()}

type Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be released: the period, the day counted to, what went out before."""

    code: str
    period: Period
    as_of: date
    history: Sequence[Period] = ()
    earlier: Sequence[Release] = ()
    synthetic: bool = False


def build(facts: Facts, order: Order, draw: Draw) -> dict[str, Any]:
    """The content of a release of the period, and the yearly totals of `history` beside it."""
    truth = _truth(facts, order)
    earlier = [table for release in order.earlier for table in release.tables]
    alone = [(disclosure.protect(count, draw), count) for count in truth]
    tables = disclosure.protect_together(alone, earlier, draw)
    by_name = {(table.topic, table.period.code, table.dimensions): table for table in tables}
    return {
        "schema": 1,
        "code": order.code,
        "period": _period(order.period),
        "as_of": order.as_of.isoformat(),
        "place": PLACE,
        "synthetic": order.synthetic,
        "verbatim": False,
        "licence": LICENCE,
        "protection": {
            "threshold": disclosure.THRESHOLD,
            "base": disclosure.BASE,
            "possible_values": disclosure.WIDTH,
        },
        "indicators": _indicators(facts, order, by_name),
        "tables": [_table(table) for table in tables],
        "coverage": _coverage(facts, order),
    }


def _period(period: Period) -> dict[str, str]:
    return {
        "code": period.code,
        "from": period.start.isoformat(),
        "until": period.end.isoformat(),
    }


# --- exact tables ---


def _truth(facts: Facts, order: Order) -> list[Count]:
    period = order.period
    children = len(served(facts, period))
    counts = [Count("VAC_N", past, (), {}, len(served(facts, past))) for past in order.history]
    counts += [_broken_down(facts, period, by, children) for by in PUBLIC_DIMENSIONS]
    adults = adults_served(facts, period)
    if adults is not None:
        cells: dict[Key, int] = {("child",): children, ("adult",): adults}
        counts.append(Count("SERVED", period, ("who",), cells, children + adults))
    for code in PARTS:
        counts.extend(_parts_of(observe(code, facts, period, order.as_of)))
    return counts


def _broken_down(facts: Facts, period: Period, by: Dimension, children: int) -> Count:
    found = dict.fromkeys(KNOWN_VALUES[by], 0) | break_down(facts, period, by)
    shape = Shape.OVERLAP if by is Dimension.FORM else Shape.PARTITION
    cells: dict[Key, int] = {(value,): count for value, count in found.items()}
    return Count("VAC_N", period, (by.value,), cells, children, shape)


def _parts_of(seen: Observation) -> Iterable[Count]:
    if seen.numerator is not None and seen.denominator:
        yield _yes_no(seen.code, seen.period, seen.numerator, seen.denominator)
    for part in seen.parts:
        if part.denominator:
            name = f"{seen.code}_{part.code.upper()}"
            yield _yes_no(name, seen.period, part.numerator, part.denominator)


def _yes_no(topic: str, period: Period, numerator: int, denominator: int) -> Count:
    cells: dict[Key, int] = {YES: numerator, NO: denominator - numerator}
    return Count(topic, period, ("met",), cells, denominator)


# --- what is said ---

Tables = Mapping[tuple[str, str, tuple[str, ...]], Table]


def _indicators(facts: Facts, order: Order, tables: Tables) -> list[dict[str, Any]]:
    rows = [_count_row(facts, past, tables, ()) for past in order.history]
    rows += [_rate_row(facts, past, tables, ()) for past in order.history]
    now, first = order.period, (PUBLIC_DIMENSIONS[0].value,)
    rows += [_count_row(facts, now, tables, first), _rate_row(facts, now, tables, first)]
    rows.append(_share_row(now, tables))
    rows += [_met_row(code, now, tables) for code in PARTS]
    rows.append(_network_row(facts, order))
    return rows


def _network_row(facts: Facts, order: Order) -> dict[str, Any]:
    """Villages with an active group, and by which window they were called active."""
    row = _exact_row(observe("PATBM_ACT", facts, order.period, order.as_of))
    return row | {"window_days": active_window(facts, _counted_on(order))}


def _counted_on(order: Order) -> date:
    return min(order.period.end, order.as_of)


def _row(
    code: str, period: Period, numerator: int | None, denominator: int | None, status: Status
) -> dict[str, Any]:
    indicator = REGISTRY[code]
    value = ratio(indicator, numerator, denominator)
    return {
        "code": code,
        "version": indicator.version,
        "period": period.code,
        "status": status.value,
        "value": None if value is None or status is not Status.NORMAL else str(value),
        "numerator": numerator,
        "denominator": denominator,
        "factor": indicator.factor,
        "decimals": indicator.decimals,
    }


def _shown_status(*numbers: int | None) -> Status:
    return Status.HIDDEN if None in numbers else Status.NORMAL


def _count_row(facts: Facts, period: Period, tables: Tables, dimensions: tuple[str, ...]) -> Any:
    shown = tables["VAC_N", period.code, dimensions].total.shown
    return _row("VAC_N", period, shown, None, _shown_status(shown))


def _rate_row(facts: Facts, period: Period, tables: Tables, dimensions: tuple[str, ...]) -> Any:
    shown = tables["VAC_N", period.code, dimensions].total.shown
    population = children_registered(facts, period.year)
    if population is None:
        return _row("VAC_RATE", period, shown, None, Status.MISSING)
    row = _row("VAC_RATE", period, shown, population.children, _shown_status(shown))
    return row | {"population": {"year": population.year, "source": population.source}}


def _share_row(period: Period, tables: Tables) -> dict[str, Any]:
    table = tables.get(("SERVED", period.code, ("who",)))
    if table is None:
        return _row("VAC_SHARE", period, None, None, Status.MISSING)
    child, total = table.cells[("child",)].shown, table.total.shown
    return _row("VAC_SHARE", period, child, total, _shown_status(child, total))


def _met_row(code: str, period: Period, tables: Tables) -> dict[str, Any]:
    row = _met(code, code, period, tables)
    parts = [_met(code, part, period, tables) for part in PARTS[code]]
    told = [part for part in parts if part["status"] != Status.MISSING]
    return row | {"parts": told} if told else row


def _met(code: str, topic: str, period: Period, tables: Tables) -> dict[str, Any]:
    table = tables.get((topic, period.code, ("met",)))
    if table is None:
        return _row(code, period, None, None, Status.MISSING) | {"part": topic}
    yes, total = table.cells[YES].shown, table.total.shown
    return _row(code, period, yes, total, _shown_status(yes, total)) | {"part": topic}


def _exact_row(seen: Observation) -> dict[str, Any]:
    return _row(seen.code, seen.period, seen.numerator, seen.denominator, seen.status)


def _coverage(facts: Facts, order: Order) -> list[dict[str, Any]]:
    """Villages with an active group, by district: counts of groups, not of people."""
    active = active_villages(facts, _counted_on(order))
    districts = sorted({village[:8] for village in facts.villages})
    return [
        {
            "district": district,
            "active": sum(village.startswith(district) for village in active),
            "villages": sum(village.startswith(district) for village in set(facts.villages)),
        }
        for district in districts
    ]


# --- release zero ---


def release_zero(as_of: date) -> dict[str, Any]:
    """The counts that the Data Inovasi record itself published, exactly as they stand there.

    29 children in 2018; 48 in 2019, 85.7 % of those served (so 56); 179,775 children.
    """
    years = {2018: 29, 2019: 48}
    rows = [_row("VAC_N", Period(year), n, None, Status.NORMAL) for year, n in years.items()]
    note = {"population": {"year": None, "source": "Data Inovasi ANAK PABOLO, Rancang Bangun"}}
    rows += [
        _row("VAC_RATE", Period(year), n, 179_775, Status.NORMAL) | note
        for year, n in years.items()
    ]
    rows.append(_row("VAC_SHARE", Period(2019), 48, 56, Status.NORMAL))
    served_2019: dict[Key, Cell] = {
        ("child",): disclosure.exact(48),
        ("adult",): disclosure.exact(8),
    }
    tables = [
        Table("VAC_N", Period(year), (), {}, disclosure.exact(n)) for year, n in years.items()
    ]
    tables.append(Table("SERVED", Period(2019), ("who",), served_2019, disclosure.exact(56)))
    return {
        "schema": 1,
        "code": "0",
        "period": None,
        "as_of": as_of.isoformat(),
        "place": PLACE,
        "synthetic": False,
        "verbatim": True,
        "licence": LICENCE,
        "indicators": rows,
        "tables": [_table(table) for table in tables],
        "coverage": [],
    }


# --- to text and back ---


def _cell(cell: Cell) -> dict[str, int | None]:
    high = None if cell.hidden and cell.high > disclosure.THRESHOLD else cell.high
    return {"shown": cell.shown, "low": cell.low, "high": high}


def _table(table: Table) -> dict[str, Any]:
    return {
        "topic": table.topic,
        "period": table.period.code,
        "dimensions": list(table.dimensions),
        "shape": table.shape.value,
        "total": _cell(table.total),
        "cells": [{"key": list(key), **_cell(cell)} for key, cell in sorted(table.cells.items())],
    }


def to_text(content: Mapping[str, Any]) -> str:
    """The bytes that are frozen."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read(text: str) -> dict[str, Any]:
    """The content behind a frozen text."""
    content: dict[str, Any] = json.loads(text)
    return content


def checksum(text: str) -> str:
    """SHA-256 of the UTF-8 text, in hex."""
    return sha256(text.encode()).hexdigest()


def _read_cell(row: Mapping[str, Any]) -> Cell:
    if row["shown"] is None and row["high"] is None:
        return disclosure.WITHHELD
    return Cell(row["shown"], row["low"], row["high"])


def _read_table(row: Mapping[str, Any]) -> Table:
    cells = {tuple(cell["key"]): _read_cell(cell) for cell in row["cells"]}
    return Table(
        row["topic"],
        Period.parse(row["period"]),
        tuple(row["dimensions"]),
        cells,
        _read_cell(row["total"]),
        Shape(row["shape"]),
    )


def as_release(content: Mapping[str, Any]) -> Release:
    """A release as the attacker reads it."""
    period = content["period"]
    return Release(
        content["code"],
        Period.parse(period["code"]) if period else None,
        date.fromisoformat(content["as_of"]),
        tuple(_read_table(row) for row in content["tables"]),
        bool(content["verbatim"]),
    )
