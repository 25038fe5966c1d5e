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
    "Refusal:2", "msg",
)  # fmt: skip
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TEMPLATES: Final = ("html", "txt", "svg")

type Key = tuple[str | None, str]


def owner(path: Path) -> Path:
    """The folder whose catalogue translates what a file says: its door, or the whole package."""
    parts = path.relative_to(PACKAGE).parts
    door = parts[0] == "doors" and len(parts) > 2 and parts[1] != "command"
    return PACKAGE / "doors" / parts[1] if door else PACKAGE


def catalogue_of(folder: Path) -> Path:
    """The Indonesian catalogue of an owner."""
    return folder / "locale" / "id" / "LC_MESSAGES" / "django.po"


def _speaking() -> Iterator[Path]:
    yield from sources()
    for kind in TEMPLATES:
        yield from sorted(PACKAGE.glob(f"**/templates/**/*.{kind}"))


def _as_code(path: Path, number: int, folder: Path) -> Path:
    """Django rewrites a template so that xgettext sees only its sentences."""
    if path.suffix == ".py":
        return path
    rewritten = folder / f"{number}.py"
    rewritten.write_text(templatize(path.read_text(), origin=str(path)))
    return rewritten


def _extract(files: Iterable[Path]) -> polib.POFile:
    words = [f"--keyword={keyword}" for keyword in KEYWORDS]
    with tempfile.TemporaryDirectory(prefix="pabolo-sentences-") as name:
        folder, to = Path(name), Path(name) / "all.po"
        code = [_as_code(path, number, folder) for number, path in enumerate(files)]
        (folder / "files").write_text("".join(f"{file}\n" for file in code))
        subprocess.run(  # noqa: S603
            ["xgettext", "--language=Python", "--from-code=UTF-8", "--force-po", "--keyword",  # noqa: S607
             *words, f"--files-from={folder / 'files'}", f"--output={to}"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return polib.pofile(str(to))


def key_of(entry: polib.POEntry) -> Key:
    """What makes a sentence the same sentence."""
    return entry.msgctxt, entry.msgid


def spoken_by_owner() -> dict[Path, dict[Key, polib.POEntry]]:
    """Owner → everything that its files say to people."""
    files: dict[Path, list[Path]] = {}
    for path in _speaking():
        files.setdefault(owner(path), []).append(path)
    return {
        folder: {key_of(entry): entry for entry in _extract(its)} for folder, its in files.items()
    }


def spoken() -> set[Key]:
    """(context, sentence) of everything that the source says to people."""
    return {key for said in spoken_by_owner().values() for key in said}


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
    """Faults inside the catalogues, sentences translated in two ways or twice in one catalogue."""
    found, known = [], dict[Key, tuple[str, list[str]]]()
    seen = set[tuple[str, Key]]()
    for place, entry in _entries():
        if (place, key_of(entry)) in seen:
            found.append(f"{place}: twice: {entry.msgid[:60]!r}")
        seen.add((place, key_of(entry)))
        found += [f"{place}: {fault}: {entry.msgid[:60]!r}" for fault in entry_faults(entry)]
        key, texts = key_of(entry), _texts(entry)
        before = known.setdefault(key, (place, texts))
        if before[1] != texts:
            found.append(f"{place} and {before[0]} disagree: {entry.msgid[:60]!r}")
    return found


def known_sentences() -> set[Key]:
    """(context, sentence) of every entry of every catalogue, wherever it lies."""
    return {key_of(entry) for _, entry in _entries()}


def coverage_faults() -> list[str]:
    """Sentences without a translation, and translations of what nobody says any more."""
    said, known = spoken(), known_sentences()
    missing = [f"no Indonesian: {text[:70]!r}" for _, text in sorted(said - known, key=str) if text]
    unused = [f"no longer said: {text[:70]!r}" for _, text in sorted(known - said, key=str)]
    return missing + unused
