"""Innovations and their immutable revisions: sections, claims, notes, evidence, steps."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField


class Innovation(models.Model):
    """Identity only: everything said of it stands in a revision."""

    id = RandomIdField()
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """One state of the record, whole. Append-only: a new one supersedes, nothing is changed.

    `content` keeps as JSON what the rules need beside the tables (dates, checks to make);
    `original` the text it was taken from, byte for byte, with its checksum.
    """

    id = RandomIdField()
    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    author = models.UUIDField()
    written_on = models.DateField()
    stage = models.CharField(max_length=20)
    trial_from = models.DateField(null=True, blank=True)
    trial_until = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    original = models.TextField(blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["innovation", "number"], name="revision_number_once_an_innovation"
            )
        ]


class Step(models.Model):
    """A revision's move from one editorial state to the next. Append-only; the last one counts."""

    id = RandomIdField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20)
    by_person = models.UUIDField()
    on_day = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "number"], name="record_step_in_order")
        ]


class Section(models.Model):
    """A field or passage: words verbatim in Indonesian, English beside them, a note of ours."""

    id = RandomIdField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    label_id = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    text_id = models.TextField()
    text_en = models.TextField()
    note_id = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "kind"], name="section_kind_once")
        ]


class Claim(models.Model):
    """Something the record asserts: its words, and what was made of them for the rules."""

    id = RandomIdField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="claims")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    measure = models.CharField(max_length=8)
    title_id = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    section_id_label = models.CharField(max_length=80)
    section_en_label = models.CharField(max_length=80)
    words_id = models.TextField()
    words_en = models.TextField()
    facts = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "code"], name="claim_code_once")
        ]


class Note(models.Model):
    """An inconsistency or gap: found by a rule, or by an editor with a source."""

    id = RandomIdField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField()
    text_id = models.TextField()
    text_en = models.TextField()
    why_id = models.TextField()
    why_en = models.TextField()
    rules = models.CharField(max_length=60, blank=True)
    source = models.URLField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "number"], name="note_number_once")
        ]


class Answer(models.Model):
    """What the office answered to a note. Append-only; the newest is shown first."""

    id = RandomIdField()
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="answers")
    text_id = models.TextField()
    text_en = models.TextField(blank=True)
    by_person = models.UUIDField()
    on_day = models.DateField()


class Evidence(models.Model):
    """A document that supports a claim. Nothing with a child's data may be attached."""

    id = RandomIdField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="evidence")
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120, blank=True)
    dated = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    contains_personal_data = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(contains_personal_data=False), name="evidence_names_nobody"
            )
        ]
