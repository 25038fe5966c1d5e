"""How do we write dates and numbers? In the language in use, as people here write them."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.dateformat import format as django_format
from django.utils.translation import get_language

from pabolo.ground.lib.clock import WIB

NOTHING = "–"


def day(value: date | datetime | None) -> str:
    """24 November 2026."""
    return _format(value, "j F Y")


def weekday(value: date | datetime | None) -> str:
    """Selasa, 24 November 2026."""
    return _format(value, "l, j F Y")


def short_day(value: date | datetime | None) -> str:
    """Sel 24 Nov."""
    return _format(value, "D j M")


def clock_time(value: datetime | None) -> str:
    """14.40 in Indonesian, 14:40 in English."""
    return _format(value, "H:i" if get_language() == "en" else "H.i")


def moment(value: datetime | None) -> str:
    """Selasa, 24 November 2026, pukul 14.40 WIB."""
    if value is None:
        return NOTHING
    word = "" if get_language() == "en" else "pukul "
    return f"{weekday(value)}, {word}{clock_time(value)} WIB"


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """179.775 and 85,7 in Indonesian; 179,775 and 85.7 in English."""
    if value is None:
        return NOTHING
    text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))


def _format(value: date | datetime | None, form: str) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = value.astimezone(WIB)
    return django_format(value, form)
