"""When does a case change hands, and who leaves its team?"""

from dataclasses import dataclass
from uuid import UUID

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal

NO_REASON = Refusal("team.no_reason", "Write why.")
NO_WORKER = Refusal("handover.no_worker", "Nobody works on this case yet. Assign it instead.")
SAME = Refusal("handover.same", "This person works on the case already.")
NONE_WAITS = Refusal("handover.none", "No hand-over waits here.")
NOT_WORKER = Refusal("handover.not_worker", "The case worker writes the hand-over sheet.")
NOT_SUCCESSOR = Refusal("handover.not_successor", "The successor confirms the hand-over.")
NOT_WRITTEN = Refusal(
    "handover.not_written", "The hand-over sheet is not written yet. Ask the case worker for it."
)
STILL_WORKER = Refusal(
    "team.worker", "The case worker cannot be taken off the team. Hand the case over instead."
)
BY_POST = Refusal(
    "team.by_post", "This person sees the case by their post, not as a member of the team."
)
REMOVABLE = frozenset({"team", "duty", "stand_in"})


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over as it stands: from whom to whom, whether its sheet is written."""

    worker: UUID | None
    successor: UUID | None = None
    at_once: bool = False
    written: bool = False


def may_begin_hand_over(actor: Actor, worker: UUID | None, to: UUID, reason: str) -> Refusal | None:
    """Who may hand a case to somebody else, and when?

    Source: Permen PPPA 2/2022 (the case manager assigns).
    """
    refusal = may_do(actor, Verb.ASSIGN_WORKER)
    if refusal is not None:
        return refusal
    checks = ((worker is None, NO_WORKER), (worker == to, SAME), (not reason.strip(), NO_REASON))
    return next((found for wrong, found in checks if wrong), None)


def may_write_sheet(actor: Actor, one: HandOver) -> Refusal | None:
    """Who writes the hand-over sheet?

    The worker before; after a hand-over at once nobody can.

    Source: Permen PPPA 2/2022; practice.
    """
    if one.successor is None or one.at_once:
        return NONE_WAITS
    return None if actor.id == one.worker else NOT_WORKER


def may_take_over(actor: Actor, one: HandOver) -> Refusal | None:
    """Who confirms a hand-over, and when?

    The successor, once the sheet is written, or at once where the supervisor said so.

    Source: Permen PPPA 2/2022; practice.
    """
    if one.successor is None:
        return NONE_WAITS
    if actor.id != one.successor:
        return NOT_SUCCESSOR
    return None if one.written or one.at_once else NOT_WRITTEN


def may_remove(
    actor: Actor, person: UUID, *, worker: UUID | None, basis: str, reason: str
) -> Refusal | None:
    """Who may take somebody off the team of a case?

    A supervisor, with a reason; never the case worker, and nobody whose post lets them see it.

    Source: UU 27/2022 (PDP), Pasal 16 (only as needed).
    """
    refusal = may_do(actor, Verb.GRANT_ACCESS)
    if refusal is not None:
        return refusal
    checks = (
        (person == worker, STILL_WORKER),
        (basis not in REMOVABLE, BY_POST),
        (not reason.strip(), NO_REASON),
    )
    return next((found for wrong, found in checks if wrong), None)


def may_vacate(heirs: int) -> Refusal | None:
    """May somebody leave a post, if so many people are left to whom what they owe can go?

    Source: no child is lost between two steps.
    """
    if heirs:
        return None
    return Refusal(
        "post.no_heir",
        "Nobody would be left to take over what this person owes. Fill the post above first.",
    )
