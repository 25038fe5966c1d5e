"""Who may move a release, and an innovation's record, one step on?

Two people for each: whoever drafted does not approve, whoever wrote does not publish.

Source: PP 38/2017 on regional innovation and its assessors; four-eyes practice of official
statistics (UU 16/1997, Perpres 39/2019 Satu Data).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.disclosure import LAG
from pabolo.rules.facts import Period
from pabolo.rules.vocabulary import Role


class ReleaseState(StrEnum):
    """Where a release stands. Content is frozen from the first."""

    DRAFT = "draft"
    ATTACKED = "attacked"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Editorial(StrEnum):
    """Where a revision of an innovation's record stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DOCUMENTS = "documents_verified"
    SUBSTANCE = "substance_verified"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """A state, the next, and the posts that may move it there."""

    roles: frozenset[Role]
    someone_else: bool = False


NO_POST = Refusal("record.no_post", "Your post does not include this step. Ask the data officer.")
NO_STEP = Refusal(
    "record.no_such_step", "This step does not follow from where it stands now. Reload."
)
SAME_PERSON = Refusal(
    "record.second_person",
    "A second person takes this step. Ask a colleague who did not prepare it.",
)

NOT_CLOSED = Refusal(
    "release.not_closed", "The period has not been closed for 30 days. Wait until then."
)
NO_SOURCE = Refusal("record.no_source", "Say where the count comes from.")
NOT_A_COUNT = Refusal("record.not_a_count", "A count of people is a whole number, zero or more.")
SAYS_NOTHING = Refusal("record.says_nothing", "The answer is empty. Write what the office knows.")
CHANGED_MEANWHILE = Refusal(
    "record.changed_meanwhile", "Someone else moved this release meanwhile. Reload and look again."
)
NOT_THE_TEXT = Refusal(
    "record.not_the_text",
    "A passage of the record is not in its original text. Copy it word for word.",
)
NO_SUCH_NOTE = Refusal("record.no_such_note", "This finding is not part of the record.")

_DATA = frozenset({Role.DATA, Role.PUBLISHER, Role.SUPERVISOR})
_APPROVE = frozenset({Role.PUBLISHER, Role.SUPERVISOR, Role.VERIFIER})
_AUTHOR = frozenset({Role.PROGRAMME, Role.DATA})
_VERIFY = frozenset({Role.VERIFIER})
_PUBLISH = frozenset({Role.PUBLISHER})

R, E = ReleaseState, Editorial
RELEASE_STEPS: Mapping[tuple[ReleaseState, ReleaseState], Step] = {
    (R.DRAFT, R.ATTACKED): Step(_DATA),
    (R.ATTACKED, R.APPROVED): Step(_APPROVE, someone_else=True),
    (R.APPROVED, R.PUBLISHED): Step(_PUBLISH, someone_else=True),
    (R.PUBLISHED, R.WITHDRAWN): Step(_APPROVE),
}
EDITORIAL_STEPS: Mapping[tuple[Editorial, Editorial], Step] = {
    (E.DRAFT, E.SUBMITTED): Step(_AUTHOR),
    (E.SUBMITTED, E.RETURNED): Step(_VERIFY, someone_else=True),
    (E.RETURNED, E.SUBMITTED): Step(_AUTHOR),
    (E.SUBMITTED, E.DOCUMENTS): Step(_VERIFY, someone_else=True),
    (E.DOCUMENTS, E.SUBSTANCE): Step(_VERIFY, someone_else=True),
    (E.SUBSTANCE, E.PUBLISHED): Step(_PUBLISH, someone_else=True),
    (E.PUBLISHED, E.SUPERSEDED): Step(_PUBLISH),
    (E.PUBLISHED, E.WITHDRAWN): Step(_PUBLISH),
}


def _may(step: Step | None, actor: Actor, author: UUID) -> Refusal | None:
    if step is None:
        return NO_STEP
    if not (actor.system or actor.has(*step.roles)):
        return NO_POST
    if step.someone_else and actor.id == author:
        return SAME_PERSON
    return None


def may_draft(actor: Actor, period: Period, today: date) -> Refusal | None:
    """May this person draft a release of the period today?

    Source: UU 16/1997 on statistics; Perpres 39/2019 (Satu Data): one accountable custodian.
    """
    if not (actor.system or actor.has(*_DATA)):
        return NO_POST
    return NOT_CLOSED if today < period.end + LAG else None


def may_enter_count(actor: Actor, count: int, source: str) -> Refusal | None:
    """May this person enter a count of adult victims, and is it one?

    Source: UU 16/1997 on statistics; Perpres 39/2019 (Satu Data): one accountable custodian.
    """
    if not (actor.system or actor.has(*_DATA)):
        return NO_POST
    if count < 0:
        return NOT_A_COUNT
    return None if source.strip() else NO_SOURCE


def may_step_release(
    actor: Actor, author: UUID, now: ReleaseState, to: ReleaseState
) -> Refusal | None:
    """May this person move a release from one state to another?

    Source: UU 16/1997 on statistics; Perpres 39/2019 (Satu Data): one accountable custodian.
    """
    return _may(RELEASE_STEPS.get((now, to)), actor, author)


def may_step_record(actor: Actor, author: UUID, now: Editorial, to: Editorial) -> Refusal | None:
    """May this person move a revision of an innovation from one state to another?

    Source: PP 38/2017 on regional innovation; four eyes as in official statistics.
    """
    return _may(EDITORIAL_STEPS.get((now, to)), actor, author)


def may_answer(actor: Actor, text: str) -> Refusal | None:
    """May this person answer what was found in a record, in the office's name?

    Source: PP 38/2017 on regional innovation; four eyes as in official statistics.
    """
    if not (actor.system or actor.has(*_AUTHOR, *_PUBLISH)):
        return NO_POST
    return None if text.strip() else SAYS_NOTHING


def may_take_over(passages: Iterable[str], original: str, unaltered: bool) -> Refusal | None:
    """Is every passage of a record word for word in its original text, and that unaltered?

    Source: PP 38/2017 on regional innovation; four eyes as in official statistics.
    """
    verbatim = unaltered and all(passage in original for passage in passages)
    return None if verbatim else NOT_THE_TEXT
