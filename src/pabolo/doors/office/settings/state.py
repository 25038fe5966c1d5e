"""How each noun of the settings stands, in a sentence, and the way to its own page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pabolo.doors.office.documents.kinds import SLUG_OF
from pabolo.doors.office.questions import in_words
from pabolo.doors.shared.formats import day
from pabolo.ground.agencies import queries as agencies
from pabolo.ground.documents import queries as documents
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.policy import queries
from pabolo.ground.policy.past import Noun
from pabolo.programme.watchlist import kinds

# What is called so, and the name of its route.
type Way = tuple[str, str]
# What was found, its address, and the route that leads there.
type Found = tuple[str, str, str]
AHEAD = timedelta(days=365)
MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Section:
    """A noun: what it is called, how it stands, who changed it last, where its pages are."""

    noun: str
    name: Promise
    state: str = ""
    last: str = ""
    ways: tuple[Way, ...] = ()
    warn: str = ""


def sections(today: date, last: Mapping[Noun, str]) -> list[Section]:
    """Every noun with its state, in the order of the front page."""
    return [
        Section("times", gettext_lazy("Times and deadlines"), _("Old cases keep the times of "
                "their day. What a law fixes is not here.")),
        _codes(last),
        _calendar(today, last),
        _letters(last),
        _questions(today, last),
        _agencies(today, last),
        _watched(today, last),
        Section("unit", gettext_lazy("Unit and contact"), _("Shown on every page and letter.")),
        Section("retention", gettext_lazy("Retention"), _("How long what is kept, and what "
                "happens then.")),
        Section("rest", gettext_lazy("Other limits")),
    ]  # fmt: skip


def _codes(last: Mapping[Noun, str]) -> Section:
    lists = queries.code_lists()
    rows = [(one.code, code.code) for one in lists for code in queries.codes(one.code)]
    own = sum(queries.is_own(*row) for row in rows)
    state = _("%(lists)s lists, %(codes)s codes, %(own)s of them your own.") % {
        "lists": len(lists), "codes": len(rows), "own": own,
    }  # fmt: skip
    way = (_("All lists"), "office:code_lists")
    return Section("codes", gettext_lazy("Lists of codes"), state, last.get(Noun.CODES, ""), (way,))


def calendar_warning(today: date) -> str:
    """That the known calendar ends soon; empty while it reaches far enough."""
    until = queries.known_until(today)
    if until - today > timedelta(days=queries.number("calendar.warn_days", today)):
        return ""
    return _(
        "The national calendar is known until %(day)s only. Take in the decree of the next year: "
        "deadlines in working days depend on it."
    ) % {"day": day(until)}


def _calendar(today: date, last: Mapping[Noun, str]) -> Section:
    ahead = [one for one in queries.holidays_in(today, today + AHEAD) if one.local]
    state = _("National days are known until %(day)s.") % {"day": day(queries.known_until(today))}
    state += " " + ngettext(
        "%(n)s local day off lies ahead.", "%(n)s local days off lie ahead.", len(ahead)
    ) % {"n": len(ahead)}
    ways = ((_("The calendar"), "office:calendar"),)
    name = gettext_lazy("Calendar")
    warn = calendar_warning(today)
    return Section("calendar", name, state, last.get(Noun.CALENDAR, ""), ways, warn)


def _letters(last: Mapping[Noun, str]) -> Section:
    held = documents.versions()
    state = _("%(own)s of %(all)s documents in the unit's own words; the letterhead %(head)s.") % {
        "own": sum(kind.value in held for kind in LETTER),
        "all": len(LETTER),
        "head": _("is the unit's own") if "kop" in held else _("is as shipped"),
    }
    ways = ((_("Words of letters"), "office:templates"),)
    return Section("letters", gettext_lazy("Letters"), state, last.get(Noun.LETTERS, ""), ways)


def _questions(today: date, last: Mapping[Noun, str]) -> Section:
    held = instruments.in_force(today).values()
    state = ", ".join(
        _("%(name)s: edition %(n)s") % {"name": in_words(one.form.words), "n": one.number}
        for one in held
    )
    ways = ((_("All question sets"), "office:instruments"),)
    name = gettext_lazy("Question sets")
    return Section("questions", name, f"{state}.", last.get(Noun.QUESTIONS, ""), ways)


def _agencies(today: date, last: Mapping[Noun, str]) -> Section:
    rows = list(agencies.agencies(today))
    invented = sum(one.placeholder for one in rows)
    state = _("%(n)s agencies in the directory.") % {"n": len(rows)}
    warn = ngettext(
        "%(n)s contact is invented. Replace it before real use.",
        "%(n)s contacts are invented. Replace them before real use.",
        invented,
    ) % {"n": invented} if invented else ""  # fmt: skip
    ways = ((_("Partner directory"), "office:agencies"),)
    name = gettext_lazy("Agencies")
    return Section("agencies", name, state, last.get(Noun.AGENCIES, ""), ways, warn)


def _watched(today: date, last: Mapping[Noun, str]) -> Section:
    held = kinds.in_force(today).values()
    state = _("%(n)s kinds, %(named)s of them name a child (sealed).") % {
        "n": sum(one.kind.active for one in held),
        "named": sum(one.kind.active and one.kind.names for one in held),
    }
    ways = ((_("All kinds"), "office:watch_kinds"),)
    name = gettext_lazy("Kinds of the watch-list")
    return Section("watch", name, state, last.get(Noun.WATCH, ""), ways)


def found_elsewhere(asked: str) -> list[Found]:
    """Lists, codes, letters and question sets that hold all of these words."""
    words = asked.casefold().split()
    things = (*_all_codes(), *_all_letters(), *_all_sets())
    return [one for one in things if all(word in one[0].casefold() for word in words)][:MOST_FOUND]


def _all_codes() -> Iterator[Found]:
    for one in queries.code_lists():
        name = queries.list_name(one)
        address = reverse("office:code_list", args=[one.code])
        yield name, address, "office:code_list"
        for code in queries.codes(one.code):
            label = queries.label(one.code, code.code)
            yield f"{name}: {code.code} {label}", address, "office:code_list"


def _all_letters() -> Iterator[Found]:
    for kind, title in LETTER.items():
        yield str(title), reverse("office:template", args=[SLUG_OF[kind]]), "office:template"


def _all_sets() -> Iterator[Found]:
    for held in instruments.in_force(date.max).values():
        address = reverse("office:instrument", args=[held.instrument])
        yield in_words(held.form.words), address, "office:instrument"
