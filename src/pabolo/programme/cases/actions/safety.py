"""The safety plan, and the other children who live where the child lives."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.safety import CASE, SafetyFacts, may_plan_safety, may_settle_child
from pabolo.rules.vocabulary import Event

UNNAMED = Refusal("home.unnamed", "Write what the child is called, or how you know the child.")


@dataclass(frozen=True, slots=True)
class SafetyTold:
    """A safety plan as it was written down with the child or a safe adult."""

    warning: str
    people: str
    at_once: str
    worker: str
    review: date | None
    with_whom: tuple[str, ...] = ()
    why_not: str = ""
    child_words: str = ""
    place: str = ""
    shelter: bool = False


def plan_safety(
    *, case_id: UUID, told: SafetyTold, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Let a safety plan stand; an earlier one stays in the history."""
    facts = SafetyFacts(
        people=told.people,
        at_once=told.at_once,
        review=told.review,
        with_child="child" in told.with_whom,
        why_not=told.why_not,
    )
    ensure(may_plan_safety(by, facts, today=day_of(at)))
    work = begin(case_id, by=by, at=at, seen=seen)
    with writing("case.safety_planned", work):
        append(work, *_lines(told, by, at))
        tell(work, Event.SAFETY_PLANNED, due_day=told.review)
    return work


def _lines(told: SafetyTold, by: Actor, at: datetime) -> list[e.Line]:
    plan, who = random_id().hex, by.id.hex
    review = told.review.isoformat() if told.review else ""
    lines: list[e.Line] = [
        e.SafetyPlanMade(
            at=at,
            by=who,
            plan=plan,
            review=review,
            with_whom=told.with_whom,
            why_not=told.why_not,
        ),
        e.SafetySteps(
            at=at,
            by=who,
            plan=plan,
            warning=told.warning,
            people=told.people,
            at_once=told.at_once,
            worker=told.worker,
            child_words=told.child_words,
        ),
    ]
    if told.place.strip() or told.shelter:
        lines.append(e.SafePlace(at=at, by=who, plan=plan, place=told.place, shelter=told.shelter))
    return lines


def list_child(
    *, case_id: UUID, called: str, age: str, relation: str, by: Actor, at: datetime
) -> str:
    """List another child who lives there; it is somebody's duty to see it. Its id in the case."""
    ensure(may_do(by, Verb.WORK_CASE))
    if not called.strip():
        raise Refused(UNNAMED)
    work = begin(case_id, by=by, at=at)
    child = random_id()
    lines = (
        e.HomeChildListed(at=at, by=by.id.hex, child=child.hex),
        e.HomeChild(
            at=at, by=by.id.hex, child=child.hex, called=called, age=age, relation=relation
        ),
    )
    with writing("case.child_at_home", work):
        append(work, *lines)
        tell(work, Event.CHILD_AT_HOME, ref=child)
    return child.hex


def settle_child(
    *,
    case_id: UUID,
    child: str,
    outcome: str,
    other_case: UUID | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Work:
    """Say what became of another child at home: it has a case in scope, or there is no concern."""
    work = begin(case_id, by=by, at=at)
    known = work.state.at_home.get(child)
    ensure(
        may_settle_child(
            by,
            known=known is not None,
            settled=known is not None and known.settled is not None,
            outcome=outcome,
            linked=other_case is not None and other_case != case_id,
            reason=reason,
        )
    )
    linked = case_for(by, other_case).pk.hex if outcome == CASE and other_case else ""
    line = e.HomeChildSettled(
        at=at, by=by.id.hex, child=child, outcome=outcome, case=linked, reason=reason
    )
    with writing("case.child_at_home_settled", work):
        append(work, line)
        tell(work, Event.CHILD_SETTLED, ref=UUID(child))
    return work
