"""Who can help, and how are they reached?"""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.ground.agencies.models import Agency, AgencyChange, AgencyKey
from pabolo.ground.keys.cards import Card


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


def key_of(agency_id: UUID) -> AgencyKey | None:
    """The keys of a unit that hold now; None where nobody compared any, or they were taken back."""
    newest = AgencyKey.objects.filter(agency_id=agency_id).order_by("-number").first()
    return newest if newest is not None and newest.signer else None


def card_of(agency_id: UUID) -> Card | None:
    """The card of a unit as it was compared."""
    held = key_of(agency_id)
    return Card(held.recipient, held.signer) if held else None


def agency_signing_with(signer: str) -> Agency | None:
    """The unit whose compared key this is, in the directory today or before."""
    rows = AgencyKey.objects.filter(signer=signer).select_related("agency")
    for row in rows.order_by("day", "pk"):
        held = key_of(row.agency_id)
        if held is not None and held.signer == signer:
            return row.agency
    return None


def keys_of(agency_id: UUID) -> QuerySet[AgencyKey]:
    """Every pair of keys that was ever entered for a unit, newest first."""
    return AgencyKey.objects.filter(agency_id=agency_id).order_by("-number")
