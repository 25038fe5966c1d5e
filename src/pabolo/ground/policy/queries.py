"""What do codes mean, what is set, which days are free?"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.conf import settings as configured
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from pabolo.ground.policy import labels, shipped
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.models import (
    Code,
    LocalDay,
    NationalYear,
    Setting,
)
from pabolo.ground.policy.shipped import CodeRow, Holiday, ListRow

type Table = Mapping[str, Mapping[str, CodeRow]]


# Codes


@lru_cache(maxsize=1)
def _table_of(_minute: int) -> Table:
    fields = CodeRow.__dataclass_fields__.keys() - {"list"}
    held = Code.objects.order_by("list", "position", "code").values("list_id", *fields)
    rows = [CodeRow(list=row.pop("list_id"), **row) for row in held]
    table: dict[str, dict[str, CodeRow]] = {}
    # An installation that has not loaded its own table yet speaks with the shipped one.
    for row in rows or shipped.codes():
        table.setdefault(row.list, {})[row.code] = row
    return table


def _table() -> Table:
    return _table_of(int(time.monotonic() // configured.CODES_FRESH_SECONDS))


def forget_codes() -> None:
    """Read the lists anew at the next question. Other processes notice within a minute."""
    _table_of.cache_clear()


def label(of_list: str, code: str, language: str = "") -> str:
    """What a code is called, in the language of the screen. An unknown code comes back as is.

    Retired codes keep their label: old records stay readable.
    """
    row = _table().get(of_list, {}).get(code)
    if row is None:
        return code
    return row.label_en if _english(language) else row.label_id


def _english(language: str = "") -> bool:
    return (language or get_language() or "id").startswith("en")


def choices(of_list: str, on: date) -> list[tuple[str, str]]:
    """The codes that may be chosen on a day, with labels, in the list's order."""
    rows = _table().get(of_list, {}).values()
    return [(row.code, label(of_list, row.code)) for row in rows if row.valid_on(on)]


def is_code(of_list: str, code: str, on: date) -> bool:
    """Whether a code may be chosen on a day."""
    row = _table().get(of_list, {}).get(code)
    return row is not None and row.valid_on(on)


def simfoni_label(of_list: str, code: str) -> str:
    """How SIMFONI-PPA words a code; empty where it has no word of its own for it."""
    row = _table().get(of_list, {}).get(code)
    return row.simfoni_label if row else ""


def maps_to(of_list: str, code: str) -> tuple[str, ...]:
    """The coarser codes that a detail code may mean; a person chooses where there are several."""
    row = _table().get(of_list, {}).get(code)
    return tuple(row.maps_to.split()) if row else ()


def codes(of_list: str) -> list[CodeRow]:
    """Every code of a list with all that is known of it, retired ones too."""
    return list(_table().get(of_list, {}).values())


def is_own(of_list: str, code: str) -> bool:
    """Whether the unit added this code itself."""
    return (of_list, code) not in shipped.own_of_the_programme()


def code_lists() -> list[ListRow]:
    """The lists there are, with their names in both languages and their source."""
    return shipped.lists()


def list_name(one: ListRow) -> str:
    """What a list is called, in the language of the screen."""
    return one.name_en if _english() else one.name_id


# Settings


@dataclass(frozen=True, slots=True)
class SettingNow:
    """A setting as it stands on a day. `decided` is None while the default holds.

    `coming`: the next decision that will hold on a later day.
    """

    key: str
    name: str
    value: int | str
    unit: str
    source: str
    placeholder: bool
    decided: Setting | None
    coming: Setting | None = None


def _typed(key: str, text: str) -> int | str:
    return int(text) if isinstance(DEFAULTS[key].value, int) else text


def _decided(on: date) -> QuerySet[Setting]:
    return _standing().filter(valid_from__lte=on)


def _standing() -> QuerySet[Setting]:
    """Decisions that were not taken back, in the order in which they come to hold."""
    return Setting.objects.filter(taken_back__isnull=True).order_by("valid_from", "pk")


def setting(key: str, on: date) -> int | str:
    """What is set on a day: the latest decision valid then, or the default.

    Raises `KeyError` for a key that no setting has.
    """
    default = DEFAULTS[key]
    last = _decided(on).filter(key=key).last()
    return _typed(key, last.value) if last else default.value


def number(key: str, on: date) -> int:
    """A numeric setting on a day, in the unit its key ends with."""
    value = setting(key, on)
    if not isinstance(value, int):
        raise TypeError(f"{key} is not a number")
    return value


def numbers_since(key: str) -> list[tuple[date, int]]:
    """Every value a numeric setting was given, by the day it holds from; the default first."""
    rows = _standing().filter(key=key)
    decided = [(row.valid_from, int(row.value)) for row in rows]
    return [(date.min, int(DEFAULTS[key].value)), *decided]


def text(key: str, on: date) -> str:
    """A text setting on a day."""
    return str(setting(key, on))


def values(on: date) -> dict[str, int | str]:
    """Every setting on a day, in one query."""
    found = {key: default.value for key, default in DEFAULTS.items()}
    found.update({s.key: _typed(s.key, s.value) for s in _decided(on) if s.key in DEFAULTS})
    return found


def settings(on: date) -> list[SettingNow]:
    """Every setting on a day: name, unit, source, the decision behind it, the next to come."""
    decided: dict[str, Setting] = {}
    coming: dict[str, Setting] = {}
    for row in _standing():
        if row.valid_from <= on:
            decided[row.key] = row
        elif (soonest := coming.get(row.key)) is None or row.valid_from == soonest.valid_from:
            coming[row.key] = row
    return [_setting_now(key, decided.get(key), coming.get(key)) for key in DEFAULTS]


