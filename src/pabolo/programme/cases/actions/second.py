"""Letting the second person in, where nobody who may decide sees the case yet.

The order is `rules.second`: another or acting supervisor, the head of the agency, the province.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases.actions.journal import Work
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.rules.second import SECOND_POSTS, others_in


def second_in(case: Case, *, not_by: Collection[UUID], at: datetime) -> frozenset[UUID]:
    """Who must be let in so that somebody besides these people can decide; empty if nobody must.

    Asked before the act: where it comes to that, the names of the case are scanned.
    """
    posts, held = posts_on(day_of(at)), holders(case.pk).keys()
    for role in SECOND_POSTS:
        able = others_in(role, posts, not_by)
        if able & held:
            return frozenset()
        fit = able - readers_of(case, at=at).barred if able else able
        if fit:
            return fit
    return frozenset()


def let_in(work: Work, people: Collection[UUID]) -> None:
    """Grant the case to its second person. Inside an open act."""
    for subject, folder in folders_of(work.case) if people else ():
        grant(
            folder=folder,
            subject=subject,
            people=people,
            basis="oversight",
            day=day_of(work.at),
        )
