"""Reading a case's risk again, and lowering it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.instruments import queries as instruments
from pabolo.ground.instruments.actions import keep
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.asking import sexual
from pabolo.programme.cases.fold import CaseState
from pabolo.rules.actors import Actor
from pabolo.rules.instruments import RISK
from pabolo.rules.risk import (
    Lowering,
    RiskFacts,
    classify_risk,
    may_assess_risk,
    may_lower_risk,
)
from pabolo.rules.vocabulary import Event, Risk

NOTHING: Mapping[str, str] = {}


def lowering_of(state: CaseState) -> Lowering | None:
    """The lowering that stands, as the rules see it."""
    line = state.risk_lowered
    return Lowering(Risk(line.level), line.reason, frozenset(line.flags)) if line else None


def read_risk(
    *,
    case_id: UUID,
    facts: RiskFacts,
    assessed: Risk,
    note: str = "",
    because: str = "",
    signs: Mapping[str, str] = NOTHING,
    edition: int = 0,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Read the risk from the signs known now, with the case's own forms and the child's age.

    A new sign of danger undoes an earlier lowering. `signs` are the answers to the edition of the
    red flags that was asked, where they were asked one by one.
    """
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    facts = replace(
        facts, sexual_violence=sexual(work.stats), youngest_age=work.stats.age_at_report
    )
    lowered = lowering_of(work.state)
    reading = classify_risk(facts, assessed=Risk(work.state.risk_assessed), lowered=lowered)
    if not reading.flags:
        ensure(may_assess_risk(by, reading=reading, to=assessed))
        reading = classify_risk(facts, assessed=assessed, lowered=lowered)
    line = e.RiskRead(
        at=at,
        by=by.id.hex,
        level=reading.level,
        assessed=assessed,
        flags=tuple(flag.code for flag in reading.flags),
        note=note,
        kept_low=lowered is not None and reading.level is lowered.level,
        signs=dict(signs),
        edition=edition,
        because=because,
    )
    with writing("case.risk", work):
        if edition:
            keep(instruments.edition(RISK, edition), at=at)
        append(work, line)
        tell(work, Event.RISK_READ, Event.RISK_CHANGED)
    return work


def lower_risk(
    *,
    case_id: UUID,
    to: Risk,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """A supervisor lowers the risk below what the signs show, with a reason."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    current, worker = Risk(work.state.risk), work.case.worker_id
    ensure(may_lower_risk(by, current=current, to=to, reason=reason, worker_id=worker))
    line = e.RiskLowered(
        at=at,
        by=by.id.hex,
        level=to,
        before=work.state.risk,
        reason=reason,
        flags=work.state.flags,
    )
    return record("case.risk_lowered", work, line, then=Event.RISK_CHANGED)
