import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from pabolo.rules.names import (
    CLEAR_FROM,
    Match,
    indel_ratio,
    normalise,
    prepare,
    rank,
    read_match,
    similarity,
    similarity_of,
)

PARTS = (
    "Siti Aisyah Ayesha Joesoef Yusuf Budi Dewi Dwi M. Muhammad Harahap Harahab Siregar Bpk "
    "bin Nur Haliza Nurhaliza Tjandra Chandra Zulkifli Sjahrir Khairul H. A. Abd"
)
NAMES = st.lists(
    st.sampled_from(PARTS.split()),
    min_size=1,
    max_size=4,
).map(" ".join)
WORDS = st.text("abcdeijouy", max_size=9)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Yusuf", "Joesoef"),
        ("Yusuf", "Jusuf"),
        ("Jamilah", "Djamilah"),
        ("Khairul", "Chairul"),
        ("Ahmad", "Achmad"),
        ("Rizki", "Ritzky"),
        ("Aisyah", "Ayesha"),
        ("Zulkifli", "Julkifli"),
        ("Budi Harahap", "Budi Harahab"),
        ("Muhammad Rizki", "M. Rizky"),
        ("Moh. Rizki", "Mhd Rizki"),
        ("Mochamad Rizki", "Muhamad Rizki"),
        ("Siti Aminah", "St. Aminah"),
        ("Soekarno", "Sukarno"),
        ("Tjandra", "Candra"),
        ("Chandra", "Candra"),
        ("Njoman", "Nyoman"),
        ("Sjahrir", "Syahrir"),
        ("Arief", "Arif"),
        ("Fatimah", "Patimah"),
        ("Vivi", "Fifi"),
        ("Wahyuni", "Wahjoeni"),
        ("Soerjadi", "Suryadi"),
        ("Hidayat", "Hidajat"),
        ("Dzulfikar", "Zulfikar"),
        ("Nur Haliza", "Nurhaliza"),
        ("Abdul Rahman", "Abdurrahman"),
        ("Nur'aini", "Nuraini"),
        ("Bpk. H. Yusuf Siregar, S.Pd", "Joesoef Siregar"),
        ("Siregar, Budi", "Budi Siregar"),
        ("Ali bin Hasan", "Ali Hasan"),
        ("Siti binti Ahmad", "Siti Achmad"),
        ("ÁISYAH", "aisyah"),
    ],
)
def test_one_name_written_differently_is_a_clear_match(left, right):
    assert read_match(similarity(left, right)) is Match.CLEAR


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rizki Siregar", "Rizki"),
        ("Ahmad Rizki Harahap", "Ahmad Rizki"),
        ("Siti Aisyah", "Aisyah"),
        ("A. Harahap", "Ahmad Harahap"),
        ("Dewi Lestari", "Dwi Lestari"),
        ("Putra Hasibuan", "Putri Hasibuan"),
        ("Siregar", "Budi Siregar"),
    ],
)
def test_what_may_be_one_person_is_unclear_and_a_person_decides(left, right):
    assert read_match(similarity(left, right)) is Match.UNCLEAR


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Dewi", "Dwi"),
        ("Budi", "Siti"),
        ("Budi", "Rudi"),
        ("Rina", "Rini"),
        ("Andi", "Andini"),
        ("Budi Harahap", "Budi Siregar"),
        ("Siti Aminah", "Siti Aisyah"),
        ("Joko Siregar", "Siti Siregar"),
        ("Muhammad", "Muhammad Rizki"),
        ("Ahmad", "Muhammad"),
        ("Rizki", "Riska"),
        ("A. Harahap", "Budi Siregar"),
        ("Budi", "..."),
    ],
)
def test_different_names_stay_apart(left, right):
    assert read_match(similarity(left, right)) is Match.NONE


def test_what_normalising_leaves_out_and_keeps():
    assert normalise("Bpk. Joesoef Harahab, S.H.") == ("yusup", "harahap")
    assert normalise("Ibu") == ("ibu",)
    assert normalise("Hasan M.") == ("hasan", "m")
    assert normalise(" -- ") == ()


def test_ranking_is_best_first_and_bounded():
    names = ["Budi", "Joesoef Siregar", "Yusuf", "Yusup Siregar", "Yunus Siregar"]
    found = rank("Yusuf Siregar", names)
    assert [names[one.index] for one in found[:2]] == ["Joesoef Siregar", "Yusup Siregar"]
    assert "Budi" not in [names[one.index] for one in found]
    assert len(rank("Yusuf Siregar", names, most=1)) == 1


@given(left=NAMES, right=NAMES)
def test_similarity_is_symmetric_and_bounded(left, right):
    score = similarity(left, right)
    assert score == similarity(right, left)
    assert 0 <= score <= 1


@given(name=NAMES)
def test_a_name_is_itself(name):
    assert similarity(name, name) == 1
    assert similarity_of(prepare(name), prepare(name.upper())) == 1


@given(left=NAMES, right=NAMES)
def test_a_faster_ratio_gives_the_same_answer(left, right):
    fast = similarity(left, right, ratio=Indel.normalized_similarity)
    assert fast == pytest.approx(similarity(left, right))


@given(left=WORDS, right=WORDS)
def test_our_ratio_is_the_published_one(left, right):
    assert indel_ratio(left, right) == pytest.approx(Indel.normalized_similarity(left, right))


@given(name=st.text(max_size=40))
def test_any_text_can_be_a_name(name):
    assert similarity(name, name) == (1 if normalise(name) else 0)


def test_thresholds_have_a_middle():
    assert read_match(CLEAR_FROM) is Match.CLEAR
    assert read_match(CLEAR_FROM - 0.001) is Match.UNCLEAR
