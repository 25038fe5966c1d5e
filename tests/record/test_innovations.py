"""The seed's record: verbatim, whole, checked, and answerable."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.record.registers import AT, PUBLISHER, someone

from pabolo.ground.lib.refusals import Refused
from pabolo.record.innovations import actions, queries, seed
from pabolo.record.innovations.models import Claim, Innovation, Revision, Section
from pabolo.rules.actors import Actor
from pabolo.rules.claims import Level, Outcome
from pabolo.rules.releases import Editorial, may_step_record, may_take_over
from pabolo.rules.vocabulary import Role

TODAY = date(2026, 8, 3)


@pytest.fixture
def record(db: None) -> queries.Record:
    actions.load_seed_record(by=PUBLISHER, at=AT)
    found = queries.record("anak-pabolo", TODAY)
    assert found is not None
    return found


def test_every_word_of_the_page_is_kept_and_shown_verbatim() -> None:
    original = seed.original()
    data = seed.record()
    assert seed.digest(original) == data["seed_sha256"]
    assert data["seed_sha256"].startswith("8bec85acd0d4bd0fa180e51e7901a66b")
    rest = original
    for row in sorted(data["sections"], key=lambda row: -len(row["text_id"])):
        assert row["text_id"] in rest, row["kind"]
        rest = rest.replace(row["text_id"], "", 1)
    left = rest[rest.index("Tahapan Inovasi") :]
    for label in (
        "Tahapan Inovasi", "Digital", "Inisiator Inovasi", "Bentuk Inovasi", "Tujuan Inovasi",
        "Manfaat Inovasi", "Hasil Inovasi", "Waktu Uji Coba", "Waktu Implementasi",
        "Rancang Bangun Inovasi", "1.", "2.", "3.", ":",
    ):  # fmt: skip
        left = left.replace(label, "")
    assert left.strip() == ""


def test_every_text_has_english_beside_it() -> None:
    data = seed.record()
    for row in [*data["sections"], *data["claims"], *data["notes"]]:
        pairs = [key for key in row if key.endswith("_id") and not key.startswith("note")]
        for key in pairs:
            assert row[key] and row[key.replace("_id", "_en")], (row, key)


def test_loading_twice_is_loading_once(record: queries.Record) -> None:
    actions.load_seed_record(by=PUBLISHER, at=AT)
    assert Innovation.objects.count() == Revision.objects.count() == 1
    assert [claim.row.code for claim in record.claims] == [f"C{n}" for n in range(1, 8)]
    assert [note.row.number for note in record.notes] == list(range(1, 29))


def test_the_claims_are_worth_what_they_are(record: queries.Record) -> None:
    levels = {claim.row.code: claim.level for claim in record.claims}
    assert levels["C4"] is Level.DEFINED
    assert {levels[code] for code in ("C1", "C2", "C5", "C6", "C7")} == {Level.STATED}
    worst = {claim.row.code: claim.worst for claim in record.claims}
    assert worst["C1"] is Outcome.CONTRADICTION
    found = {finding.rule for claim in record.claims for finding in claim.findings}
    assert found >= {"R1", "R4", "R5", "R6", "R8", "R9", "R12", "R13"}
    assert record.found("R7")[0].outcome is Outcome.WARNING
    assert record.found("R14")[0].values["words"] == "perlu dibentuk"


def test_a_note_says_which_rule_finds_it_or_where_it_comes_from(record: queries.Record) -> None:
    by_number = {note.row.number: note for note in record.notes}
    assert by_number[1].found_by == ("R1", "R4")
    assert by_number[9].found_by == ("R7",)
    assert all(note.found_by or note.row.source.startswith("http") for note in record.notes)


def test_an_answer_joins_the_note_and_changes_nothing_else(record: queries.Record) -> None:
    note = record.notes[8].row
    with pytest.raises(Refused):
        actions.answer_note(by=someone(9, Role.INTAKE), at=AT, note_id=note.id, text_id="x")
    with pytest.raises(Refused):
        actions.answer_note(by=PUBLISHER, at=AT, note_id=note.id, text_id=" ")
    actions.answer_note(by=PUBLISHER, at=AT, note_id=note.id, text_id="Uji coba mulai 2019.")
    again = queries.record("anak-pabolo", TODAY)
    assert again is not None and again.notes[8].answer == "Uji coba mulai 2019."
    assert again.notes[8].found_by == ("R7",)


@pytest.mark.parametrize("table", [Revision, Section, Claim])
def test_a_revision_never_changes(record: queries.Record, table: type[Revision]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.all().delete()


def test_an_altered_passage_is_refused() -> None:
    original = seed.original()
    assert may_take_over(["ANAK PABOLO"], original, True) is None
    assert may_take_over(["Anak Pabolo berhasil"], original, True) is not None
    assert may_take_over(["ANAK PABOLO"], original, False) is not None


def test_author_verifier_and_publisher_are_different_people() -> None:
    author = Actor(someone(5).id, frozenset({Role.VERIFIER, Role.PUBLISHER}))
    submitted, documents = Editorial.SUBMITTED, Editorial.DOCUMENTS
    assert getattr(may_step_record(author, author.id, submitted, documents), "code", "") == (
        "record.second_person"
    )
    assert may_step_record(author, someone(6).id, submitted, documents) is None
    leap = may_step_record(author, someone(6).id, Editorial.DRAFT, Editorial.PUBLISHED)
    assert getattr(leap, "code", "") == "record.no_such_step"
