"""Which files lie in a folder, and what is in one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from pabolo.ground.attachments.facets import FileFacts
from pabolo.ground.attachments.labels import FILE_KIND
from pabolo.ground.attachments.models import File
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.vault.opening import open_many, open_raw, open_sealed
from pabolo.ground.vault.queries import granted
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Named:
    """A file with what is sealed about it, without its bytes."""

    id: UUID
    facts: FileFacts

    @property
    def kind(self) -> Promise:
        """What such a file is called on screens."""
        return FILE_KIND[self.facts.kind]


def visible_to(actor: Actor) -> QuerySet[File]:
    """Files of the folders that the actor may see, without their bytes."""
    mine = granted(actor, Subject.REPORT, Subject.CASE, column="folder_id")
    return File.objects.filter(mine).defer("body")


def of_folder(folder: UUID) -> list[File]:
    """The files of one folder, oldest day first, without their bytes."""
    return list(File.objects.filter(folder_id=folder).defer("body").order_by("day", "id"))


def named(receipt: Receipt, files: list[File]) -> list[Named]:
    """Their names and types. The receipt must cover the folder's files."""
    facts = open_many(receipt, files, "facts", FileFacts)
    return [Named(file.id, fact) for file, fact in zip(files, facts, strict=True)]


def read(receipt: Receipt, file: File) -> tuple[FileFacts, bytes]:
    """One file: what it is, and its bytes."""
    return open_sealed(receipt, file, "facts", FileFacts), open_raw(receipt, file, "body")
