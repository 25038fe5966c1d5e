"""What an event in a case does to its duties. Called inside the action's open act."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pabolo.ground.duties import actions as duties
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.journal import Work, append, writing
from pabolo.programme.cases.consents import recorded
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.simfoni import changed_since, is_counted
from pabolo.rules.closing import needs_after_care
from pabolo.rules.consent import permits
from pabolo.rules.duties import DutyFacts
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import ClosureReason, Event, Purpose, Risk, Subject


def is_settled_with_police(state: CaseState) -> bool:
    """Whether the police report is recorded, or excused with a reason."""
    return state.police is not None and bool(state.police.number or state.police.reason_not)


def facts_of(
    case: Case,
    state: CaseState,
    stats: CaseStats,
    *,
    today: date,
    due_day: date | None = None,
    ref: UUID | None = None,
) -> DutyFacts:
    """A case as the duty rules see it."""
    closed = state.closed
    return DutyFacts(
        subject=Subject.CASE,
        risk=Risk(state.risk),
        anonymous=stats.anonymous,
        first_disclosure_at=stats.first_disclosure_at,
        sexual_violence=is_sexual((*stats.forms, *stats.sub_forms)),
        police_reported=is_settled_with_police(state),
        light=state.light,
        has_basis=permits(recorded(state.consents), Purpose.SERVICE, on=today),
        assessed=state.assessed_at is not None,
        safety_planned=state.safety is not None,
        after_care=closed is not None and needs_after_care(ClosureReason(closed.reason)),
        for_simfoni=is_counted(stats),
        in_simfoni=state.simfoni_entered is not None and not changed_since(stats),
        worker_id=case.worker_id,
        due_day=due_day,
        ref=ref,
    )


def tell(
    work: Work,
    *events: Event,
    due_day: date | None = None,
    ref: UUID | None = None,
    **more: Any,
) -> None:
    """Apply events to the case's duties, in order.

    What was entered in SIMFONI and no longer matches is owed there again, whatever changed it.
    `more`: further facts of `DutyFacts`.
    """
    facts = facts_of(
        work.case, work.state, work.stats, today=day_of(work.at), due_day=due_day, ref=ref
    )
    facts = replace(facts, **more)
    differs = work.state.simfoni_entered is not None and not facts.in_simfoni
    for event in (*events, *((Event.SIMFONI_DIFFERS,) if differs else ())):
        duties.happened(
            event, facts=facts, folder=work.case.pk, proof=work.proof, by=work.by, at=work.at
        )


def tell_while_open(
    work: Work, *events: Event, due_day: date | None = None, ref: UUID | None = None
) -> None:
    """The same while the case runs; after its end things are only noted.

    What began there could neither be met nor end. What SIMFONI must learn is owed all the same.
    """
    running = events if work.case.closed_day is None else ()
    tell(work, *running, due_day=due_day, ref=ref)


def record(
    verb: str,
    work: Work,
    *lines: e.Line,
    then: Event,
    ref: UUID | None = None,
    stage: str | None = None,
    **detail: str | int,
) -> Work:
    """The usual end of an action, in one act: lines of the journal, and the event they tell."""
    with writing(verb, work, **detail):
        append(work, *lines, stage=stage)
        tell(work, then, ref=ref)
    return work
