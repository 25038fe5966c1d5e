"""How every change of a case is made: receipt, open, decide, one version-checked write.

An action begins with `begin` (scope, receipt, fold), asks its rule, then writes inside
`writing`, which appends the lines, moves the stage, restates the countable facts and closes
with the action's one audit entry.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases.entries import Line, facet_for
from pabolo.programme.cases.facets import CaseStats, InSimfoni
from pabolo.programme.cases.fold import CaseState, step
from pabolo.programme.cases.models import Case, Entry
from pabolo.programme.cases.queries.files import OVERVIEW, file_under, prove
from pabolo.programme.cases.queries.scope import case_for
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.simfoni import field_of
from pabolo.rules.vocabulary import Facet, Subject

CHANGED = Refusal(
    "case.changed_meanwhile",
    "Somebody else changed this case while you were writing. Your text is kept below: look at "
    "what is new, then save again.",
)


@dataclass(slots=True)
class Work:
    """A case opened for one change."""

    case: Case
    proof: Receipt
    state: CaseState
    stats: CaseStats
    by: Actor
    at: datetime

    @property
    def folder(self) -> UUID:
        """The case's folder."""
        return self.case.pk


def begin(
    case_id: UUID,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
    facets: Collection[Facet] = (),
) -> Work:
    """Open a case in scope for a change. `seen` is the version the person was looking at.

    `proof` may be a receipt this actor already holds for the file.
    """
    case = case_for(by, case_id)
    if seen is not None and seen != case.version:
        raise Refused(CHANGED)
    wanted = {*OVERVIEW, *facets}
    held = proof or prove(case, facets=wanted, by=by, at=at, verb="case.work", purpose="")
    file = file_under(case, held, wanted)
    return Work(case=case, proof=held, state=file.state, stats=file.stats, by=by, at=at)


def system_work(case: Case, at: datetime, *, facets: Collection[Facet] = ()) -> Work:
    """A case opened by the system's own rounds, whoever may see it."""
    wanted = {*OVERVIEW, *facets}
    proof = prove(case, facets=wanted, by=SYSTEM, at=at, verb="case.work", purpose="")
    file = file_under(case, proof, wanted)
    return Work(case=case, proof=proof, state=file.state, stats=file.stats, by=SYSTEM, at=at)


def cost_months(state: CaseState) -> tuple[str, ...]:
    """The months (ISO) in which services of the case cost something, for the month's table."""
    rows = (row for key, row in state.log.items() if not row.struck and state.costs_of(key))
    return tuple(sorted({(row.line.on or day_of(row.first.at).isoformat())[:7] for row in rows}))


def restated(stats: CaseStats, state: CaseState) -> CaseStats:
    """The countable facts that follow from the journal."""
    police = state.police
    return msgspec.structs.replace(
        stats,
        risk=state.risk,
        planned=state.planned_total,
        given=state.given_total,
        services=tuple(sorted({line.service for line in state.services})),
        cost_months=cost_months(state),
        police_reported_at=police.reported_at if police else None,
        closing_reason=state.closed.reason if state.closed else "",
        incidents=state.incidents,
        simfoni=_in_simfoni(state),
    )


def _in_simfoni(state: CaseState) -> InSimfoni | None:
    entered = state.simfoni_entered
    if not state.simfoni and not state.simfoni_chosen:
        return None
    values = None
    if entered:
        rest = entered.values.items()
        values = {key: one.codes for key, one in rest if field_of(key).kept}
    return InSimfoni(
        number=state.simfoni,
        entered_on=day_of(entered.at).isoformat() if entered else "",
        values=values,
        touched=state.simfoni_touched,
        chosen=state.simfoni_chosen,
    )


def signed(line: Line, *, by: Actor, at: datetime) -> Line:
    """The line under the name of who writes it now: the second person of a closure rests on it."""
    return msgspec.structs.replace(line, at=at, by=by.id.hex)


def entry_rows(
    case: Case, lines: Sequence[Line], *, author: UUID, at: datetime, note_facet: Facet
) -> list[Entry]:
    """Unsaved, sealed rows that continue the journal."""
    rows = []
    for offset, line in enumerate(lines, start=1):
        row = Entry(
            case=case,
            seq=case.version + offset,
            facet=facet_for(line, note_facet).value,
            author_id=author,
            day=day_of(at),
        )
        seal(row, "body", line)
        rows.append(row)
    return rows


def append(
    work: Work,
    *lines: Line,
    stage: str | None = None,
    closed: bool | None = None,
    worker: UUID | None = None,
    light: bool | None = None,
    note_facet: Facet = Facet.NARRATIVE,
    stats: CaseStats | None = None,
) -> None:
    """Append lines, inside the action's open act; Refused if the case moved meanwhile.

    Author and moment are the action's own, whatever a line claims.
    """
    case, day = work.case, day_of(work.at)
    written = [signed(line, by=work.by, at=work.at) for line in lines]
    for line in written:
        work.state = step(line, work.state)
    rows = entry_rows(case, written, author=work.by.id, at=work.at, note_facet=note_facet)
    work.stats = restated(stats or work.stats, work.state)
    if closed is not None:
        case.closed_day = day if closed else None
        closed_on = day.isoformat() if closed else ""
        work.stats = msgspec.structs.replace(work.stats, closed_on=closed_on)
    case.stage_day = day if stage and stage != case.stage else case.stage_day
    case.stage = stage or case.stage
    case.worker_id = worker or case.worker_id
    case.light = case.light if light is None else light
    case.changed_day = day
    seal(case, "stats", work.stats)
    _save(case, len(written))
    Entry.objects.bulk_create(rows)


def _save(case: Case, added: int) -> None:
    changed = Case.objects.filter(pk=case.pk, version=case.version).update(
        version=case.version + added,
        stage=case.stage,
        stage_day=case.stage_day,
        light=case.light,
        worker_id=case.worker_id,
        changed_day=case.changed_day,
        closed_day=case.closed_day,
        stats=case.stats,
    )
    if not changed:
        raise Refused(CHANGED)
    case.version += added


@contextmanager
def writing(verb: str, work: Work, **detail: str | int) -> Iterator[None]:
    """The one transaction and audit entry of an action on a case."""
    with act(verb, by=work.by, at=work.at, subject=(Subject.CASE, work.case.pk), detail=detail):
        yield
