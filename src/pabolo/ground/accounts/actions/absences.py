"""Leaves as rows. Called inside an open act of the action that decides."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pabolo.ground.accounts.models import Absence, StandIn


def keep_absence(
    *,
    person: UUID,
    from_day: date,
    until_day: date,
    rest: UUID | None,
    folders: Mapping[UUID, UUID],
    recorded_by: UUID,
) -> UUID:
    """Write a leave down, with who stands in."""
    row = Absence.objects.create(
        person_id=person, from_day=from_day, until_day=until_day, recorded_by=recorded_by
    )
    named: dict[UUID | None, UUID] = dict(folders.items())
    if rest is not None:
        named[None] = rest
    StandIn.objects.bulk_create(
        StandIn(absence=row, folder=folder, person_id=one) for folder, one in named.items()
    )
    return row.pk


def set_state(*, absence: UUID, state: str) -> None:
    """A leave has begun, is over, or was called off."""
    Absence.objects.filter(pk=absence).update(state=state)


def let_stand_in(*, absence: UUID, folder: UUID, person: UUID) -> None:
    """Somebody else stands in for one folder from now on."""
    StandIn.objects.update_or_create(
        absence_id=absence, folder=folder, defaults={"person_id": person}
    )
