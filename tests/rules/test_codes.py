import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pabolo.rules.codes import (
    ALPHABET,
    SYMBOLS,
    check_code,
    code_from_token,
    code_from_words,
    grouped,
    normalise_code,
    read_code,
    words_from_code,
)
from pabolo.rules.decisions import Refusal

LETTERS = "abcdefghijklmnop"
LIST = [a + b + c for a in LETTERS for b in LETTERS for c in "rstu"]
TOKENS = st.binary(min_size=16, max_size=16)
CODE = code_from_token(bytes(range(16)))


def code(refusal: object) -> str | None:
    return refusal.code if isinstance(refusal, Refusal) else None


def test_the_same_form_always_shows_the_same_code():
    assert code_from_token(bytes(16)) == code_from_token(bytes(16)) != CODE
    with pytest.raises(ValueError, match="128"):
        code_from_token(bytes(15))


def test_a_code_is_shown_in_four_groups():
    groups = grouped(CODE).split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 5]
    assert set("".join(groups)) <= set(ALPHABET)


@given(token=TOKENS)
def test_a_code_reads_back_however_it_is_typed(token):
    made = code_from_token(token)
    typed = f" {grouped(made).lower().replace('0', 'o').replace('1', 'l').replace('-', ' – ')} "
    assert read_code(typed, LIST) == made
    assert check_code(typed) is None


@given(token=TOKENS, place=st.integers(0, 16), symbol=st.sampled_from(ALPHABET))
def test_every_single_wrong_symbol_shows(token, place, symbol):
    made = code_from_token(token)
    assume(made[place] != symbol)
    assert code(check_code(made[:place] + symbol + made[place + 1 :])) == "code.mistyped"


@given(token=TOKENS, left=st.integers(0, 16), right=st.integers(0, 16))
def test_every_swap_of_two_symbols_shows(token, left, right):
    made = list(code_from_token(token))
    assume(made[left] != made[right])
    made[left], made[right] = made[right], made[left]
    assert code(check_code("".join(made))) == "code.mistyped"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "code.empty"),
        (" - ", "code.empty"),
        (CODE[:-1], "code.too_short"),
        (CODE + "0", "code.too_long"),
        (CODE[:-1] + "U", "code.symbol"),
        (CODE[:-1] + "?", "code.symbol"),
    ],
)
def test_the_slip_is_named_from_the_text_alone(typed, expected):
    assert code(check_code(typed)) == expected
    assert code(read_code(typed, LIST)) == expected


@given(token=TOKENS)
def test_eight_words_say_the_same_as_the_code(token):
    made = code_from_token(token)
    words = words_from_code(grouped(made), LIST)
    assert len(words) == 8
    assert code_from_words(" ".join(words).upper(), LIST) == made
    assert read_code(", ".join(words), LIST) == made


def test_words_missing_or_unknown_are_told():
    words = words_from_code(CODE, LIST)
    assert code(code_from_words(" ".join(words[:7]), LIST)) == "code.words_count"
    assert code(code_from_words(" ".join([*words[:7], "zzz"]), LIST)) == "code.word_unknown"
    assert code(read_code(" ".join([*words[:7], "zzz"]), LIST)) == "code.word_unknown"


def test_only_a_whole_list_and_a_good_code_make_words():
    with pytest.raises(ValueError, match=r"1,024"):
        words_from_code(CODE, LIST[:-1])
    with pytest.raises(ValueError, match=r"1,024"):
        code_from_words("a b c", [*LIST[:-1], LIST[0]])
    with pytest.raises(ValueError, match="report code"):
        words_from_code(CODE[:-1], LIST)


def test_letters_that_look_like_numbers_are_read_as_numbers():
    assert normalise_code("oil-OIL") == "011011"
    assert len(CODE) == SYMBOLS
