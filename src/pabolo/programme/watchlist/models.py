"""What the village watches, what was said about it, and the kinds there are."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import BY_COLUMN, SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.vocabulary import Facet
from pabolo.rules.watchlist import ENDED, State

_ENDED = [state.value for state in State if state in ENDED]


class WatchItem(models.Model):
    """One thing that is watched, in a folder of its own.

    In the clear: where it stands, who wrote it, its days. `look_day`: when a visit is due next.
    `counted`: children are counted and none is named; the database holds no name then.
    Kind, agency, village and answer are sealed.
    """

    id = RandomIdField()
    state = models.CharField(max_length=10, default="new")
    version = models.PositiveIntegerField(default=1)
    recorded_by_id = models.UUIDField()
    counted = models.BooleanField(default=False)
    opened_day = models.DateField()
    changed_day = models.DateField()
    look_day = models.DateField(null=True, blank=True)
    closed_day = models.DateField(null=True, blank=True)
    identity = SealedField(facet=Facet.IDENTITY, null=True)
    place = SealedField(facet=Facet.LOCATION)
    told = SealedField(facet=Facet.NARRATIVE)
    care = SealedField(facet=Facet.CARE)
    stats = SealedField(facet=Facet.STATS)

    objects: ClassVar = Living["WatchItem"]("pk")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="watch_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=_ENDED, closed_day__isnull=False)
                | (~models.Q(state__in=_ENDED) & models.Q(closed_day__isnull=True)),
                name="watch_ended_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(counted=False) | models.Q(identity__isnull=True),
                name="watch_counted_names_nobody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["recorded_by_id", "opened_day"], name="watch_by_writer"),
            models.Index(fields=["closed_day", "opened_day"], name="watch_by_end"),
        ]


class WatchLine(models.Model):
    """One line of an item's history. Append-only. `facet`: the side its words are sealed under."""

    id = RandomIdField()
    item = models.ForeignKey(WatchItem, on_delete=models.PROTECT, related_name="lines")
    seq = models.PositiveIntegerField()
    author_id = models.UUIDField(null=True, blank=True)
    day = models.DateField()
    facet = models.CharField(max_length=12, default=Facet.NARRATIVE.value)
    body = SealedField(facet=Facet.CARE)
    words = SealedField(facet=BY_COLUMN, null=True)

    objects: ClassVar = Living["WatchLine"]("item_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "seq"], name="one_watch_line_a_number")
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the item."""
        return self.item_id


class KindEdition(models.Model):
    """A kind as it holds from a day on. Append-only: what was asked stays as it was asked.

    `body` is the kind as JSON.
    """

    id = RandomIdField()
    code = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    body = models.TextField()
    valid_from = models.DateField()
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField()
    why = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "number"], name="watch_kind_edition_once")
        ]
