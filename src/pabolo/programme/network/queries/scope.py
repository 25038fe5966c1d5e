"""Which groups may this person read?"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.programme.network.models import Group
from pabolo.rules.activities import network_scope
from pabolo.rules.actors import Actor

type GroupRow = Group


def visible_to(actor: Actor) -> QuerySet[Group]:
    """The groups whose register this person may read, ended ones too."""
    scope = network_scope(actor)
    return Group.objects.all() if scope is None else Group.objects.filter(place__in=scope)


def group_for(actor: Actor, group_id: UUID) -> Group:
    """One group within the person's scope. Out of scope = `Group.DoesNotExist`."""
    return visible_to(actor).get(pk=group_id)


def groups_at(actor: Actor, place: str) -> QuerySet[Group]:
    """The living groups at a place that this person may read: its own, then its hamlets'."""
    found = visible_to(actor).filter(place=place, until_day__isnull=True)
    return found.order_by("locality", "pk")


def group_at(actor: Actor, place: str) -> Group | None:
    """The living group of a place itself, or else the first of its hamlets, within the scope."""
    return groups_at(actor, place).first()


def holding(start: str, on: date) -> Q:
    return Q(**{f"{start}__lte": on}) & (Q(until_day__isnull=True) | Q(until_day__gte=on))
