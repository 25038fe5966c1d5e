"""Proposed destructions and their minutes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.retention.facets import BatchBody, Item
from pabolo.programme.retention.models import Batch
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

MOST = 50


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A proposed destruction, opened."""

    batch: Batch
    body: BatchBody

    @property
    def waits(self) -> bool:
        """Whether nobody decided it yet."""
        return self.batch.state == "proposed"

    @property
    def going(self) -> tuple[Item, ...]:
        """What is, or was, destroyed by it."""
        return tuple(item for item in self.body.items if not item.kept_back)


def open_batch(
    batch_id: UUID, *, by: Actor, at: datetime, verb: str = "retention.read"
) -> BatchFile:
    """One proposed destruction. Who may come here is asked by the caller's rule."""
    batch = Batch.objects.get(pk=batch_id)
    proof = receipt(verb, by=by, at=at, folders=[batch.pk], facets=[Facet.CARE])
    return BatchFile(batch, open_sealed(proof, batch, "body", BatchBody))


def batches(*, by: Actor, at: datetime) -> list[BatchFile]:
    """The newest proposed destructions under one receipt; those that wait first."""
    rows = list(Batch.objects.order_by("-proposed_day", "id")[:MOST])
    rows.sort(key=lambda row: row.state != "proposed")
    if not rows:
        return []
    folders = [row.pk for row in rows]
    proof = receipt("retention.list", by=by, at=at, folders=folders, facets=[Facet.CARE])
    bodies = open_many(proof, rows, "body", BatchBody)
    return [BatchFile(row, body) for row, body in zip(rows, bodies, strict=True)]
