"""Adding pictures to an entry: cleaned, sealed, faces covered before others see them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from pabolo.ground.attachments.actions import keep
from pabolo.ground.attachments.cleaning import is_picture
from pabolo.ground.attachments.covering import cover, squares
from pabolo.ground.attachments.queries import read
from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.programme.network.actions.parts import facts
from pabolo.programme.network.models import Activity, Meeting, Photo
from pabolo.programme.network.queries.photos import draft_of
from pabolo.programme.network.queries.registers import activities_for, meetings_for
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.group_register import may_add_photo
from pabolo.rules.vocabulary import Subject

NOT_A_PICTURE = Refusal("photo.not_a_picture", "Choose a picture: JPEG, PNG or WebP.")


def add_photo(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    name: str,
    raw: bytes,
    activity_id: UUID | None = None,
    meeting_id: UUID | None = None,
) -> Photo:
    """Keep a picture of an activity or a meeting. It waits until faces are covered (`finish`).

    `kind`: `scene`, or `sheet` for the photo of a paper form.
    """
    folder = activity_id or meeting_id
    assert folder is not None
    entry = _entry(by, activity_id, meeting_id)
    store.create([folder])
    with act("network.photo_added", by=by, at=at, subject=(Subject.ACTIVITY, folder)):
        many = entry.photos.count()
        ensure(may_add_photo(by, facts(entry.group), recorded_by=entry.recorded_by, many=many))
        if not is_picture(raw):
            raise Refused(NOT_A_PICTURE)
        file = keep(folder=folder, subject=Subject.ACTIVITY, name=name, raw=raw, day=day_of(at))
        return Photo.objects.create(
            activity_id=activity_id,
            meeting_id=meeting_id,
            kind=kind,
            file=file,
            day=day_of(at),
            recorded_by=by.id,
        )


def _entry(by: Actor, activity_id: UUID | None, meeting_id: UUID | None) -> Activity | Meeting:
    if activity_id is not None:
        return activities_for(by).get(pk=activity_id)
    assert meeting_id is not None
    return meetings_for(by).get(pk=meeting_id)


def finish_photo(
    *, by: Actor, at: datetime, photo_id: UUID, covered: Collection[str], proof: Receipt
) -> Photo:
    """Cover the chosen squares for good and let the group see it. The first copy is gone then.

    `proof`: the receipt under which the picture was opened to be covered.
    """
    known = set(squares())
    with act("network.photo_finished", by=by, at=at) as draft:
        photo = draft_of(by, photo_id)
        folder = photo.activity_id or photo.meeting_id
        assert folder is not None
        draft.subject = (Subject.ACTIVITY, folder)
        told, body = read(proof, photo.file)
        old = photo.file
        shown = cover(body, [one for one in covered if one in known])
        photo.file = keep(
            folder=folder, subject=Subject.ACTIVITY, name=told.name, raw=shown, day=day_of(at)
        )
        photo.ready = True
        photo.save(update_fields=["file", "ready"])
        old.delete()
        return photo


def discard_photo(*, by: Actor, at: datetime, photo_id: UUID) -> None:
    """Throw away a picture that is not ready."""
    with act("network.photo_discarded", by=by, at=at) as draft:
        photo = draft_of(by, photo_id)
        folder = photo.activity_id or photo.meeting_id
        assert folder is not None
        draft.subject = (Subject.ACTIVITY, folder)
        file = photo.file
        photo.delete()
        file.delete()