def _setting_now(key: str, decided: Setting | None, coming: Setting | None) -> SettingNow:
    default = DEFAULTS[key]
    return SettingNow(
        key=key,
        name=name_of(key),
        value=_typed(key, decided.value) if decided else default.value,
        unit=str(labels.UNIT[default.unit]),
        source=decided.reason if decided else gettext(default.source),
        placeholder=default.placeholder and decided is None,
        decided=decided,
        coming=coming,
    )


def name_of(key: str) -> str:
    """What a setting is called; its key where it is no setting any more."""
    if key not in DEFAULTS:
        return key
    return str(labels.SETTING.get(key) or gettext(DEFAULTS[key].title))


def unit_of(key: str) -> str:
    """The unit of a number that is set; empty for texts and for what is no setting any more."""
    default = DEFAULTS.get(key)
    if default is None or not isinstance(default.value, int):
        return ""
    return str(labels.UNIT[default.unit])


def history(key: str) -> QuerySet[Setting]:
    """Every decision about a setting, newest first; those taken back too."""
    rows = Setting.objects.filter(key=key).select_related("taken_back")
    return rows.order_by("-valid_from", "-pk")


# Calendar


_ESTIMATED = " (perkiraan)"


@lru_cache(maxsize=64)
def _reckoned(year: int) -> Mapping[date, Holiday]:
    """Days of a year whose decree does not ship: as the `holidays` library reckons them."""
    joint = holidays.country_holidays("ID", years=year, language="id", categories="government")
    public = holidays.country_holidays("ID", years=year, language="id", categories="public")
    found: dict[date, Holiday] = {}
    for days, is_joint in ((joint, True), (public, False)):
        for day, name in days.items():
            estimated = _ESTIMATED in name
            found[day] = Holiday(day, name.replace(_ESTIMATED, ""), estimated, is_joint)
    return found


def _taken_in(row: NationalYear) -> Mapping[date, Holiday]:
    found = {}
    for text, kind, name in json.loads(row.days):
        day = date.fromisoformat(text)
        found[day] = Holiday(day, name, joint=kind == "joint")
    return found


def national_days(years: Iterable[int]) -> dict[date, Holiday]:
    """National days and joint leave of these years: taken in by the unit, shipped, reckoned."""
    wanted = list(years)
    found: dict[date, Holiday] = {}
    own = NationalYear.objects.filter(year__in=wanted).order_by("pk")
    taken = {row.year: row for row in own}
    for year in wanted:
        row, of_decree = taken.get(year), shipped.national().get(year)
        found.update(_taken_in(row) if row else of_decree or _reckoned(year))
    return found


def holidays_in(first: date, last: date) -> list[Holiday]:
    """Days off from first to last, both included: national, joint leave, local. In order.

    Weekends are not listed. The local calendar adds days and can make a day a working day
    again; what was withdrawn counts as never said.
    """
    found = national_days(range(first.year, last.year + 1))
    said = LocalDay.objects.filter(day__range=(first, last), withdrawn__isnull=True)
    for local in said.order_by("pk"):
        if local.holiday:
            found[local.day] = Holiday(local.day, local.name, local=True)
        else:
            found.pop(local.day, None)
    return sorted((h for day, h in found.items() if first <= day <= last), key=lambda h: h.day)


def holidays_between(first: date, last: date) -> frozenset[date]:
    """The same as bare days: what the rules of deadlines take."""
    return frozenset(holiday.day for holiday in holidays_in(first, last))


def calendar_for(first: date, days: int = 400) -> frozenset[date]:
    """Days off from `first` on, far enough for any deadline counted in working days."""
    return holidays_between(first, first + timedelta(days=days))


type CalendarVersion = tuple[tuple[object, ...], ...]


def calendar_version() -> CalendarVersion:
    """What the unit itself said of the calendar, whole: equal only where the days are equal.

    By what was said and not by row numbers: after a restore, the same numbers can say other days.
    """
    said = LocalDay.objects.filter(withdrawn__isnull=True).order_by("pk")
    taken = NationalYear.objects.order_by("pk")
    return (*said.values_list("day", "holiday"), *taken.values_list("year", "days"))


@dataclass(frozen=True, slots=True)
class KnownYear:
    """A year whose national days are decreed. `taken`: the unit took them in itself."""

    year: int
    source: str
    taken: NationalYear | None = None


def known_years() -> list[KnownYear]:
    """Every year whose decree is known, the first one first."""
    found = {year: KnownYear(year, source) for year, source in shipped.decrees().items()}
    for row in NationalYear.objects.order_by("pk"):
        found[row.year] = KnownYear(row.year, row.source, row)
    return [found[year] for year in sorted(found)]


def known_until(on: date) -> date:
    """The last day up to which every year from this day's on is decreed.

    The day before its year when that one is not known.
    """
    years = {one.year for one in known_years()}
    year = on.year
    while year in years:
        year += 1
    return date(year - 1, 12, 31)


def local_days(first: date, last: date) -> QuerySet[LocalDay]:
    """Everything that was said of days from first to last, withdrawn or not, newest first."""
    said = LocalDay.objects.filter(day__range=(first, last)).select_related("withdrawn")
    return said.order_by("-day", "-pk")
