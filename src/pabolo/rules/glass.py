"""How long does an emergency opening last, and who reviews it?"""

from datetime import datetime, timedelta
from uuid import UUID

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal

MINUTES = 60
OVER = Refusal("glass.over", "The hour is over. What you saw is closed again.")
REVIEWED = Refusal("glass.reviewed", "There is no emergency opening here that waits for a review.")


def ends_at(from_at: datetime, minutes: int) -> datetime:
    """Until when does an emergency opening last?

    One hour, never longer.

    Source: UU 27/2022 (PDP), Pasal 16 (no more than needed); practice.
    """
    return from_at + timedelta(minutes=min(minutes, MINUTES))


def runs(from_at: datetime, minutes: int, at: datetime) -> bool:
    """Does an emergency opening still last?

    Source: as `ends_at`.
    """
    return from_at <= at < ends_at(from_at, minutes)


def may_review_glass(
    actor: Actor, opener: UUID | None, *, follows: str, excluded: bool = False
) -> Refusal | None:
    """Who may say whether an emergency opening was justified?

    A supervisor, acting ones too, the head of the agency or the province's unit; never who opened.
    What follows is written in any case.

    Source: UU 27/2022 (PDP), Pasal 35 and 39; separation of duties.
    """
    refusal = may_do(actor, Verb.REVIEW_GLASS)
    if refusal is not None:
        return refusal
    if opener is None or excluded:
        return REVIEWED
    if actor.id == opener:
        return Refusal("glass.own", "You opened this yourself; another person must review it.")
    if not follows.strip():
        return Refusal("glass.no_follow", "Write what follows from it, also if it is nothing.")
    return None
