"""The work with the child: assessment, consent, services, notes, reviews, follow-up."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import consents
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.services import give_service as give_service
from pabolo.programme.cases.asking import check_facet
from pabolo.programme.cases.asking_plan import check_judged
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.consent import may_begin_service, may_record_consent
from pabolo.rules.lifecycle import Truth, may_move
from pabolo.rules.vocabulary import CaseStage, Event, Facet, Purpose

BEFORE_ASSESSMENT = frozenset({CaseStage.RECEIVED, CaseStage.VERIFYING, CaseStage.REOPENED})


def record_assessment(
    *,
    case_id: UUID,
    assessment: e.Assessed,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record an assessment in short, without a question set (made on paper, or elsewhere).

    A first one moves the case to `assessing`.
    """
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    stage = CaseStage(work.case.stage)
    moved = CaseStage.ASSESSING if stage in BEFORE_ASSESSMENT else stage
    if moved is not stage:
        assigned = [Truth.WORKER_ASSIGNED] if work.case.worker_id else []
        ensure(may_move(by, stage, moved, true=assigned))
    return record("case.assessed", work, assessment, stage=moved, then=Event.ASSESSED)


def record_consent(
    *,
    case_id: UUID,
    consent: e.Consented,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record consent, its refusal or withdrawal, or another basis, for one purpose."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(may_record_consent(by, consents.facts(consent, age=work.stats.age_at_report)))
    with writing("case.consent", work, purpose=consent.purpose):
        append(work, consent)
        if consent.purpose == Purpose.SERVICE:
            tell(work, Event.CONSENT_RECORDED)
    return work


def write_note(
    *,
    case_id: UUID,
    note: e.Noted,
    facet: Facet = Facet.NARRATIVE,
    by: Actor,
    at: datetime,
    proof: Receipt | None = None,
) -> Work:
    """Write a note under one facet. Notes never collide: two officers may write at once."""
    ensure(check_facet(by, facet))
    work = begin(case_id, by=by, at=at, proof=proof)
    with writing("case.note", work, facet=facet.value):
        append(work, note, note_facet=facet)
    return work


def hold_review(
    *,
    case_id: UUID,
    review: e.Reviewed,
    goals: Sequence[e.GoalJudged] = (),
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record a periodic review with how each goal stands; the next one falls due from here."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(check_judged(work.state, goals))
    return record("case.reviewed", work, review, *goals, then=Event.CASE_REVIEWED)


def follow_up(
    *,
    case_id: UUID,
    visit: e.FollowedUp,
    by: Actor,
    at: datetime,
    proof: Receipt | None = None,
) -> Work:
    """Record a visit or call, reached or not; after closure it is after-care."""
    ensure(may_do(by, Verb.WORK_CASE))
    work = begin(case_id, by=by, at=at, proof=proof)
    with writing("case.followed_up", work):
        append(work, visit)
        if visit.reached:
            tell(work, Event.AFTER_CARE_DONE if visit.after_care else Event.FOLLOWED_UP)
    return work


def move_stage(
    *,
    case_id: UUID,
    to: CaseStage,
    reason: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Move a case a stage on or back, where no other action does it by itself."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    standing = consents.recorded(work.state.consents)
    true = [
        truth
        for truth, holds in (
            (Truth.WORKER_ASSIGNED, work.case.worker_id is not None),
            (
                Truth.BASIS_STANDS,
                may_begin_service(standing, on=day_of(at), emergency=False) is None,
            ),
        )
        if holds
    ]
    ensure(may_move(by, CaseStage(work.case.stage), to, true=true))
    with writing("case.stage", work, to=to.value):
        append(work, e.StageMoved(at=at, by=by.id.hex, to=to.value, reason=reason), stage=to)
    return work
