"""Pieces of actions of packages above: called inside an open act."""

from datetime import date
from uuid import UUID

from pabolo.ground.keys import store
from pabolo.ground.vault.sealing import seal
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child


def new_child(*, child_id: UUID, identity: ChildIdentity, places: ChildPlaces, day: date) -> Child:
    """Register a child. The folder's key must have been created and committed before."""
    store.key_for(child_id)
    child = Child(id=child_id, changed_day=day)
    seal(child, "identity", identity)
    seal(child, "places", places)
    child.save(force_insert=True)
    return child
