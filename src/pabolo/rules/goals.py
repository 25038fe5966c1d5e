"""What is true of a goal: who may write it, and how is it judged?"""

from enum import StrEnum

from pabolo.rules.decisions import Refusal


class GoalStatus(StrEnum):
    """How a goal stands after a review."""

    OPEN = "open"
    REACHED = "reached"
    PARTLY = "partly"
    NOT = "not"
    CHANGED = "changed"


# A goal that was reached, or that gave way to another, is not worked on any more.
SETTLED = frozenset({GoalStatus.REACHED, GoalStatus.CHANGED})


def may_write_goal(text: str, *, approved: bool, status: GoalStatus) -> Refusal | None:
    """May a goal be written so, or written anew?

    Once an approved plan stands on it, it is not rewritten under the supervisor's hand: a review
    says that it changed, and a new goal follows.

    Source: inter-agency guidelines for case management (goals, reviewed with the child).
    """
    if not text.strip():
        return Refusal("goal.empty", "Write what should be true for the child.")
    if approved or status is not GoalStatus.OPEN:
        return Refusal(
            "goal.in_force",
            "An approved plan stands on this goal. Say at a review that it changed, and why; then "
            "write a new one.",
        )
    return None


def may_judge_goal(status: str, *, why: str, known: bool) -> Refusal | None:
    """May a review judge a goal so?

    Source: inter-agency guidelines for case management: the status of each goal, with why.
    """
    if not known or status not in set(GoalStatus):
        return Refusal("goal.unknown", "This goal is not in the plan. Choose another.")
    if not why.strip():
        return Refusal("goal.why", "Write why you judge this goal so.")
    return None
