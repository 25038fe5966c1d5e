"""Workbooks of few sheets, written by hand: the smallest .xlsx that a spreadsheet program opens."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from pabolo.ground.instruments.shipped import _sheet

type Sheet = Sequence[Sequence[str]]
NS = "http://schemas.openxmlformats.org"
MAIN = f"{NS}/spreadsheetml/2006/main"
RELS = f"{NS}/officeDocument/2006/relationships"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def xlsx(sheets: Mapping[str, Sheet]) -> bytes:
    """A workbook of these sheets, each a list of rows of text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for path, text in _parts(sheets).items():
            book.writestr(path, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return file.getvalue()


def _parts(sheets: Mapping[str, Sheet]) -> dict[str, str]:
    numbered = list(enumerate(sheets.items(), start=1))
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n, _ in numbered
    )
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _rows) in numbered
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    package = f"{NS}/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{names}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}'
        "</Relationships>",
        **{f"xl/worksheets/sheet{n}.xml": _sheet_xml(rows) for n, (_name, rows) in numbered},
    }


def _sheet_xml(rows: Sheet) -> str:
    lines = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{LETTERS[c]}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for c, text in enumerate(row)
        )
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def shipped_sheets(code: str) -> dict[str, list[list[str]]]:
    """A shipped set as the sheets of a workbook, to be changed by a test."""
    found: dict[str, list[list[str]]] = {}
    for name in ("survey", "choices", "settings", "levels"):
        rows = [cells for _number, cells in _sheet(name, code)]
        if rows:
            found[name] = [list(rows[0]), *(list(row.values()) for row in rows)]
    return found
