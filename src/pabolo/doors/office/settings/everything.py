"""The history of everything that the unit sets: who changed what, when, from what to what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pabolo.doors.office.questions import in_words
from pabolo.doors.office.settings.nouns import month_in, shown
from pabolo.doors.office.sheets import sheet
from pabolo.doors.shared.formats import day, moment
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.agencies import queries as agencies
from pabolo.ground.agencies.labels import FIELD
from pabolo.ground.documents import queries as documents
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.documents.templates import HEAD
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.lib import clock
from pabolo.ground.policy import queries
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.past import Change, Noun, changes, changes_of_codes
from pabolo.programme.watchlist import kinds
from pabolo.rules.letters import Letter

MOST = 200

NOUNS: Mapping[Noun, Promise] = {
    Noun.SETTING: gettext_lazy("Settings"),
    Noun.CODES: gettext_lazy("Lists of codes"),
    Noun.CALENDAR: gettext_lazy("Calendar"),
    Noun.LETTERS: gettext_lazy("Letters"),
    Noun.QUESTIONS: gettext_lazy("Question sets"),
    Noun.AGENCIES: gettext_lazy("Agencies"),
    Noun.WATCH: gettext_lazy("Kinds of the watch-list"),
}
WHAT: Mapping[str, Promise] = {
    "decided": gettext_lazy("decided"),
    "taken_back": gettext_lazy("taken back before its day"),
    "added": gettext_lazy("code added"),
    "valid_to": gettext_lazy("last day"),
    "label_id": gettext_lazy("label in Indonesian"),
    "label_en": gettext_lazy("label in English"),
    "position": gettext_lazy("place in the list"),
    "simfoni_label": gettext_lazy("word in SIMFONI"),
    "day_off": gettext_lazy("declared a day off"),
    "working_day": gettext_lazy("declared a working day"),
    "withdrawn": gettext_lazy("taken back"),
    "year": gettext_lazy("national calendar taken in"),
    "template": gettext_lazy("words decided"),
    "edition": gettext_lazy("edition published"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. `month`: in which it counts."""

    change: Change
    noun: str
    when: str
    who: str
    thing: str
    what: str
    before: str
    after: str
    link: str

    @property
    def month(self) -> str:
        """The month in which it was changed, as 2026-11."""
        return day_of(self.change).strftime("%Y-%m")


def day_of(change: Change) -> date:
    """The day on which something was changed, here."""
    return clock.day_of(change.at) if isinstance(change.at, datetime) else change.at


def _letters() -> Iterator[Change]:
    for row in documents.all_versions():
        yield Change(
            Noun.LETTERS, row.set_day, row.set_by, row.code, "template", after=str(row.version),
            reason=row.why,
        )  # fmt: skip


def _questions() -> Iterator[Change]:
    for row in instruments.published():
        yield Change(
            Noun.QUESTIONS, row.set_at, row.set_by, row.instrument, "edition",
            after=str(row.number), reason=row.reason, holds=row.valid_from,
        )  # fmt: skip


def _agencies() -> Iterator[Change]:
    for row in agencies.all_changes():
        yield Change(
            Noun.AGENCIES, row.day, row.by_id, row.agency_id.hex, row.field, row.agency.name,
            row.before, row.after,
        )  # fmt: skip


def _watched() -> Iterator[Change]:
    for row in kinds.set_by_the_unit():
        yield Change(
            Noun.WATCH, row.set_at, row.set_by, row.kind.code, "edition", after=str(row.number),
            reason=row.reason, holds=row.valid_from,
        )  # fmt: skip


def everything() -> list[Change]:
    """Every change of everything that the unit sets, newest first."""
    return _newest_first([*changes(), *_letters(), *_questions(), *_agencies(), *_watched()])


def changes_in(of_list: str) -> list[Change]:
    """Every change of one list of codes, newest first."""
    return _newest_first(list(changes_of_codes(of_list)))


def _newest_first(found: Sequence[Change]) -> list[Change]:
    """Changes by their time; of one time, the one that was told last comes first."""
    order = {one: place for place, one in enumerate(found)}
    return sorted(found, key=lambda one: (_sortable(one), order[one]), reverse=True)


def _sortable(change: Change) -> datetime:
    at = change.at
    return at if isinstance(at, datetime) else clock.midnight(at)


