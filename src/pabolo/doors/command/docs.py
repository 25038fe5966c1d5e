"""Write the documents that are generated from the code: rules, states, access, daily tasks."""

import argparse
from collections.abc import Callable, Mapping

from pabolo.doors.command import clicks, matrix, rulebook, statechart
from pabolo.doors.command.root import ROOT
from pabolo.doors.command.tell import line

NAME = "docs"
HELP = "write the generated documents"
PAGES: Mapping[str, Callable[[], str]] = {
    rulebook.FILE: rulebook.page,
    statechart.FILE: statechart.page,
    matrix.FILE: matrix.page,
    clicks.FILE: clicks.page,
}


def stale() -> list[str]:
    """Files whose text is not what the code would write now."""
    return [
        file
        for file, page in PAGES.items()
        if not (ROOT / file).exists() or (ROOT / file).read_text() != page()
    ]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """Write what is stale."""
    for file in stale():
        (ROOT / file).write_text(PAGES[file]())
        line(f"wrote {file}")
    return 0
