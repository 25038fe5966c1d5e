"""Which cases may be listed and found."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.cases.models import Case, Incident
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases the actor was granted. The only way to list cases."""
    return Case.objects.filter(id__in=granted_folders(actor, Subject.CASE))


def case_for(actor: Actor, case_id: UUID) -> Case:
    """One case in scope; outside it, `Case.DoesNotExist`."""
    return visible_to(actor).select_related("child").get(pk=case_id)


def incidents_visible_to(actor: Actor) -> QuerySet[Incident]:
    """Incidents the actor was granted."""
    return Incident.objects.filter(id__in=granted_folders(actor, Subject.INCIDENT))


def incidents_of(case: Case) -> QuerySet[Incident]:
    """Incidents that the case's child was part of."""
    return Incident.objects.filter(children__child_id=case.child_id).distinct()


def folders_of(case: Case) -> list[tuple[Subject, UUID]]:
    """The case's own folder, its child's, and those of the incidents."""
    incidents = incidents_of(case).values_list("pk", flat=True)
    return [
        (Subject.CASE, case.pk),
        (Subject.CHILD, case.child_id),
        *((Subject.INCIDENT, incident) for incident in incidents),
    ]


def open_case_of_child(child_id: UUID) -> Case | None:
    """The child's open case, if any; at most one by constraint."""
    return Case.objects.filter(child_id=child_id, closed_day__isnull=True).first()


def siblings_of(case: Case) -> QuerySet[Case]:
    """Cases of other children of the same incidents."""
    incidents = incidents_of(case).values("id")
    return (
        Case.objects.filter(child__incidents__incident_id__in=incidents)
        .exclude(child_id=case.child_id)
        .distinct()
    )


def open_cases_of_children(children: Iterable[UUID]) -> dict[UUID, UUID]:
    """The open case of each child that has one. Not scoped: say of it only what may be said."""
    rows = Case.objects.filter(child_id__in=list(children), closed_day__isnull=True)
    return dict(rows.values_list("child_id", "pk"))
