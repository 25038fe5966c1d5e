"""Templates with their history, the register of numbers, the letters behind them, their prints.

All but the counter only grow: a number that was given cannot be taken back, only cancelled.
"""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import BY_COLUMN, SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.letters import heaviest
from pabolo.rules.vocabulary import Facet


class TemplateVersion(models.Model):
    """One decision about the words of a kind, or about the letterhead. The latest holds.

    `content` is JSON of the template; `restored` the version that came back with it, if one did.
    """

    id = RandomIdField()
    code = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    content = models.TextField()
    logo = models.BinaryField(default=b"")
    restored = models.PositiveIntegerField(default=0)
    set_by = models.UUIDField()
    set_day = models.DateField()
    why = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="template_version_once")
        ]


class Series(models.Model):
    """The last number of a row in a year; locked while the next is given.

    `row` is a keyed tag: which kinds are numbered together is not told.
    """

    id = RandomIdField()
    year = models.PositiveSmallIntegerField()
    row = models.CharField(max_length=32)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "row"], name="one_series_a_year")
        ]


class Letter(models.Model):
    """A letter that has its number. `tag`: keyed tag of the number, so that none is given twice.

    `sides` names the sides of the file that the sheet shows, as the journal does of its lines.
    """

    id = RandomIdField()
    folder_id = models.UUIDField(db_index=True)
    year = models.PositiveSmallIntegerField()
    row = models.CharField(max_length=32)
    place = models.PositiveIntegerField()
    tag = models.CharField(max_length=64, unique=True)
    sides = models.CharField(max_length=120)
    author_id = models.UUIDField()
    day = models.DateField()
    facts = SealedField(facet=Facet.CARE)
    sheet = SealedField(facet=BY_COLUMN)

    objects: ClassVar = Living["Letter"]("folder_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "row", "place"], name="letter_number_once")
        ]
        indexes: ClassVar = [models.Index(fields=["-year", "-place"], name="letter_register")]

    @property
    def shown(self) -> frozenset[Facet]:
        """The sides of the file that the sheet shows."""
        return frozenset(Facet(one) for one in self.sides.split(","))

    @property
    def facet(self) -> str:
        """The side under whose key the sheet is kept."""
        return heaviest(self.shown).value


class Cancelled(models.Model):
    """A number that is not used any more. It stays, with the reason."""

    id = RandomIdField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT)
    folder_id = models.UUIDField()
    by_id = models.UUIDField()
    day = models.DateField()
    reason = SealedField(facet=Facet.CARE)

    objects: ClassVar = Living["Cancelled"]("folder_id")


class Printed(models.Model):
    """A copy that somebody took. `receipt`: the place of its reading in the audit log."""

    id = RandomIdField()
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="prints")
    copy = models.PositiveIntegerField()
    by_id = models.UUIDField()
    day = models.DateField()
    receipt = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "copy"], name="letter_copy_once")
        ]