class Words:
    """Puts changes into words; reads each table of names once."""

    def __init__(self) -> None:
        self.names: Mapping[UUID, str] = staff_names()
        self.lists = {one.code: queries.list_name(one) for one in queries.code_lists()}
        self.sets = {code: in_words(held.form.words)
                     for code, held in instruments.in_force(clock.today()).items()}  # fmt: skip
        self.kinds = kinds.labels(clock.today())

    def told(self, one: Change) -> Told:
        """A change as the page and the sheet show it."""
        thing, link = self._thing(one)
        before, after = _values(one)
        agency = one.noun is Noun.AGENCIES
        return Told(
            change=one,
            noun=str(NOUNS[one.noun]),
            when=moment(one.at) if isinstance(one.at, datetime) else day(one.at),
            who=self.names.get(one.by, _("The system")),
            thing=thing,
            what=str((FIELD if agency else WHAT).get(one.what, one.what)),
            before=before,
            after=after,
            link=link,
        )

    def _thing(self, one: Change) -> tuple[str, str]:
        match one.noun:
            case Noun.SETTING:
                known = one.thing in DEFAULTS
                link = reverse("office:setting", args=[one.thing]) if known else ""
                return queries.name_of(one.thing), link
            case Noun.CODES:
                name = self.lists.get(one.thing, one.thing)
                return f"{name}: {one.part}", reverse("office:code_list", args=[one.thing])
            case Noun.CALENDAR:
                year = one.thing[:4]
                name = day(date.fromisoformat(one.thing)) if one.thing != year else year
                return name, f"{reverse('office:calendar')}?tahun={year}"
            case Noun.LETTERS:
                return _letter(one.thing)
            case Noun.QUESTIONS:
                name = self.sets.get(one.thing, one.thing)
                return name, reverse("office:instrument", args=[one.thing])
            case Noun.WATCH:
                name = self.kinds.get(one.thing, one.thing)
                return name, reverse("office:watch_kind", args=[one.thing.lower()])
        return one.part, reverse("office:agencies")


def _letter(code: str) -> tuple[str, str]:
    if code == HEAD:
        return _("Letterhead"), reverse("office:templates")
    return str(LETTER[Letter(code)]), reverse("office:templates")


def _values(one: Change) -> tuple[str, str]:
    if one.noun is Noun.SETTING:
        return shown(one.thing, one.before), shown(one.thing, one.after)
    if one.what == "valid_to":
        texts = [day(date.fromisoformat(t)) if t else "" for t in (one.before, one.after)]
        return texts[0], texts[1]
    if one.what in ("template", "edition"):
        return "", _("version %(n)s") % {"n": one.after}
    return one.before, one.after


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: one noun, person or month; empty for all."""

    noun: str
    person: str
    month: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """As the address says; what is none of these counts as all."""
        noun, month = request.GET.get("tentang", ""), request.GET.get("bulan", "")
        return cls(
            noun=noun if noun in set(Noun) else "",
            person=request.GET.get("oleh", ""),
            month=month if month_in(month) else "",
        )

    def wants(self, one: Change) -> bool:
        """Whether a change is asked for."""
        return (
            self.noun in ("", one.noun)
            and self.person in ("", one.by.hex)
            and self.month in ("", day_of(one).strftime("%Y-%m"))
        )


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Everything that was changed; by noun, person and month."""
    asked, all_of_it, words = Asked.of(request), everything(), Words()
    found = [one for one in all_of_it if asked.wants(one)]
    people = {one.by.hex: words.names.get(one.by, _("The system")) for one in all_of_it}
    months = sorted({day_of(one).replace(day=1) for one in all_of_it}, reverse=True)
    context = {
        "room": "settings",
        "rows": [words.told(one) for one in found[:MOST]],
        "n": len(found),
        "most": MOST,
        "nouns": [(one.value, name, one.value == asked.noun) for one, name in NOUNS.items()],
        "people": [(key, name, key == asked.person)
                   for key, name in sorted(people.items(), key=lambda pair: pair[1])],
        "months": [(f"{one:%Y-%m}", one, f"{one:%Y-%m}" == asked.month) for one in months],
        "asked": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "office/settings/history.html", context)


@require_safe
def history_csv(request: HttpRequest) -> HttpResponse:
    """The same as a sheet, all of it; no cell is run as a formula."""
    asked, words = Asked.of(request), Words()
    header = (_("When"), _("About"), _("What"), _("Change"), _("Before"), _("After"),
              _("Holds from"), _("By"), _("Reason"))  # fmt: skip
    rows = (_cells(words.told(one), one) for one in everything() if asked.wants(one))
    return sheet("riwayat-pengaturan", header, rows)


def _cells(told: Told, one: Change) -> tuple[object, ...]:
    return (told.when, told.noun, told.thing, told.what, told.before, told.after, one.holds,
            told.who, one.reason)  # fmt: skip


def last_by_noun() -> Mapping[Noun, str]:
    """Who changed what last, for each noun that was ever changed."""
    words, found = Words(), {}
    for one in everything():
        if one.noun not in found:
            told = words.told(one)
            found[one.noun] = _("Last changed %(when)s by %(who)s: %(thing)s.") % {
                "when": day(day_of(one)),
                "who": told.who,
                "thing": told.thing,
            }
    return found
