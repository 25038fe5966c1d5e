"""Visits: planned with a companion and a time to report safe, watched, and reported on."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.accounts.queries import living
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_many
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, system_work, writing
from pabolo.programme.cases.actions.readers import WORKER_EXCLUDED, readers_of
from pabolo.programme.cases.facets import VisitPlace, VisitPlan
from pabolo.programme.cases.models import Case, Visit
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.cases.queries.visits import COMING, visit_for
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.visits import (
    DONE,
    NOT_YOURS,
    Heard,
    VisitFacts,
    is_silent,
    may_note_heard,
    may_plan_visit,
    may_report_safe,
)
from pabolo.rules.vocabulary import Event, Facet, Risk


def plan_visit(
    *,
    case_id: UUID,
    plan: VisitPlan,
    place: str,
    companion: UUID | None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> UUID:
    """Plan a visit; its id. The companion is nobody who is kept out of the case."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    facts = VisitFacts(
        visitor=by.id,
        companion=companion,
        danger=Risk(plan.danger),
        starts_at=plan.starts_at,
        check_in_at=plan.check_in_at,
        place=place,
    )
    ensure(may_plan_visit(by, facts, at=at))
    if companion and (
        not living(companion, day_of(at)) or companion in readers_of(work.case, at=at).barred
    ):
        raise Refused(WORKER_EXCLUDED)
    visit = Visit(
        case=work.case,
        visitor_id=by.id,
        companion_id=companion,
        day=day_of(plan.starts_at),
        watched=plan.check_in_at is not None,
    )
    seal(visit, "plan", plan)
    seal(visit, "place", VisitPlace(text=place.strip()))
    line = e.VisitPlanned(
        at=at,
        by=by.id.hex,
        visit=visit.pk.hex,
        starts_at=plan.starts_at,
        place_kind=plan.place_kind,
        danger=plan.danger,
        companion=companion.hex if companion else "",
        check_in_at=plan.check_in_at,
    )
    with writing("visit.planned", work):
        append(work, line)
        visit.save(force_insert=True)
    return visit.pk


def _work(case: Case, by: Actor, at: datetime) -> Work:
    """The case for a word from outside: a companion need not see it to say that all is well."""
    work = system_work(case, at)
    work.by = by
    return work


def _set(visit: Visit, state: str) -> None:
    """Inside an open act; refused where somebody was faster."""
    moved = Visit.objects.filter(pk=visit.pk, state=visit.state).update(state=state)
    if not moved:
        raise Refused(DONE)


def report(*, visit_id: UUID, how: Heard, by: Actor, at: datetime) -> Visit:
    """Who is out says that all is well, or that they need help: the supervisor hears at once."""
    visit = visit_for(by, visit_id)
    ensure(may_report_safe(by, visit.visitor_id, visit.companion_id, visit.state))
    if how not in (Heard.SAFE, Heard.HELP):
        raise Refused(NOT_YOURS)
    work = _work(visit.case, by, at)
    line = e.VisitHeard(at=at, by=by.id.hex, visit=visit.pk.hex, how=how.value)
    event = Event.VISIT_HEARD if how is Heard.SAFE else Event.VISIT_SILENT
    with writing("visit.heard", work):
        _set(visit, how.value)
        append(work, line)
        tell(work, event, ref=visit.pk)
    return visit


def note_heard(
    *,
    case_id: UUID,
    visit: str,
    how: Heard,
    note: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """A supervisor writes how a silent visitor was found, or that the visit did not take place."""
    work = begin(case_id, by=by, at=at, seen=seen)
    row = Visit.objects.filter(case=work.case, pk=UUID(visit)).first()
    ensure(may_note_heard(by, row.state if row else "done", note))
    line = e.VisitHeard(at=at, by=by.id.hex, visit=visit, how=how.value, note=note.strip())
    with writing("visit.heard", work):
        if row is not None:
            _set(row, "called_off" if how is Heard.CALLED_OFF else "safe")
        append(work, line)
        tell(work, Event.VISIT_HEARD, ref=UUID(visit))
    return work


def end_visit(
    *, visit_id: UUID, found: e.FollowedUp, by: Actor, at: datetime, proof: Receipt | None = None
) -> Work:
    """The visit is over: what was found is the follow-up, in one act. It also says: all is well."""
    ensure(may_do(by, Verb.WORK_CASE))
    visit = visit_for(by, visit_id)
    if visit.state in ("done", "called_off"):
        raise Refused(DONE)
    ensure(None if by.id == visit.visitor_id else NOT_YOURS)
    work = begin(visit.case_id, by=by, at=at, proof=proof)
    line = e.VisitEnded(at=at, by=by.id.hex, visit=visit.pk.hex, reached=found.reached)
    with writing("visit.ended", work):
        _set(visit, "done")
        append(work, found, line)
        tell(work, Event.VISIT_HEARD, ref=visit.pk)
        if found.reached:
            tell(work, Event.FOLLOWED_UP)
    return work


def call_off(*, visit_id: UUID, by: Actor, at: datetime) -> None:
    """The visit does not take place."""
    visit = visit_for(by, visit_id)
    if visit.state not in COMING:
        raise Refused(DONE)
    ensure(None if by.id == visit.visitor_id else NOT_YOURS)
    _call_off(visit, _work(visit.case, by, at))


def _call_off(visit: Visit, work: Work) -> None:
    line = e.VisitHeard(
        at=work.at, by=work.by.id.hex, visit=visit.pk.hex, how=Heard.CALLED_OFF.value
    )
    with writing("visit.called_off", work):
        _set(visit, "called_off")
        append(work, line)
        tell(work, Event.VISIT_HEARD, ref=visit.pk)


def notice_silence(*, at: datetime) -> int:
    """Visits whose time to report safe has passed: the supervisor owes a call; how many.

    Run before the lists of the day; costs nothing while nobody is out.
    """
    rows = list(
        Visit.objects.filter(state="planned", watched=True, day__lte=day_of(at)).select_related(
            "case__child"
        )
    )
    if not rows:
        return 0
    folders = {row.case_id for row in rows}
    proof = receipt("visit.watched", by=SYSTEM, at=at, folders=folders, facets=[Facet.CARE])
    plans = open_many(proof, rows, "plan", VisitPlan)
    silent = [
        row
        for row, plan in zip(rows, plans, strict=True)
        if is_silent(plan.check_in_at, row.state, at)
    ]
    for row in silent:
        _raise(row, at)
    return len(silent)


def _raise(visit: Visit, at: datetime) -> None:
    work = system_work(visit.case, at)
    with writing("visit.silent", work):
        _set(visit, "silent")
        append(work, e.VisitSilent(at=at, by=work.by.id.hex, visit=visit.pk.hex))
        tell(work, Event.VISIT_SILENT, ref=visit.pk)


def visits_left_by(person: UUID) -> list[Visit]:
    """Visits still to come of somebody who has left."""
    rows = Visit.objects.filter(state="planned", visitor_id=person)
    return list(rows.select_related("case__child"))


def call_off_left(*, at: datetime) -> int:
    """Call off what leavers had planned: nobody waits for a word that cannot come; how many."""
    planned = Visit.objects.filter(state="planned").values_list("visitor_id", flat=True).distinct()
    gone = [person for person in planned if not living(person, day_of(at))]
    visits = [visit for person in gone for visit in visits_left_by(person)]
    for visit in visits:
        _call_off(visit, system_work(visit.case, at))
    return len(visits)


def in_scope(actor: Actor, visit: Visit) -> bool:
    """Whether the actor may see the case of a visit."""
    return visible_to(actor).filter(pk=visit.case_id).exists()
