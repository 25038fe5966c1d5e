"""Which documents, by whom, when; what may stand in a template; how numbers look."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules import letters
from pabolo.rules.access import facets_of
from pabolo.rules.letters import LETTERS, PLACEHOLDERS, Known, Letter
from pabolo.rules.vocabulary import Facet, Role
from tests.cast import actor

EVERYTHING = Known(assessed=True, planned=True, closed=True)


@pytest.mark.parametrize("letter", Letter)
def test_who_makes_a_document_opens_all_that_it_shows(letter: Letter) -> None:
    for role in Role:
        person = actor(role)
        refusal = letters.may_make(person, letter, EVERYTHING)
        listed = role in LETTERS[letter].who
        assert (refusal is None) == listed, role
        assert not listed or LETTERS[letter].sides <= facets_of(person)


def test_a_post_without_the_side_is_refused_whatever_the_table_says() -> None:
    """The broken variant: a table that lists a post which does not hold the side."""
    assert letters.may_read_sides(actor(Role.DATA), {Facet.NARRATIVE}) is not None
    assert letters.may_read_sides(actor(Role.SUPERVISOR), {Facet.NARRATIVE}) is None


@pytest.mark.parametrize(
    ("letter", "known", "code"),
    [
        (Letter.CLOSING, Known(assessed=True, planned=True), "letter.not_closed"),
        (Letter.ASSESSMENT, Known(planned=True, closed=True), "letter.not_assessed"),
        (Letter.PLAN, Known(assessed=True, closed=True), "letter.no_plan"),
    ],
)
def test_what_is_not_there_yet_is_not_printed(letter: Letter, known: Known, code: str) -> None:
    refusal = letters.may_make(actor(Role.CASE_WORKER), letter, known)
    assert refusal is not None
    assert refusal.code == code
    assert letters.may_make(actor(Role.CASE_WORKER), letter, EVERYTHING) is None


def test_the_sheet_for_the_child_opens_neither_accused_nor_place_nor_story() -> None:
    shut = {Facet.ACCUSED, Facet.LOCATION, Facet.NARRATIVE, Facet.HEALTH, Facet.LEGAL}
    assert not LETTERS[Letter.STORY].sides & (shut | {Facet.IDENTITY})
    assert Facet.IDENTITY not in LETTERS[Letter.REFERRAL].sides


def test_the_heaviest_side_holds_the_key() -> None:
    assert letters.heaviest(LETTERS[Letter.SIMFONI].sides) is Facet.ACCUSED
    assert letters.heaviest(LETTERS[Letter.SUMMARY].sides) is Facet.NARRATIVE
    assert letters.heaviest(LETTERS[Letter.STORY].sides) is Facet.CARE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Kami {nomor}.", None),
        ("Kurung {{apa}} saja", None),
        ("baik\nlalu {nomer} salah", (letters.UNKNOWN, 2, 6, "nomer")),
        ("a {nomor", (letters.UNCLOSED, 1, 3, "")),
        ("a\n\nb }", (letters.UNOPENED, 3, 3, "")),
        ("{no\nmor}", (letters.UNCLOSED, 1, 1, "")),
        ("{}", (letters.UNKNOWN, 1, 1, "")),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, fault: tuple[object, ...] | None) -> None:
    found = letters.find_fault(text, PLACEHOLDERS[Letter.REFERRAL])
    assert (found and (found.code, found.line, found.column, found.word)) == fault


@given(st.text(alphabet="ab{}\n nomor", max_size=40))
def test_a_text_without_a_fault_is_filled_whole(text: str) -> None:
    if letters.find_fault(text, ("nomor",)) is None:
        filled = letters.fill(text, {"nomor": "N"})
        assert filled.count("N") == text.replace("{{", "").replace("}}", "").count("{nomor}")


def test_what_people_wrote_is_not_read_for_placeholders() -> None:
    assert letters.fill("{hal}", {"hal": "{nama_anak}", "nama_anak": "X"}) == "{nama_anak}"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{kode}/{urut4}/UPTD-PPA/{bulan_romawi}/{tahun}", ""),
        ("{urut}/{tahun}", ""),
        ("{urut}/{bulan}", "letter.pattern_short"),
        ("{tahun}", "letter.pattern_short"),
        ("{urut}{urut3}/{tahun}", "letter.pattern_short"),
        ("{urut}/{tahun}/{nama}", "letter.pattern_unknown"),
        ("{urut}/{tahun", "letter.pattern_unknown"),
    ],
)
def test_a_pattern_makes_numbers_that_differ(pattern: str, code: str) -> None:
    refusal = letters.check_pattern(pattern)
    assert (refusal.code if refusal else "") == code
    if not code:
        days = date(2026, 11, 24), date(2027, 11, 24)
        made = {
            letters.number_of(pattern, order=n, code="400.2", on=day)
            for n in range(1, 40)
            for day in days
        }
        assert len(made) == 78


def test_a_number_as_the_office_writes_it() -> None:
    pattern = "{kode}/{urut4}/UPTD-PPA/{bulan_romawi}/{tahun}"
    number = letters.number_of(pattern, order=127, code="400.2", on=date(2026, 11, 23))
    assert number == "400.2/0127/UPTD-PPA/XI/2026"


def test_days_as_letters_write_them() -> None:
    assert letters.letter_day(date(2026, 8, 17)) == "17 Agustus 2026"
    assert letters.day_name(date(2026, 11, 27)) == "Jumat"


@pytest.mark.parametrize(
    ("person", "author", "cancelled", "reason", "code"),
    [
        (Role.CASE_WORKER, True, False, "salah alamat", ""),
        (Role.SUPERVISOR, False, False, "salah alamat", ""),
        (Role.CASE_WORKER, False, False, "salah alamat", "letter.not_yours"),
        (Role.CASE_WORKER, True, True, "salah alamat", "letter.cancelled"),
        (Role.CASE_WORKER, True, False, "  ", "letter.no_reason"),
    ],
)
def test_who_cancels_a_number(
    person: Role, author: bool, cancelled: bool, reason: str, code: str
) -> None:
    refusal = letters.may_cancel(actor(person), author=author, cancelled=cancelled, reason=reason)
    assert (refusal.code if refusal else "") == code


def test_a_name_of_the_accused_in_words_for_the_child() -> None:
    assert letters.names_somebody("Pak soerono sudah pergi.", ["Soerono bin Amat"]) is not None
    assert letters.names_somebody("Kamu berani sekali.", ["Soerono", ""]) is None
