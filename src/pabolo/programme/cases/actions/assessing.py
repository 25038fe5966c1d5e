"""Filling a question set in, part by part: each saved part stays, under the sides it belongs to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pabolo.ground.instruments import queries as instruments
from pabolo.ground.instruments.actions import keep
from pabolo.ground.instruments.queries import Held
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.answers import answers_of, changed, part_count
from pabolo.programme.cases.asking import check_answering, check_begin, sexual
from pabolo.programme.cases.fold import Filled
from pabolo.programme.cases.queries.assessments import sides_of
from pabolo.programme.cases.queries.files import lines_of
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.instruments import (
    ASSESSMENT,
    Answers,
    Said,
    Section,
    check_answer,
    count,
    facts_from,
    may_complete,
    say,
)
from pabolo.rules.lifecycle import Truth, may_move
from pabolo.rules.risk import RED_FLAGS, red_flags
from pabolo.rules.vocabulary import CaseStage, Event, Facet, Risk

BEFORE_ASSESSMENT = frozenset({CaseStage.RECEIVED, CaseStage.VERIFYING, CaseStage.REOPENED})
NO_DRAFT = Refusal("assessment.none", "This assessment is not open any more. Begin a new one.")
NO_PART = Refusal("assessment.part", "This assessment has no such part.")
NO_NEEDS = Refusal("assessment.needs", "Write what the child needs: the conclusion in your words.")
NO_REASON = Refusal("assessment.reason", "Write why this assessment is given up.")
HEIGHTENED = "assessment"


def begin_assessment(*, case_id: UUID, instrument: str, by: Actor, at: datetime) -> str:
    """Begin to fill a set in, in the edition of the day; its id. One draft of a kind at a time:
    where one is open, its id."""
    work = begin(case_id, by=by, at=at)
    held = _now(instrument, at)
    ensure(check_begin(by, held.form))
    if (draft := work.state.draft_of(instrument)) is not None:
        return draft.begun.assessment
    line = e.AssessmentBegun(
        at=at,
        by=by.id.hex,
        assessment=random_id().hex,
        instrument=instrument,
        edition=held.number,
    )
    with writing("case.assessment_begun", work, instrument=instrument):
        keep(held, at=at)
        append(work, line)
    return line.assessment


def _draft(work: Work, instrument: str) -> Filled:
    draft = work.state.draft_of(instrument)
    if draft is None:
        raise Refused(NO_DRAFT)
    return draft


def _now(instrument: str, at: datetime) -> Held:
    try:
        return instruments.current(instrument, day_of(at))
    except KeyError as error:
        raise Refused(NO_DRAFT) from error


def _open(
    case_id: UUID, instrument: str, by: Actor, at: datetime
) -> tuple[Work, Filled, Held, dict[str, tuple[str, ...]]]:
    """A case with its draft and the answers as far as the person may read them."""
    held = _now(instrument, at)
    work = begin(case_id, by=by, at=at, facets=sides_of(held.form, by))
    draft = _draft(work, instrument)
    if draft.begun.edition != held.number:  # another one holds since it was begun
        held = instruments.edition(instrument, draft.begun.edition)
        work = begin(case_id, by=by, at=at, facets=sides_of(held.form, by))
    lines = (shown.line for shown in lines_of(work.case, work.proof))
    return work, draft, held, answers_of(lines, draft.begun.assessment)


def save_part(
    *,
    case_id: UUID,
    instrument: str,
    part: str,
    typed: Answers,
    by: Actor,
    at: datetime,
) -> Work:
    """Save one part of a draft. Only what changed is written, each answer under its side.

    `typed` holds every question of the part that the person answers; an empty answer is "not
    asked yet". Two people may fill in different parts at the same time.
    """
    work, draft, held, before = _open(case_id, instrument, by, at)
    section = next((one for one in held.form.sections if one.code == part), None)
    if section is None:
        raise Refused(NO_PART)
    asked = _checked(section, typed, by)
    new = changed(before, asked)
    after = {**before, **asked}
    counted = part_count(count(held.form, section, after))
    if not new and part in draft.parts:
        return work
    saved = e.PartSaved(
        at=at, by=by.id.hex, assessment=draft.begun.assessment, part=part, count=counted
    )
    with writing("case.assessment_part", work):
        append(work, saved, *_by_side(section, new, saved))
    return work


def _checked(section: Section, typed: Answers, by: Actor) -> dict[str, tuple[str, ...]]:
    """The answers, each possible and the person's to give; unknown codes are left out."""
    for one in section.questions:
        if one.code in typed:
            ensure(check_answering(by, one.facet))
            ensure(check_answer(one, typed[one.code]))
    return {one.code: typed[one.code] for one in section.questions if one.code in typed}


