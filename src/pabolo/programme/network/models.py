"""Groups and what they do. Numbers of people, names of members; never a child's data."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pabolo.ground.lib.ids import RandomIdField, UUIDField


class Group(models.Model):
    """A PATBM group, attached to a place of any level by its Kemendagri code."""

    id = RandomIdField()
    place = models.CharField(max_length=13, db_index=True)
    formed_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(until_day__isnull=True),
                name="one_living_group_at_a_place",
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("formed_day")),
                name="group_ends_after_it_forms",
            ),
        ]


class Decree(models.Model):
    """The letter (SK) that appoints the group, and how long it holds."""

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="decrees")
    number = models.CharField(max_length=80)
    day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "number"], name="decree_once"),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("day")),
                name="decree_ends_after_it_starts",
            ),
        ]


class Member(models.Model):
    """Who belongs to the group, since when. Linked to an account where the person has one.

    `element` and `role` are codes of the lists `member_element` and `member_role`.
    """

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    name = models.CharField(max_length=120)
    element = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="member_leaves_after_joining",
            )
        ]


class Activity(models.Model):
    """Something the group did. `level`, `kind`, `strategy` are codes of `activity_*`, `strategy`.

    `total` is the sum of the turnout. A wrong entry is withdrawn, not deleted.
    """

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="activities")
    day = models.DateField(db_index=True)
    level = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    strategy = models.CharField(max_length=20)
    where = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=500, blank=True)
    total = models.PositiveIntegerField()
    recorded_by = UUIDField()
    recorded_at = models.DateTimeField()
    withdrawn_day = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "day"], name="activity_by_group")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(total__gt=0), name="activity_had_people"),
            models.CheckConstraint(
                condition=Q(withdrawn_day__isnull=True) | ~Q(withdrawn_because=""),
                name="activity_withdrawn_with_a_reason",
            ),
        ]


class Turnout(models.Model):
    """How many people of one sex and age band came to an activity (`sex`, `age_band` codes)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="turnout")
    sex = models.CharField(max_length=2)
    band = models.CharField(max_length=2)
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "sex", "band"], name="turnout_once")
        ]


class Meeting(models.Model):
    """A meeting of the group itself, with how many came."""

    id = RandomIdField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    attendance = models.PositiveSmallIntegerField()
    minutes = models.CharField(max_length=2000, blank=True)
    recorded_by = UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "day"], name="meeting_by_group")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(attendance__gt=0), name="meeting_had_people")
        ]
