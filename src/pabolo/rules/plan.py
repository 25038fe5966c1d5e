"""What makes a plan, and who approves it?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.mediation import is_mediation, may_mediate
from pabolo.rules.vocabulary import Role

APPROVERS = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)


class Beneficiary(StrEnum):
    """For whom something is planned."""

    CHILD = "child"
    FAMILY = "family"
    WITNESS = "witness"


class Function(StrEnum):
    """The six functions of the unit (Permen PPPA 2/2022)."""

    COMPLAINT = "complaint"
    OUTREACH = "outreach"
    CASE_MANAGEMENT = "case_management"
    SHELTER = "shelter"
    MEDIATION = "mediation"
    ACCOMPANIMENT = "accompaniment"


class Task(StrEnum):
    """The eleven tasks of the unit, letters a to k (Perpres 55/2024)."""

    RECEIVE = "a"
    INFORM_RIGHTS = "b"
    HEALTH = "c"
    PSYCHOLOGICAL = "d"
    REHABILITATION = "e"
    LEGAL = "f"
    ECONOMIC = "g"
    TEMPORARY_SHELTER = "h"
    DISABILITY = "i"
    COORDINATE = "j"
    MONITOR_JUSTICE = "k"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One step of a plan: for whom, to what end, which service, by whom, until when.

    `codes` are the service's own, `what` what somebody called it.
    """

    beneficiary: Beneficiary | None
    goal: str
    function: Function | None
    task: Task | None
    provider: str
    responsible: UUID | None
    due_day: date | None
    codes: tuple[str, ...] = ()
    what: str = ""

    @property
    def mediates(self) -> bool:
        """Whether it settles by talking, by whatever name."""
        return is_mediation(function=self.function or "", codes=self.codes, what=self.what)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is known of a plan put before the supervisor.

    `why_not_agreed` says why child or guardian could not agree.
    """

    author: UUID
    items: tuple[PlanItem, ...] = ()
    child_agreed: bool = False
    why_not_agreed: str = ""
    sexual_violence: bool = False
    offender_is_child: bool | None = None
    excluded: frozenset[UUID] = frozenset()


def check_item(item: PlanItem, *, today: date) -> Refusal | None:
    """Is this plan item whole?

    Source: Permen PPPA 2/2022 (six functions); Perpres 55/2024 (eleven tasks; families and
    witnesses are beneficiaries too).
    """
    if item.beneficiary is None:
        return Refusal("plan.for_whom", "Say for whom this is: the child, the family or a witness.")
    if not item.goal.strip():
        return Refusal("plan.goal", "Say what this should achieve.")
    if item.function is None or item.task is None:
        return Refusal("plan.service", "Choose the function and the task this belongs to.")
    if not item.provider.strip() or item.responsible is None:
        return Refusal("plan.who", "Say who gives this and who sees to it.")
    return _check_due(item, today)


def _check_due(item: PlanItem, today: date) -> Refusal | None:
    if item.due_day is None:
        return Refusal("plan.due_missing", "Say until when.")
    if item.due_day < today:
        return Refusal("plan.due_past", "This day has passed. Choose a day still to come.")
    return None


def check_mediation(
    items: Collection[PlanItem], *, sexual_violence: bool, offender_is_child: bool | None
) -> Refusal | None:
    """Does the plan settle by talking what must not be settled so?

    Source: UU 12/2022 (TPKS), Pasal 23.
    """
    if not any(item.mediates for item in items):
        return None
    return may_mediate(sexual_violence=sexual_violence, offender_is_child=offender_is_child)


def may_approve_plan(actor: Actor, plan: PlanFacts) -> Refusal | None:
    """Who may approve a plan, and when?

    A supervisor, the head of the agency or the province's unit, who did not write it. It needs an
    item, and the child's agreement or the reason why it could not be asked for.

    Source: Permen PPPA 2/2022 (plan made with the beneficiary, approved by the case manager).
    """
    if actor.id in plan.excluded or not actor.has(*APPROVERS):
        return Refusal("plan.approve.role", "Only a supervisor approves a plan.")
    if actor.id == plan.author:
        return Refusal("plan.approve.own", "You wrote this plan; another person must approve it.")
    if not plan.items:
        return Refusal("plan.approve.empty", "The plan has no items yet.")
    if not plan.child_agreed and not plan.why_not_agreed.strip():
        return Refusal(
            "plan.approve.not_agreed", "Record that the child agrees, or why it could not be asked."
        )
    return check_mediation(
        plan.items,
        sexual_violence=plan.sexual_violence,
        offender_is_child=plan.offender_is_child,
    )


def may_return_plan(actor: Actor, plan: PlanFacts, *, reason: str) -> Refusal | None:
    """Who may send a plan back?

    Source: Permen PPPA 2/2022 (case manager).
    """
    if actor.id in plan.excluded or not actor.has(*APPROVERS):
        return Refusal("plan.return.role", "Only a supervisor returns a plan.")
    if not reason.strip():
        return Refusal("plan.return.reason", "Write what should change.")
    return None
