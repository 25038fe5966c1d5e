"""Who may see what, as subqueries that every scoped list filters through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pabolo.ground.vault.models import Grant
from pabolo.rules.access import opens
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def granted(actor: Actor, *subjects: Subject, column: str = "pk") -> Exists:
    """The same as a condition on rows whose `column` is their folder.

    Asked row by row, so that a list costs what it shows and not what its reader may see.
    """
    return Exists(_running(actor, subjects).filter(folder=OuterRef(column)))


def granted_folders(actor: Actor, *subjects: Subject) -> QuerySet[Grant, UUID]:
    """Folders of these kinds (all, unless told) that the actor may know of now: for `filter`.

    A grant alone opens nothing: the posts held today must open some side of a file.
    """
    return _running(actor, subjects).values_list("folder", flat=True)


def _running(actor: Actor, subjects: Sequence[Subject]) -> QuerySet[Grant]:
    running = Grant.objects.filter(person_id=actor.id, until_day__isnull=True)
    if actor.on is not None:
        running = running.filter(Q(last_day__isnull=True) | Q(last_day__gte=actor.on))
    wanted = [one for one in subjects or tuple(Subject) if opens(actor, one)]
    if not wanted:
        return running.none()
    if subjects or len(wanted) < len(Subject):
        running = running.filter(subject__in=[subject.value for subject in wanted])
    return running


def may_see(actor: Actor, folder: UUID) -> bool:
    """Whether a running grant exists."""
    return Grant.objects.filter(person_id=actor.id, folder=folder, until_day__isnull=True).exists()


def holders(folder: UUID) -> dict[UUID, str]:
    """Who holds a running grant on a folder, and on which basis."""
    rows = Grant.objects.filter(folder=folder, until_day__isnull=True)
    return dict(rows.values_list("person_id", "basis"))


def holders_of(folders: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The same for many folders, in one query."""
    found: dict[UUID, set[UUID]] = {folder: set() for folder in folders}
    rows = Grant.objects.filter(folder__in=list(found), until_day__isnull=True)
    for folder, person in rows.values_list("folder", "person_id"):
        found[folder].add(person)
    return found


def held_by(person: UUID) -> dict[Subject, list[UUID]]:
    """Which folders of which kind a person holds a running grant on."""
    found: dict[Subject, list[UUID]] = {}
    rows = Grant.objects.filter(person_id=person, until_day__isnull=True).order_by("folder")
    for subject, folder in rows.values_list("subject", "folder"):
        found.setdefault(Subject(subject), []).append(folder)
    return found


def bases_held() -> dict[UUID, set[str]]:
    """On which bases each person's running access rests."""
    found: dict[UUID, set[str]] = {}
    rows = Grant.objects.filter(until_day__isnull=True)
    for person, basis in rows.values_list("person_id", "basis").distinct():
        found.setdefault(person, set()).add(basis)
    return found


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody's running access to a folder: since when, on which basis, until when if it ends."""

    person: UUID
    basis: str
    since: date
    last_day: date | None


def accesses(folder: UUID) -> list[Access]:
    """Everybody's running access to a folder, oldest first."""
    rows = Grant.objects.filter(folder=folder, until_day__isnull=True).order_by("from_day", "id")
    return [Access(row.person_id, row.basis, row.from_day, row.last_day) for row in rows]


def held_on(person: UUID, *bases: str) -> dict[UUID, Subject]:
    """Which folders a person may see on one of these bases."""
    rows = Grant.objects.filter(person_id=person, basis__in=bases, until_day__isnull=True)
    return {folder: Subject(kind) for folder, kind in rows.values_list("folder", "subject")}
