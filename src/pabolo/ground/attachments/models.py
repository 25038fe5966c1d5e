"""Files kept with a report or a case: sealed, never in a folder of the file system."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.vocabulary import Facet


class File(models.Model):
    """One file of a folder. In the clear: whose folder and the day. Bytes are sealed and padded."""

    id = RandomIdField()
    folder_id = models.UUIDField(db_index=True)
    subject = models.CharField(max_length=12)
    day = models.DateField()
    facts = SealedField(facet=Facet.FILES)
    body = SealedField(facet=Facet.FILES)

    objects: ClassVar = Living["File"]("folder_id")
