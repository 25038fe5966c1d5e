"""Recording that a list of the network left the system. The members are known in the village."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.programme.network.queries.scope import group_for
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def exported(*, by: Actor, at: datetime, what: str, group_id: UUID | None = None) -> None:
    """Somebody took a paper of one group, or a list of all. `what`: a code such as `anggota`."""
    subject = (Subject.GROUP, group_id) if group_id is not None else None
    with act("network.exported", by=by, at=at, subject=subject, detail={"what": what}):
        if group_id is not None:
            group_for(by, group_id)
