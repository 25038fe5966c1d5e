"""Incidents and cases. A case is a child's file: an append-only journal of sealed entries."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import BY_COLUMN, SealedField
from pabolo.ground.vault.living import Living
from pabolo.programme.children.models import Child
from pabolo.programme.intake.models import Report
from pabolo.rules.vocabulary import Facet

ENDED = ("closed", "transferred")


class Incident(models.Model):
    """What happened, once; may concern several children. The alleged perpetrators lie apart."""

    id = RandomIdField()
    version = models.PositiveIntegerField(default=1)
    changed_day = models.DateField()
    stats = SealedField(facet=Facet.STATS)
    narrative = SealedField(facet=Facet.NARRATIVE)
    accused = SealedField(facet=Facet.ACCUSED)

    objects: ClassVar = Living["Incident"]("pk")


class IncidentChild(models.Model):
    """A child was part of an incident. The role (victim, witness, in conflict) is sealed."""

    id = RandomIdField()
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="incidents")
    role = SealedField(facet=Facet.STATS)

    objects: ClassVar = Living["IncidentChild"]("incident_id", "child_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "child"], name="child_once_an_incident")
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the incident."""
        return self.incident_id


class Case(models.Model):
    """One child's file. Its state of affairs is the fold over its entries."""

    id = RandomIdField()
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    stage = models.CharField(max_length=12, default="received")
    light = models.BooleanField(default=False)
    worker_id = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    opened_day = models.DateField()
    changed_day = models.DateField()
    # Since when the case stands in its stage; empty where it never moved.
    stage_day = models.DateField(null=True, blank=True)
    closed_day = models.DateField(null=True, blank=True)
    stats = SealedField(facet=Facet.STATS)

    objects: ClassVar = Living["Case"]("pk")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(closed_day__isnull=True),
                name="one_open_case_a_child",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=ENDED, closed_day__isnull=False)
                | (~models.Q(stage__in=ENDED) & models.Q(closed_day__isnull=True)),
                name="case_closed_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "closed_day"], name="case_by_worker"),
            models.Index(fields=["closed_day", "changed_day"], name="case_by_change"),
        ]


class CaseReport(models.Model):
    """A report told about this case's child."""

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="cases")

    objects: ClassVar = Living["CaseReport"]("case_id", "report_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "report"], name="report_once_a_case")
        ]


class Entry(models.Model):
    """One line of a case's history. Append-only; what kind of line it is stays sealed."""

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    facet = models.CharField(max_length=10)
    author_id = models.UUIDField()
    day = models.DateField()
    body = SealedField(facet=BY_COLUMN)

    objects: ClassVar = Living["Entry"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_entry_a_number")
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id


class GlassOpening(models.Model):
    """Somebody outside the team opened a case's identity and place in an emergency. Append-only.

    Of staff only: who, which case, from when, for how many minutes. Why is in the journal.
    """

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="glass")
    person_id = models.UUIDField(db_index=True)
    from_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)

    objects: ClassVar = Living["GlassOpening"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=60), name="glass_an_hour_at_most"
            )
        ]


class GlassReview(models.Model):
    """A second person looked at an emergency opening. Append-only; what they wrote is sealed."""

    id = RandomIdField()
    opening = models.OneToOneField(GlassOpening, on_delete=models.PROTECT, related_name="review")
    opener_id = models.UUIDField()
    reviewer_id = models.UUIDField()
    justified = models.BooleanField()
    day = models.DateField()

    objects: ClassVar = Living["GlassReview"]("opening__case_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(opener_id=models.F("reviewer_id")),
                name="glass_reviewed_by_another",
            )
        ]


class Visit(models.Model):
    """A visit somebody makes for a case: whose, on which day, how it stands. The rest is sealed."""

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    visitor_id = models.UUIDField()
    companion_id = models.UUIDField(null=True, blank=True)
    day = models.DateField()
    state = models.CharField(max_length=10, default="planned")
    # Whether somebody waits for word by an agreed time.
    watched = models.BooleanField(default=False)
    plan = SealedField(facet=Facet.CARE)
    place = SealedField(facet=Facet.LOCATION)

    objects: ClassVar = Living["Visit"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["planned", "silent", "help", "safe", "done", "called_off"]
                ),
                name="visit_state_known",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "day"], name="visit_by_state"),
            models.Index(fields=["visitor_id", "day"], name="visit_by_visitor"),
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id


class Conference(models.Model):
    """A conference about a case: on which day, how it stands. Why, where and who is sealed."""

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conferences")
    day = models.DateField()
    state = models.CharField(max_length=10, default="called")
    plan = SealedField(facet=Facet.CARE)

    objects: ClassVar = Living["Conference"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["called", "held", "written", "finished", "cancelled", "ended"]
                ),
                name="conference_state_known",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "day"], name="conference_by_state")]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id


class LegalDate(models.Model):
    """An appointment with police or court: who comes along, on which day, how it stands.

    The hour is sealed with care; what it is and where, with the legal side.
    """

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_dates")
    companion_id = models.UUIDField(null=True, blank=True)
    day = models.DateField()
    state = models.CharField(max_length=10, default="planned")
    hour = SealedField(facet=Facet.CARE)
    what = SealedField(facet=Facet.LEGAL)

    objects: ClassVar = Living["LegalDate"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "held", "postponed", "called_off"]),
                name="legal_date_state_known",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "day"], name="legal_date_by_state")]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id
