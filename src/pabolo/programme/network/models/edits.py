"""Changes of an activity after it was entered: nothing is overwritten without a trace."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pabolo.ground.lib.ids import RandomIdField, UUIDField
from pabolo.programme.network.models.activities import Activity


class Edit(models.Model):
    """Somebody's change of an activity, against the version that they had seen. Append-only.

    `made`: the version that it led to; the same as before where nothing could be applied. The id
    may be made by a phone.
    """

    id = RandomIdField()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="edits")
    seen = models.PositiveIntegerField()
    made = models.PositiveIntegerField()
    by_id = UUIDField()
    at = models.DateTimeField()


class EditedField(models.Model):
    """One field as it was before and after a change. Append-only."""

    id = RandomIdField()
    edit = models.ForeignKey(Edit, on_delete=models.PROTECT, related_name="fields")
    name = models.CharField(max_length=20)
    before = models.CharField(max_length=500, blank=True)
    after = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edit", "name"], name="field_once_in_an_edit")
        ]


class Clash(models.Model):
    """Two people gave one field different values. Both are kept until a person decides.

    `standing`: what stood in the register when the later one came; `other`: what that one says.
    Append-only.
    """

    id = RandomIdField()
    edit = models.ForeignKey(Edit, on_delete=models.PROTECT, related_name="clashes")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="clashes")
    name = models.CharField(max_length=20)
    standing = models.CharField(max_length=500, blank=True)
    other = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edit", "name"], name="clash_once_in_an_edit")
        ]


class ClashDecided(models.Model):
    """What a person decided about two values. Append-only, once for a clash."""

    id = RandomIdField()
    clash = models.OneToOneField(Clash, on_delete=models.PROTECT, related_name="decided")
    choice = models.CharField(max_length=10)
    by_id = UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(choice__in=("standing", "other")), name="clash_choice_known"
            )
        ]
