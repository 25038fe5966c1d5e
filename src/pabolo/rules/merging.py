"""Are two files of one child, and who may join them?"""

from dataclasses import dataclass
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

_ROLE = Refusal("merge.role", "Only a supervisor who may see both files joins them, or parts them.")


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """Two children's files that may be one: the one that ends, the one that stays."""

    ends: UUID
    stays: UUID
    ends_already_merged: bool = False
    stays_merged_into: UUID | None = None
    both_granted: bool = False
    reason: str = ""


def may_merge(actor: Actor, facts: MergeFacts) -> Refusal | None:
    """May these two files of a child become one?

    A supervisor who may see both, with a reason. Nothing moves: the file that ends points to the
    one that stays, and can be parted again.

    Source: practice; people decide every merge.
    """
    if not facts.both_granted or not actor.has(Role.SUPERVISOR):
        return _ROLE
    if facts.ends == facts.stays:
        return Refusal("merge.same", "This is one and the same file.")
    if facts.ends_already_merged:
        return Refusal("merge.already", "This file has been joined to another already.")
    if facts.stays_merged_into is not None:
        return Refusal("merge.chain", "Join it to the file that stayed, not to one that ended.")
    if not facts.reason.strip():
        return Refusal("merge.no_reason", "Write why both are the same child.")
    return None


def may_part(actor: Actor, *, merged: bool, both_granted: bool, reason: str) -> Refusal | None:
    """May two files that were joined be parted again?

    Source: practice; a wrong merge must be undone without loss.
    """
    if not both_granted or not actor.has(Role.SUPERVISOR):
        return _ROLE
    if not merged:
        return Refusal("merge.not_merged", "These files are not joined.")
    if not reason.strip():
        return Refusal("merge.part_reason", "Write why they are two children.")
    return None
