"""The list of groups as a workbook (.xlsx). Text stays text: no cell runs as a formula."""

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.doors.shared.network.labels import CRITERION, STAND
from pabolo.ground.places import queries as places
from pabolo.programme.network.queries.dashboard import Row


def workbook(rows: Iterable[Row]) -> bytes:
    """One line a group; in Indonesian, as the office files it."""
    out = io.BytesIO()
    names = places.names()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("PATBM")
        with override("id"):
            _write(sheet, 0, _heads())
            for order, row in enumerate(rows, start=1):
                _write(sheet, order, _cells(row, names))
        sheet.freeze_panes(1, 2)
        sheet.autofit()
    return out.getvalue()


def _heads() -> list[str]:
    return [
        _("District"),
        _("Village"),
        _("Hamlet"),
        _("Local status (no official grade)"),
        _("Decree until"),
        _("Last meeting"),
        _("Members"),
        _("Without training"),
        _("Without declaration"),
        *(str(words) for words in CRITERION.values()),
    ]


def _cells(row: Row, names: dict[str, str]) -> list[str | int]:
    line = row.line
    held = dict(row.status.met)
    return [
        names.get(line.place[:8], ""),
        names.get(line.place, line.place),
        line.locality,
        str(STAND[row.status.stand]),
        line.decree_until.isoformat() if line.decree_until else "",
        line.last_meeting.isoformat() if line.last_meeting else "",
        line.members,
        len(row.untrained),
        len(row.undeclared),
        *(_word(held.get(code)) for code in CRITERION),
    ]


def _word(held: bool | None) -> str:
    return "" if held is None else _("yes") if held else _("not yet")


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, cells: Iterable[str | int]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(row, column, cell)
        else:
            sheet.write_string(row, column, cell)
