"""Where can a report or a case go from here, who moves it, and what must be true?

One table each; the state diagram in the documentation is drawn from it. A stage is no gate for
help: emergency services are given at any stage.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import CaseStage, ReportState, Role


class Truth(StrEnum):
    """What may have to be true before a move."""

    TRIAGED = "triaged"
    WORKER_ASSIGNED = "worker_assigned"
    ASSESSED = "assessed"
    PLAN_APPROVED = "plan_approved"
    BASIS_STANDS = "basis_stands"
    MAY_CLOSE = "may_close"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    REASON_GIVEN = "reason_given"


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from, to, who may, what must be true."""

    origin: StrEnum
    to: StrEnum
    who: tuple[Role, ...]
    needs: tuple[Truth, ...] = ()


MISSING: dict[Truth, Refusal] = {
    Truth.TRIAGED: Refusal("move.not_triaged", "Decide first what becomes of the report."),
    Truth.WORKER_ASSIGNED: Refusal("move.no_worker", "Give the case a case worker first."),
    Truth.ASSESSED: Refusal("move.not_assessed", "Record the assessment first."),
    Truth.PLAN_APPROVED: Refusal("move.plan_not_approved", "The plan has not been approved yet."),
    Truth.BASIS_STANDS: Refusal(
        "move.no_basis", "Record consent first, or the other basis for helping."
    ),
    Truth.MAY_CLOSE: Refusal(
        "move.not_closable", "Closing needs its criteria, a reason and a second person."
    ),
    Truth.ACCEPTED_ELSEWHERE: Refusal(
        "move.not_accepted", "The other unit has not accepted the case yet."
    ),
    Truth.REASON_GIVEN: Refusal("move.no_reason", "Write the reason first."),
}

_INTAKE = (Role.INTAKE, Role.SUPERVISOR)
_WORKERS = (Role.CASE_WORKER, Role.SUPERVISOR)
_SECONDS = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)

DECIDED = frozenset(
    {
        ReportState.INFORMATION_ONLY,
        ReportState.REFERRED,
        ReportState.NEW_CASE,
        ReportState.JOINED,
    }
)
FINISHED = frozenset({CaseStage.CLOSED, CaseStage.TRANSFERRED})
OPEN_STAGES = tuple(stage for stage in CaseStage if stage not in FINISHED)

REPORT_MOVES: tuple[Move, ...] = (
    Move(ReportState.RECEIVED, ReportState.READ, _INTAKE),
    *(
        Move(ReportState.READ, outcome, _INTAKE, (Truth.TRIAGED,))
        for outcome in ReportState
        if outcome in DECIDED
    ),
)

CASE_MOVES: tuple[Move, ...] = (
    Move(CaseStage.RECEIVED, CaseStage.VERIFYING, _WORKERS, (Truth.WORKER_ASSIGNED,)),
    Move(CaseStage.RECEIVED, CaseStage.ASSESSING, _WORKERS, (Truth.WORKER_ASSIGNED,)),
    Move(CaseStage.VERIFYING, CaseStage.ASSESSING, _WORKERS),
    Move(
        CaseStage.ASSESSING,
        CaseStage.PLANNED,
        _SECONDS,
        (Truth.ASSESSED, Truth.PLAN_APPROVED),
    ),
    Move(CaseStage.PLANNED, CaseStage.DELIVERING, _WORKERS, (Truth.BASIS_STANDS,)),
    Move(CaseStage.PLANNED, CaseStage.ASSESSING, _WORKERS),
    Move(CaseStage.DELIVERING, CaseStage.MONITORING, _WORKERS),
    Move(CaseStage.DELIVERING, CaseStage.ASSESSING, _WORKERS),
    Move(CaseStage.MONITORING, CaseStage.DELIVERING, _WORKERS, (Truth.BASIS_STANDS,)),
    Move(CaseStage.MONITORING, CaseStage.ASSESSING, _WORKERS),
    *(Move(stage, CaseStage.CLOSED, _SECONDS, (Truth.MAY_CLOSE,)) for stage in OPEN_STAGES),
    *(
        Move(stage, CaseStage.TRANSFERRED, _SECONDS, (Truth.ACCEPTED_ELSEWHERE, Truth.MAY_CLOSE))
        for stage in OPEN_STAGES
    ),
    *(
        Move(stage, CaseStage.REOPENED, (Role.INTAKE, *_WORKERS), (Truth.REASON_GIVEN,))
        for stage in CaseStage
        if stage in FINISHED
    ),
    Move(CaseStage.REOPENED, CaseStage.VERIFYING, _WORKERS, (Truth.WORKER_ASSIGNED,)),
    Move(CaseStage.REOPENED, CaseStage.ASSESSING, _WORKERS, (Truth.WORKER_ASSIGNED,)),
)


def may_move(
    actor: Actor,
    origin: StrEnum,
    to: StrEnum,
    *,
    moves: Sequence[Move] | None = None,
    true: Collection[Truth] = (),
) -> Refusal | None:
    """May this person move a report or a case from here to there?

    `true` names what holds. Without `moves` the table that knows the origin is taken.

    Source: Permen PPPA 2/2022 (steps of complaint handling and case management).
    """
    move = _find(origin, to, moves or moves_of(origin))
    if move is None:
        return Refusal("move.none", "This step is not possible from here.")
    if not actor.has(*move.who):
        return Refusal("move.role", "Your post does not take this step.")
    missing = [MISSING[need] for need in move.needs if need not in true]
    return missing[0] if missing else None


def _find(origin: StrEnum, to: StrEnum, moves: Iterable[Move]) -> Move | None:
    for move in moves:
        if move.origin is origin and move.to is to:
            return move
    return None


def moves_of(origin: StrEnum) -> tuple[Move, ...]:
    """Which table of moves knows this state?

    Source: the tables of this module.
    """
    return REPORT_MOVES if isinstance(origin, ReportState) else CASE_MOVES


def next_steps(actor: Actor, origin: StrEnum) -> tuple[StrEnum, ...]:
    """To which states may this person's post move it, if all that is needed is true?

    Source: the tables of this module.
    """
    return tuple(
        move.to for move in moves_of(origin) if move.origin is origin and actor.has(*move.who)
    )


def is_open(state: StrEnum) -> bool:
    """Is a report or a case in this state still open, so that somebody owes it something?

    Source: no child is lost between two steps.
    """
    return state not in DECIDED and state not in FINISHED
