"""How the last hand-over of a case stands."""

from collections.abc import Collection
from uuid import UUID

from pabolo.programme.cases.standing import Transfer, last_asked, last_state
from pabolo.rules.transfer import Standing


def standing_of(transfers: Collection[Transfer], worker: UUID | None) -> Standing:
    """The case's last hand-over as the rules see it."""
    one, state = last_asked(transfers), last_state(transfers)
    if one is None or one.asked is None or state is None:
        return Standing(worker=worker)
    taken = frozenset(UUID(person) for person in one.sent_by)
    return Standing(state, UUID(one.asked.by), taken, worker)
