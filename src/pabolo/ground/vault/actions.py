"""Giving and ending access. Called inside an open act of the action that decides."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pabolo.ground.vault.models import Grant
from pabolo.rules.vocabulary import Subject


def grant(*, folder: UUID, subject: Subject, people: Iterable[UUID], basis: str, day: date) -> None:
    """Let people see a folder; who already may keeps the older basis."""
    rows = [
        Grant(folder=folder, subject=subject.value, person_id=person, basis=basis, from_day=day)
        for person in people
    ]
    Grant.objects.bulk_create(rows, ignore_conflicts=True)


def revoke(*, folder: UUID, people: Iterable[UUID], day: date) -> None:
    """End people's running access to a folder; the row stays as history."""
    Grant.objects.filter(folder=folder, person_id__in=list(people), until_day__isnull=True).update(
        until_day=day
    )


def end_access(*, person: UUID, bases: Iterable[str], day: date) -> int:
    """End every running access of a person that rests on one of these bases; how many."""
    running = Grant.objects.filter(person_id=person, basis__in=list(bases), until_day__isnull=True)
    return running.update(until_day=day)
