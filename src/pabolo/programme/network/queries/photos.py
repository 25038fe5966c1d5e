"""Which pictures belong to an entry, and who may see them?"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.programme.network.models import Photo
from pabolo.programme.network.queries.scope import visible_to
from pabolo.rules.actors import Actor


def photos_for(actor: Actor) -> QuerySet[Photo]:
    """Ready pictures of the groups this person may read; unready ones only of their sender."""
    groups = visible_to(actor)
    scope = Q(activity__group__in=groups) | Q(meeting__group__in=groups)
    own = Q(ready=True) | Q(recorded_by=actor.id)
    return Photo.objects.filter(scope, own).select_related("file").defer("file__body")


def photo_for(actor: Actor, photo_id: UUID) -> Photo:
    """One picture within the scope. Out of it: `Photo.DoesNotExist`."""
    return photos_for(actor).get(pk=photo_id)


def draft_of(actor: Actor, photo_id: UUID) -> Photo:
    """A picture that this person sent and that still waits."""
    return photos_for(actor).get(pk=photo_id, ready=False, recorded_by=actor.id)


def photos_of(actor: Actor, entries: Collection[UUID]) -> dict[UUID, list[Photo]]:
    """The pictures of some entries, by entry; one query."""
    found: dict[UUID, list[Photo]] = {}
    rows = photos_for(actor).filter(Q(activity__in=entries) | Q(meeting__in=entries))
    for photo in rows.order_by("day", "pk"):
        entry = photo.activity_id or photo.meeting_id
        if entry is not None:
            found.setdefault(entry, []).append(photo)
    return found
