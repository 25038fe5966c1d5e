"""Code lists, settings with their history, and the local calendar."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pabolo.ground.lib.ids import UUIDField


class CodeList(models.Model):
    """A list of codes: forms of violence, channels, kinds of agency."""

    code = models.CharField(max_length=30, primary_key=True)
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    multiple = models.BooleanField(default=False)
    maps_into = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=160)


class Code(models.Model):
    """One code of a list, with its label in both languages and in SIMFONI-PPA.

    `maps_to` holds the codes of the list's `maps_into` (several, divided by spaces, where a
    person must choose). `source`: S seen in SIMFONI output, P in a regulation or service
    standard, D on the Data Inovasi page, + own addition. `local` rows are the regency's own.
    """

    list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="codes")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    label_id = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    simfoni_label = models.CharField(max_length=120, blank=True)
    maps_to = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=1)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    local = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "code"], name="code_once_in_a_list"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="code_ends_after_it_starts",
            ),
        ]


class SimfoniWord(models.Model):
    """How the unit found a code to be worded in SIMFONI-PPA. Append-only: the latest holds."""

    list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="simfoni_words")
    code = models.CharField(max_length=20)
    word = models.CharField(max_length=120, blank=True)
    set_by = UUIDField()
    set_at = models.DateTimeField()


class CodeChange(models.Model):
    """One change of a code: added, retired, opened again, relabelled, moved. Append-only.

    `what` is the column of `Code` that changed, `added` for a new code.
    """

    list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="changes")
    code = models.CharField(max_length=20)
    what = models.CharField(max_length=20)
    before = models.CharField(max_length=120, blank=True)
    after = models.CharField(max_length=120, blank=True)
    set_by = UUIDField()
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)


class Setting(models.Model):
    """One decision about one setting. Append-only: the latest valid one holds."""

    key = models.CharField(max_length=60)
    value = models.CharField(max_length=200)
    valid_from = models.DateField()
    set_by = UUIDField()
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=400)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "valid_from"], name="setting_by_key")]


class TakenBack(models.Model):
    """A decision about a setting that was taken back before its day. Append-only."""

    setting = models.OneToOneField(Setting, on_delete=models.PROTECT, related_name="taken_back")
    set_by = UUIDField()
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=400)


class LocalDay(models.Model):
    """A day that differs from the national calendar: a local holiday, or a working day.

    Append-only: the latest word about a day holds.
    """

    day = models.DateField(db_index=True)
    holiday = models.BooleanField()
    name = models.CharField(max_length=120)
    set_by = UUIDField()
    set_at = models.DateTimeField()


class DayWithdrawn(models.Model):
    """What was declared about a day is taken back. Append-only: the word before it holds again."""

    local_day = models.OneToOneField(LocalDay, on_delete=models.PROTECT, related_name="withdrawn")
    set_by = UUIDField()
    set_at = models.DateTimeField()


class NationalYear(models.Model):
    """The national days off of a year as the unit took them in. Append-only: the latest holds.

    `days` is JSON: rows of day, kind (national, joint) and name. `source`: the decree.
    """

    year = models.PositiveSmallIntegerField()
    days = models.TextField()
    source = models.CharField(max_length=200)
    set_by = UUIDField()
    set_at = models.DateTimeField()
