"""The nouns of settings: which keys stand under which heading, and how a value is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.shared.formats import day
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.queries import SettingNow, unit_of

GROUPS: Mapping[str, Promise] = {
    "duties": gettext_lazy("Times of duties"),
    "clock": gettext_lazy("Other times"),
    "calendar": gettext_lazy("Calendar"),
    "letters": gettext_lazy("Letters"),
    "unit": gettext_lazy("The unit"),
    "phone": gettext_lazy("Telephone numbers"),
    "retention": gettext_lazy("How long things are kept"),
    "load": gettext_lazy("How work is weighed"),
    "oversight": gettext_lazy("What a supervisor watches"),
    "readings": gettext_lazy("Which readings are asked about"),
    "network": gettext_lazy("Network"),
    "figures": gettext_lazy("Figures"),
    "form": gettext_lazy("Report form"),
    "doubles": gettext_lazy("Doubles"),
    "partner": gettext_lazy("Slips of partners"),
}
NOUN_OF: Mapping[str, str] = {
    "duties": "times", "clock": "times", "calendar": "calendar", "letters": "letters",
    "unit": "unit", "phone": "unit", "retention": "retention",
}  # fmt: skip
REST = "rest"


@dataclass(frozen=True, slots=True)
class Line:
    """A setting in a table: how it stands, since when, by whom, and who may change it."""

    now: SettingNow
    value: str
    since: str
    who: str
    owners: str
    state: str
    coming: str


def group_of(key: str) -> str:
    """The group of a setting: by the duty that it times, else by the beginning of its key."""
    return "duties" if DEFAULTS[key].title else key.partition(".")[0]


def noun_of(key: str) -> str:
    """The heading under which a setting stands; a group nobody thought of stands with the rest."""
    return NOUN_OF.get(group_of(key), REST)


def name_of_group(group: str) -> str:
    """What a group is called; one without a name says its key."""
    return str(GROUPS.get(group, group))


def shown(key: str, value: int | str) -> str:
    """A value of a setting as people read it: 24 hours; a text, or none, as it stands."""
    unit = unit_of(key)
    return f"{value} {unit}" if unit and value != "" else str(value)


def owners_of(key: str) -> str:
    """The posts that decide a setting."""
    return ", ".join(sorted(str(ROLES[role]) for role in DEFAULTS[key].owners))


def line_of(now: SettingNow, names: Mapping[UUID, str]) -> Line:
    """How a setting stands, in words."""
    row, coming = now.decided, now.coming
    state = "invented" if now.placeholder else "decided" if row else "shipped"
    return Line(
        now=now,
        value=shown(now.key, now.value),
        since=day(row.valid_from) if row else _("from the start"),
        who=names.get(row.set_by, _("The system")) if row else _("as shipped"),
        owners=owners_of(now.key),
        state=state,
        coming=_coming(now) if coming else "",
    )


def _coming(now: SettingNow) -> str:
    row = now.coming
    assert row is not None
    value = shown(now.key, row.value)
    return _("from %(day)s: %(value)s") % {"day": day(row.valid_from), "value": value}


def asked_for(line: Line, words: str) -> bool:
    """Whether a setting holds each of the words in its name, key, value or source."""
    text = " ".join((line.now.name, line.now.key, line.value, line.now.source)).casefold()
    group = name_of_group(group_of(line.now.key)).casefold()
    return all(word in text or word in group for word in words.casefold().split())


def month_in(text: str) -> date | None:
    """The first day of a month written as 2026-11; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == len("2026-11") else None
    except ValueError:
        return None
