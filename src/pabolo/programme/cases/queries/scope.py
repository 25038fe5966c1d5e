"""Which cases may be listed and found."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.lib.ids import span_of_code
from pabolo.ground.vault.queries import granted
from pabolo.programme.cases.models import Case, Incident
from pabolo.programme.children.queries import joined, records_of
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases the actor was granted. The only way to list cases."""
    return Case.objects.filter(granted(actor, Subject.CASE))


def case_for(actor: Actor, case_id: UUID) -> Case:
    """One case in scope; outside it, `Case.DoesNotExist`."""
    return visible_to(actor).select_related("child").get(pk=case_id)


def case_by_code(actor: Actor, code: str) -> Case | None:
    """The case in scope with this spoken code, open or not; None where there is not just one."""
    span = span_of_code(code)
    if span is None:
        return None
    rows = visible_to(actor).filter(pk__gte=span.first, pk__lte=span.last)
    found = list(rows.select_related("child")[:2])
    return found[0] if len(found) == 1 else None


def incidents_visible_to(actor: Actor) -> QuerySet[Incident]:
    """Incidents the actor was granted."""
    return Incident.objects.filter(granted(actor, Subject.INCIDENT))


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


def cases_of_child(child_id: UUID) -> QuerySet[Case]:
    """Every case of a child, under whichever of its joined records. Not scoped."""
    rows = Case.objects.filter(child_id__in=records_of(child_id)).select_related("child")
    return rows.order_by("opened_day", "id")


def cases_beside(case: Case) -> QuerySet[Case]:
    """Cases of the same child under records that were joined to this one's. Not scoped."""
    return cases_of_child(case.child_id).exclude(child_id=case.child_id)


def open_case_of_child(child_id: UUID) -> Case | None:
    """An open case of the child, if any; at most one a record by constraint."""
    return cases_of_child(child_id).filter(closed_day__isnull=True).first()


def siblings_of(case: Case) -> QuerySet[Case]:
    """Cases of other children of the same incidents."""
    incidents = incidents_of(case).values("id")
    return (
        Case.objects.filter(child__incidents__incident_id__in=incidents)
        .exclude(child_id=case.child_id)
        .distinct()
    )


def open_cases_of_children(children: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The open cases of each child, those of joined records too.

    Not scoped: say of them only what may be said.
    """
    stays, asked = joined(), list(children)
    records = {one: stays.get(one, one) for one in {*asked, *stays}}
    rows = Case.objects.filter(child_id__in=list(records), closed_day__isnull=True)
    found: dict[UUID, list[UUID]] = {}
    for child, case in rows.order_by("opened_day", "pk").values_list("child_id", "pk"):
        found.setdefault(records[child], []).append(case)
    return {child: found[records[child]] for child in asked if records[child] in found}
