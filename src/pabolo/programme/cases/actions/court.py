"""Appointments with police and court: planned, the child prepared, held, put off or called off."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import living
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code, number
from pabolo.ground.vault.queries import accesses
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell_while_open
from pabolo.programme.cases.actions.journal import Work, append, writing
from pabolo.programme.cases.actions.legal import begin_legal
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.facets import LegalHour, LegalWhat
from pabolo.programme.cases.legal_track import Dated
from pabolo.programme.cases.models import LegalDate
from pabolo.rules.actors import Actor
from pabolo.rules.court import (
    DateFacts,
    DateState,
    may_end_date,
    may_plan_date,
    may_prepare,
    outcome_by,
    prepare_by,
)
from pabolo.rules.vocabulary import Event

PREPARE, OUTCOME = "clock.prepare_child_days", "clock.date_outcome_days"


def plan_date(
    *, case_id: UUID, planned: e.DatePlanned, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Plan an appointment: somebody comes along, and the child is prepared in time."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    _ensure_plannable(work, planned)
    with writing("case.legal_date", work):
        append(work, planned)
        _expect(work, planned)
    return work


def _ensure_plannable(work: Work, planned: e.DatePlanned) -> None:
    facts = DateFacts(
        listed=is_code("legal_date", planned.kind, day_of(work.at)),
        starts_at=planned.starts_at,
        place=planned.place,
        companion=bool(planned.companion),
        beside=planned.beside,
        sees=_sees(work, planned.companion),
        needs=planned.needs,
        case_open=work.case.closed_day is None,
    )
    ensure(may_plan_date(work.by, facts, at=work.at))


def _sees(work: Work, companion: str) -> bool:
    """Whether the colleague is at work, may open the case, and is not meant in it."""
    if not companion:
        return False
    person = UUID(companion)
    granted = any(one.person == person for one in accesses(work.case.pk))
    if not granted or not living(person, day_of(work.at)):
        return False
    return person not in readers_of(work.case, at=work.at).barred


def _expect(work: Work, planned: e.DatePlanned) -> None:
    """Inside the open act: the row that the day's list finds, and what is owed before and after."""
    key, day, today = UUID(planned.date), day_of(planned.starts_at), day_of(work.at)
    row = LegalDate(
        pk=key,
        case=work.case,
        companion_id=UUID(planned.companion) if planned.companion else None,
        day=day,
    )
    seal(row, "hour", LegalHour(starts_at=planned.starts_at))
    seal(row, "what", LegalWhat(kind=planned.kind, place=planned.place.strip()))
    row.save(force_insert=True)
    before = prepare_by(day, number(PREPARE, today), today)
    tell_while_open(work, Event.DATE_TO_PREPARE, ref=key, due_day=before)
    tell_while_open(
        work, Event.DATE_PLANNED, ref=key, due_day=outcome_by(day, number(OUTCOME, today))
    )


def _known(work: Work, key: str) -> tuple[str, datetime]:
    """How the appointment stands, and when it begins; one that is none counts as over."""
    known: Dated | None = work.state.legal.dates.get(key)
    return (known.state, known.planned.starts_at) if known else (DateState.CALLED_OFF, work.at)


def prepare_child(
    *, case_id: UUID, prepared: e.ChildPrepared, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record how the child was prepared for an appointment."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    ensure(may_prepare(by, state=_known(work, prepared.date)[0], how=prepared.how))
    with writing("case.child_prepared", work):
        append(work, prepared)
        tell_while_open(work, Event.CHILD_PREPARED, ref=UUID(prepared.date))
    return work


def end_date(
    *, case_id: UUID, ended: e.DateEnded, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record what came of an appointment, or that it does not take place."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    _ensure_ended(work, ended)
    with writing("case.legal_date_ended", work):
        append(work, ended)
        _over(work, ended)
    return work


def _ensure_ended(work: Work, ended: e.DateEnded) -> None:
    state, starts_at = _known(work, ended.date)
    to = DateState(ended.to)
    ensure(
        may_end_date(work.by, state=state, starts_at=starts_at, to=to, note=ended.note, at=work.at)
    )


def _over(work: Work, ended: e.DateEnded) -> None:
    key = UUID(ended.date)
    LegalDate.objects.filter(pk=key).update(state=ended.to)
    tell_while_open(work, Event.DATE_ENDED, ref=key)


def postpone_date(
    *,
    case_id: UUID,
    of: str,
    reason: str,
    starts_at: datetime,
    place: str = "",
    companion: str = "",
    beside: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """Put an appointment off to another moment, prepared anew: the same needs and, where nobody
    else is named, the same people."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    ended = e.DateEnded(
        at=at, by=by.id.hex, date=of, to=DateState.POSTPONED.value, note=reason.strip()
    )
    _ensure_ended(work, ended)
    before = work.state.legal.dates[of].planned
    again = e.DatePlanned(
        at=at,
        by=by.id.hex,
        date=random_id().hex,
        kind=before.kind,
        starts_at=starts_at,
        place=place.strip() or before.place,
        companion=companion or before.companion,
        beside=beside.strip() or before.beside,
        needs=before.needs,
        note=before.note,
        after=of,
    )
    _ensure_plannable(work, again)
    with writing("case.legal_date_postponed", work):
        append(work, ended, again)
        _over(work, ended)
        _expect(work, again)
    return work
