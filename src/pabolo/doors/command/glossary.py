"""Is every word of the code in the glossary? `docs/istilah.md` bridges the languages."""

import inspect
import re
from enum import Enum
from typing import Final

from django.apps import apps

from pabolo.doors.command.root import ROOT
from pabolo.rules import vocabulary

FILE: Final = "docs/istilah.md"
ROW: Final = re.compile(r"^\| `([\w.]+)` \| ([^|]+) \|", re.M)


def rows(text: str) -> dict[str, str]:
    """Code word → what is shown, of every row of the glossary's tables."""
    return {word: shown.strip() for word, shown in ROW.findall(text)}


def models() -> set[str]:
    """`app.Model` of everything that is stored."""
    return {
        model._meta.label for model in apps.get_models() if model.__module__.startswith("pabolo.")
    }


def members() -> set[str]:
    """`Enum.MEMBER` of everything that the rules name."""
    enums = [
        kind
        for _, kind in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(kind, Enum) and kind.__module__ == vocabulary.__name__
    ]
    return {f"{kind.__name__}.{member.name}" for kind in enums for member in kind}


def faults() -> list[str]:
    """Words without a row, rows without a word, rows that show nothing."""
    known, wanted = rows((ROOT / FILE).read_text()), models() | members()
    return [
        *(f"no row: {word}" for word in sorted(wanted - known.keys())),
        *(f"stale row: {word}" for word in sorted(known.keys() - wanted)),
        *(f"nothing shown: {word}" for word in sorted(known) if not known[word]),
    ]
