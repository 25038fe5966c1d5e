"""Reading an uploaded workbook (.xlsx) within bounds.

The archive is unpacked by ourselves, a counted number of bytes, before anything parses it: a file
that unfolds to more than it may is refused, whatever its directory claims.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from pabolo.ground.lib.refusals import Refused
from pabolo.rules.decisions import Refusal

MOST_BYTES, MOST_UNPACKED, MOST_FILES = 1_000_000, 12_000_000, 80
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 2_000, 60, 4_000

NOT_A_WORKBOOK = Refusal("workbook.kind", "This is no workbook. Save it as .xlsx and choose it.")
TOO_BIG = Refusal("workbook.big", "This workbook is too big. At most 1 MB, 2,000 rows a sheet.")

type Rows = Sequence[tuple[int, Mapping[str, str]]]


def read_workbook(data: bytes) -> dict[str, Rows]:
    """The sheets by name: each row with its number, its cells by the heading of their column.

    Refused where it is no workbook, or too big packed, unpacked, in rows or in columns. Empty
    rows are left out; text is trimmed.
    """
    if len(data) > MOST_BYTES:
        raise Refused(TOO_BIG)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_repacked(data)))
        return {name: _rows(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise Refused(NOT_A_WORKBOOK) from error


def _repacked(data: bytes) -> bytes:
    """The same archive, every file unpacked within bounds and stored plain."""
    left, plain = MOST_UNPACKED, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w") as stored:
        if len(packed.infolist()) > MOST_FILES:
            raise Refused(TOO_BIG)
        for info in packed.infolist():
            with packed.open(info) as file:
                body = file.read(left + 1)
            left -= len(body)
            if left < 0:
                raise Refused(TOO_BIG)
            stored.writestr(info.filename, body)
    return plain.getvalue()


def _rows(cells: Sequence[Sequence[object]]) -> Rows:
    if len(cells) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in cells[:1]):
        raise Refused(TOO_BIG)
    if not cells:
        return []
    heads = [_text(cell) for cell in cells[0]]
    rows = []
    for number, row in enumerate(cells[1:], start=2):
        named = {head: _text(cell) for head, cell in zip(heads, row, strict=False) if head}
        if any(named.values()):
            rows.append((number, named))
    return rows


def _text(cell: object) -> str:
    """A cell as text: 3.0 is 3."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()[:MOST_CELL]
