"""Which hand-overs this unit has to do with: the id that the file carries, and the case here."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.programme.cases.models import Case
from pabolo.rules.vocabulary import Facet


class Transfer(models.Model):
    """A hand-over to another unit, or from one (`incoming`). Append-only; the journal tells it.

    `file` is what left or leaves this unit: the sealed file, or the acknowledgement.
    """

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    incoming = models.BooleanField(default=False)
    day = models.DateField()
    file = SealedField(facet=Facet.CARE)

    objects: ClassVar = Living["Transfer"]("case_id")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "day"], name="transfer_by_case")]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id
