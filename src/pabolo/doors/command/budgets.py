"""How long may a function or a module be? Counted from the syntax trees of the source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from pabolo.doors.command.root import PACKAGE

FUNCTION_LINES: Final = 60
MEDIAN_LINES: Final = 10
MODULE_LINES: Final = 500


def sources(folder: Path = PACKAGE) -> list[Path]:
    """The Python files people write: migrations are made by a program."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(name, lines) of every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def over_budget(folder: Path = PACKAGE) -> list[str]:
    """Every function and module over its budget, and the median if it is."""
    over, lengths = [], []
    for path in sources(folder):
        name = path.relative_to(folder)
        lines = path.read_text().count("\n")
        if lines > MODULE_LINES:
            over.append(f"{name}: {lines} lines, at most {MODULE_LINES}")
        for function, length in functions(path):
            lengths.append(length)
            if length > FUNCTION_LINES:
                over.append(f"{name}: {function} has {length} lines, at most {FUNCTION_LINES}")
    middle = median(lengths) if lengths else 0
    return over if middle <= MEDIAN_LINES else [*over, f"median {middle} lines a function"]
