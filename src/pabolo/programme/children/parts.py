"""Pieces of actions of packages above: called inside an open act."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.sealing import seal
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child
from pabolo.rules.decisions import Refusal

CHANGED = Refusal(
    "child.changed_meanwhile",
    "Somebody else changed this child's record while you were writing. Your text is kept below: "
    "compare it with what stands now, then save again.",
)


def new_child(*, child_id: UUID, identity: ChildIdentity, places: ChildPlaces, day: date) -> Child:
    """Register a child. The folder's key must have been created and committed before."""
    store.key_for(child_id)
    child = Child(id=child_id, changed_day=day)
    seal(child, "identity", identity)
    seal(child, "places", places)
    child.save(force_insert=True)
    return child


def rewrite_child(
    *, child: Child, identity: ChildIdentity, places: ChildPlaces, seen: int, at: datetime
) -> None:
    """Put a correction in the place of what was known; Refused if it moved on since `seen`."""
    seal(child, "identity", identity)
    seal(child, "places", places)
    changed = Child.objects.filter(pk=child.pk, version=seen).update(
        version=seen + 1,
        changed_day=day_of(at),
        identity=child.identity,
        places=child.places,
    )
    if not changed:
        raise Refused(CHANGED)
    child.version = seen + 1
