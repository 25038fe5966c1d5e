"""Lines about case conferences in words. What was said is told nowhere here."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pabolo.doors.office.cases.sentences import Names, Say, iso_day, named, sentences
from pabolo.doors.shared.formats import moment
from pabolo.programme.cases import entries as e

BECAME = {
    "done": gettext_lazy("Done"),
    "not_done": gettext_lazy("Not done"),
    "later": gettext_lazy("Later"),
}


def _who(person: str, names: Names) -> str:
    return names.get(UUID(person), "") if person else ""


def _called(line: e.ConferenceCalled, names: Names) -> str:
    return sentences(
        moment(line.starts_at), line.question, named(_("Chair"), _who(line.chair, names))
    )


def _held(line: e.ConferenceHeld, names: Names) -> str:
    people = ", ".join(_who(one, names) for one in line.present)
    count = len(line.outside)
    guests = ngettext("%(n)s guest of an agency", "%(n)s guests of agencies", count) % {"n": count}
    return sentences(moment(line.held_at), people, guests if count else "")


def _moved(line: e.ConferenceMoved, names: Names) -> str:
    return sentences(moment(line.starts_at), line.place, line.reason)


def _decided(line: e.ConferenceDecided, names: Names) -> str:
    who = _who(line.person, names)
    return sentences(line.text, who, named(_("Until"), iso_day(line.due)))


def _followed(line: e.DecisionFollowed, names: Names) -> str:
    return sentences(str(BECAME[line.outcome]), line.why, named(_("Until"), iso_day(line.due)))


def _heard(line: e.ConferenceWritten, names: Names) -> str:
    heard, not_heard = _("The child's words stand in them"), _("The child was not asked")
    return sentences(heard if line.child_heard else not_heard)


CONFERENCE_SAYS: Mapping[type[e.Line], Say] = {
    e.ConferenceCalled: _called,
    e.ConferenceInvited: lambda line, names: line.name or _who(line.person, names),
    e.ConferenceUninvited: lambda line, names: line.reason,
    e.ConferenceMoved: _moved,
    e.ConferenceChaired: lambda line, names: sentences(_who(line.chair, names), line.reason),
    e.ConferenceCancelled: lambda line, names: line.reason,
    e.ConferenceHeld: _held,
    e.ConferenceWritten: _heard,
    e.ConferenceDecided: _decided,
    e.DecisionFollowed: _followed,
    e.MinutesRead: lambda line, names: _("Agrees") if line.agrees else _("Objects"),
    e.MinutesAmended: lambda line, names: "",
    e.MinutesShared: lambda line, names: sentences(_who(line.person, names), line.reason),
    e.MinutesFinished: lambda line, names: sentences(line.unread, line.undecided),
    # Never reached: what was said is opened on the page of its conference alone.
    e.ConferenceSaid: lambda line, names: "",
    e.MinutesObjected: lambda line, names: "",
    e.MinutesAdded: lambda line, names: "",
}
