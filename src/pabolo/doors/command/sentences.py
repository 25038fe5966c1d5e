"""Is every sentence of screens and rules translated? What xgettext reads, against the `.po`."""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import polib
from django.utils.translation.template import templatize

from pabolo.doors.command.budgets import sources
from pabolo.doors.command.catalogues import catalogues
from pabolo.doors.command.root import PACKAGE

KEYWORDS: Final = (
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext:1,2", "ngettext_lazy:1,2",
    "pgettext:1c,2", "pgettext_lazy:1c,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3",
    "Refusal:2",
)  # fmt: skip
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TEMPLATES: Final = ("html", "txt", "svg")

type Key = tuple[str | None, str]


def _templates() -> Iterator[Path]:
    for kind in TEMPLATES:
        yield from PACKAGE.glob(f"**/templates/**/*.{kind}")


def _templates_as_code(folder: Path) -> Iterator[Path]:
    """Django rewrites a template so that xgettext sees only its sentences."""
    for number, path in enumerate(sorted(_templates())):
        rewritten = folder / f"{number}.py"
        rewritten.write_text(templatize(path.read_text(), origin=str(path)))
        yield rewritten


def _extract(files: Iterable[Path], to: Path) -> polib.POFile:
    words = [f"--keyword={keyword}" for keyword in KEYWORDS]
    listed = to.with_suffix(".txt")
    listed.write_text("".join(f"{file}\n" for file in files))
    subprocess.run(  # noqa: S603
        ["xgettext", "--language=Python", "--from-code=UTF-8", "--force-po", "--keyword", *words,  # noqa: S607
         f"--files-from={listed}", f"--output={to}"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return polib.pofile(str(to))


def spoken() -> set[Key]:
    """(context, sentence) of everything that the source says to people."""
    with tempfile.TemporaryDirectory(prefix="pabolo-sentences-") as name:
        folder = Path(name)
        files = [*sources(), *_templates_as_code(folder)]
        return {(entry.msgctxt, entry.msgid) for entry in _extract(files, folder / "all.po")}


def _entries() -> Iterator[tuple[str, polib.POEntry]]:
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield str(path.relative_to(PACKAGE).parent.parent.parent), entry


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def entry_faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one entry: fuzzy, empty, or other placeholders than its source."""
    texts = _texts(entry)
    if entry.fuzzy:
        return ["fuzzy"]
    if not texts or not all(texts):
        return ["not translated"]
    wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    # Indonesian has one plural form, so it may use any of the source's placeholders.
    strange = [text for text in texts if not set(PLACEHOLDER.findall(text)) <= wanted]
    lost = not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != wanted
    return ["placeholders differ"] if strange or lost else []


def catalogue_faults() -> list[str]:
    """Faults inside the catalogues, and sentences translated in two ways."""
    found, known = [], dict[Key, tuple[str, list[str]]]()
    for place, entry in _entries():
        found += [f"{place}: {fault}: {entry.msgid[:60]!r}" for fault in entry_faults(entry)]
        key, texts = (entry.msgctxt, entry.msgid), _texts(entry)
        before = known.setdefault(key, (place, texts))
        if before[1] != texts:
            found.append(f"{place} and {before[0]} disagree: {entry.msgid[:60]!r}")
    return found


def coverage_faults() -> list[str]:
    """Sentences without a translation, and translations of what nobody says any more."""
    said = spoken()
    known = {(entry.msgctxt, entry.msgid) for _, entry in _entries()}
    missing = [f"no Indonesian: {text[:70]!r}" for _, text in sorted(said - known, key=str) if text]
    unused = [f"no longer said: {text[:70]!r}" for _, text in sorted(known - said, key=str)]
    return missing + unused
