"""The list of words a report code can be said in."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "data" / "words.txt"


@cache
def code_words() -> tuple[str, ...]:
    """1,024 short Indonesian words, in the order that gives each its number.

    Never reorder or replace one: codes already handed out as words would lead elsewhere.
    """
    return tuple(_FILE.read_text(encoding="utf-8").split())
