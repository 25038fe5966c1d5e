"""Where the work on a case is led: in SIMFONI, which is then only remembered here, or here."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.asking import NO_REASON, check_written
from pabolo.rules.actors import Actor
from pabolo.rules.light import may_make_full, may_make_light
from pabolo.rules.vocabulary import Event


def make_light(
    *,
    case_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Let SIMFONI lead. Reviews and plans fall away here; what the law asks for stays."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    running = bool(work.state.open_items)
    ensure(may_make_light(by, already_light=work.state.light, plan_running=running))
    return _lead(work, reason, light=True)


def make_full(
    *,
    case_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Lead the case here again; what is missing here becomes due."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    ensure(may_make_full(by, light=work.state.light))
    return _lead(work, reason, light=False)


def _lead(work: Work, reason: str, *, light: bool) -> Work:
    ensure(check_written(reason, NO_REASON))
    line = e.Led(at=work.at, by=work.by.id.hex, light=light, reason=reason.strip())
    with writing("case.led", work, light=int(light)):
        append(work, line, light=light)
        tell(work, Event.MADE_LIGHT if light else Event.MADE_FULL)
    return work
