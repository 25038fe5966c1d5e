"""Sealed records open only where they were sealed, whole, under their own key."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.vault.envelope import (
    HEAD,
    Place,
    Tampered,
    facet_key,
    open_bytes,
    pad,
    seal_bytes,
    unpad,
)

DEK = bytes(range(32))
HERE = Place("cases_entry", "body", "aa", "bb", "care")
ELSEWHERE = [
    Place("cases_note", "body", "aa", "bb", "care"),
    Place("cases_entry", "stats", "aa", "bb", "care"),
    Place("cases_entry", "body", "ab", "bb", "care"),
    Place("cases_entry", "body", "aa", "bc", "care"),
    Place("cases_entry", "body", "aa", "bb", "health"),
]


@given(st.binary(max_size=70_000))
def test_padding_gives_back_what_went_in_and_hides_the_length(raw: bytes) -> None:
    padded = pad(raw)
    assert unpad(padded) == raw
    assert len(padded) in {256, 1024, 4096, 16384, 65536, 131072}


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_in_its_place(raw: bytes) -> None:
    key = facet_key(DEK, "care")
    assert open_bytes(key, HERE.bytes(), seal_bytes(key, 1, HERE.bytes(), raw)) == raw


@pytest.mark.parametrize("place", ELSEWHERE, ids=lambda place: place.bytes().decode())
def test_a_record_moved_to_another_place_does_not_open(place: Place) -> None:
    key = facet_key(DEK, "care")
    record = seal_bytes(key, 1, HERE.bytes(), b"seorang anak")
    with pytest.raises(Tampered):
        open_bytes(key, place.bytes(), record)


def test_every_flipped_byte_is_noticed() -> None:
    key = facet_key(DEK, "care")
    record = seal_bytes(key, 1, HERE.bytes(), b"x" * 40)
    silent = []
    for index in range(len(record)):
        broken = bytearray(record)
        broken[index] ^= 0x40
        try:
            open_bytes(key, HERE.bytes(), bytes(broken))
        except Tampered:
            continue
        silent.append(index)
    # alg and kid are labels for the reader, bound to nothing secret
    assert set(silent) <= {1, 2, 3}


@given(st.integers(min_value=0, max_value=HEAD.size + 20))
def test_a_record_cut_short_is_refused(length: int) -> None:
    key = facet_key(DEK, "care")
    record = seal_bytes(key, 1, HERE.bytes(), b"x")[:length]
    with pytest.raises(Tampered):
        open_bytes(key, HERE.bytes(), record)


def test_another_facets_key_says_so_before_decrypting() -> None:
    record = seal_bytes(facet_key(DEK, "care"), 1, HERE.bytes(), b"x")
    with pytest.raises(Tampered, match="another key"):
        open_bytes(facet_key(DEK, "health"), HERE.bytes(), record)


def test_two_seals_of_the_same_words_share_no_bytes() -> None:
    key = facet_key(os.urandom(32), "care")
    first, second = (seal_bytes(key, 1, HERE.bytes(), b"sama") for _ in range(2))
    assert first[HEAD.size :] != second[HEAD.size :]
