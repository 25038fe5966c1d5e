"""What the documents say is what the code does. That they are fresh is asked by ./pabolo check."""

import re
from pathlib import Path

import polib
import pytest
from polib import POEntry

from pabolo.doors.command import rulebook, statechart
from pabolo.doors.command.catalogues import catalogues
from pabolo.doors.command.root import ROOT
from pabolo.doors.command.sentences import catalogue_faults, entry_faults


def test_no_entry_of_a_catalogue_is_missing_or_fuzzy() -> None:
    assert catalogue_faults() == []


def test_faults_of_an_entry_are_told() -> None:
    assert entry_faults(POEntry(msgid="Case", msgstr="")) == ["not translated"]
    assert entry_faults(POEntry(msgid="Case", msgstr="Kasus", flags=["fuzzy"])) == ["fuzzy"]
    assert entry_faults(POEntry(msgid="%(n)s left", msgstr="sisa")) == ["placeholders differ"]
    assert entry_faults(POEntry(msgid="%(n)s left", msgstr="sisa %(n)s")) == []
    plural = POEntry(msgid="one day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s hari"})
    assert entry_faults(plural) == []


def test_the_state_diagram_draws_reports_and_cases() -> None:
    text = statechart.page()
    assert "## case_moves" in text and "received --> verifying: case_worker" in text


def test_the_index_by_source_splits_between_sources_only() -> None:
    split = rulebook.BETWEEN_SOURCES.split("UU 1 (a; b); PP 2; own design")
    assert split == ["UU 1 (a; b)", "PP 2", "own design"]


GUIDES = sorted((ROOT / "docs" / "panduan").glob("*.md"))


def misnamed(guide: str) -> list[str]:
    """What a guide prints bold, as the name of something on a page, and no page says."""
    said = {
        text.casefold()
        for path in catalogues()
        for entry in polib.pofile(str(path))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    }
    names = [" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", guide, re.DOTALL)]
    return [name for name in names if not name.isdigit() and name.casefold() not in said]


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_what_a_guide_names_is_called_so_on_the_screen(path: Path) -> None:
    assert misnamed(path.read_text()) == []


def test_a_guide_with_an_old_name_is_caught() -> None:
    assert misnamed("Tekan **Lanjutkan**, lalu **Tombol yang tidak ada**.") == [
        "Tombol yang tidak ada"
    ]
