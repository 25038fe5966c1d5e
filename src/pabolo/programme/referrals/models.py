"""Referrals: a question to a partner, its journal, and the slip that opens one packet."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living
from pabolo.programme.cases.models import Case
from pabolo.rules.vocabulary import Facet, ReferralState

ENDED = ("fed_back", "withdrawn")


class Referral(models.Model):
    """One question to one agency, in the folder of its case: who may see the case sees it.

    In the clear: where it stands and its days. Agency, service and question are sealed.
    """

    id = RandomIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    state = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)
    opened_day = models.DateField()
    changed_day = models.DateField()
    closed_day = models.DateField(null=True, blank=True)
    body = SealedField(facet=Facet.CARE)

    objects: ClassVar = Living["Referral"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ReferralState]),
                name="referral_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED, closed_day__isnull=False)
                | (~models.Q(state__in=ENDED) & models.Q(closed_day__isnull=True)),
                name="referral_ended_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["closed_day", "changed_day"], name="referral_by_change")
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id


class ReferralEntry(models.Model):
    """One line of a referral's history. Append-only. No author: the partner wrote it."""

    id = RandomIdField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    author_id = models.UUIDField(null=True, blank=True)
    day = models.DateField()
    body = SealedField(facet=Facet.CARE)

    objects: ClassVar = Living["ReferralEntry"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "seq"], name="one_referral_line_a_number")
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id


class Slip(models.Model):
    """What lets the partner in: one packet of one referral, until a day or until withdrawn.

    Only keyed tags of the link's secret and of the short code are kept; both come from the
    slip's own random id and the root, so that the office can print the slip again.
    """

    id = RandomIdField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="slips")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    tag = models.BinaryField(max_length=32, unique=True)
    code_tag = models.BinaryField(max_length=32, unique=True)
    issued_day = models.DateField()
    until_day = models.DateField()
    ended_day = models.DateField(null=True, blank=True)
    packet = SealedField(facet=Facet.IDENTITY)

    objects: ClassVar = Living["Slip"]("case_id")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(ended_day__isnull=True),
                name="one_open_slip_a_referral",
            )
        ]

    @property
    def folder_id(self) -> UUID:
        """Sealed with the case."""
        return self.case_id
