"""What was changed about what the unit sets, by whom and when? Newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pabolo.ground.policy import shipped
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.models import (
    CodeChange,
    DayWithdrawn,
    LocalDay,
    NationalYear,
    Setting,
    SimfoniWord,
    TakenBack,
)


class Noun(StrEnum):
    """What a change is about."""

    SETTING = "setting"
    CODES = "codes"
    CALENDAR = "calendar"
    LETTERS = "letters"
    QUESTIONS = "questions"
    AGENCIES = "agencies"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `thing`: the setting, the list, the day; `what`: what of it, `part`: which.

    `at` is a day where no time is kept. `holds`: the day from which it holds, where it has one.
    """

    noun: Noun
    at: datetime | date
    by: UUID
    thing: str
    what: str
    part: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    holds: date | None = None


def changes() -> Iterator[Change]:
    """Every change of settings, lists and the calendar, in no order."""
    yield from _settings()
    yield from changes_of_codes()
    yield from _days()


def _settings() -> Iterator[Change]:
    backs = list(TakenBack.objects.select_related("setting").order_by("pk"))
    gone = {back.setting_id: back.set_at for back in backs}
    made: dict[str, list[Setting]] = {}
    for row in Setting.objects.order_by("pk"):
        earlier = made.setdefault(row.key, [])
        yield Change(
            Noun.SETTING, row.set_at, row.set_by, row.key, "decided",
            before=_before(row, earlier, gone), after=row.value, reason=row.reason,
            holds=row.valid_from,
        )  # fmt: skip
        earlier.append(row)
    for back in backs:
        row = back.setting
        yield Change(
            Noun.SETTING, back.set_at, back.set_by, row.key, "taken_back", before=row.value,
            reason=back.reason, holds=row.valid_from,
        )  # fmt: skip


def _before(row: Setting, earlier: Sequence[Setting], gone: Mapping[int, datetime]) -> str:
    """What was to hold on the day of a decision, as it stood when the decision was made."""
    standing = [
        one
        for one in earlier
        if one.valid_from <= row.valid_from and not (one.pk in gone and gone[one.pk] <= row.set_at)
    ]
    if standing:
        return max(standing, key=lambda one: (one.valid_from, one.pk)).value
    return str(DEFAULTS[row.key].value) if row.key in DEFAULTS else ""


def changes_of_codes(of_list: str = "") -> Iterator[Change]:
    """Every change of the codes of a list, or of every list, in no order."""
    asked = {"list": of_list} if of_list else {}
    for row in CodeChange.objects.filter(**asked).order_by("pk"):
        yield Change(
            Noun.CODES, row.set_at, row.set_by, row.list_id, row.what, row.code, row.before,
            row.after, row.reason,
        )  # fmt: skip
    words = {(row.list, row.code): row.simfoni_label for row in shipped.codes()}
    for word in SimfoniWord.objects.filter(**asked).order_by("pk"):
        key = (word.list_id, word.code)
        yield Change(
            Noun.CODES, word.set_at, word.set_by, *key[:1], "simfoni_label", word.code,
            words.get(key, ""), word.word,
        )  # fmt: skip
        words[key] = word.word


def _days() -> Iterator[Change]:
    for row in LocalDay.objects.order_by("pk"):
        what = "day_off" if row.holiday else "working_day"
        yield Change(
            Noun.CALENDAR, row.set_at, row.set_by, row.day.isoformat(), what, after=row.name
        )
    for gone in DayWithdrawn.objects.select_related("local_day").order_by("pk"):
        day = gone.local_day
        yield Change(
            Noun.CALENDAR, gone.set_at, gone.set_by, day.day.isoformat(), "withdrawn",
            before=day.name,
        )  # fmt: skip
    for year in NationalYear.objects.order_by("pk"):
        yield Change(
            Noun.CALENDAR, year.set_at, year.set_by, str(year.year), "year", after=year.source
        )
