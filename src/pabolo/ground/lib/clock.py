"""The one place that reads the clock. Everything else takes `at=` or `today=`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

WIB = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """The present moment, aware, in WIB."""
    return timezone.now().astimezone(WIB)


def today() -> date:
    """Today's date in WIB."""
    return now().date()


def day_of(at: datetime) -> date:
    """The WIB date on which an aware moment falls."""
    return at.astimezone(WIB).date()


def midnight(day: date) -> datetime:
    """00:00 WIB of a day: the clock of reports that keep no finer time."""
    return datetime(day.year, day.month, day.day, tzinfo=WIB)
