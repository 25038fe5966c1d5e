"""Who may see what, as subqueries that every scoped list filters through."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.vault.models import Grant
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def granted_folders(actor: Actor, subject: Subject) -> QuerySet[Grant, UUID]:
    """Folders of one kind that the actor may see now: for `filter(id__in=...)`."""
    return Grant.objects.filter(
        person_id=actor.id, subject=subject.value, until_day__isnull=True
    ).values_list("folder", flat=True)


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


def bases_held() -> dict[UUID, set[str]]:
    """On which bases each person's running access rests."""
    found: dict[UUID, set[str]] = {}
    rows = Grant.objects.filter(until_day__isnull=True)
    for person, basis in rows.values_list("person_id", "basis").distinct():
        found.setdefault(person, set()).add(basis)
    return found
