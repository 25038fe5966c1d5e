"""Who may move a release, and an innovation's record, one step on?

Two people for each: whoever drafted does not approve, whoever wrote does not publish.

Source: PP 38/2017 on regional innovation and its assessors; four-eyes practice of official
statistics (UU 16/1997, Perpres 39/2019 Satu Data).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
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


NO_POST = Refusal("no_post", "Your post does not include this step. Ask the data officer.")
NO_STEP = Refusal("no_such_step", "This step does not follow from where it stands now. Reload.")
SAME_PERSON = Refusal(
    "second_person", "A second person takes this step. Ask a colleague who did not prepare it."
)

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
    if actor.system:
        return None
    if not actor.has(*step.roles):
        return NO_POST
    if step.someone_else and actor.id == author:
        return SAME_PERSON
    return None


def may_draft(actor: Actor) -> Refusal | None:
    """May this person draft a release, or enter an adult count?"""
    return None if actor.system or actor.has(*_DATA) else NO_POST


def may_step_release(
    actor: Actor, author: UUID, now: ReleaseState, to: ReleaseState
) -> Refusal | None:
    """May this person move a release from one state to another?"""
    return _may(RELEASE_STEPS.get((now, to)), actor, author)


def may_step_record(actor: Actor, author: UUID, now: Editorial, to: Editorial) -> Refusal | None:
    """May this person move a revision of an innovation from one state to another?"""
    return _may(EDITORIAL_STEPS.get((now, to)), actor, author)