def _by_side(
    section: Section, answers: Mapping[str, tuple[str, ...]], saved: e.PartSaved
) -> list[e.Line]:
    sides: dict[Facet, dict[str, tuple[str, ...]]] = {}
    for one in section.questions:
        if one.code in answers:
            sides.setdefault(one.facet, {})[one.code] = answers[one.code]
    return [
        e.Answered(
            at=saved.at,
            by=saved.by,
            assessment=saved.assessment,
            part=saved.part,
            facet=facet.value,
            answers=given,
        )
        for facet, given in sides.items()
    ]


def complete_assessment(
    *, case_id: UUID, instrument: str, needs: str, by: Actor, at: datetime
) -> Work:
    """Call a draft complete, with the conclusion in the worker's words.

    A sign of danger that the answers raise makes the risk high at once. The first assessment
    moves the case to `assessing`.
    """
    ensure(may_do(by, Verb.WORK_CASE))
    work, draft, held, answers = _open(case_id, instrument, by, at)
    shown = {one.code: answers.get(one.code, ()) for one in held.form.questions}
    ensure(may_complete(held.form, shown))
    if instrument == ASSESSMENT and not needs.strip():
        raise Refused(NO_NEEDS)
    said = say(held.form, shown)
    stage, moved = CaseStage(work.case.stage), None
    if instrument == ASSESSMENT and stage in BEFORE_ASSESSMENT:
        moved = CaseStage.ASSESSING
        assigned = [Truth.WORKER_ASSIGNED] if work.case.worker_id else []
        ensure(may_move(by, stage, moved, true=assigned))
    ended, told = _ended(draft, said, by, at), _told(draft, said, needs, by, at)
    with writing("case.assessed", work):
        append(work, ended, *(told if instrument == ASSESSMENT else ()), stage=moved)
        if instrument == ASSESSMENT:
            tell(work, Event.ASSESSED)
        heighten(work, held, said)
    return work


def _ended(draft: Filled, said: Said, by: Actor, at: datetime) -> e.AssessmentEnded:
    return e.AssessmentEnded(
        at=at,
        by=by.id.hex,
        assessment=draft.begun.assessment,
        outcome="done",
        counts=tuple(part_count(one) for one in said.counts),
        score=said.score,
        proposes=said.level.value,
    )


def _told(draft: Filled, said: Said, needs: str, by: Actor, at: datetime) -> tuple[e.Assessed, ...]:
    begun = draft.begun
    line = e.Assessed(
        at=at,
        by=by.id.hex,
        needs=needs,
        assessment=begun.assessment,
        instrument=begun.instrument,
        edition=begun.edition,
        counts=tuple(part_count(one) for one in said.counts),
    )
    return (line,)


def heighten(work: Work, held: Held, said: Said) -> None:
    """A sign that the answers raise and nobody knew makes the risk high. Inside an open act."""
    known = {*work.state.flags}
    facts = replace(facts_from(said.signs), sexual_violence=sexual(work.stats))
    raised = {flag.code for flag in red_flags(facts)}
    if raised <= known:
        return
    flags = tuple(flag.code for flag in RED_FLAGS if flag.code in known | raised)
    line = e.RiskRead(
        at=work.at,
        by=work.by.id.hex,
        level=Risk.HIGH,
        assessed=work.state.risk_assessed,
        flags=flags,
        signs=dict(said.signs),
        edition=held.number,
        because=HEIGHTENED,
    )
    append(work, line)
    tell(work, Event.RISK_READ, Event.RISK_CHANGED)


def drop_assessment(
    *, case_id: UUID, instrument: str, reason: str, by: Actor, at: datetime
) -> Work:
    """Give a draft up, with a reason. What was saved of it stays in the history."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at)
    draft = _draft(work, instrument)
    if not reason.strip():
        raise Refused(NO_REASON)
    line = e.AssessmentEnded(
        at=at,
        by=by.id.hex,
        assessment=draft.begun.assessment,
        outcome="dropped",
        reason=reason,
    )
    with writing("case.assessment_dropped", work):
        append(work, line)
    return work
