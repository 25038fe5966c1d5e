"""The history of care: every kind of line in a plain sentence, what stays shut as sealed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pabolo.doors.office.cases.conference_words import CONFERENCE_SAYS
from pabolo.doors.office.cases.legal_words import LEGAL_SAYS
from pabolo.doors.office.cases.people_words import PEOPLE_SAYS
from pabolo.doors.office.cases.plan_words import PLAN_SAYS
from pabolo.doors.office.cases.sentences import Names as Names
from pabolo.doors.office.cases.sentences import Say
from pabolo.doors.office.cases.sentences import iso_day as iso_day
from pabolo.doors.office.cases.sentences import named as named
from pabolo.doors.office.cases.sentences import sentences as sentences
from pabolo.doors.office.cases.transfer_words import TRANSFER_SAYS
from pabolo.doors.office.questions import in_words
from pabolo.doors.shared.formats import day, moment
from pabolo.ground.documents.labels import LETTER
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.lib.ids import display_code
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.queries.files import FileLine
from pabolo.rules.letters import Letter
from pabolo.rules.risk import RED_FLAGS
from pabolo.rules.simfoni import field_of

# Lines that only carry answers: they are read in the room of assessment.
QUIET = (e.PartSaved, e.Answered)
SCREENED = {
    "excluded": gettext_lazy("Somebody is kept out of this case"),
    "unclear": gettext_lazy("It is unclear; a supervisor outside the match decides"),
    "cleared": gettext_lazy("Somebody else is meant"),
    "parted": gettext_lazy("The name stood in a record that had been joined by mistake"),
}
REFERRED = {
    "sent": gettext_lazy("A question to a partner was sent"),
    "fed_back": gettext_lazy("The family was told what came of it"),
    "withdrawn": gettext_lazy("A question to a partner was withdrawn"),
}
SAFE = {
    "yes": gettext_lazy("The child is safe."),
    "no": gettext_lazy("The child is not safe."),
    "unknown": "",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A line in words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the history: a shut one keeps its day only."""

    when: str
    who: str
    title: str
    text: str
    shut: bool = False
    first: bool = False


def _name(person: str, names: Names) -> str:
    return names.get(UUID(person), "") if person else ""


def _report(line: e.Opened | e.Joined) -> str:
    return display_code("L", UUID(line.report))


def _opened(line: e.Opened, names: Names) -> str:
    return sentences(
        _("From report %(code)s") % {"code": _report(line)} if line.report else "",
        _("SIMFONI leads; here its number is remembered") if line.light else "",
        named(_("Authority"), label("jurisdiction", line.authority))
        if line.authority != "K1"
        else "",
        line.note,
    )


def _joined(line: e.Joined, names: Names) -> str:
    return sentences(
        _("Report %(code)s tells of the same child") % {"code": _report(line)}
        if line.report
        else "",
        _("Another incident was added") if line.incident else "",
    )


def _assigned(line: e.Assigned, names: Names) -> str:
    now, before = _name(line.worker, names), _name(line.before, names)
    moved = _("%(now)s took over from %(before)s") % {"now": now, "before": before}
    return sentences(moved if before and before != now else now, line.reason)


def _risk(line: e.RiskRead, names: Names) -> str:
    flags = [_(flag.sentence) for flag in RED_FLAGS if flag.code in line.flags]
    kept = _("The supervisor's lowering still stands") if line.kept_low else ""
    return sentences(labels.RISK[line.level], *flags, kept, line.note)


def _lowered(line: e.RiskLowered, names: Names) -> str:
    change = f"{labels.RISK[line.before]} → {labels.RISK[line.level]}"
    return sentences(change, line.reason)


def asked_set(line: e.AssessmentBegun | e.Assessed) -> str:
    """Which question set, in which edition."""
    held = instruments.edition(line.instrument, line.edition)
    return _("%(name)s, edition %(n)s") % {"name": in_words(held.form.words), "n": held.number}


