"""A conference in words: when, who, what each agency may be told, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.sentences import Names, iso_day
from pabolo.doors.shared.formats import moment
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.conferences import Decision, Gathering
from pabolo.programme.cases.queries.conference import Minutes, signs_for
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.referrals.labels import BASIS, PART, PURPOSE
from pabolo.rules.conference import Meeting, Outcome, Sign
from pabolo.rules.packets import BY_KIND, Part, ReferralPurpose, packet_for
from pabolo.rules.vocabulary import LegalBasis

STATES: Mapping[Meeting, tuple[str, Promise]] = {
    Meeting.CALLED: ("waiting", gettext_lazy("To be held")),
    Meeting.HELD: ("todo", gettext_lazy("Held, minutes to be written")),
    Meeting.WRITTEN: ("todo", gettext_lazy("Minutes written, not finished")),
    Meeting.FINISHED: ("done", gettext_lazy("Finished")),
    Meeting.CANCELLED: ("none", gettext_lazy("Cancelled")),
    Meeting.ENDED: ("none", gettext_lazy("Ended with the case")),
}
SIGNS: Mapping[Sign, Promise] = {
    Sign.HIGH: gettext_lazy("the risk is high"),
    Sign.AGENCIES: gettext_lazy("several agencies help at once"),
    Sign.STUCK: gettext_lazy("the case has not moved for long"),
}
OUTCOMES: Mapping[Outcome, tuple[str, Promise]] = {
    Outcome.DONE: ("done", gettext_lazy("Done")),
    Outcome.NOT_DONE: ("none", gettext_lazy("Not done")),
    Outcome.LATER: ("todo", gettext_lazy("Later")),
}
# What goes without saying in a meeting: its question, the date, whom to call.
_SAID_ANYHOW = frozenset(
    {Part.SERVICE, Part.QUESTION, Part.URGENCY, Part.ANSWER_BY, Part.BASIS, Part.CONTACT}
)


def called_words(one: Gathering) -> str:
    """When it is or was: Selasa, 24 November 2026, pukul 11.00 WIB."""
    return moment(one.held.held_at if one.held else one.starts_at)


def signs_words(file: CaseFile, at: datetime) -> str:
    """What speaks for a conference now, in a sentence; empty where nothing does."""
    return ", ".join(str(SIGNS[sign]) for sign in signs_for(file, today=day_of(at)))


def listed(parts: frozenset[Part]) -> str:
    """Parts of what may be told, by name."""
    return ", ".join(str(PART[part.value]) for part in Part if part in parts - _SAID_ANYHOW)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited. An agency with what it may be told, and what it may not."""

    name: str
    what: str
    basis: str = ""
    may: str = ""
    may_not: str = ""
    invitation: str = ""
    came: str = ""
    vouched: str = ""


def guests_of(one: Gathering, names: Names, key: UUID) -> list[Guest]:
    """Chair and who presents first, then colleagues, then agencies."""
    chair = _name(one.chair, names)
    rows = [Guest(chair, _("Chairs"), came=_came(one, one.chair))]
    presenter = one.called.presenter
    if presenter and presenter != one.chair:
        rows.append(Guest(_name(presenter, names), _("Presents"), came=_came(one, presenter)))
    rows += [
        Guest(_name(each.person, names), _("Invited"), came=_came(one, each.person))
        for each in one.colleagues
    ]
    asked = {one.chair, presenter, *(each.person for each in one.colleagues)}
    uninvited = [each for each in (one.held.present if one.held else ()) if each not in asked]
    rows += [Guest(_name(each, names), "", came=_("Was there")) for each in uninvited]
    return [*rows, *(_agency(one, each, key) for each in one.agencies)]


def _name(person: str, names: Names) -> str:
    return names.get(UUID(person), "") if person else ""


def _came(one: Gathering, person: str) -> str:
    if one.held is None:
        return ""
    return _("Was there") if person in one.held.present else _("Was not there")


def _agency(one: Gathering, each: e.ConferenceInvited, key: UUID) -> Guest:
    basis = LegalBasis(each.basis) if each.basis else None
    allowed = packet_for(ReferralPurpose(each.purpose), each.kind, basis)
    rest = frozenset(Part) - allowed
    came = [guest for guest in (one.held.outside if one.held else ()) if _is_of(guest, each)]
    there = ", ".join(f"{guest.name} ({guest.office})" for guest in came)
    return Guest(
        name=each.name,
        what=f"{label('agency_kind', each.kind)}. {PURPOSE[each.purpose]}",
        basis=f"{BASIS[basis]}{': ' + each.law if each.law else ''}" if basis else "",
        may=listed(allowed) or _("nothing about the child"),
        may_not=listed(rest) if each.kind in BY_KIND else "",
        invitation=reverse("office:conference_invitation", args=[key, UUID(each.invitation)])
        if one.state is Meeting.CALLED
        else "",
        came=(there or _("Nobody came")) if one.held else "",
        vouched=each.vouched,
    )


def _is_of(guest: e.FromOutside, each: e.ConferenceInvited) -> bool:
    return guest.invitation == each.invitation


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision: what, who, until when, what became of it."""

    key: str
    text: str
    who: str
    due: str
    tag: str
    state: str
    why: str
    late: bool
    open: bool


def decision_rows(one: Gathering, names: Names, today: date) -> list[DecisionRow]:
    """The decisions in the order they were made."""
    return [_decision(key, each, one, names, today) for key, each in one.decisions.items()]


def doer(line: e.ConferenceDecided, one: Gathering, names: Names) -> str:
    """Who does what was decided: a colleague by name, an agency by its own."""
    if line.person:
        return _name(line.person, names)
    asked = one.invited.get(line.invitation)
    return asked.name if asked else ""


def _decision(key: str, each: Decision, one: Gathering, names: Names, today: date) -> DecisionRow:
    last = each.followed[-1] if each.followed else None
    late = each.open and each.due < today.isoformat()
    tag, state = OUTCOMES[Outcome(last.outcome)] if last else ("todo", _("To do"))
    return DecisionRow(
        key=key,
        text=each.line.text,
        who=doer(each.line, one, names),
        due=iso_day(each.due),
        tag="differs" if late else tag,
        state=_("Late") if late else str(state),
        why=last.why if last else "",
        late=late,
        open=each.open,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The minutes in words, once opened."""

    items: list[tuple[str, str]]
    child: str
    why_not: str
    disagreement: str
    additions: list[tuple[str, str, str, str]]


def shown_minutes(one: Gathering, minutes: Minutes, names: Names) -> Shown | None:
    """What was said on each item, and what was added since; None before they are written."""
    said = minutes.said
    if said is None:
        return None
    kinds = {False: _("Addition"), True: _("Objection")}
    more = [
        (kinds[each.objection], moment(each.line.at), _name(each.line.by, names), each.line.text)
        for each in minutes.additions
    ]
    items = list(zip(one.called.agenda, said.items, strict=False))
    return Shown(items, said.child_words, said.why_not_asked, said.disagreement, more)


def read_by(one: Gathering, names: Names) -> list[tuple[str, bool]]:
    """Who confirmed the minutes: agrees, or objects."""
    return [(_name(who, names), line.agrees) for who, line in one.read.items()]
