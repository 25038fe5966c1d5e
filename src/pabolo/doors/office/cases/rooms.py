"""The parts of a case's file that have a page of their own, as its navigation shows them.

The list is a courtesy: every page asks the access matrix and the grants again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.office.access import OFFICE
from pabolo.rules.actors import Actor
from pabolo.rules.entry import may_enter


@dataclass(frozen=True, slots=True)
class CaseRoom:
    """One part of the file: what it is called, and its route (which takes the case's id)."""

    name: Promise
    route: str


# In the order of the work.
ROOMS: Sequence[CaseRoom] = (
    CaseRoom(_("Assessment and risk"), "office:assessment"),
    CaseRoom(_("Plan and services"), "office:case_plan"),
    CaseRoom(_("Shelter"), "office:case_shelter"),
    CaseRoom(_("Legal track"), "office:case_legal"),
    CaseRoom(_("Referrals"), "office:case_referrals"),
    CaseRoom(_("Conference"), "office:case_conference"),
    CaseRoom(_("Team"), "office:case_team"),
    CaseRoom(_("Sessions"), "office:case_sessions"),
    CaseRoom(_("SIMFONI sheet"), "office:simfoni_case"),
    CaseRoom(_("Letters and documents"), "office:case_letters"),
    CaseRoom(_("Another unit"), "office:case_transfer"),
)


def rooms_of(case_id: UUID, actor: Actor, *, here: str = "") -> list[dict[str, object]]:
    """The parts that this person's posts open, each with its address; `here` is the current one."""
    return [
        {
            "name": room.name,
            "address": reverse(room.route, args=[case_id]),
            "here": room.route == here,
        }
        for room in ROOMS
        if may_enter(actor, OFFICE[room.route]) is None
    ]
