"""The words of report codes can be said, heard and written down without mistaking one for another.

The property tested is of the shipped list itself; whoever edits it learns here what it must keep.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest

import pabolo

LIST = Path(pabolo.__file__).parent / "programme/intake/data/words.txt"
WORDS = LIST.read_text(encoding="ascii").split("\n")[:-1]


def _one_slip_apart(a: str, b: str) -> bool:
    """One letter changed, added or left out, or two neighbours swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        at = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        swapped = len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]  # fmt: skip  # noqa: E501
        return len(at) == 1 or swapped
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_there_are_exactly_1024_words_so_that_one_carries_ten_bits() -> None:
    assert len(WORDS) == len(set(WORDS)) == 1024


def test_words_are_four_to_nine_plain_letters_in_order() -> None:
    assert all(re.fullmatch(r"[a-z]{4,9}", word) for word in WORDS)
    assert sorted(WORDS) == WORDS


def test_four_letters_are_enough_to_tell_a_word() -> None:
    assert len({word[:4] for word in WORDS}) == 1024


def test_no_slip_of_one_letter_turns_a_word_into_another() -> None:
    near = [pair for pair in combinations(WORDS, 2) if _one_slip_apart(*pair)]
    assert near == []


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("baru", "biru", True),
        ("pasar", "pasir", True),
        ("sate", "sat", True),
        ("bakso", "basko", True),
        ("kelapa", "kepala", False),
        ("bulan", "bintang", False),
    ],
)
def test_what_counts_as_one_slip(a: str, b: str, apart: bool) -> None:
    assert _one_slip_apart(a, b) is apart
