from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.deadlines import (
    WIB,
    Span,
    TimeLeft,
    Unit,
    add_months,
    add_working_days,
    due_moment,
    end_of_day,
    is_working_day,
    start_of_day,
    time_left,
    wib_day,
)

FRIDAY = datetime(2026, 6, 12, 16, 30, tzinfo=WIB)
HOLIDAYS = frozenset({date(2026, 6, 16)})
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=WIB)
)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(72, Unit.HOURS), datetime(2026, 6, 15, 16, 30, tzinfo=WIB)),
        (Span(1, Unit.HOURS), datetime(2026, 6, 12, 17, 30, tzinfo=WIB)),
        (Span(3, Unit.DAYS), datetime(2026, 6, 15, 23, 59, 59, tzinfo=WIB)),
        (Span(1, Unit.WORKING_DAYS), datetime(2026, 6, 15, 23, 59, 59, tzinfo=WIB)),
        (Span(3, Unit.WORKING_DAYS), datetime(2026, 6, 18, 23, 59, 59, tzinfo=WIB)),
        (Span(3, Unit.MONTHS), datetime(2026, 9, 12, 23, 59, 59, tzinfo=WIB)),
    ],
)
def test_when_something_is_due(span, expected):
    assert due_moment(FRIDAY, span, HOLIDAYS) == expected


def test_the_day_is_the_day_in_labuhanbatu():
    assert wib_day(datetime(2026, 6, 12, 17, 30, tzinfo=UTC)) == date(2026, 6, 13)
    evening = datetime(2026, 6, 12, 18, 0, tzinfo=UTC)
    assert wib_day(due_moment(evening, Span(1, Unit.DAYS))) == date(2026, 6, 14)


def test_a_day_runs_from_midnight_to_its_last_second():
    assert start_of_day(date(2026, 6, 12)).isoformat() == "2026-06-12T00:00:00+07:00"
    assert end_of_day(date(2026, 6, 12)).isoformat() == "2026-06-12T23:59:59+07:00"


def test_working_days():
    assert is_working_day(date(2026, 6, 15), HOLIDAYS)
    assert not is_working_day(date(2026, 6, 16), HOLIDAYS)
    assert not is_working_day(date(2026, 6, 13))
    assert add_working_days(date(2026, 6, 13), 0) == date(2026, 6, 15)
    assert add_working_days(date(2026, 6, 15), 0) == date(2026, 6, 15)


def test_a_month_without_the_day_ends_with_its_last():
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 31), 12) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, TimeLeft(False, 0, 0, 0)),
        (61, TimeLeft(False, 0, 1, 1)),
        (3 * 24 * 60, TimeLeft(False, 3, 0, 0)),
        (-1, TimeLeft(True, 0, 0, 1)),
        (-1500, TimeLeft(True, 1, 1, 0)),
    ],
)
def test_time_left_in_parts(minutes, expected):
    assert time_left(FRIDAY + timedelta(minutes=minutes), FRIDAY) == expected


@given(start=MOMENTS, amount=st.integers(1, 40), unit=st.sampled_from(Unit))
def test_nothing_is_due_before_it_starts_and_more_time_is_never_less(start, amount, unit):
    due = due_moment(start, Span(amount, unit), HOLIDAYS)
    assert due > start
    assert due_moment(start, Span(amount + 1, unit), HOLIDAYS) > due


@given(start=MOMENTS, amount=st.integers(1, 40))
def test_a_working_deadline_ends_on_a_working_day_after_as_many(start, amount):
    first, last = wib_day(start), wib_day(due_moment(start, Span(amount, Unit.WORKING_DAYS)))
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert is_working_day(last)
    assert sum(map(is_working_day, between)) == amount
