"""Who belongs to a group, for how long, trained in what, and what they signed. Never a child."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pabolo.ground.lib.ids import RandomIdField
from pabolo.programme.network.models.groups import Group


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


class Term(models.Model):
    """For how long a member is appointed. A re-appointment is a new term; older ones stay."""

    id = RandomIdField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="terms")
    from_day = models.DateField()
    until_day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "from_day"], name="term_begins_once"),
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="term_ends_after_it_starts"
            ),
        ]


class Training(models.Model):
    """A training that a member took part in. `kind` is a code of the list `training_kind`."""

    id = RandomIdField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="trainings")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    hours = models.PositiveSmallIntegerField()
    issuer = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind", "day"], name="training_once"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="training_took_time"),
        ]


class Declaration(models.Model):
    """The signed promise to keep children safe, and before whom it was signed.

    A renewal is a new one; older ones stay.
    """

    id = RandomIdField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="declarations")
    day = models.DateField()
    witness = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "day"], name="declaration_once_a_day")
        ]
