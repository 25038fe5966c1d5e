"""When may a case end, who decides it, and how does it come back?

Never by silence: a reason, its criteria, and a second person.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.duties import Owner, Posts
from pabolo.rules.lifecycle import FINISHED
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Role

ENOUGH_ATTEMPTS = 3
SECOND_POSTS = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What is known of a case that should end.

    `contact_attempts` counts recorded tries to reach the family. `open_legal_duties` counts
    duties fixed by law that stand open; `legal_reason` says why they cannot be met.
    `open_referrals` counts questions to partners that somebody still owes something,
    `open_minutes` conferences that were held and whose minutes are not finished.
    `transfer_runs`: a hand-over to another unit is asked for, approved or sent.
    """

    stage: CaseStage
    worker_id: UUID | None = None
    requested_by: UUID | None = None
    reason: ClosureReason | None = None
    note: str = ""
    open_goals: int = 0
    child_is_safe: bool = False
    child_view_recorded: bool = False
    accepted_elsewhere: bool = False
    handed_over: bool = False
    is_adult: bool = False
    transition_planned: bool = False
    capacity_checked: bool = False
    contact_attempts: int = 0
    merged: bool = False
    information_given: bool = False
    open_legal_duties: int = 0
    in_shelter: bool = False
    legal_reason: str = ""
    open_referrals: int = 0
    open_minutes: int = 0
    transfer_runs: bool = False
    excluded: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def goals_met(self) -> bool:
        """Whether no goal of the plan is open."""
        return self.open_goals == 0

    @property
    def tried_enough(self) -> bool:
        """Whether the family was looked for often enough."""
        return self.contact_attempts >= ENOUGH_ATTEMPTS


_NOT_SECOND = Refusal("close.not_second", "Only a supervisor or a higher post closes a case.")
_NOT_OPEN = Refusal("close.not_open", "This case is not open.")
_NOT_REQUESTED = Refusal("close.not_requested", "Nobody has asked for closure yet.")
_SAFE = ("child_is_safe", Refusal("close.not_safe", "Record first that the child is safe."))
_VIEW = (
    "child_view_recorded",
    Refusal("close.child_view_missing", "Record what the child says about ending."),
)

CRITERIA: dict[ClosureReason, tuple[tuple[str, Refusal], ...]] = {
    ClosureReason.GOALS_MET: (
        ("goals_met", Refusal("close.goals_open", "Some goals of the plan are still open.")),
        _SAFE,
        _VIEW,
    ),
    ClosureReason.HANDED_TO_AGENCY: (
        (
            "accepted_elsewhere",
            Refusal("close.not_accepted", "The other agency has not accepted the case yet."),
        ),
    ),
    ClosureReason.MOVED_AWAY: (
        (
            "handed_over",
            Refusal(
                "close.not_handed_over", "Hand the case over to the child's new regency first."
            ),
        ),
    ),
    ClosureReason.ADULT: (
        ("is_adult", Refusal("close.not_adult", "The child is not 18 yet.")),
        (
            "transition_planned",
            Refusal("close.no_transition", "Plan first who helps after the 18th birthday."),
        ),
    ),
    ClosureReason.STOPPED_BY_CHILD: (
        (
            "capacity_checked",
            Refusal(
                "close.capacity_unchecked",
                "Check first that they decided freely and understood what ends.",
            ),
        ),
        _SAFE,
        _VIEW,
    ),
    ClosureReason.UNREACHABLE: (
        (
            "tried_enough",
            Refusal("close.too_few_attempts", "Record at least three tries to reach the family."),
        ),
    ),
    ClosureReason.DIED: (),
    ClosureReason.DUPLICATE: (
        ("merged", Refusal("close.not_merged", "Join the two files first.")),
    ),
    ClosureReason.OUTSIDE_SCOPE: (
        (
            "information_given",
            Refusal("close.no_information", "Record which service they were told about."),
        ),
    ),
}

AFTER_CARE_FOR = frozenset(
    {ClosureReason.GOALS_MET, ClosureReason.STOPPED_BY_CHILD, ClosureReason.UNREACHABLE}
)


