"""What stands in the room of assessment, in rows of words. Nothing is decided here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pabolo.doors.office.assessment.forms import WITH_WHOM
from pabolo.doors.office.cases.history import Names, iso_day
from pabolo.doors.office.cases.page import name_of
from pabolo.doors.office.questions import answer_words, in_words
from pabolo.doors.shared.entries import entry_of
from pabolo.doors.shared.formats import day, moment
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.fold import Filled
from pabolo.programme.cases.queries.assessments import Earlier, Sheet, edition_of
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.actors import Actor
from pabolo.rules.entry import may_enter
from pabolo.rules.instruments import Question, Section
from pabolo.rules.vocabulary import Facet

type Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One filling of a question set in the list."""

    name: str
    edition: int
    began: str
    who: str
    state: str
    tag: str
    parts: str
    score: str
    go_on: str
    read: str


def filled_rows(file: CaseFile, names: Names, actor: Actor) -> list[FilledRow]:
    """Every filling, newest first; drafts say that they are drafts."""
    fills = may_enter(actor, entry_of("office:assessment_begin")) is None
    numbered = list(enumerate(file.state.filled.values(), start=1))
    return [_filled(file, one, nth, names, fills) for nth, one in reversed(numbered)]


def _filled(file: CaseFile, one: Filled, nth: int, names: Names, fills: bool) -> FilledRow:
    held, case_id = edition_of(one), file.case.pk
    saved = [part.count for part in one.parts.values()]
    done = sum(count.answered + count.unknown for count in saved)
    tag, state = _state(one)
    first = _next_part(one, [section.code for section in held.form.sections])
    go_on = reverse("office:assessment_part", args=[case_id, one.begun.instrument, first])
    return FilledRow(
        name=in_words(held.form.words),
        edition=held.number,
        began=moment(one.begun.at),
        who=names.get(UUID(one.ended.by if one.ended else one.begun.by), ""),
        state=state,
        tag=tag,
        parts=_("%(n)s of %(all)s questions answered")
        % {"n": done, "all": len(held.form.questions)},
        score=_score(one),
        go_on=go_on if one.ended is None and fills else "",
        read=reverse("office:assessment_read", args=[case_id, nth]),
    )


def _state(one: Filled) -> tuple[str, str]:
    if one.ended is None:
        return "todo", _("Draft")
    if one.ended.outcome == "done":
        return "done", _("Complete")
    return "plain", _("Given up: %(reason)s") % {"reason": one.ended.reason}


def _next_part(one: Filled, parts: list[str]) -> str:
    return next((part for part in parts if part not in one.parts), parts[0])


def _score(one: Filled) -> str:
    ended = one.ended
    if ended is None or ended.score is None:
        return ""
    level = labels.RISK[ended.proposes]
    return _("Score %(n)s: %(level)s (thresholds to be confirmed by the unit)") % {
        "n": ended.score,
        "level": level,
    }


