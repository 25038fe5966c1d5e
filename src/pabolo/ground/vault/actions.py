"""Giving and ending access. Called inside an open act of the action that decides."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F

from pabolo.ground.vault.models import Grant
from pabolo.rules.vocabulary import Subject

STAND_IN = "stand_in"


def grant(
    *,
    folder: UUID,
    subject: Subject,
    people: Iterable[UUID],
    basis: str,
    day: date,
    last_day: date | None = None,
) -> None:
    """Let people see a folder; who already may keeps the older basis, if it has no last day."""
    wanted = list(people)
    if last_day is None and wanted:
        passing = Grant.objects.filter(folder=folder, person_id__in=wanted, until_day__isnull=True)
        passing.filter(last_day__isnull=False).update(until_day=day)
    rows = [
        Grant(
            folder=folder,
            subject=subject.value,
            person_id=person,
            basis=basis,
            from_day=day,
            last_day=last_day,
        )
        for person in wanted
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


def end_passed(*, day: date) -> int:
    """Close every access whose last day lies before this day; how many."""
    passed = Grant.objects.filter(until_day__isnull=True, last_day__lt=day)
    return passed.update(until_day=F("last_day"))


def end_standing_in(*, person: UUID, folders: Iterable[UUID], day: date) -> int:
    """End what a person may see of these folders for standing in; how many."""
    running = Grant.objects.filter(person_id=person, basis=STAND_IN, until_day__isnull=True)
    return running.filter(folder__in=list(folders)).update(until_day=day)
