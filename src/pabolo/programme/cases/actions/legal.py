"""Police report, legal stages and letters of the process. Corrections are lines of their own."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell, tell_while_open
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.asking import check_may_give, check_police
from pabolo.rules.actors import Actor
from pabolo.rules.court import ChildRole
from pabolo.rules.legal import (
    TRIAL,
    Step,
    may_correct_stage,
    may_record_letter,
    may_record_stage,
    may_strike_letter,
    may_write_legal,
)
from pabolo.rules.vocabulary import Event, Facet


def record_police_report(
    *,
    case_id: UUID,
    report: e.PoliceReported,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record the number of the police report, or the reason why there is none (yet).

    A reason leaves the duty of UU 12/2022 open unless a supervisor excuses it. After the end of
    the case that duty may still stand and is met; the process that begins is only noted.
    """
    ensure(check_may_give(by))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_police(by, report, at=at))
    event = Event.POLICE_REPORTED if report.number else Event.LEGAL_DUTY_EXCUSED
    with writing("case.police", work, reported=int(bool(report.number))):
        append(work, report)
        tell(work, event)
        if report.number:
            tell_while_open(work, Event.LEGAL_MOVED)
    return work


def begin_legal(case_id: UUID, *, by: Actor, at: datetime, seen: int | None = None) -> Work:
    """Open a case with its legal side, for who writes there."""
    ensure(may_write_legal(by))
    return begin(case_id, by=by, at=at, seen=seen, facets=[Facet.LEGAL])


def day_in(text: str) -> date | None:
    """A day as a line keeps it; None where none was given."""
    return date.fromisoformat(text) if text else None


def moved_events(work: Work) -> Sequence[Event]:
    """What the process, as it stands now, means for what is owed."""
    track = work.state.legal
    if not work.state.legal_open:
        return [Event.LEGAL_ENDED]
    victim = ChildRole.VICTIM in work.stats.roles
    if not victim or track.restitution_answered or not track.restitution_phase:
        return [Event.LEGAL_MOVED]
    asks = Event.TRIAL_BEGUN if track.stage == TRIAL else Event.RESTITUTION_DUE
    return [Event.LEGAL_MOVED, asks]


def record_legal_stage(
    *, case_id: UUID, stage: e.LegalStaged, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record that the legal process reached a stage; out of its usual order only with why."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    ensure(may_record_stage(by, _step(work, stage), today=day_of(at)))
    with writing("case.legal_stage", work):
        append(work, stage)
        tell_while_open(work, *moved_events(work))
    return work


def _step(work: Work, stage: e.LegalStaged) -> Step:
    last = work.state.legal.last
    return Step(
        to=stage.stage,
        on=day_in(stage.on),
        why=stage.why,
        listed=is_code("legal_stage", stage.stage, day_of(work.at)),
        last=last.stage if last else "",
        since=day_in(last.on) if last else None,
    )


def correct_legal_stage(
    *,
    case_id: UUID,
    of: str,
    reason: str,
    instead: e.LegalStaged | None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """Let another line stand for a recorded stage, or none; what was written stays readable."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    known = work.state.legal.stages.get(of)
    stands = known is not None and not known.struck
    step = _step(work, instead) if instead else None
    ensure(may_correct_stage(by, stands=stands, reason=reason, instead=step, today=day_of(at)))
    line = e.LegalStageCorrected(at=at, by=by.id.hex, of=of, reason=reason.strip(), instead=instead)
    with writing("case.legal_stage_corrected", work):
        append(work, line)
        tell_while_open(work, *moved_events(work))
    return work


def record_letter(
    *, case_id: UUID, letter: e.LegalLetter, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record a letter of the process that came or went. One that came is word of how it goes."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    listed = is_code("legal_letter", letter.kind, day_of(at))
    on = day_in(letter.on)
    ensure(may_record_letter(by, listed=listed, on=on, party=letter.party, today=day_of(at)))
    with writing("case.legal_letter", work):
        append(work, letter)
        if letter.way == "in" and work.state.legal_open:
            tell_while_open(work, Event.PROGRESS_HEARD)
    return work


def strike_letter(
    *, case_id: UUID, of: str, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Strike a letter that was recorded by mistake; it stays readable with the reason."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    known = work.state.legal.letters.get(of)
    stands = known is not None and known.struck is None
    ensure(may_strike_letter(by, stands=stands, reason=reason))
    line = e.LegalLetterStruck(at=at, by=by.id.hex, of=of, reason=reason.strip())
    with writing("case.legal_letter_struck", work):
        append(work, line)
    return work
