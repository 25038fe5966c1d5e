"""The state of a case: the fold over its journal. Pure; opens nothing, decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce, singledispatch
from uuid import UUID

from pabolo.programme.cases import entries as e


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A plan item with what was given on it."""

    planned: e.Planned
    approved: bool = False
    given: int = 0
    ended: str = ""
    ended_reason: str = ""

    @property
    def open(self) -> bool:
        """Still owed."""
        return not self.ended and self.given < self.planned.times


@dataclass(frozen=True, slots=True)
class CaseState:
    """What is true of a case now."""

    opened: e.Opened | None = None
    light: bool = False
    reports: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    worker: str = ""
    risk: str = "not_assessed"
    risk_assessed: str = "not_assessed"
    flags: tuple[str, ...] = ()
    risk_lowered: e.RiskLowered | None = None
    assessed_at: datetime | None = None
    consents: tuple[e.Consented, ...] = ()
    plan: dict[str, PlanItem] = field(default_factory=dict)
    services: tuple[e.ServiceGiven, ...] = ()
    police: e.PoliceReported | None = None
    legal_stage: str = "H0"
    simfoni: str = ""
    simfoni_entered: e.SimfoniEntered | None = None
    simfoni_touched: tuple[str, ...] = ()
    simfoni_chosen: dict[str, str] = field(default_factory=dict)
    proposal: e.PlanProposed | None = None
    attempts: int = 0
    closure: e.ClosureAsked | None = None
    closed: e.Closed | None = None
    reopened: int = 0
    transition: e.TransitionPlanned | None = None
    screened: dict[str, str] = field(default_factory=dict)

    def found(self, outcome: str) -> tuple[str, ...]:
        """People about whom the last screening of names found this."""
        return tuple(person for person, one in self.screened.items() if one == outcome)

    def people_found(self, *outcomes: str) -> frozenset[UUID]:
        """The same of any of these, as ids."""
        return frozenset(UUID(person) for one in outcomes for person in self.found(one))

    @property
    def open_items(self) -> tuple[PlanItem, ...]:
        """Approved items on which something is still owed."""
        return tuple(item for item in self.plan.values() if item.approved and item.open)

    @property
    def planned_total(self) -> int:
        """Services promised by approved items."""
        return sum(item.planned.times for item in self.plan.values() if item.approved)

    @property
    def given_total(self) -> int:
        """Services given on approved items, never more than promised of each."""
        items = (item for item in self.plan.values() if item.approved)
        return sum(min(item.given, item.planned.times) for item in items)


@singledispatch
def step(line: e.Line, state: CaseState) -> CaseState:
    """The state after one line; kinds that change nothing shown leave it as it is."""
    return state


@step.register
def _(line: e.Opened, state: CaseState) -> CaseState:
    state = _linked(state, line.report, line.incident)
    return replace(state, opened=line, light=line.light)


@step.register
def _(line: e.Joined, state: CaseState) -> CaseState:
    return _linked(state, line.report, line.incident)


@step.register
def _(line: e.Assigned, state: CaseState) -> CaseState:
    return replace(state, worker=line.worker)


@step.register
def _(line: e.RiskRead, state: CaseState) -> CaseState:
    lowered = state.risk_lowered if line.kept_low else None
    return replace(
        state,
        risk=line.level,
        risk_assessed=line.assessed,
        flags=line.flags,
        risk_lowered=lowered,
    )


@step.register
def _(line: e.RiskLowered, state: CaseState) -> CaseState:
    return replace(state, risk=line.level, risk_lowered=line)


@step.register
def _(line: e.Assessed, state: CaseState) -> CaseState:
    return replace(state, assessed_at=line.at)


@step.register
def _(line: e.Consented, state: CaseState) -> CaseState:
    return replace(state, consents=(*state.consents, line))


@step.register
def _(line: e.Planned, state: CaseState) -> CaseState:
    return replace(state, plan={**state.plan, line.item: PlanItem(line)})


@step.register
def _(line: e.PlanApproved, state: CaseState) -> CaseState:
    plan = {
        key: replace(item, approved=True) if key in line.items else item
        for key, item in state.plan.items()
    }
    return replace(state, plan=plan, proposal=None)


@step.register
def _(line: e.PlanProposed, state: CaseState) -> CaseState:
    return replace(state, proposal=line)


@step.register
def _(line: e.PlanReturned, state: CaseState) -> CaseState:
    return replace(state, proposal=None)


@step.register
def _(line: e.FollowedUp, state: CaseState) -> CaseState:
    return state if line.reached else replace(state, attempts=state.attempts + 1)


@step.register
def _(line: e.PlanItemEnded, state: CaseState) -> CaseState:
    item = replace(state.plan[line.item], ended=line.outcome, ended_reason=line.reason)
    return replace(state, plan={**state.plan, line.item: item})


@step.register
def _(line: e.ServiceGiven, state: CaseState) -> CaseState:
    state = replace(state, services=(*state.services, line))
    if line.item not in state.plan:
        return state
    item = state.plan[line.item]
    return replace(state, plan={**state.plan, line.item: replace(item, given=item.given + 1)})


@step.register
def _(line: e.PoliceReported, state: CaseState) -> CaseState:
    return replace(state, police=line)


@step.register
def _(line: e.LegalStaged, state: CaseState) -> CaseState:
    return replace(state, legal_stage=line.stage)


@step.register
def _(line: e.SimfoniRecorded, state: CaseState) -> CaseState:
    return replace(state, simfoni=line.number)


@step.register
def _(line: e.SimfoniEntered, state: CaseState) -> CaseState:
    return replace(state, simfoni=line.number, simfoni_entered=line, simfoni_touched=())


@step.register
def _(line: e.SimfoniTouched, state: CaseState) -> CaseState:
    touched = dict.fromkeys((*state.simfoni_touched, *line.fields))
    return replace(state, simfoni_touched=tuple(touched))


@step.register
def _(line: e.SimfoniChosen, state: CaseState) -> CaseState:
    kept = {key: word for key, word in state.simfoni_chosen.items() if key != line.field}
    return replace(state, simfoni_chosen=kept | ({line.field: line.word} if line.word else {}))


@step.register
def _(line: e.ClosureAsked, state: CaseState) -> CaseState:
    return replace(state, closure=line)


@step.register
def _(line: e.ClosureDeclined, state: CaseState) -> CaseState:
    return replace(state, closure=None)


@step.register
def _(line: e.Closed, state: CaseState) -> CaseState:
    return replace(state, closed=line, closure=None)


@step.register
def _(line: e.Reopened, state: CaseState) -> CaseState:
    return replace(state, closed=None, reopened=state.reopened + 1)


@step.register
def _(line: e.TransitionPlanned, state: CaseState) -> CaseState:
    return replace(state, transition=line)


@step.register
def _(line: e.Led, state: CaseState) -> CaseState:
    return replace(state, light=line.light)


@step.register
def _(line: e.Screened, state: CaseState) -> CaseState:
    return replace(state, screened={**state.screened, line.person: line.outcome})


def _linked(state: CaseState, report: str, incident: str) -> CaseState:
    return replace(
        state,
        reports=state.reports + ((report,) if report else ()),
        incidents=state.incidents + ((incident,) if incident else ()),
    )


def fold(lines: Iterable[e.Line]) -> CaseState:
    """The state after these lines, in order. Lines whose facet was not opened are absent."""
    return reduce(lambda state, line: step(line, state), lines, CaseState())
