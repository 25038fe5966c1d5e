"""The read receipt: proof in hand that a reading is in the log before anything is opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pabolo.rules.vocabulary import Facet


@dataclass(frozen=True, slots=True)
class Receipt:
    """A committed audit entry that covers these facets of these folders.

    Only `audit.actions.receipt` makes one, after its entry is committed; a test holds that.
    """

    seq: int
    at: datetime
    folders: frozenset[UUID]
    facets: frozenset[Facet]

    def covers(self, folder: UUID, facet: Facet) -> bool:
        """Whether this facet of this folder may be opened under the receipt."""
        return folder in self.folders and facet in self.facets
