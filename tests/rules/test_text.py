import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.text import check_given, check_length, clean, clean_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  anak itu\r\nmenangis\r ", "anak itu\nmenangis"),
        ("a\x00b\x07c", "abc"),
        ("laporan\u202egpj.exe", "laporangpj.exe"),
        ("\u2066kiri\u2069\u200f kanan", "kiri kanan"),
        ("ti\u200bdak\ufeff", "tidak"),
        ("bari\u2028s", "bari\ns"),
        ("e\u0301", "é"),
        ("\ud800ada", "ada"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("tab\tulasi", "tab\tulasi"),
    ],
)
def test_control_and_direction_characters_are_taken_out(typed, kept):
    assert clean(typed).text == kept


def test_one_line_stays_one_line():
    assert clean_line(" Siti \n\t Aisyah ").text == "Siti Aisyah"
    assert clean_line("abcdef", limit=4).cut == 2


def test_ten_megabytes_are_cut_and_it_is_said():
    cleaned = clean("a" * 10_000_000, limit=100)
    assert (len(cleaned.text), cleaned.cut) == (100, 9_999_900)
    refusal = check_length(cleaned)
    assert refusal
    assert refusal.code == "text.too_long"
    assert check_length(clean("short")) is None


def test_nothing_but_invisible_characters_is_nothing():
    refusal = check_given(clean("\u200b \u202e\n"))
    assert refusal
    assert refusal.code == "text.empty"
    assert check_given(clean("ada")) is None


@given(typed=st.text(max_size=200), limit=st.integers(1, 50))
def test_cleaning_twice_is_cleaning_once(typed, limit):
    once = clean(typed).text
    assert clean(once).text == once
    assert unicodedata.is_normalized("NFC", once)
    assert len(clean(typed, limit=limit).text) <= limit


@given(typed=st.text(max_size=60))
def test_it_says_how_much_was_removed(typed):
    plain = clean_line(typed)
    assert plain.removed <= len(typed)
    assert "\n" not in plain.text
