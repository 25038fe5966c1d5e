"""Is a safety plan whole, and what became of another child at home?"""

from dataclasses import dataclass
from datetime import date

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Risk

MOST_DAYS = 92
CASE, NO_CONCERN = "case", "no_concern"


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """A safety plan as the rule sees it. `review` is the day on which it is looked at again."""

    people: str
    at_once: str
    review: date | None
    with_child: bool
    why_not: str


def may_plan_safety(actor: Actor, facts: SafetyFacts, *, today: date) -> Refusal | None:
    """Can this safety plan stand?

    Somebody safe, what to do at once, made with the child or why not, and a day within three
    months on which it is looked at again.

    Source: Permen PPPA 2/2022 (assessment with a safety plan); inter-agency guidelines for case
    management: a review at least every 3 months.
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    if not facts.people.strip() or not facts.at_once.strip():
        return Refusal(
            "safety.empty", "Write who is safe and how to reach them, and what to do at once."
        )
    if not facts.with_child and not facts.why_not.strip():
        return Refusal("safety.without_child", "Write why the child could not take part.")
    days = (facts.review - today).days if facts.review else 0
    if not 0 < days <= MOST_DAYS:
        return Refusal(
            "safety.review", "Choose a day from tomorrow on, within three months, to look again."
        )
    return None


def warning_without_plan(risk: Risk, *, planned: bool) -> Refusal | None:
    """Should somebody be warned that no safety plan stands?

    Where the risk is high, or counts as high. A warning and never a gate: help is not held up, and
    the plan of services can go on.

    Source: Permen PPPA 2/2022; child-protection practice, to be confirmed by the unit.
    """
    if planned or risk not in (Risk.HIGH, Risk.NOT_ASSESSED):
        return None
    return Refusal(
        "safety.none",
        "The risk is high and there is no safety plan yet. Make one with the child; help does not "
        "wait for it.",
    )


def may_settle_child(
    actor: Actor, *, known: bool, settled: bool, outcome: str, linked: bool, reason: str
) -> Refusal | None:
    """Can it be said what became of another child at home?

    The child has a case, which is named; or somebody saw the child, and says why there is no
    concern. Not seen yet stays a duty.

    Source: UU 23/2004 (PKDRT), Pasal 2 (all who live in the household); UU 35/2014, Pasal 59A.
    """
    refusal = may_do(actor, Verb.WORK_CASE)
    if refusal is not None:
        return refusal
    if not known:
        return Refusal("home.unknown", "This child is not on the list.")
    if settled:
        return Refusal("home.settled", "This is settled already.")
    if outcome == CASE and not linked:
        return Refusal("home.no_case", "Choose the child's case. Open one first if there is none.")
    if outcome == NO_CONCERN and not reason.strip():
        return Refusal("home.no_reason", "Write who saw the child, and why there is no concern.")
    if outcome not in (CASE, NO_CONCERN):
        return Refusal("home.outcome", "Choose what became of it.")
    return None
