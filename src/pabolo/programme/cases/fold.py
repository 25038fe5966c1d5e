"""The state of a case: the fold over its journal. Pure; opens nothing, decides nothing."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce, singledispatch

from pabolo.programme.cases import entries as e
from pabolo.programme.cases.conferences import ended, stepped
from pabolo.programme.cases.legal_track import LINES, followed
from pabolo.programme.cases.standing import AtHome as AtHome
from pabolo.programme.cases.standing import (
    Change,
    CostRow,
    Goal,
    Logged,
    Stay,
    Transfer,
    Version,
    all_past,
)
from pabolo.programme.cases.standing import Filled as Filled
from pabolo.programme.cases.standing import PlanItem as PlanItem
from pabolo.programme.cases.state import CaseState as CaseState


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
    return replace(state, worker=line.worker, handover=None, uncovered=False)


@step.register
def _(line: e.RiskRead, state: CaseState) -> CaseState:
    lowered = state.risk_lowered if line.kept_low else None
    return replace(
        state,
        risk=line.level,
        risk_assessed=line.assessed,
        flags=line.flags,
        risk_lowered=lowered,
        readings=(*state.readings, line),
    )


@step.register
def _(line: e.RiskLowered, state: CaseState) -> CaseState:
    readings = (*state.readings, line)
    return replace(state, risk=line.level, risk_lowered=line, readings=readings)


@step.register
def _(line: e.Assessed, state: CaseState) -> CaseState:
    return replace(state, assessed_at=line.at)


@step.register
def _(line: e.Consented, state: CaseState) -> CaseState:
    return replace(state, consents=(*state.consents, line))


@step.register
def _(line: e.GoalSet, state: CaseState) -> CaseState:
    known = state.goals.get(line.goal)
    goal = replace(known, set=line) if known else Goal(line)
    return replace(state, goals={**state.goals, line.goal: goal})


@step.register
def _(line: e.GoalJudged, state: CaseState) -> CaseState:
    if line.goal not in state.goals:
        return state
    goal = replace(state.goals[line.goal], judged=line)
    return replace(state, goals={**state.goals, line.goal: goal})


@step.register
def _(line: e.Planned, state: CaseState) -> CaseState:
    known = state.plan.get(line.item)
    item = known.rewritten(line) if known else PlanItem(line)
    return replace(state, plan={**state.plan, line.item: item})


@step.register
def _(line: e.PlanApproved, state: CaseState) -> CaseState:
    plan = {key: item.in_force() if key in line.items else item for key, item in state.plan.items()}
    versions = _decided(state.versions, approved=line)
    return replace(state, plan=plan, proposal=None, versions=versions)


@step.register
def _(line: e.PlanProposed, state: CaseState) -> CaseState:
    items = [state.plan[key] for key in line.items if key in state.plan]
    changes = tuple(Change(one.planned if one.approved else None, one.proposed) for one in items)
    return replace(state, proposal=line, versions=(*state.versions, Version(line, changes)))


@step.register
def _(line: e.PlanReturned, state: CaseState) -> CaseState:
    return replace(state, proposal=None, versions=_decided(state.versions, returned=line))


def _decided(
    versions: tuple[Version, ...],
    *,
    approved: e.PlanApproved | None = None,
    returned: e.PlanReturned | None = None,
) -> tuple[Version, ...]:
    """The last proposal with what became of it."""
    if not versions:
        return versions
    return (*versions[:-1], replace(versions[-1], approved=approved, returned=returned))


@step.register
def _(line: e.FollowedUp, state: CaseState) -> CaseState:
    return state if line.reached else replace(state, attempts=state.attempts + 1)


@step.register
def _(line: e.PlanItemEnded, state: CaseState) -> CaseState:
    item = replace(state.plan[line.item], ended=line.outcome, ended_reason=line.reason)
    return replace(state, plan={**state.plan, line.item: item})


@step.register
def _(line: e.ServiceGiven, state: CaseState) -> CaseState:
    key = line.id or str(len(state.log))
    log = {**state.log, key: Logged(key, line, line)}
    return _recounted(replace(state, log=log), line.item)


@step.register
def _(line: e.ServiceCorrected, state: CaseState) -> CaseState:
    known = state.log.get(line.of)
    if known is None:
        return state
    row = known.corrected(line)
    state = replace(state, log={**state.log, line.of: row})
    return _recounted(state, known.line.item, row.line.item)


def _recounted(state: CaseState, *items: str) -> CaseState:
    """Count anew what was given on these items."""
    touched = {
        key: replace(state.plan[key], given=sum(one.item == key for one in state.services))
        for key in items
        if key in state.plan
    }
    return replace(state, plan={**state.plan, **touched})


@step.register
def _(line: e.CostNoted, state: CaseState) -> CaseState:
    return replace(state, costs={**state.costs, line.id: CostRow(line)})


@step.register
def _(line: e.CostCorrected, state: CaseState) -> CaseState:
    if line.of not in state.costs:
        return state
    return replace(state, costs={**state.costs, line.of: state.costs[line.of].corrected(line)})


@step.register
def _(line: e.Sheltered, state: CaseState) -> CaseState:
    return replace(state, stays={**state.stays, line.stay: Stay(line, line.until)})


@step.register
def _(line: e.ShelterExtended, state: CaseState) -> CaseState:
    stay = state.stays[line.stay]
    stay = replace(stay, until=line.until, extended=(*stay.extended, line))
    return replace(state, stays={**state.stays, line.stay: stay})


@step.register
def _(line: e.ShelterLeft, state: CaseState) -> CaseState:
    stay = replace(state.stays[line.stay], left=line)
    return replace(state, stays={**state.stays, line.stay: stay})


@step.register
def _(line: e.PoliceReported, state: CaseState) -> CaseState:
    return replace(state, police=line)


@step.register
def _(line: LINES, state: CaseState) -> CaseState:
    return replace(state, legal=followed(line, state.legal))


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
    # What nobody took, and a conference that waits, fall away: reopened, the case is begun anew.
    past, left = all_past(state.transfers), ended(state.conferences)
    state = replace(state, conferences=left, transfers=past)
    return replace(state, closed=line, closure=None, handover=None, handover_written=False)


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


@step.register
def _(line: e.HandOverBegun, state: CaseState) -> CaseState:
    worker = line.to if line.at_once else state.worker
    uncovered = state.uncovered and not line.at_once
    return replace(state, handover=line, handover_written=False, worker=worker, uncovered=uncovered)


@step.register
def _(line: e.HandOverWritten, state: CaseState) -> CaseState:
    return replace(state, handover_written=True)


@step.register
def _(line: e.HandOverTaken, state: CaseState) -> CaseState:
    return replace(state, worker=line.by, handover=None, uncovered=False)


@step.register
def _(line: e.CoverLost, state: CaseState) -> CaseState:
    return replace(state, uncovered=True)


@step.register
def _(line: e.CoverBegun, state: CaseState) -> CaseState:
    return replace(state, uncovered=state.uncovered and line.away != state.worker)


@step.register
def _(line: e.CoverEnded, state: CaseState) -> CaseState:
    return replace(state, uncovered=False)


@step.register
def _(line: e.GlassBroken, state: CaseState) -> CaseState:
    return replace(state, glass={**state.glass, line.opening: line})


@step.register
def _(line: e.GlassReviewed, state: CaseState) -> CaseState:
    left = {key: one for key, one in state.glass.items() if key != line.opening}
    return replace(state, glass=left)


@step.register
def _(line: e.SessionHeld, state: CaseState) -> CaseState:
    return replace(state, sessions=(*state.sessions, line))


@step.register
def _(line: e.ClinicalHanded, state: CaseState) -> CaseState:
    return replace(state, clinical_handed=(*state.clinical_handed, line))


@step.register
def _(line: e.VisitPlanned, state: CaseState) -> CaseState:
    return replace(state, visits={**state.visits, line.visit: line})


@step.register
def _(line: e.VisitSilent, state: CaseState) -> CaseState:
    return replace(state, silent=(*state.silent, line.visit))


@step.register
def _(line: e.VisitHeard, state: CaseState) -> CaseState:
    return replace(state, silent=tuple(one for one in state.silent if one != line.visit))


@step.register
def _(line: e.AssessmentBegun, state: CaseState) -> CaseState:
    return replace(state, filled={**state.filled, line.assessment: Filled(line)})


@step.register
def _(line: e.PartSaved, state: CaseState) -> CaseState:
    before = state.filled[line.assessment]
    after = replace(before, parts={**before.parts, line.part: line})
    return replace(state, filled={**state.filled, line.assessment: after})


@step.register
def _(line: e.AssessmentEnded, state: CaseState) -> CaseState:
    after = replace(state.filled[line.assessment], ended=line)
    return replace(state, filled={**state.filled, line.assessment: after})


@step.register
def _(line: e.SafetyPlanMade, state: CaseState) -> CaseState:
    return replace(state, safety=line)


@step.register
def _(line: e.TransferLine, state: CaseState) -> CaseState:
    one = state.transfers.get(line.transfer, Transfer()).after(line)
    return replace(state, transfers={**state.transfers, line.transfer: one})


@step.register
def _(line: e.HomeChildListed, state: CaseState) -> CaseState:
    return replace(state, at_home={**state.at_home, line.child: AtHome(line)})


@step.register
def _(line: e.HomeChildSettled, state: CaseState) -> CaseState:
    after = replace(state.at_home[line.child], settled=line)
    return replace(state, at_home={**state.at_home, line.child: after})


@step.register
def _(line: e.ConferenceLine, state: CaseState) -> CaseState:
    return replace(state, conferences=stepped(line, state.conferences))


def _linked(state: CaseState, report: str, incident: str) -> CaseState:
    return replace(
        state,
        reports=state.reports + ((report,) if report else ()),
        incidents=state.incidents + ((incident,) if incident else ()),
    )


def fold(lines: Iterable[e.Line]) -> CaseState:
    """The state after these lines, in order. Lines whose facet was not opened are absent."""
    return reduce(lambda state, line: step(line, state), lines, CaseState())
