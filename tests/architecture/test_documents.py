"""What the documents say is what the code does. That they are fresh is asked by ./pabolo check."""

import re
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import polib
import pytest
from polib import POEntry

from pabolo.doors.command import rulebook, sentences, statechart
from pabolo.doors.command.catalogues import catalogues
from pabolo.doors.command.root import ROOT
from pabolo.doors.command.sentences import catalogue_faults, entry_faults
from pabolo.rules.lifecycle import Move, Truth
from pabolo.rules.vocabulary import CaseStage, Role


def test_no_entry_of_a_catalogue_is_missing_or_fuzzy() -> None:
    assert catalogue_faults() == []


def test_what_stands_twice_in_a_catalogue_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two branches that add the same word: other gettext programs refuse such a file."""
    late = POEntry(msgid="Late", msgstr="Terlambat")
    monkeypatch.setattr(sentences, "_entries", lambda: iter([("a", late), ("b", late)]))
    assert catalogue_faults() == []
    monkeypatch.setattr(sentences, "_entries", lambda: iter([("a", late), ("a", late)]))
    assert catalogue_faults() == ["a: twice: 'Late'"]


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


def test_every_condition_of_a_step_has_its_refusal_in_both_languages() -> None:
    text = statechart.page()
    assert "| basis_stands | Catat dahulu persetujuan" in text
    assert "| Record consent first, or the other basis for helping. | `move.no_basis` |" in text


def test_a_further_table_joins_the_page_and_a_condition_without_refusal_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = ModuleType("more_moves")
    module.__spec__ = ModuleSpec("more_moves", None)
    monkeypatch.setitem(sys.modules, "more_moves", module)

    def table(*needs: object) -> tuple[Move, ...]:
        return (Move(CaseStage.RECEIVED, CaseStage.CLOSED, (Role.DATA,), needs),)  # type: ignore[arg-type]

    vars(module)["MORE_MOVES"] = table(Truth.TRIAGED)
    assert "## more_moves" in statechart.page(["more_moves"])
    vars(module)["MORE_MOVES"] = table("odd")
    with pytest.raises(KeyError):
        statechart.page(["more_moves"])


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
