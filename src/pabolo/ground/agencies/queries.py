"""Who can help, and how are they reached?"""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.ground.agencies.models import Agency, AgencyChange


def agencies(on: date, kind: str = "") -> QuerySet[Agency]:
    """The agencies of the directory on a day, or those of one kind, by kind and name."""
    found = Agency.objects.filter(Q(until_day__isnull=True) | Q(until_day__gte=on))
    return (found.filter(kind=kind) if kind else found).order_by("kind", "name")


def kinds_used() -> Counter[str]:
    """How many agencies there are of each kind, ended ones too."""
    return Counter(Agency.objects.values_list("kind", flat=True))


def agency(agency_id: UUID) -> Agency:
    """One agency, ended ones too. Raises `Agency.DoesNotExist`."""
    return Agency.objects.get(pk=agency_id)


def to_verify(on: date, since: date) -> QuerySet[Agency]:
    """Agencies of the directory whose contact nobody has confirmed since a day, or ever."""
    return agencies(on).filter(Q(last_verified__isnull=True) | Q(last_verified__lt=since))


def searched(on: date, *, kind: str = "", words: str = "", ended: bool = False) -> QuerySet[Agency]:
    """Agencies of a kind whose name, service or contact holds these words; ended ones on wish."""
    found = Agency.objects.all() if ended else agencies(on)
    found = found.filter(kind=kind) if kind else found
    for word in words.split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(service__icontains=word) | Q(place__startswith=word)
        )
    return found.order_by("kind", "name")


def changes_of(agency_id: UUID) -> QuerySet[AgencyChange]:
    """What was changed about an agency, newest first."""
    return AgencyChange.objects.filter(agency_id=agency_id).order_by("-number")


def all_changes() -> QuerySet[AgencyChange]:
    """What was changed in the directory, with the agency."""
    return AgencyChange.objects.select_related("agency").order_by("day", "agency_id", "number")
