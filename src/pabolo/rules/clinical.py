"""Who opens what a psychologist wrote about a session?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pabolo.rules.decisions import Refusal

NOTHING_TO_HAND = Refusal("clinical.none", "You have no session notes in this case to hand on.")
NO_REASON = Refusal("clinical.no_reason", "Write why the notes are handed on.")
ONESELF = Refusal("clinical.oneself", "Choose another psychologist.")
EMPTY = Refusal("clinical.empty", "Write a session note, or a summary for the team.")
FUTURE = Refusal("clinical.future", "This day is still to come. Write it down once it was held.")


@dataclass(frozen=True, slots=True)
class Handed:
    """Session notes written up to this number of the journal went from one to another."""

    seq: int
    giver: UUID
    taker: UUID


def opens(person: UUID, *, author: UUID, seq: int, handed: Iterable[Handed]) -> bool:
    """May this person open a session note of this author, at this place in the journal?

    Who wrote it; and who was handed it, by its writer or by who was handed it before. No post
    opens it, no supervisor, no emergency. What is written after a hand-over is not part of it.

    Source: UU 18/2014 (mental health), Pasal 68; code of ethics of Indonesian psychologists
    (HIMPSI), on the secrecy of what is said.
    """
    keepers = {author}
    for one in sorted(handed, key=lambda one: one.seq):
        if one.seq > seq and one.giver in keepers:
            keepers.add(one.taker)
    return person in keepers