def earlier_words(question: Question, before: Earlier | None, names: Names) -> str:
    """What was said before, so that the child is not asked twice."""
    if before is None:
        return ""
    return _("Before (%(when)s, %(who)s): %(answer)s.") % {
        "when": day(before.at.date()),
        "who": names.get(before.by, ""),
        "answer": answer_words(question, before.given),
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a set on its page: answers that were opened, and how many stay shut."""

    code: str
    name: str
    rows: Rows
    shut: int
    saved: str
    count: str


def part_rows(sheet: Sheet, names: Names) -> list[Part]:
    """A filling part by part, as far as its sides are open."""
    return [_part(section, sheet, names) for section in sheet.held.form.sections]


def _part(section: Section, sheet: Sheet, names: Names) -> Part:
    seen = [one for one in section.questions if one.facet in sheet.file.facets]
    rows = [
        (in_words(one.words), answer_words(one, sheet.answers[one.code]))
        for one in seen
        if one.code in sheet.answers
    ]
    saved = sheet.filled.parts.get(section.code)
    return Part(
        code=section.code,
        name=in_words(section.words),
        rows=rows,
        shut=len(section.questions) - len(seen),
        saved=f"{moment(saved.at)}, {names.get(UUID(saved.by), '')}" if saved else "",
        count=_counted(saved.count) if saved else _("Not touched yet"),
    )


def _counted(one: e.PartCount) -> str:
    words = _("%(answered)s answered, %(unknown)s not known, %(unasked)s not asked")
    return words % {
        "answered": one.answered,
        "unknown": one.unknown,
        "unasked": one.unasked,
    }


def standing_plan(file: CaseFile) -> tuple[e.SafetySteps | None, e.SafePlace | None]:
    """The steps and the place of the plan that stands, each where its side is open."""
    made = file.state.safety
    lines = [shown.line for shown in file.lines] if made else []
    plan = made.plan if made else ""
    steps = [one for one in lines if isinstance(one, e.SafetySteps) and one.plan == plan]
    places = [one for one in lines if isinstance(one, e.SafePlace) and one.plan == plan]
    return (steps[-1] if steps else None), (places[-1] if places else None)


def safety_content(file: CaseFile, *, on_paper: bool) -> Rows:
    """What the standing safety plan says, label and text, as far as its sides are open.

    The place is left out on paper where it is a shelter. Page, print and document ask this.
    """
    steps, place = standing_plan(file)
    rows: Rows = []
    if steps is not None:
        rows += [
            (_("How the child notices danger"), steps.warning),
            (_("Who is safe, and how to reach them"), steps.people),
            (_("What the child does at once"), steps.at_once),
            (_("What the case worker does"), steps.worker),
            (_("In the child's own words"), steps.child_words),
        ]
    if place is not None and not (on_paper and place.shelter):
        sealed = _("A shelter. Never shown or printed.")
        rows.append((_("Where the child goes"), sealed if place.shelter else place.place))
    return [(label, text) for label, text in rows if text.strip()]


def safety_rows(file: CaseFile, names: Names) -> dict[str, object]:
    """The safety plan in the room: who made it, when it is looked at again, what was opened."""
    made = file.state.safety
    if made is None:
        return {}
    with_whom = dict(WITH_WHOM)
    return {
        "made": moment(made.at),
        "who": names.get(UUID(made.by), ""),
        "with_whom": ", ".join(
            str(with_whom[one]).lower() for one in made.with_whom if one in with_whom
        ).capitalize(),
        "why_not": made.why_not,
        "review": iso_day(made.review),
        "late": bool(made.review) and date.fromisoformat(made.review) < file.proof.at.date(),
        "rows": safety_content(file, on_paper=False),
        "opened": Facet.NARRATIVE in file.facets,
    }


@dataclass(frozen=True, slots=True)
class HomeRow:
    """Another child at home in the list."""

    nth: int
    called: str
    listed: str
    outcome: str
    case: UUID | None
    case_name: str
    reason: str
    who: str


def home_rows(file: CaseFile, names: Names) -> list[HomeRow]:
    """Other children at home; who they are only where the identity was opened."""
    known = {
        shown.line.child: shown.line for shown in file.lines if isinstance(shown.line, e.HomeChild)
    }
    rows = enumerate(file.state.at_home.items(), start=1)
    return [
        HomeRow(
            nth=nth,
            called=_called(known.get(key)),
            listed=moment(one.listed.at),
            outcome=one.settled.outcome if one.settled else "",
            case=UUID(one.settled.case) if one.settled and one.settled.case else None,
            case_name=name_of(UUID(one.settled.case)) if one.settled and one.settled.case else "",
            reason=one.settled.reason if one.settled else "",
            who=names.get(UUID(one.settled.by), "") if one.settled else "",
        )
        for nth, (key, one) in rows
    ]


def _called(line: e.HomeChild | None) -> str:
    if line is None:
        return ""
    return ", ".join(filter(None, (line.called, line.age, line.relation)))
