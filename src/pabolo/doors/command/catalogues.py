"""Compiled translations: `.mo` files are made from the `.po` at start, never committed."""

import os
from pathlib import Path

import polib

from pabolo.doors.command.root import PACKAGE


def catalogues() -> list[Path]:
    """Every Indonesian catalogue of the project."""
    return sorted(PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"))


def stale(source: Path) -> bool:
    """Whether the compiled file is missing or older than its source."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def compile_stale() -> int:
    """Compile what changed; returns how many catalogues were written.

    Written beside and moved into place, so that a server starting at the same moment never
    reads half a file.
    """
    sources = [source for source in catalogues() if stale(source)]
    for source in sources:
        beside = source.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(beside))
        beside.replace(source.with_suffix(".mo"))
    return len(sources)
