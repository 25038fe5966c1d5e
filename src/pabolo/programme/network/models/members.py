"""Who belongs to a group. Names of members, linked to accounts; never a child."""

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
