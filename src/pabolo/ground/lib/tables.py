"""Reading the small tables (CSV) that ship with a package."""

import csv
from pathlib import Path


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a shipped CSV file, by column name. UTF-8, first line is the header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
