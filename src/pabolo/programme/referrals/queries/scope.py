"""Which referrals may be listed and found: those of the cases that may be."""

from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.vault.queries import granted
from pabolo.programme.referrals.models import Referral
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


def visible_to(actor: Actor) -> QuerySet[Referral]:
    """Referrals of cases the actor was granted. The only way to list them."""
    return Referral.objects.filter(granted(actor, Subject.CASE, column="case_id"))


def referral_for(actor: Actor, referral_id: UUID) -> Referral:
    """One referral in scope; outside it, `Referral.DoesNotExist`."""
    return visible_to(actor).select_related("case__child").get(pk=referral_id)


def all_open() -> QuerySet[Referral]:
    """Every open referral. Not scoped: for the system's own rounds, which open none of them."""
    return Referral.objects.filter(closed_day__isnull=True).defer("body")
