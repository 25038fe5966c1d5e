"""Add every sentence that has no Indonesian yet to the catalogue of the folder that says it.

Entries stay where they are; new ones come last, empty, for a person to translate. Sentences
that nobody says any more are taken out.
"""

import argparse
from pathlib import Path

import polib

from pabolo.doors.command.found import gettext_programs
from pabolo.doors.command.root import PACKAGE
from pabolo.doors.command.sentences import (
    Key,
    catalogue_of,
    key_of,
    known_sentences,
    spoken_by_owner,
)
from pabolo.doors.command.tell import Stop, line

NAME = "messages"
HELP = "add sentences that lack Indonesian to their catalogues"
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "id",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def _catalogue(folder: Path) -> polib.POFile:
    path = catalogue_of(folder)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=98)
    fresh = polib.POFile(wrapwidth=98)
    fresh.metadata = dict(HEADER)
    return fresh


def _blank(entry: polib.POEntry) -> polib.POEntry:
    plural = {0: ""} if entry.msgid_plural else {}
    return polib.POEntry(
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgctxt=entry.msgctxt,
        msgstr_plural=plural,
        flags=[flag for flag in entry.flags if flag.endswith("-format")],
    )


def _prune(catalogue: polib.POFile, said: set[Key]) -> int:
    """Take out what nobody says, and what stands twice (the first stays)."""
    kept: dict[Key, polib.POEntry] = {}
    for entry in catalogue:
        if not entry.obsolete and key_of(entry) in said:
            kept.setdefault(key_of(entry), entry)
    gone = len(catalogue) - len(kept)
    catalogue[:] = list(kept.values())
    return gone


def _update(folder: Path, own: dict[Key, polib.POEntry], said: set[Key], known: set[Key]) -> str:
    catalogue = _catalogue(folder)
    gone = _prune(catalogue, said)
    new = [_blank(entry) for key, entry in own.items() if key not in known and entry.msgid]
    catalogue.extend(new)
    if new or gone:
        catalogue_of(folder).parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(catalogue_of(folder)))
    return f"{folder.relative_to(PACKAGE.parent)}: {len(new)} to translate, {gone} taken out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """Update every catalogue.

    Errors: Stop without xgettext.
    """
    if not gettext_programs():
        raise Stop("xgettext is not here (Debian: apt-get install gettext).")
    by_owner = spoken_by_owner()
    said = {key for own in by_owner.values() for key in own}
    known = known_sentences()
    for folder, own in sorted(by_owner.items()):
        line(_update(folder, own, said, known))
    return 0