def _assessed(line: e.Assessed, names: Names) -> str:
    return sentences(
        asked_set(line) if line.assessment else "",
        named(_("Needs"), line.needs),
        named(_("Strengths"), line.strengths),
        named(_("Carers"), line.carers),
        named(_("Safety"), line.safety),
        named(_("The child's words"), line.child_words),
        named(_("At home"), line.home),
    )


def _consented(line: e.Consented, names: Names) -> str:
    guardian = _("The guardian may have harmed the child, so was not the one to ask")
    return sentences(
        named(str(labels.PURPOSE[line.purpose]), line.partner) or labels.PURPOSE[line.purpose],
        f"{labels.BASIS[line.basis]}: {labels.CONSENT_STATUS[line.status]}",
        line.law,
        named(_("Explained"), line.explained),
        guardian if line.guardian_is_suspect else "",
        named(_("No guardian was asked"), line.why_not_asked) if not line.guardian_asked else "",
    )


def _police(line: e.PoliceReported, names: Names) -> str:
    if not line.number:
        return sentences(_("The duty was excused"), line.reason_not)
    return sentences(line.number, moment(line.reported_at) if line.reported_at else "")


def _visit(line: e.FollowedUp, names: Names) -> str:
    reached = "" if line.reached else _("Nobody was reached")
    after = _("After the case was closed") if line.after_care else ""
    return sentences(after, reached, SAFE.get(line.safe, ""), line.text)


def _asked(line: e.ClosureAsked, names: Names) -> str:
    return sentences(
        labels.CLOSURE[line.reason],
        line.note,
        _("The child is safe") if line.child_is_safe else "",
        named(_("The child's words"), line.child_view),
        named(_("Accepted by"), line.accepted_by),
        named(_("Handed over to"), line.handed_over_to),
        line.transition,
        named(_("Duty under the law that stays open"), line.legal_reason),
    )


def _before(line: e.IdentityCorrected) -> str:
    before = line.before
    parts = (before.name, label("sex", before.sex), before.birth)
    return ", ".join(part for part in parts if part)


def _recounted(line: e.Recounted) -> str:
    age = _("age not known") if line.age_at_report is None else str(line.age_at_report)
    before = ", ".join((label("sex", line.sex), age))
    return _("Counted before as: %(before)s") % {"before": before}


def _made(line: e.SafetyPlanMade, names: Names) -> str:
    return sentences(
        named(_("To be looked at again"), iso_day(line.review)),
        named(_("Not made with the child"), line.why_not),
    )


def _steps(line: e.SafetySteps, names: Names) -> str:
    return sentences(
        named(_("Signs of danger"), line.warning),
        named(_("Safe people"), line.people),
        named(_("At once"), line.at_once),
        named(_("The case worker"), line.worker),
        named(_("The child's words"), line.child_words),
    )


def _place(line: e.SafePlace, names: Names) -> str:
    return _("A shelter. Never shown or printed.") if line.shelter else line.place


def _set_ended(line: e.AssessmentEnded, names: Names) -> str:
    if line.outcome != "done":
        return sentences(_("Given up"), line.reason)
    score = "" if line.score is None else named(_("Score"), str(line.score))
    return sentences(_("Complete"), score)


def _settled(line: e.HomeChildSettled, names: Names) -> str:
    if line.case:
        return _("It has a case: %(code)s") % {"code": display_code("K", UUID(line.case))}
    return sentences(_("Seen, no concern"), line.reason)


def _screened(line: e.Screened, names: Names) -> str:
    """Never whose name it was: who may decide sees it on the form."""
    return sentences(SCREENED[line.outcome], line.reason)


def _simfoni_fields(keys: Iterable[str]) -> str:
    """Fields of SIMFONI by name; what was entered in them is opened on the sheet."""
    return ", ".join(dict.fromkeys(_(field_of(key).name) for key in keys))


