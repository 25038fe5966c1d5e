"""Putting a case before the rules: facts built from what was opened, the rule's answer returned."""

from datetime import date, datetime
from uuid import UUID

from pabolo.programme.cases.asking_plan import sexual as sexual
from pabolo.programme.cases.entries import ClosureAsked, PoliceReported
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.standing import last_state
from pabolo.programme.children.ages import birth_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.access import Verb, facets_of, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.ages import ADULT_AT, check_birth
from pabolo.rules.closing import ClosingFacts
from pabolo.rules.decisions import Refusal
from pabolo.rules.handover import HandOver
from pabolo.rules.instruments import Form
from pabolo.rules.letters import Known
from pabolo.rules.transfer import RUNNING, counts_as_accepted, counts_as_handed_over
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Facet

ANY_OF: dict[Facet, tuple[Verb, ...]] = {
    Facet.HEALTH: (Verb.WRITE_HEALTH,),
    Facet.CLINICAL: (Verb.WRITE_CLINICAL,),
    Facet.LEGAL: (Verb.WRITE_LEGAL, Verb.WORK_CASE),
}
GIVERS = (Verb.WORK_CASE, Verb.WRITE_HEALTH, Verb.WRITE_LEGAL)

BEFORE_ASSESSMENT = frozenset({CaseStage.RECEIVED, CaseStage.VERIFYING})


def _any(actor: Actor, verbs: tuple[Verb, ...]) -> Refusal | None:
    refusals = [may_do(actor, verb) for verb in verbs]
    return None if None in refusals else refusals[0]


def check_facet(actor: Actor, facet: Facet) -> Refusal | None:
    """Whether the actor's post writes under this facet."""
    return _any(actor, ANY_OF.get(facet, (Verb.WORK_CASE, *GIVERS)))


def check_answering(actor: Actor, facet: Facet) -> Refusal | None:
    """Whether the actor's post answers questions of this side: who writes it and reads it."""
    if facet not in facets_of(actor):
        return NOT_YOUR_SIDE
    return check_facet(actor, facet)


def check_begin(actor: Actor, form: Form) -> Refusal | None:
    """Whether the actor's post fills this question set in, at least in part."""
    refusals = [check_answering(actor, facet) for facet in {one.facet for one in form.questions}]
    return None if None in refusals else NOT_YOUR_SIDE


def check_may_give(actor: Actor) -> Refusal | None:
    """Whether the actor's post logs services: workers and specialists."""
    return _any(actor, GIVERS)


def check_may_correct(actor: Actor) -> Refusal | None:
    """Whether the actor's post corrects who a child is, and where."""
    return _any(actor, (Verb.WORK_CASE, Verb.OPEN_CASE))


def check_correction(
    before: tuple[ChildIdentity, ChildPlaces],
    after: tuple[ChildIdentity, ChildPlaces],
    *,
    today: date,
) -> Refusal | None:
    """Whether what is to stand of a child from now on can be, and differs from what stands."""
    identity, _places = after
    if not identity.name.strip():
        return UNNAMED
    if before == after:
        return UNCHANGED
    return check_birth(birth_of(identity), today=today)


def check_written(text: str, refusal: Refusal) -> Refusal | None:
    """The refusal where nothing was written."""
    return None if text.strip() else refusal


def closing_facts(
    case: Case,
    state: CaseState,
    asked: ClosureAsked,
    *,
    open_legal_duties: int,
    merged: bool,
    age_now: int | None,
    requested: bool,
    open_referrals: int = 0,
) -> ClosingFacts:
    """A closure as the rules see it; `requested` once it stands in the journal."""
    gone = last_state(state.transfers.values())
    return ClosingFacts(
        stage=CaseStage(case.stage),
        worker_id=case.worker_id,
        requested_by=UUID(asked.by) if requested else None,
        reason=ClosureReason(asked.reason) if asked.reason else None,
        note=asked.note,
        open_goals=len(state.open_items),
        child_is_safe=asked.child_is_safe,
        child_view_recorded=bool(asked.child_view.strip()),
        accepted_elsewhere=counts_as_accepted(gone, asked.accepted_by),
        handed_over=counts_as_handed_over(gone),
        is_adult=age_now is not None and age_now >= ADULT_AT,
        transition_planned=state.transition is not None or bool(asked.transition.strip()),
        capacity_checked=asked.capacity_checked,
        contact_attempts=state.attempts,
        merged=merged,
        information_given=bool(asked.information_given.strip()),
        open_legal_duties=open_legal_duties,
        in_shelter=state.stay is not None,
        legal_reason=asked.legal_reason,
        open_referrals=open_referrals,
        open_minutes=sum(one.unfinished for one in state.conferences.values()),
        transfer_runs=gone in RUNNING,
    )


NOT_YOUR_SIDE = Refusal(
    "assessment.side", "Your post does not write this side of the file. A colleague answers it."
)
UNNAMED = Refusal("child.no_name", "Write a name, or what to call the child.")
UNCHANGED = Refusal("child.unchanged", "Nothing is different from what stands here already.")
NO_REASON = Refusal("light.reason", "Write why the case is led elsewhere from now on.")
NO_TRANSITION = Refusal("transition.empty", "Write who helps after the 18th birthday.")
NOT_UNCLEAR = Refusal("match.settled", "About this person nothing has to be decided any more.")
POLICE_WHEN = Refusal(
    "police.when", "Give the day and hour of the police report. It cannot lie in the future."
)
POLICE_REASON = Refusal(
    "police.reason", "Write the number of the police report, or why there is none."
)
POLICE_EXCUSE = Refusal(
    "police.excuse", "Only a supervisor can excuse this duty under the law, with a reason."
)


def check_police(actor: Actor, report: PoliceReported, *, at: datetime) -> Refusal | None:
    """Whether a police report, or its absence, can be recorded so.

    Source: UU 12/2022 (TPKS): the duty falls away only by the report; excusing it is a
    supervisor's decision with a reason.
    """
    if report.number.strip():
        known = report.reported_at is not None and report.reported_at <= at
        return None if known else POLICE_WHEN
    if not report.reason_not.strip():
        return POLICE_REASON
    return None if may_do(actor, Verb.LOWER_RISK) is None else POLICE_EXCUSE


def hand_over_of(case: Case, state: CaseState) -> HandOver:
    """The hand-over that runs, as the rules see it."""
    begun = state.handover
    if begun is None:
        return HandOver(case.worker_id)
    return HandOver(case.worker_id, UUID(begun.to), begun.at_once, state.handover_written)


def known_of(case: Case, state: CaseState) -> Known:
    """A case as the rules of documents see it.

    While the assessment's side is shut, the stage tells whether there can be one.
    """
    return Known(
        assessed=state.assessed_at is not None or case.stage not in BEFORE_ASSESSMENT,
        planned=bool(state.plan),
        closed=case.closed_day is not None,
    )
