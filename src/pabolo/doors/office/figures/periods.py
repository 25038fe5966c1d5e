"""Which period is looked at? A year or a half-year, from its code in the address."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from pabolo.record.figures.gathering import FIRST_YEAR
from pabolo.rules.facts import Period


def known(today: date) -> list[Period]:
    """Every year and half-year that began by today, newest first."""
    years = range(today.year, FIRST_YEAR - 1, -1)
    found = [Period(year, half) for year in years for half in (0, 2, 1)]
    return [period for period in found if period.start <= today]


def asked(request: HttpRequest, today: date) -> Period:
    """The period in `?periode=`, else this year. Another code than the known ones: 404."""
    code = request.GET.get("periode", "") or str(today.year)
    found = next((period for period in known(today) if period.code == code), None)
    if found is None:
        raise Http404
    return found


def words(period: Period) -> str:
    """January–June 2026, or the year 2025."""
    if not period.half:
        return str(period.year)
    months = _("January–June") if period.half == 1 else _("July–December")
    return f"{months} {period.year}"
