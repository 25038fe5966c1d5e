from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.ages import (
    AgeReading,
    Birth,
    PartialDate,
    age_band,
    age_on,
    born_between,
    check_birth,
    check_event_date,
    is_certainly_child,
    is_child,
    read_partial_date,
    turns_adult_on,
)
from pabolo.rules.decisions import Refusal

TODAY = date(2026, 6, 15)
DAYS = st.dates(date(1930, 1, 1), date(2040, 12, 31))


def code(refusal: object) -> str | None:
    return refusal.code if isinstance(refusal, Refusal) else None


@pytest.mark.parametrize(
    ("text", "first", "last", "exact"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), False),
        (" 2014-2 ", date(2014, 2, 1), date(2014, 2, 28), False),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), False),
        ("2014-05-03", date(2014, 5, 3), date(2014, 5, 3), True),
    ],
)
def test_a_partial_date_says_what_it_can_mean(text, first, last, exact):
    read = read_partial_date(text)
    assert isinstance(read, PartialDate)
    assert (read.first, read.last, read.exact) == (first, last, exact)
    assert read_partial_date(str(read)) == read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-02-30", "date.impossible"),
        ("2014-13", "date.impossible"),
        ("0000", "date.impossible"),
        ("kemarin", "date.unreadable"),
        ("03-05-2014", "date.unreadable"),
        ("", "date.unreadable"),
    ],
)
def test_dates_no_calendar_has_are_refused(text, expected):
    assert code(read_partial_date(text)) == expected


def test_a_day_without_its_month_is_no_date():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2014, day=3)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (Birth(), None),
        (Birth(unborn=True), None),
        (Birth(born=PartialDate(2026, 12), unborn=True), None),
        (Birth(born=PartialDate(2026)), None),
        (Birth(stated_age=7, stated_on=TODAY), None),
        (Birth(born=PartialDate(2026, 7)), "birth.future"),
        (Birth(born=PartialDate(1900)), "birth.too_long_ago"),
        (Birth(unborn=True, stated_age=1), "birth.unborn_with_age"),
        (Birth(unborn=True, born=PartialDate(2028)), "birth.expected_too_late"),
        (Birth(stated_age=-1, stated_on=TODAY), "birth.age_impossible"),
        (Birth(stated_age=121, stated_on=TODAY), "birth.age_impossible"),
        (Birth(stated_age=7), "birth.age_without_day"),
        (Birth(stated_age=7, stated_on=TODAY + timedelta(days=1)), "birth.age_without_day"),
    ],
)
def test_which_births_can_stand_in_the_register(birth, expected):
    assert code(check_birth(birth, today=TODAY)) == expected


def test_only_what_has_happened_can_be_an_event():
    assert check_event_date(PartialDate(2026), today=TODAY) is None
    assert check_event_date(PartialDate(2026, 6, 15), today=TODAY) is None
    assert code(check_event_date(PartialDate(2026, 6, 16), today=TODAY)) == "date.future"


@pytest.mark.parametrize(
    ("birth", "day", "expected"),
    [
        (Birth(), TODAY, None),
        (Birth(unborn=True), TODAY, AgeReading(0, 0, unborn=True)),
        (Birth(born=PartialDate(2014, 6, 15)), TODAY, AgeReading(12, 12)),
        (Birth(born=PartialDate(2014, 6, 16)), TODAY, AgeReading(11, 11)),
        (Birth(born=PartialDate(2014)), TODAY, AgeReading(11, 12)),
        (Birth(born=PartialDate(2026, 6, 16)), TODAY, AgeReading(0, 0, unborn=True)),
        (
            Birth(stated_age=10, stated_on=date(2024, 6, 15)),
            TODAY,
            AgeReading(12, 12, estimated=True),
        ),
        (
            Birth(stated_age=10, stated_on=date(2024, 3, 1)),
            TODAY,
            AgeReading(12, 13, estimated=True),
        ),
    ],
)
def test_age_at_a_day(birth, day, expected):
    assert age_on(birth, day) == expected


def test_age_at_the_incident_the_report_and_today_are_three_answers():
    birth = Birth(born=PartialDate(2008, 6, 1))
    ages = [age_on(birth, day) for day in (date(2025, 5, 31), date(2025, 6, 1), date(2026, 6, 1))]
    assert [age.least for age in ages if age] == [16, 17, 18]


@pytest.mark.parametrize(
    ("age", "child", "certain", "band"),
    [
        (None, True, False, "UX"),
        (AgeReading(0, 0, unborn=True), True, True, "U0"),
        (AgeReading(5, 5), True, True, "U0"),
        (AgeReading(6, 6), True, True, "U1"),
        (AgeReading(12, 12), True, True, "U1"),
        (AgeReading(13, 13), True, True, "U2"),
        (AgeReading(17, 17), True, True, "U2"),
        (AgeReading(17, 18), True, False, "UX"),
        (AgeReading(18, 18), False, False, "U3"),
        (AgeReading(60, 60), False, False, "U6"),
        (AgeReading(25, 44), False, False, "U4"),
        (AgeReading(59, 59), False, False, "U5"),
    ],
)
def test_who_is_a_child_and_in_which_band(age, child, certain, band):
    assert is_child(age) is child
    assert is_certainly_child(age) is certain
    assert age_band(age) == band


def test_only_a_known_single_age_is_exact():
    assert AgeReading(7, 7).exact
    assert not AgeReading(7, 8).exact
    assert not AgeReading(7, 7, estimated=True).exact


def test_when_a_child_becomes_an_adult():
    assert turns_adult_on(Birth()) is None
    assert turns_adult_on(Birth(unborn=True, born=PartialDate(2027))) is None
    assert turns_adult_on(Birth(born=PartialDate(2008, 2, 29))) == date(2026, 3, 1)
    assert turns_adult_on(Birth(born=PartialDate(2008))) == date(2026, 12, 31)


@given(born=DAYS, day=DAYS)
def test_a_partial_birth_never_contradicts_the_exact_one(born, day):
    exact = age_on(Birth(born=PartialDate(born.year, born.month, born.day)), day)
    for partial in (PartialDate(born.year), PartialDate(born.year, born.month)):
        rough = age_on(Birth(born=partial), day)
        assert exact and rough
        assert rough.least <= exact.least <= exact.most <= rough.most


@given(born=DAYS, day=DAYS)
def test_the_day_before_the_eighteenth_birthday_is_the_last_day_of_childhood(born, day):
    birth = Birth(born=PartialDate(born.year, born.month, born.day))
    adult_on = turns_adult_on(birth)
    assert adult_on
    assert is_child(age_on(birth, day)) is (day < adult_on)


@given(born=DAYS, stated_on=DAYS)
def test_a_stated_age_leaves_the_true_birth_possible(born, stated_on):
    if stated_on < born:
        return
    age = age_on(Birth(born=PartialDate(born.year, born.month, born.day)), stated_on)
    assert age
    span = born_between(Birth(stated_age=age.least, stated_on=stated_on))
    assert span
    assert span[0] <= born <= span[1] + timedelta(days=1)
