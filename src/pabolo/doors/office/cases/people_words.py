"""Lines about the people of a case and its visits, in words."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.sentences import Names, Say, iso_day, named, sentences
from pabolo.doors.shared.formats import moment
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.rules.visits import Heard, PlaceKind

PLACES = {
    PlaceKind.HOME: gettext_lazy("A home"),
    PlaceKind.SCHOOL: gettext_lazy("A school"),
    PlaceKind.POLICE: gettext_lazy("Police"),
    PlaceKind.HOSPITAL: gettext_lazy("Hospital or health centre"),
    PlaceKind.COURT: gettext_lazy("Court or prosecutor"),
    PlaceKind.OTHER: gettext_lazy("Another place"),
}
HEARD = {
    Heard.SAFE: gettext_lazy("Safe"),
    Heard.HELP: gettext_lazy("Needs help"),
    Heard.FOUND: gettext_lazy("Found, and safe"),
    Heard.CALLED_OFF: gettext_lazy("The visit did not take place"),
}


def _who(person: str, names: Names) -> str:
    return names.get(UUID(person), "") if person else ""


def _begun(line: e.HandOverBegun, names: Names) -> str:
    moved = _("From %(before)s to %(now)s") % {
        "before": _who(line.before, names),
        "now": _who(line.to, names),
    }
    at_once = _("At once, without a sheet") if line.at_once else ""
    return sentences(moved, at_once, line.reason)


def sheet_rows(line: e.HandOverSheet) -> list[tuple[str, str]]:
    """A hand-over sheet in rows; what was left empty is left out."""
    rows = (
        (_("What the successor must know"), line.must_know),
        (_("Open duties"), line.duties),
        (_("Next appointments"), line.appointment),
        (_("Safety plan"), line.safety),
        (_("Consents"), line.consents),
        (_("Open referrals"), line.referrals),
    )
    return [(name, text) for name, text in rows if text.strip()]


def _written(line: e.HandOverWritten, names: Names) -> str:
    told, not_yet = _("The family was told"), _("The family was not told yet")
    return sentences(told if line.family_told else not_yet)


def _taken(line: e.HandOverTaken, names: Names) -> str:
    before = _who(line.before, names)
    from_whom = _("From %(before)s") % {"before": before} if before else ""
    return sentences(from_whom, line.note)


def _cover(line: e.CoverBegun, names: Names) -> str:
    words = {
        "one": _who(line.stand_in, names),
        "away": _who(line.away, names),
        "day": iso_day(line.until),
    }
    return sentences(_("%(one)s for %(away)s, until %(day)s") % words)


def _lost(line: e.CoverLost | e.CoverEnded, names: Names) -> str:
    return sentences(_("For %(away)s") % {"away": _who(line.away, names)})


def _reviewed(line: e.GlassReviewed, names: Names) -> str:
    found = _("It was justified") if line.justified else _("It was not justified")
    return sentences(found, line.follows)


def _session(line: e.SessionHeld, names: Names) -> str:
    return sentences(iso_day(line.on), "" if line.came else _("The child did not come"))


def _handed(line: e.ClinicalHanded, names: Names) -> str:
    return sentences(_("To %(now)s") % {"now": _who(line.to, names)}, line.reason)


def _visit(line: e.VisitPlanned, names: Names) -> str:
    companion = _who(line.companion, names)
    safe_by = moment(line.check_in_at) if line.check_in_at else ""
    return sentences(
        moment(line.starts_at),
        str(PLACES[PlaceKind(line.place_kind)]),
        str(labels.RISK[line.danger]),
        named(_("With"), companion),
        named(_("Reports safe by"), safe_by),
    )


def _heard(line: e.VisitHeard, names: Names) -> str:
    return sentences(str(HEARD[Heard(line.how)]), line.note)


PEOPLE_SAYS: Mapping[type[e.Line], Say] = {
    e.HandOverBegun: _begun,
    e.HandOverWritten: _written,
    e.HandOverSheet: lambda line, names: sentences(
        *(named(name, text) for name, text in sheet_rows(line))
    ),
    e.HandOverTaken: _taken,
    e.TeamJoined: lambda line, names: sentences(_who(line.person, names), line.reason),
    e.TeamLeft: lambda line, names: sentences(_who(line.person, names), line.reason),
    e.CoverBegun: _cover,
    e.CoverLost: _lost,
    e.CoverEnded: _lost,
    e.GlassBroken: lambda line, names: sentences(_who(line.person, names), line.reason),
    e.GlassReviewed: _reviewed,
    e.SessionHeld: _session,
    # Never reached: a note of a session is opened on its own page alone.
    e.ClinicalNoted: lambda line, names: "",
    e.ClinicalHanded: _handed,
    e.VisitPlanned: _visit,
    e.VisitSilent: lambda line, names: _("The agreed time passed without word."),
    e.VisitHeard: _heard,
    e.VisitEnded: lambda line, names: "" if line.reached else _("Nobody was reached."),
}
