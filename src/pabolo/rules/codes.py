"""Which code brings a reporter back to the report, and was it typed well?

80 bits as 16 Crockford symbols and one check symbol, or as eight words. The check symbol is a
weighted sum over GF(32), one weight for each place: every single wrong symbol and every swap of
two symbols shows, and it comes from the same plain alphabet (Crockford's own mod 37 check needs
`*~$=U`, which phones hide). Whether a code exists is never said here.
"""

import hashlib
import re
from collections.abc import Sequence

from pabolo.rules.decisions import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN_BYTES = 16
SYMBOLS = 17
WORDS = 8
WORD_LIST_SIZE = 1024
_BITS = 80
_DOMAIN = b"anak-pabolo/report-code/v1\x00"
_ALIKE = str.maketrans("OIL", "011")
_IGNORED = re.compile(r"[\s\-–—_.·]+")
_REDUCE = 0b100101  # x^5 + x^2 + 1


def code_from_token(token: bytes) -> str:
    """Which report code belongs to a form's one-time token?

    The same token always gives the same code, so a form sent twice shows one code. Raises
    ValueError unless the token has 128 bits.

    Source: own design; 80 bits of SHA-256 under a name of their own.
    """
    if len(token) != TOKEN_BYTES:
        raise ValueError("a form token has 128 bits")
    return _with_check(
        int.from_bytes(hashlib.sha256(_DOMAIN + token).digest()[: _BITS // 8], "big")
    )


def _with_check(bits: int) -> str:
    symbols = "".join(ALPHABET[(bits >> shift) & 31] for shift in range(_BITS - 5, -5, -5))
    return symbols + ALPHABET[_check_value(symbols)]


def _check_value(symbols: str) -> int:
    total, weight = 0, 1
    for symbol in symbols:
        weight = _times(weight, 2)
        total ^= _times(weight, ALPHABET.index(symbol))
    return total


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        product ^= left * (right & 1)
        left <<= 1
        left ^= _REDUCE if left & 32 else 0
        right >>= 1
    return product


def grouped(code: str) -> str:
    """How is a code shown? Four groups: 4, 4, 4 and 5 symbols with the check at the end.

    Source: own design.
    """
    return "-".join((code[:4], code[4:8], code[8:12], code[12:]))


def normalise_code(text: str) -> str:
    """Which symbols did somebody mean by what they typed?

    Case, spaces, dashes and dots do not matter; O is 0, I and L are 1.

    Source: Crockford, Base 32 (published description).
    """
    return _IGNORED.sub("", text).upper().translate(_ALIKE)


def check_code(text: str) -> Refusal | None:
    """Was this code typed well?

    Tells what kind of slip it is from the text alone; never whether such a report exists.

    Source: own design.
    """
    code = normalise_code(text)
    if not code:
        return Refusal("code.empty", "Type the report code, or its eight words.")
    if any(symbol not in ALPHABET for symbol in code):
        return Refusal(
            "code.symbol", "One symbol does not belong in a report code. Check the letters."
        )
    if len(code) < SYMBOLS:
        return Refusal("code.too_short", "Something is missing. A report code has 17 symbols.")
    if len(code) > SYMBOLS:
        return Refusal("code.too_long", "This is too long. A report code has 17 symbols.")
    if ALPHABET[_check_value(code[:-1])] != code[-1]:
        return Refusal(
            "code.mistyped", "The code does not fit together. Check its letters and numbers."
        )
    return None


def words_from_code(code: str, words: Sequence[str]) -> tuple[str, ...]:
    """Which eight words say the same as this code?

    `words` is the list of 1,024 different words. Raises ValueError on another list or code.

    Source: own design; the same 80 bits, ten for each word.
    """
    _require_list(words)
    if check_code(code) is not None:
        raise ValueError("not a report code")
    bits = 0
    for symbol in normalise_code(code)[:-1]:
        bits = bits << 5 | ALPHABET.index(symbol)
    return tuple(words[(bits >> shift) & 1023] for shift in range(_BITS - 10, -10, -10))


def code_from_words(text: str, words: Sequence[str]) -> str | Refusal:
    """Which code do these eight words say?

    Refuses with `code.words_count` or `code.word_unknown`.

    Source: own design.
    """
    _require_list(words)
    typed = _typed_words(text)
    if len(typed) != WORDS:
        return Refusal(
            "code.words_count", "A report code has eight words. Check how many you typed."
        )
    places = {word: place for place, word in enumerate(words)}
    if any(word not in places for word in typed):
        return Refusal(
            "code.word_unknown", "One of the words is not on our list. Check the spelling."
        )
    bits = 0
    for word in typed:
        bits = bits << 10 | places[word]
    return _with_check(bits)


def read_code(text: str, words: Sequence[str]) -> str | Refusal:
    """Which report code did somebody type, as symbols or as words?

    Gives the 17 symbols without dashes, or the refusal of `check_code` or `code_from_words`.

    Source: own design.
    """
    refusal = check_code(text)
    if refusal is None:
        return normalise_code(text)
    known = frozenset(words)
    return code_from_words(text, words) if known.intersection(_typed_words(text)) else refusal


def _typed_words(text: str) -> list[str]:
    return [word for word in re.split(r"[^a-z0-9]+", text.casefold()) if word]


def _require_list(words: Sequence[str]) -> None:
    if len(words) != WORD_LIST_SIZE or len(set(words)) != WORD_LIST_SIZE:
        raise ValueError("the list needs 1,024 different words")
