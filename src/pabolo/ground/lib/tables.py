"""Reading small tables (CSV): those that ship with a package, and those that somebody sends."""

import csv
import io
from pathlib import Path

from pabolo.rules.tables import Table

MOST_BYTES = 200_000


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a shipped CSV file, by column name. UTF-8, first line is the header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(raw: bytes) -> str:
    """A sent file as text, at most so long; empty when it is not UTF-8 or too long."""
    if len(raw) > MOST_BYTES:
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def table_of(text: str) -> Table:
    """A sent table, each line with its place in the file. Commas or, as sheets here write, `;`."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        begins = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        return Table((), (), broken=max(reader.line_num, 1))
    if not lines:
        return Table((), ())
    return Table([cell.strip().lower() for cell in lines[0][1]], lines[1:])