SAYS: Mapping[type[e.Line], Say] = {
    e.Opened: _opened,
    e.Joined: _joined,
    e.Assigned: _assigned,
    e.RiskRead: _risk,
    e.RiskLowered: _lowered,
    e.Assessed: _assessed,
    e.Consented: _consented,
    **PLAN_SAYS,
    e.Noted: lambda line, names: line.text,
    e.PoliceReported: _police,
    **LEGAL_SAYS,
    e.SimfoniRecorded: lambda line, names: line.number,
    e.SimfoniEntered: lambda line, names: sentences(
        line.number, _("Brought up to date") if line.again else ""
    ),
    e.SimfoniIdentity: lambda line, names: _simfoni_fields(line.values),
    e.SimfoniPlaces: lambda line, names: _simfoni_fields(line.values),
    e.SimfoniAccused: lambda line, names: _simfoni_fields(line.values),
    e.SimfoniChosen: lambda line, names: f"{_(field_of(line.field).name)}: {line.word or '–'}",
    e.SimfoniTouched: lambda line, names: _simfoni_fields(line.fields),
    e.Reviewed: lambda line, names: sentences(line.summary, named(_("Next"), line.next_step)),
    e.FollowedUp: _visit,
    e.StageMoved: lambda line, names: sentences(labels.STAGE[line.to], line.reason),
    e.ClosureAsked: _asked,
    e.ClosureDeclined: lambda line, names: line.reason,
    e.Closed: lambda line, names: sentences(
        labels.CLOSURE[line.reason] if line.reason else "", line.note
    ),
    e.Reopened: lambda line, names: line.reason,
    e.Screened: _screened,
    e.TransitionPlanned: lambda line, names: line.plan,
    e.Led: lambda line, names: sentences(
        _("SIMFONI leads from now on") if line.light else _("It is led here from now on"),
        line.reason,
    ),
    e.Referred: lambda line, names: str(REFERRED.get(line.state, "")),
    # What stood before is opened with its side, and a shelter never.
    e.IdentityCorrected: lambda line, names: _("Before: %(name)s") % {"name": _before(line)},
    e.PlacesCorrected: lambda line, names: "",
    e.Recounted: lambda line, names: _recounted(line),
    **PEOPLE_SAYS,
    **CONFERENCE_SAYS,
    **TRANSFER_SAYS,
    e.AssessmentBegun: lambda line, names: asked_set(line),
    e.PartSaved: lambda line, names: "",
    e.Answered: lambda line, names: "",
    e.AssessmentEnded: _set_ended,
    e.SafetyPlanMade: _made,
    e.SafetySteps: _steps,
    e.SafePlace: _place,
    e.HomeChildListed: lambda line, names: _("Somebody sees to it that the child is seen"),
    e.HomeChild: lambda line, names: ", ".join(
        filter(None, (line.called, line.age, line.relation))
    ),
    e.HomeChildSettled: _settled,
    e.HoldPlaced: lambda line, names: sentences(line.reason),
    e.HoldLifted: lambda line, names: sentences(line.reason),
    e.RecordsJoined: lambda line, names: "",
    e.RecordsParted: lambda line, names: "",
    e.LetterMade: lambda line, names: sentences(f"{LETTER[Letter(line.kind)]}, {line.number}"),
    e.LetterCancelled: lambda line, names: sentences(line.number, line.reason),
}


def told_of(line: e.Line, names: Names) -> Said:
    """One line in words: a title, and what it says."""
    title = str(labels.LINE[str(line.__struct_config__.tag)])
    if isinstance(line, e.Noted) and line.title:
        title = line.title
    return Said(title, SAYS[type(line)](line, names))


def history(
    lines: Sequence[FileLine], names: Names, sides: Mapping[str, str], *, most: int = 0
) -> list[Told]:
    """The history, newest first; what stays shut says on which side it lies."""
    rows = list(reversed(lines))[: most or None]
    return [_told(shown, names, sides) for shown in rows if not isinstance(shown.line, QUIET)]


def _told(shown: FileLine, names: Names, sides: Mapping[str, str]) -> Told:
    row, line = shown.entry, shown.line
    who = names.get(row.author_id, "")
    if line is None:
        side = sides.get(row.facet, row.facet)
        return Told(day(row.day), who, _("Sealed line"), side, shut=True)
    said = told_of(line, names)
    return Told(moment(line.at), who, said.title, said.text, first=row.seq == 1)
