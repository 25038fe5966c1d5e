"""Reports: one worry told once, from anyone, by any channel."""

from typing import ClassVar

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.rules.vocabulary import Facet

STATES = ("boxed", "waiting", "received", "read", "decided")


class Report(models.Model):
    """One report. In the clear: its days and where it stands, nothing of what was told.

    `submission` is a hash of the form's one-time token, so that a resend meets itself; `tag` is
    the keyed tag of the report code. While the server is locked only `box` is filled: sealed to
    the intake key, opened into facets at admission. No time finer than a day is kept in the
    clear, and for reports from the public page none is kept at all.

    boxed (sealed to the intake key) and waiting (facets sealed, readers not yet granted) are
    listed nowhere; admission makes them received. `awaiting_office`: the reporter wrote and no
    answer has gone out; `answer_raised`: somebody owes that answer by a duty. `raised_by_id`:
    the activist whose alarm this is.
    """

    id = RandomIdField()
    submission = models.BinaryField(max_length=32, unique=True)
    tag = models.BinaryField(max_length=32, null=True, unique=True)
    state = models.CharField(max_length=10, default="boxed")
    progress = models.CharField(max_length=12, default="received")
    version = models.PositiveIntegerField(default=1)
    received_day = models.DateField()
    read_day = models.DateField(null=True, blank=True)
    decided_day = models.DateField(null=True, blank=True)
    changed_day = models.DateField()
    logged = models.BooleanField(default=False)
    awaiting_office = models.BooleanField(default=False)
    answer_raised = models.BooleanField(default=False)
    raised_by_id = models.UUIDField(null=True, blank=True)
    box = models.BinaryField(null=True)
    story = SealedField(facet=Facet.NARRATIVE, null=True)
    people = SealedField(facet=Facet.IDENTITY, null=True)
    place = SealedField(facet=Facet.LOCATION, null=True)
    accused = SealedField(facet=Facet.ACCUSED, null=True)
    care = SealedField(facet=Facet.CARE, null=True)
    reading = SealedField(facet=Facet.CARE, null=True)
    steps = SealedField(facet=Facet.CARE, null=True)
    decision = SealedField(facet=Facet.CARE, null=True)

    objects: ClassVar = Living["Report"]("pk")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="report_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="boxed", box__isnull=False)
                | (~models.Q(state="boxed") & models.Q(box__isnull=True, care__isnull=False)),
                name="report_boxed_or_admitted",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="decided")
                | models.Q(decided_day__isnull=False, decision__isnull=False),
                name="report_decided_says_what",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "received_day"], name="report_by_state"),
            models.Index(fields=["awaiting_office"], name="report_awaiting"),
            models.Index(fields=["raised_by_id", "received_day"], name="report_by_activist"),
        ]


class Message(models.Model):
    """A line between the office and a reporter, in the mailbox of one report. Append-only.

    `submission` is a hash of the form's one-time token: a message sent twice is kept once.
    """

    id = RandomIdField()
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    from_office = models.BooleanField()
    author_id = models.UUIDField(null=True, blank=True)
    day = models.DateField()
    body = models.BinaryField()
    submission = models.BinaryField(max_length=32, null=True)

    objects: ClassVar = Living["Message"]("report_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="one_message_a_number"),
            # Conditional, so that SQLite adds an index and keeps the append-only triggers.
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(submission__isnull=False),
                name="one_message_a_form",
            ),
            models.CheckConstraint(
                condition=models.Q(from_office=False, author_id__isnull=True)
                | models.Q(from_office=True, author_id__isnull=False),
                name="office_message_has_an_author",
            ),
        ]
