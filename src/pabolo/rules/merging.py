"""Are two records one child, who may join them, and who may part them again?"""

from dataclasses import dataclass
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Role

SPEAKERS = frozenset({Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR})
_ROLE = Refusal("merge.role", "Only a supervisor who may see both files joins them, or parts them.")
_ALREADY = Refusal("merge.already", "This file has been joined to another already.")
_NO_REASON = Refusal("merge.no_reason", "Write why both are the same child.")
_CHANGED = Refusal(
    "merge.changed",
    "One of the two records changed while you were comparing. Look at both again, then decide.",
)


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """Two children's files that may be one: the one that ends, the one that stays.

    `ends_holds_others`: other files were joined to the one that would end. `at_one_incident`: both
    stand in one incident, as two children. `proposed_by`: who said before that they are one.
    `as_seen`: both records stand as the person saw them.
    """

    ends: UUID
    stays: UUID
    ends_already_merged: bool = False
    stays_merged_into: UUID | None = None
    both_granted: bool = False
    reason: str = ""
    ends_holds_others: bool = False
    at_one_incident: bool = False
    proposed_by: UUID | None = None
    as_seen: bool = True


def may_merge(actor: Actor, facts: MergeFacts) -> Refusal | None:
    """May these two files of a child become one?

    A supervisor who may see both as they stand now, with a reason. Nothing moves: the file that
    ends points to the one that stays, and can be parted again. It leads one step: what has others
    joined to it does not end. Two children of one incident are two, unless a colleague has
    looked into it first.

    Source: practice; people decide every merge.
    """
    if not facts.both_granted or not actor.has(Role.SUPERVISOR):
        return _ROLE
    return _standing(facts) or _grounds(actor, facts)


def _standing(facts: MergeFacts) -> Refusal | None:
    if facts.ends == facts.stays:
        return Refusal("merge.same", "This is one and the same file.")
    if facts.ends_already_merged:
        return _ALREADY
    if facts.stays_merged_into is not None:
        return Refusal("merge.chain", "Join it to the file that stayed, not to one that ended.")
    if facts.ends_holds_others:
        return Refusal(
            "merge.holds_others",
            "Other files were joined to both of these. Part those of one side first, then join "
            "each to the file that stays.",
        )
    return None if facts.as_seen else _CHANGED


def _grounds(actor: Actor, facts: MergeFacts) -> Refusal | None:
    if not facts.reason.strip():
        return _NO_REASON
    if facts.at_one_incident and facts.proposed_by in (None, actor.id):
        return Refusal(
            "merge.two_at_once",
            "Both were written down as two children of one incident: twins or siblings are not "
            "one child. If one was written down twice, a colleague who checked proposes it first.",
        )
    return None


def which_stays(
    one: UUID, other: UUID, *, holds_one: bool, holds_other: bool, older: UUID
) -> tuple[UUID, UUID]:
    """Which of two files ends, and which stays?

    The one that others were joined to stays; else the older.

    Source: practice; nothing moves whichever stays.
    """
    stays = older if holds_one == holds_other else one if holds_one else other
    return (other if stays == one else one), stays


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


def may_tell_apart(
    actor: Actor, *, merged: bool, both_granted: bool, reason: str, as_seen: bool = True
) -> Refusal | None:
    """May somebody decide that two records are two children, for good unless a fact changes?

    Source: practice; who may join may also say no.
    """
    if not both_granted or not actor.has(Role.SUPERVISOR):
        return _ROLE
    if merged:
        return Refusal("merge.part_first", "These files are joined. Part them instead.")
    if not as_seen:
        return _CHANGED
    if not reason.strip():
        return Refusal("merge.apart_reason", "Write what shows that they are two children.")
    return None


def may_say(actor: Actor, *, merged: bool, both_granted: bool, reason: str) -> Refusal | None:
    """May somebody propose that two records are one child, or say that it is not certain yet?

    Source: practice; who compared both says what they found.
    """
    if not both_granted or not actor.has(*SPEAKERS):
        return Refusal("merge.not_yours", "Only who works with both files says something of them.")
    if merged:
        return _ALREADY
    if not reason.strip():
        return Refusal("merge.say_reason", "Write what you compared, and what is still missing.")
    return None
