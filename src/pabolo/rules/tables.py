"""Can a table that somebody sends be read, and where is it wrong?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pabolo.rules.decisions import Refusal, msg

MOST_ROWS = 500
TABLE_REFUSED = Refusal(
    "table.bad", "The table has faults. Nothing was taken in; mend the lines that are named."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a table: which line, which column (empty: all of it), and the sentence."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: where it stands, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: the names of its columns, its lines with their place in the file.

    `broken`: the line at which reading stopped, 0 when all of it could be read.
    """

    header: Sequence[str]
    lines: Sequence[tuple[int, Sequence[str]]]
    broken: int = 0


def shape_faults(table: Table, columns: Sequence[str]) -> Iterator[Fault]:
    """Does this table have these columns, and not too many lines?

    Source: own design; nothing is taken in by halves.
    """
    if table.broken:
        yield Fault(table.broken, "", msg("This is not a table of text with commas (CSV, UTF-8)."))
        return
    for name in columns:
        if name not in table.header:
            yield Fault(1, name, msg("This column is missing in the first line."))
        elif list(table.header).count(name) > 1:
            yield Fault(1, name, msg("This column stands twice in the first line."))
    if not table.lines:
        yield Fault(1, "", msg("There is no line below the first one."))
    if len(table.lines) > MOST_ROWS:
        line, _cells = table.lines[MOST_ROWS]
        yield Fault(line, "", msg("Too many lines at once: at most 500."))


def rows_of(table: Table, faults: list[Fault]) -> Iterator[Row]:
    """Which lines have a cell for each column? The others become faults.

    Source: own design.
    """
    for line, cells in table.lines:
        if len(cells) != len(table.header):
            faults.append(Fault(line, "", msg("This line has more or fewer columns.")))
            continue
        texts = (plain(one.strip()).strip() for one in cells)
        yield Row(line, dict(zip(table.header, texts, strict=True)))


def _runs(text: str) -> bool:
    """Whether a program may run it as a formula, be it behind the mark that keeps it from that."""
    bare = text.lstrip("'")
    return bare.lstrip()[:1] in {"=", "+", "-", "@"} or bare[:1] in {"\t", "\r", "\n"}


def neutral(text: str) -> str:
    """How is a text written into a sheet so that no program runs it as a formula?

    Source: OWASP, CSV injection.
    """
    return f"'{text}" if _runs(text) else text


def plain(text: str) -> str:
    """What text did `neutral` make this cell from?

    Source: own design; a sheet that comes back unchanged changes nothing.
    """
    return text[1:] if text[:1] == "'" and _runs(text) else text
