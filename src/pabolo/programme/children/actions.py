"""Changing what is known of a child."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.sealing import seal
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child
from pabolo.programme.children.queries import child_for
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Subject

CHANGED = Refusal(
    "child.changed_meanwhile",
    "Somebody else changed this child's record while you were writing. Your text is kept below: "
    "compare it with what stands now, then save again.",
)


def correct_child(
    *,
    child_id: UUID,
    identity: ChildIdentity,
    places: ChildPlaces,
    seen: int,
    by: Actor,
    at: datetime,
) -> Child:
    """Correct or complete a child's identity and places. `seen` is the version that was read."""
    child = child_for(by, child_id)
    seal(child, "identity", identity)
    seal(child, "places", places)
    with act("child.corrected", by=by, at=at, subject=(Subject.CHILD, child_id)):
        changed = Child.objects.filter(pk=child_id, version=seen).update(
            version=seen + 1,
            changed_day=day_of(at),
            identity=child.identity,
            places=child.places,
        )
        if not changed:
            raise Refused(CHANGED)
    child.version = seen + 1
    return child
