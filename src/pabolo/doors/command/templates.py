"""Do the templates keep the content policy? No inline style or script, nothing from elsewhere."""

import re
from pathlib import Path
from typing import Final

from pabolo.doors.command.root import PACKAGE

FORBIDDEN: Final = {
    "inline style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.I),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "script address": re.compile(r"javascript:", re.I),
    "third-party origin": re.compile(
        r"<(?:script|link|img|iframe|source|video|audio|form)\b[^>]*"
        r"\b(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//",
        re.I,
    ),
    "translation by string in Python style": re.compile(r"\{\{\s*_\(", re.I),
}
# Structured data for search engines is not run by the browser.
ALLOWED: Final = re.compile(r"<script type=\"application/ld\+json\"[^>]*>", re.I)


def templates(folder: Path = PACKAGE) -> list[Path]:
    """Every HTML and SVG template."""
    found = [path for kind in ("html", "svg") for path in folder.glob(f"**/templates/**/*.{kind}")]
    return sorted(found)


def faults(text: str) -> list[str]:
    """What a template's text does that the content policy would block."""
    kept = ALLOWED.sub("", text)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(kept)]


def all_faults(folder: Path = PACKAGE) -> list[str]:
    """`file: fault` of every template."""
    return [
        f"{path.relative_to(folder)}: {fault}"
        for path in templates(folder)
        for fault in faults(path.read_text())
    ]
