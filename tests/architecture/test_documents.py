"""What the documents say is what the code does. That they are fresh is asked by ./pabolo check."""

from polib import POEntry

from pabolo.doors.command import rulebook, statechart
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
