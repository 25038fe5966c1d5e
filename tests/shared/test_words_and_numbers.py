"""Dates, numbers and time left, as people here write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from pabolo.doors.shared import formats, remaining
from pabolo.ground.lib.clock import WIB

NOON = datetime(2026, 11, 24, 14, 40, tzinfo=WIB)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (179775, "179.775", "179,775"),
        (85.7, "85,7", "85.7"),
        (Decimal("2.67"), "2,67", "2.67"),
        (7, "7", "7"),
        (None, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value: float | None, indonesian: str, english: str) -> None:
    with override("id"):
        assert formats.number(value) == indonesian
    with override("en"):
        assert formats.number(value) == english


def test_dates_are_written_out_in_wib() -> None:
    late_evening_in_utc = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    with override("id"):
        assert formats.day(late_evening_in_utc) == "24 November 2026"
        assert formats.moment(NOON) == "Selasa, 24 November 2026, pukul 14.40 WIB"
        assert formats.day(None) == "–"
    with override("en"):
        assert formats.moment(NOON) == "Tuesday, 24 November 2026, 14:40 WIB"


@pytest.mark.parametrize(
    ("ahead", "number", "kind"),
    [
        (timedelta(hours=19, minutes=20), "19 j 20 m", "soon"),
        (timedelta(minutes=45), "45 menit", "soon"),
        (timedelta(days=-2), "2 hari", "late"),
        (timedelta(hours=-3), "3 jam", "late"),
        (timedelta(days=2), "Kam 26 Nov", "day"),
    ],
)
def test_a_chip_says_how_much_time_is_left(ahead: timedelta, number: str, kind: str) -> None:
    with override("id"):
        chip = remaining.until(NOON + ahead, NOON)
    assert (chip.number, chip.kind) == (number, kind)


def test_a_deadline_of_a_day_is_late_only_when_the_day_is_over() -> None:
    today = date(2026, 11, 24)
    with override("id"):
        assert remaining.until_day(today, today).kind == "soon"
        assert remaining.until_day(today - timedelta(days=1), today).kind == "late"
        assert remaining.until_day(today + timedelta(days=3), today).word == "3 hari lagi"
        assert remaining.waiting(today - timedelta(days=5), today).number == "5 hari"
