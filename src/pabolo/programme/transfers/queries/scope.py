"""Which hand-overs may be found: those of the cases that may be."""

from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.vault.queries import granted
from pabolo.programme.transfers.models import Transfer
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def visible_to(actor: Actor) -> QuerySet[Transfer]:
    """Hand-overs of cases the actor was granted. The only way to list them."""
    return Transfer.objects.filter(granted(actor, Subject.CASE, column="case_id"))


def called(transfer: UUID) -> Transfer | None:
    """The row with the id that a file carries. Not scoped: say of it only that it is here."""
    return Transfer.objects.filter(pk=transfer).select_related("case").first()


def own(transfer: UUID) -> Transfer | None:
    """The row of a hand-over that left this unit. Not scoped: as `called`."""
    return Transfer.objects.filter(pk=transfer, incoming=False).select_related("case").first()
