"""What the criteria of a group's status, its words and its periods are called on screens."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.rules.groups import CRITERIA, Stand, days_of

CRITERION: dict[str, Promise] = {code: gettext_lazy(words) for code, words in CRITERIA.items()}
STAND: dict[Stand, Promise] = {
    Stand.RESTING: gettext_lazy("Not active yet"),
    Stand.ACTIVE: gettext_lazy("Active"),
    Stand.COMPLETE: gettext_lazy("Active and complete"),
}
TAG: dict[Stand, str] = {Stand.RESTING: "waiting", Stand.ACTIVE: "done", Stand.COMPLETE: "done"}


def period_words(period: str) -> str:
    """January-June 2026, or the third quarter of 2026."""
    year, _dash, part = period.partition("-")
    if part == "S1":
        return _("January–June %(year)s") % {"year": year}
    if part == "S2":
        return _("July–December %(year)s") % {"year": year}
    return _("Quarter %(n)s of %(year)s") % {"n": part[1:], "year": year}


def periods(today: date) -> list[tuple[str, str]]:
    """This and last year's half-years and quarters that have begun, newest first."""
    codes = [
        f"{year}-{part}"
        for year in (today.year, today.year - 1)
        for part in ("S2", "S1", "T4", "T3", "T2", "T1")
    ]
    return [(code, period_words(code)) for code in codes if days_of(code)[0] <= today]
