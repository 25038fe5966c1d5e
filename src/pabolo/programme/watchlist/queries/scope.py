"""Which watch-list items exist for whom? What was not granted does not exist."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.ids import display_code
from pabolo.ground.vault.queries import granted
from pabolo.programme.watchlist.models import WatchItem
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Subject


def visible_to(actor: Actor) -> QuerySet[WatchItem]:
    """Items the actor was granted: the office's to follow, and a villager's own."""
    return WatchItem.objects.filter(granted(actor, Subject.WATCH))


def own(actor: Actor) -> QuerySet[WatchItem]:
    """Items that this person of the village wrote, open ones first, newest first."""
    rows = visible_to(actor).filter(recorded_by_id=actor.id)
    return rows.order_by("closed_day", "-opened_day", "id")


def item_for(actor: Actor, item_id: UUID) -> WatchItem:
    """One item in scope; outside it, `WatchItem.DoesNotExist`."""
    return visible_to(actor).get(pk=item_id)


def name_of(item_id: UUID) -> str:
    """What an item is called among colleagues: P-7Q4-M2X."""
    return display_code("P", item_id)


def prove(
    rows: Sequence[WatchItem], *, by: Actor, at: datetime, verb: str, facets: Collection[Facet]
) -> Receipt:
    """Commit the receipt for these items."""
    return receipt(verb, by=by, at=at, folders=[row.pk for row in rows], facets=list(facets))


def ended_until(day: date) -> QuerySet[WatchItem]:
    """Items that ended on or before a day. Not scoped: for retention."""
    return WatchItem.objects.filter(closed_day__lte=day)


def all_open() -> QuerySet[WatchItem]:
    """Every open item. Not scoped: for the system's own rounds."""
    return WatchItem.objects.filter(closed_day__isnull=True)


def watch_kept(item_id: UUID) -> bool:
    """Whether an entry under this id stands, whoever asks. Nothing is opened."""
    return WatchItem.objects.filter(pk=item_id).exists()
