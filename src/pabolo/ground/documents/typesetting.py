"""A sheet as PDF (PDF/A-2a and PDF/UA-1), made by a child process that can reach nothing else.

What people wrote travels as data: the layout sets it as it stands, whatever signs are in it.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from pabolo.ground.documents.sheets import Head, Mark, Sheet
from pabolo.rules.text import clean

HERE: Final = Path(__file__).parent
FONTS: Final = HERE / "fonts"
LAYOUT: Final = "lembar.typ"
LONGEST_WORD: Final = 40
MOST_BYTES: Final = 4 * 1024 * 1024
_LONG: Final = re.compile(r"\S{%d}(?=\S)" % LONGEST_WORD)  # noqa: UP031
_PLACE: Final = re.compile(r"(?:typ):(\d+):(\d+)")
_MISSING: Final = re.compile(r"the text `\"(.*?)\"` could not be displayed")
BREAK_HERE: Final = "\u200b"
_SYMBOLS: Final = BREAK_HERE + "\u20ac\u2190\u2192\u2264\u2265"
EMPTY_BOX: Final = "\N{WHITE SQUARE}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use."""

    seconds: int = 10
    megabytes: int = 1024


class NotTypeset(Exception):
    """No PDF was made, and nothing of one: `code` says why, with the place in the layout.

    `failed` (line, column, what), `slow`, `large`.
    """

    def __init__(self, code: str, *, line: int = 0, column: int = 0, what: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.what = code, line, column, what
        self.layout = LAYOUT


@lru_cache(maxsize=1)
def layout() -> str:
    """The text of the layout that ships with the project."""
    return (HERE / "layouts" / LAYOUT).read_text(encoding="utf-8")


def typeset(
    sheet: Sheet,
    *,
    head: Head,
    mark: Mark,
    at: datetime,
    limits: Limits = Limits(),
    source: str = "",
) -> bytes:
    """The PDF of a sheet. `at` is the day inside the file. Raises `NotTypeset`.

    `source`: another layout than the shipped one.
    """
    content = _content(sheet, head, mark)
    try:
        return _set(content, source or layout(), at, limits)
    except NotTypeset as error:
        spared = _without_strange_signs(content, error.what)
        if spared == content:
            raise
        return _set(spared, source or layout(), at, limits)


def _content(sheet: Sheet, head: Head, mark: Mark) -> str:
    """All that is printed, as JSON: an emblem as numbers, endless words made breakable."""
    logo, head = list(head.logo), msgspec.structs.replace(head, logo=b"")
    plain = msgspec.to_builtins({"sheet": sheet, "head": head, "mark": mark})
    whole = _each_text(plain)
    assert isinstance(whole, dict)
    whole["head"]["logo"] = logo
    return msgspec.json.encode(whole).decode()


def _each_text(value: object) -> object:
    if isinstance(value, str):
        plain = clean(value, limit=max(len(value), 1)).text
        return _LONG.sub(lambda found: found[0] + BREAK_HERE, plain)
    if isinstance(value, dict):
        return {key: _each_text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(one) for one in value]
    return value


def _without_strange_signs(content: str, what: str) -> str:
    """The same with an empty box for signs that none of the fonts has: an emoji, other scripts."""
    if not _MISSING.search(what):
        return content
    return "".join(sign if _is_common(sign) else EMPTY_BOX for sign in content)


def _is_common(sign: str) -> bool:
    """Latin in all its forms, and the punctuation of its writers."""
    return (
        sign < "\u0250" or "\u2000" <= sign < "\u2070" or sign in "\u20ac\u2190\u2192\u2264\u2265"
    )


def _set(content: str, source: str, at: datetime, limits: Limits) -> bytes:
    if len(content) > MOST_BYTES:
        raise NotTypeset("large")
    order = {
        "layout": source,
        "content": content,
        "fonts": str(FONTS),
        "at": int(at.timestamp()),
        "seconds": limits.seconds,
        "megabytes": limits.megabytes,
    }
    with tempfile.TemporaryDirectory() as nothing:
        return _child(msgspec.json.encode(order), nothing, limits)


def _child(order: bytes, nothing: str, limits: Limits) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", str(HERE / "setter.py")],
            input=order,
            capture_output=True,
            cwd=nothing,
            env=_quiet(),
            timeout=limits.seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotTypeset("slow") from error
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    raise _why(done.returncode, done.stderr)


def _quiet() -> dict[str, str]:
    """An environment that names nothing and leads nowhere."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HTTPS_PROXY": nowhere,
        "https_proxy": nowhere,
        "RAYON_NUM_THREADS": "2",
    }


def _why(status: int, told: bytes) -> NotTypeset:
    """What the child died of."""
    if status < 0:
        return NotTypeset("slow" if -status in (9, 24) else "large")
    try:
        said = msgspec.json.decode(told, type=dict[str, str])
    except msgspec.DecodeError:
        return NotTypeset("large")
    place = _PLACE.search(said["where"])
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return NotTypeset("failed", line=line, column=column, what=said["what"])