def closure_criteria(facts: ClosingFacts) -> tuple[Refusal, ...]:
    """What is still missing before this case may end for this reason?

    Everything at once, for the screen; empty when nothing is missing.

    Source: Permen PPPA 2/2022 (termination); PP 78/2021, Pasal 88 (before a child returns);
    UU 12/2022 (TPKS) for duties fixed by law.
    """
    if facts.reason is None:
        return (Refusal("close.no_reason", "Choose the reason why the case ends."),)
    missing = [refusal for name, refusal in CRITERIA[facts.reason] if not getattr(facts, name)]
    if not facts.note.strip():
        missing.append(Refusal("close.no_note", "Write in a few words why the case ends."))
    if facts.in_shelter:
        missing.append(
            Refusal(
                "close.in_shelter",
                "A stay in the shelter is still running. Record its end first.",
            )
        )
    if facts.open_legal_duties and not facts.legal_reason.strip():
        missing.append(
            Refusal(
                "close.legal_duty_open",
                "A duty under the law is still open. Meet it, or write why it cannot be met.",
            )
        )
    if facts.open_referrals:
        missing.append(
            Refusal(
                "close.referral_open",
                "A referral is still open. See it through, or withdraw it with a word why.",
            )
        )
    if facts.open_minutes:
        missing.append(
            Refusal(
                "close.minutes_open",
                "A case conference was held and its minutes are not finished. Finish them first.",
            )
        )
    if facts.transfer_runs:
        missing.append(
            Refusal(
                "close.transfer_runs",
                "A hand-over to another unit is under way. See it through, or withdraw it first.",
            )
        )
    return tuple(missing)


def may_request_closure(actor: Actor, facts: ClosingFacts) -> Refusal | None:
    """Who may ask for a case to be closed, and when?

    The case worker or a supervisor, once the criteria of the reason are met. Silence is no reason.

    Source: Permen PPPA 2/2022 (termination).
    """
    if actor.id in facts.excluded or not actor.has(Role.CASE_WORKER, Role.SUPERVISOR):
        return Refusal("close.not_yours", "Only the case worker or a supervisor asks for closure.")
    if facts.stage in FINISHED:
        return _NOT_OPEN
    if facts.requested_by is not None:
        return Refusal(
            "close.already_requested", "Closure was asked for; the second person decides."
        )
    return next(iter(closure_criteria(facts)), None)


def may_close(actor: Actor, facts: ClosingFacts) -> Refusal | None:
    """Who may close this case as the second person?

    A supervisor (acting ones too), the head of the agency or the province's unit; never the
    case's worker, never the person who asked.

    Source: Permen PPPA 2/2022 (termination); separation of duties.
    """
    if actor.id in facts.excluded or not actor.has(*SECOND_POSTS):
        return _NOT_SECOND
    if facts.stage in FINISHED:
        return _NOT_OPEN
    if facts.requested_by is None:
        return _NOT_REQUESTED
    if actor.id == facts.requested_by:
        return Refusal("close.own_request", "You asked for closure; another person must decide it.")
    if actor.id == facts.worker_id:
        return Refusal("close.own_case", "This is your own case; another person must close it.")
    return next(iter(closure_criteria(facts)), None)


def may_decline_closure(actor: Actor, facts: ClosingFacts, *, reason: str) -> Refusal | None:
    """Who may say that a case goes on although closure was asked for?

    Whoever could be the second person, with a reason; criteria do not matter.

    Source: Permen PPPA 2/2022 (termination); separation of duties.
    """
    if actor.id in facts.excluded or not actor.has(*SECOND_POSTS):
        return _NOT_SECOND
    if facts.requested_by is None:
        return _NOT_REQUESTED
    if not reason.strip():
        return Refusal("close.decline_reason", "Write why the case goes on.")
    return None


def second_person(facts: ClosingFacts, posts: Posts) -> Owner | None:
    """Which post decides the closure as second person?

    A supervisor, acting ones included; where none is left, the head of the agency, then the
    province's unit. None where nobody is left: the case stays open.

    Source: Perpres 55/2024 (units of regency and province); separation of duties.
    """
    barred = facts.excluded | {facts.requested_by, facts.worker_id}
    for role in SECOND_POSTS:
        if _others(posts.get(role, ()), barred):
            return Owner(role)
    return None


def _others(holders: Collection[UUID], barred: Collection[UUID | None]) -> bool:
    return any(holder not in barred for holder in holders)


def may_reopen(
    actor: Actor, stage: CaseStage, *, reason: str, excluded: bool = False
) -> Refusal | None:
    """Who may open a case again?

    Intake, case worker or supervisor, with a reason. The child is the same child.

    Source: Permen PPPA 2/2022; inter-agency guidelines for case management (reopening).
    """
    if excluded or not actor.has(Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR):
        return Refusal("reopen.not_yours", "This case is not yours to reopen.")
    if stage not in FINISHED:
        return Refusal("reopen.still_open", "This case is still open.")
    if not reason.strip():
        return Refusal("reopen.no_reason", "Write why the case is opened again.")
    return None


def needs_after_care(reason: ClosureReason) -> bool:
    """Does somebody ask after the child once the case is closed?

    Source: PP 78/2021, Pasal 88 (monitoring after return).
    """
    return reason in AFTER_CARE_FOR
