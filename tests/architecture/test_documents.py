"""What the documents say is what the code does."""

from polib import POEntry

from pabolo.doors.command.docs import stale
from pabolo.doors.command.sentences import catalogue_faults, entry_faults


def test_the_generated_documents_are_fresh() -> None:
    assert stale() == [], "run ./pabolo docs"


def test_no_entry_of_a_catalogue_is_missing_or_fuzzy() -> None:
    assert catalogue_faults() == []


def test_faults_of_an_entry_are_told() -> None:
    assert entry_faults(POEntry(msgid="Case", msgstr="")) == ["not translated"]
    assert entry_faults(POEntry(msgid="Case", msgstr="Kasus", flags=["fuzzy"])) == ["fuzzy"]
    assert entry_faults(POEntry(msgid="%(n)s left", msgstr="sisa")) == ["placeholders differ"]
    assert entry_faults(POEntry(msgid="%(n)s left", msgstr="sisa %(n)s")) == []
    plural = POEntry(msgid="one day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s hari"})
    assert entry_faults(plural) == []
