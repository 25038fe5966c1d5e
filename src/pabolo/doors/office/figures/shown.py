"""Figures as pages show them: a value with its meaning, and where each count leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pabolo.doors.office.figures.periods import words
from pabolo.doors.shared.formats import number
from pabolo.ground.places import queries as places
from pabolo.ground.policy.queries import code_lists, label
from pabolo.record.figures import tables
from pabolo.record.figures.gathering import Register
from pabolo.record.figures.labels import DIMENSIONS, value_label
from pabolo.record.figures.queries import Internal
from pabolo.rules.behind import FINDS
from pabolo.rules.counting import Dimension
from pabolo.rules.facts import Period
from pabolo.rules.indicators import REGISTRY, Indicator, Observation, Part

DISTRICTS = {Dimension.DISTRICT.value, "domicile"}
CASES, REPORTS, VILLAGES = "cases", "reports", "villages"
SIDES = {
    "semua": gettext_lazy("All counted"),
    "ya": gettext_lazy("Met"),
    "belum": gettext_lazy("Not met"),
}
COUNTED_FROM = {"RESP_24": REPORTS, "PATBM_ACT": VILLAGES}


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and the address of the list behind it where there is one."""

    value: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A numerator over a denominator, in words of its own, each opening its list."""

    words: str
    met: Count
    of: Count | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator. `outside`: nothing of what it counts is within the viewer's scope."""

    meaning: Indicator
    value: str
    unit: str
    ratio: Ratio
    apart: tuple[Ratio, ...]
    outside: bool
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A breakdown: its name, its head, rows of a name and a count."""

    code: str
    caption: str
    rows: tuple[tuple[str, Count], ...]
    several: bool


def list_address(period: Period, what: str, **more: str) -> str:
    """The address of a list behind a number: codes only, nothing personal."""
    query = {"periode": period.code, "apa": what, **more}
    return f"{reverse('office:figure_list')}?{urlencode(query)}"


def figure(seen: Observation, register: Register) -> Figure:
    """One indicator, ready to print."""
    meaning = REGISTRY[seen.code]
    return Figure(
        meaning=meaning,
        value=number(seen.value),
        unit="%" if meaning.factor == 100 else "",
        ratio=_ratio(seen.period, seen.code, seen.numerator, seen.denominator),
        apart=tuple(_apart(seen, part) for part in seen.parts),
        outside=_outside(seen.code, register),
        missing=_missing(seen),
    )


def _missing(seen: Observation) -> str:
    """Why there is no value."""
    if seen.code == "VAC_SHARE" and seen.denominator is None:
        return _("The count of adult victims is missing for a month of this period.")
    return ""


def _outside(code: str, register: Register) -> bool:
    """Whether the viewer's post sees none of the things that are counted."""
    kinds = {
        CASES: register.stats,
        REPORTS: register.facts.reports,
        VILLAGES: register.facts.groups,
    }
    return not kinds[COUNTED_FROM.get(code, CASES)]


def _ratio(period: Period, code: str, met: int | None, of: int | None, said: str = "") -> Ratio:
    """Population and adults are totals from elsewhere: no list is behind those denominators."""
    alone = code in ("VAC_RATE", "VAC_SHARE")
    counted = _linked(of, period, code, "semua") if not alone else Count(number(of))
    return Ratio(said, _linked(met, period, code, "ya"), counted if of is not None else None)


def _linked(value: int | None, period: Period, code: str, side: str) -> Count:
    if code == "PATBM_ACT":
        return Count(number(value), reverse("office:network"))
    has_list = code in FINDS and value
    return Count(number(value), list_address(period, code, sisi=side) if has_list else "")


def _apart(seen: Observation, part: Part) -> Ratio:
    said = {
        "day_only": _("Anonymous reports, of which only the day is kept"),
        "services": _("Counted as services given and planned"),
    }
    return _ratio(
        seen.period, f"{seen.code}.{part.code}", part.numerator, part.denominator, said[part.code]
    )


def breakdowns(shown: Internal, register: Register) -> Iterator[Table]:
    """Every breakdown of the children served: the four of the releases, then the office's own."""
    names = places.names()
    for dimension, counts in shown.by.items():
        several = dimension is Dimension.FORM
        yield _table(shown.period, dimension.value, counts, several, names)
    for code, breakdown in tables.BREAKDOWNS.items():
        found = tables.cells(register, shown.period, code)
        counts = {value: tables.children_of(register, cases) for value, cases in found.items()}
        yield _table(shown.period, code, counts, breakdown.several, names)


def _table(
    period: Period, code: str, counts: Mapping[str, int], several: bool, names: Mapping[str, str]
) -> Table:
    ordered = sorted(counts.items(), key=lambda row: (row[0] == tables.NOT_KNOWN, -row[1], row[0]))
    rows = tuple(
        (value_words(code, value, names), Count(number(n), list_address(period, code, nilai=value)))
        for value, n in ordered
    )
    return Table(code, caption(code), rows, several)


def caption(code: str) -> str:
    """What a breakdown is called."""
    if code in DIMENSIONS:
        return str(DIMENSIONS[code])
    if code == "domicile":
        return _("District where the child lives")
    named = next(row for row in code_lists() if row.code == tables.BREAKDOWNS[code].code_list)
    return named.name_en if get_language() == "en" else named.name_id


def value_words(code: str, value: str, names: Mapping[str, str]) -> str:
    """What a value is called; `names` are those of the places."""
    if value == tables.NOT_KNOWN:
        return _("Not known")
    if value == tables.OPEN:
        return _("Still open")
    if code in DISTRICTS:
        return names.get(value, value)
    return value_label(code, value) if code in DIMENSIONS else label(code, value)


def heading(period: Period, what: str, value: str, side: str) -> str:
    """What a list shows, in words."""
    if value:
        return f"{caption(what)}: {value_words(what, value, places.names())}, {words(period)}"
    name = _(REGISTRY[what.partition(".")[0]].label)
    ending = _(", not met") if side == "belum" else ""
    return f"{name}{ending}, {words(period)}"
