"""Two records of a child: what speaks for one child, what for two."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.doubles import keys_of, likely_for, likely_pairs, pairs_among
from pabolo.rules.duplicates import (
    LISTED_FROM,
    WEIGHTS,
    Described,
    asks_again,
    compare,
    together,
)
from pabolo.rules.names import prepare

DAY = (date(2014, 5, 3), date(2014, 5, 3))
INCIDENT = frozenset({UUID(int=9)})


def record(*names: str, carers: tuple[str, ...] = ("Rosna Wati",), **known: Any) -> Described:
    fields: dict[str, Any] = {"born": DAY, "sex": "L", "villages": frozenset({"12.10.01.1001"})}
    return Described(tuple(map(prepare, names)), tuple(map(prepare, carers)), **{**fields, **known})


BOY = record("Soerjono Poetra")


def codes(left: Described, right: Described) -> set[str]:
    return {one.code for one in compare(left, right).evidence}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (record("Suryono Putra"), "name.same"),
        (record("Putra Suryono"), "name.same"),
        (record("Surjono Potra"), "name.close"),
        (record("Suryono P."), "name.alike"),
        (record("Suryono"), "name.part"),
        (record("Yono"), "name.short"),
        (record("Ucok", "Suryono Putra"), "name.nickname"),
    ],
)
def test_the_same_boy_written_down_otherwise_is_put_before_people(
    other: Described, code: str
) -> None:
    likeness = compare(BOY, other)
    assert code in codes(BOY, other)
    assert likeness.score >= LISTED_FROM
    assert likeness.speaks_for[0].points == max(WEIGHTS[e.code] for e in likeness.speaks_for)


@pytest.mark.parametrize(
    "other",
    [
        record("Hasan Basri"),
        record("Suryani Putri", sex="P"),
        record("Soerjono Poetra", born=(date(2006, 1, 1), date(2006, 1, 1)), sex="P"),
        record("Soerjono Poetra", carers=(), born=None, villages=frozenset({"12.10.09.1001"})),
    ],
)
def test_brothers_sisters_and_namesakes_are_not(other: Described) -> None:
    assert compare(BOY, other).score < LISTED_FROM


def test_two_children_of_one_incident_are_two_however_alike() -> None:
    one, other = (replace(BOY, incidents=INCIDENT) for _ in range(2))
    found = compare(one, other)
    assert found.two_at_one_incident and found.speaks_against[0].code == "incident.two"
    assert not compare(BOY, record("Suryono Putra")).may_be_twins
    assert compare(record("Siti Rahma"), record("Sitti Rahmi")).may_be_twins
    twin = record("Sitti Rahmi", sex="P", incidents=INCIDENT)
    assert compare(record("Siti Rahma", sex="P", incidents=INCIDENT), twin).score < LISTED_FROM


def test_what_a_household_shares_counts_only_where_the_names_agree() -> None:
    home: dict[str, Any] = {"phones": frozenset({"12345678"}), "school": "sdn 2"}
    found = compare(record("Rizky", **home), record("Bagas", **home))
    assert {"siblings", "phone.same", "carer.same"} <= {one.code for one in found.evidence}
    shared = [one.points for one in found.evidence if one.code in ("phone.same", "carer.same")]
    assert shared == [0, 0] and found.score < 10


def test_a_single_common_name_says_little_and_never_enough_alone() -> None:
    assert "name.common" in codes(record("Siti"), record("Siti"))
    nothing: dict[str, Any] = {"carers": (), "born": None, "sex": "NA", "villages": frozenset()}
    assert compare(record("Siti", **nothing), record("Siti", **nothing)).score < 5
    assert compare(record("Soerjono", **nothing), record("Suryono", **nothing)).score < 20


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ((2014, 5, 3), (2014, 5, 3), "birth.day"),
        ((2014, 5, 3), (2013, 5, 3), "birth.slip"),
        ((2014, 5, 3), (2014, 3, 5), "birth.slip"),
        ((2014, 5, 3), (2014, 12, 20), "birth.apart"),
        ((2014, 5, 3), (2010, 1, 1), "birth.far"),
    ],
)
def test_days_of_birth(one: tuple[int, ...], other: tuple[int, ...], code: str) -> None:
    left, right = (record("A B", born=(date(*day), date(*day))) for day in (one, other))
    assert code in codes(left, right)


def test_numbers_of_twins_differ_at_the_end_and_slips_do_not() -> None:
    def of(number: str) -> Described:
        return record("A B", documents=frozenset({number}))

    assert "document.same" in codes(of("1210010305140001"), of("1210010305140001"))
    assert "document.other" in codes(of("1210010305140001"), of("1210010305140002"))
    assert "document.slip" in codes(of("1210010305140001"), of("1210010305190001"))


def test_told_apart_is_asked_again_only_for_a_new_fact_that_makes_them_more_alike() -> None:
    now = compare(BOY, record("Suryono Putra"))
    same = [one.code for one in now.speaks_for]
    assert not asks_again(same, now, score_before=now.score)
    assert not asks_again([], now, score_before=now.score + 1)
    assert asks_again([c for c in same if c != "birth.day"], now, score_before=now.score - 1)


def test_joined_records_are_compared_with_all_that_is_known() -> None:
    whole = together([record("Budi", born=None, sex="NA"), record("Suryono Putra")])
    assert [len(name.tokens) for name in whole.names] == [1, 2]
    assert whole.born == DAY and whole.sex == "L"
    assert compare(whole, BOY).score >= LISTED_FROM


def test_only_what_changed_is_compared_and_each_pair_once() -> None:
    names = ("Soerjono Poetra", "Suryono Putra", "Hasan")
    children = {UUID(int=n): record(name) for n, name in enumerate(names)}
    a, b, c = children
    assert set(pairs_among(children, [c])) <= {(a, c), (b, c)}
    assert list(likely_pairs(children, children)) == [(a, b)]
    assert list(likely_pairs(children, [c])) == []
    assert list(likely_for(BOY, children)) == [a, b]


NAMES = st.sampled_from(
    ["Siti", "Sitti Rahma", "Suryono", "M. Rizky", "Nur Haliza", "Nurhaliza", "W."]
)
DAYS = st.none() | st.dates(date(2008, 1, 1), date(2026, 1, 1)).map(lambda day: (day, day))
RECORDS = st.builds(
    lambda names, carers, born, sex, place, at: record(
        *names, carers=tuple(carers), born=born, sex=sex, villages=place, incidents=at
    ),
    st.lists(NAMES, min_size=1, max_size=2),
    st.lists(NAMES, max_size=2),
    DAYS,
    st.sampled_from(["P", "L", "NA"]),
    st.frozensets(st.sampled_from(["12.10.01.1001", "12.10.02.1001"]), max_size=2),
    st.frozensets(st.sampled_from([UUID(int=1), UUID(int=2)]), max_size=1),
)


@given(RECORDS, RECORDS)
def test_a_comparison_is_the_same_from_both_sides(left: Described, right: Described) -> None:
    assert compare(left, right) == compare(right, left)
    assert 0 <= compare(left, right).score <= 99


@given(RECORDS)
def test_whoever_is_alike_enough_is_found_under_a_common_key(child: Described) -> None:
    assert keys_of(child) == keys_of(child) and keys_of(child)
