"""Somebody is away: who stands in sees the cases until the last day, and it returns by itself.

What nobody stands in for waits with the supervisor, by a duty. `cover` looks at what is; run it
nightly and before the lists of the day. Each case is changed in an act of its own.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.accounts.actions.absences import keep_absence, let_stand_in, set_state
from pabolo.ground.accounts.queries import Away, absence, absences, actor_of, away_between, posts_on
from pabolo.ground.audit.actions import act
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.actions import STAND_IN, end_passed, end_standing_in, grant
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, system_work, writing
from pabolo.programme.cases.actions.readers import readers_of
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.programme.cases.queries.team import cases_of
from pabolo.rules.absences import (
    NOT_AWAY,
    STAND_IN_OUT,
    UNFIT,
    Leave,
    lone_posts,
    may_end_leave,
    may_record_leave,
    may_stand_in,
)
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Event, Subject


def record_leave(
    *,
    person: UUID,
    from_day: date,
    until_day: date,
    stand_in: UUID | None,
    per_case: Mapping[UUID, UUID] | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Write a leave down. Somebody stands in for each open case from its first day."""
    own = {case.pk for case in cases_of(person)}
    named = {case: one for case, one in (per_case or {}).items() if case in own}
    leave = _leave(person, from_day, until_day, stand_in, named, own)
    ensure(may_record_leave(by, leave, today=day_of(at)))
    wanted = {case: named.get(case) or stand_in for case in own}
    if closed_to({case: one for case, one in wanted.items() if one}, at=at):
        raise Refused(STAND_IN_OUT)
    with act("leave.recorded", by=by, at=at, subject=(Subject.PERSON, person)):
        kept = keep_absence(
            person=person,
            from_day=from_day,
            until_day=until_day,
            rest=stand_in,
            folders=named,
            recorded_by=by.id,
        )
    cover(at=at)
    return kept


def _leave(
    person: UUID,
    first: date,
    last: date,
    rest: UUID | None,
    named: Mapping[UUID, UUID],
    own: Collection[UUID],
) -> Leave:
    last = max(first, last)
    roles, away = actor_of(person, first).roles, away_between(first, last)
    people = {*named.values(), *([rest] if rest else [])}
    alone = [lone_posts(person, roles, posts_on(day), away) for day in (first, last)]
    return Leave(
        person=person,
        roles=roles,
        from_day=first,
        until_day=last,
        needs_stand_in=bool(own),
        all_covered=rest is not None or set(own) <= named.keys(),
        overlaps=person in away,
        lone_posts=alone[0] | alone[1],
        stand_ins={one: actor_of(one, first).roles & actor_of(one, last).roles for one in people},
        away=frozenset(away),
    )


def closed_to(stand_ins: Mapping[UUID, UUID], *, at: datetime) -> list[UUID]:
    """For which of these cases is the person proposed not available?"""
    rows = Case.objects.filter(pk__in=stand_ins).select_related("child").order_by("id")
    return [case.pk for case in rows if stand_ins[case.pk] in readers_of(case, at=at).barred]


def end_leave(*, absence_id: UUID, by: Actor, at: datetime) -> None:
    """Somebody is back before the last day, or does not go at all."""
    away = absence(absence_id)
    running = away.state in ("planned", "running")
    ensure(may_end_leave(by, away.person, running=running))
    with act("leave.ended", by=by, at=at, subject=(Subject.PERSON, away.person)):
        set_state(absence=away.id, state="over" if away.state == "running" else "called_off")
        _send_home(away, day_of(at))
    _returned(away, at)


def stand_in_for(
    *,
    case_id: UUID,
    person: UUID,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """A supervisor lets somebody else stand in for the worker of one case, who is away."""
    ensure(may_do(by, Verb.ASSIGN_WORKER))
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    away = next((one for one in absences("running") if one.person == work.case.worker_id), None)
    if away is None:
        raise Refused(NOT_AWAY)
    ensure(None if _is_fit(away, person, day_of(at)) else UNFIT)
    if closed_to({case_id: person}, at=at):
        raise Refused(STAND_IN_OUT)
    before = away.stand_in(case_id)
    with writing("case.cover", work):
        if before and before != person:
            _take_from(work.case, before, day_of(at))
        let_stand_in(absence=away.id, folder=case_id, person=person)
        _give(work, away, person)
    return work


def cover(*, at: datetime, whole: bool = True) -> int:
    """See to it that somebody stands in for everybody who is away; how many cases changed.

    Without `whole` only leaves that begin or end are looked at: cheap, for the lists of the day.
    """
    day, changed = day_of(at), 0
    for away in absences("planned", "running"):
        if away.until_day < day:
            _over(away, at)
        elif away.from_day <= day and (whole or away.state == "planned"):
            changed += _covered(away, at)
    return changed


def cover_for(person: UUID, *, at: datetime) -> int:
    """Somebody may have been given a case while away: see to it that it is stood in for too."""
    running = (away for away in absences("running") if away.person == person)
    return sum(_covered(away, at) for away in running if away.until_day >= day_of(at))


def _over(away: Away, at: datetime) -> None:
    """The last day has passed: what stood in ends, and the worker is back."""
    with act("leave.over", by=SYSTEM, at=at, subject=(Subject.PERSON, away.person)):
        end_passed(day=day_of(at))
        set_state(absence=away.id, state="over")
    _returned(away, at)


def _returned(away: Away, at: datetime) -> None:
    for case in cases_of(away.person):
        if case.worker_id == away.person:
            work = system_work(case, at)
            if work.state.uncovered:
                _found(work, away)


def _found(work: Work, away: Away) -> None:
    with writing("case.cover", work):
        append(work, e.CoverEnded(at=work.at, by=work.by.id.hex, away=away.person.hex))
        tell(work, Event.COVER_FOUND)


def _send_home(away: Away, day: date) -> None:
    """End what the stand-ins see of this person's cases. Inside an open act."""
    for case in cases_of(away.person):
        one = away.stand_in(case.pk)
        if one is not None:
            _take_from(case, one, day)


def _take_from(case: Case, person: UUID, day: date) -> None:
    folders = [folder for _subject, folder in folders_of(case)]
    end_standing_in(person=person, folders=folders, day=day)


def _is_fit(away: Away, person: UUID, day: date) -> bool:
    roles = actor_of(away.person, day).roles
    present = person not in away_between(day, day) and person != away.person
    return present and may_stand_in(roles, actor_of(person, day).roles)


def _covered(away: Away, at: datetime) -> int:
    if away.state == "planned":
        with act("leave.begun", by=SYSTEM, at=at, subject=(Subject.PERSON, away.person)):
            set_state(absence=away.id, state="running")
    return sum(_cover(case, away, at) for case in cases_of(away.person))


def _cover(case: Case, away: Away, at: datetime) -> int:
    """One case of who is away: somebody stands in, or the supervisor must choose somebody."""
    one, day = away.stand_in(case.pk), day_of(at)
    fit = one is not None and _is_fit(away, one, day)
    if fit and one in holders(case.pk):
        return 0
    if fit and one is not None and one not in readers_of(case, at=at).barred:
        work = system_work(case, at)
        with writing("case.cover", work):
            _give(work, away, one)
        return 1
    return _lost(case, away, at) if case.worker_id == away.person else 0


def _give(work: Work, away: Away, person: UUID) -> None:
    """Let somebody see the case until the last day. Inside an open act."""
    for subject, folder in folders_of(work.case):
        grant(
            folder=folder,
            subject=subject,
            people=[person],
            basis=STAND_IN,
            day=day_of(work.at),
            last_day=away.until_day,
        )
    line = e.CoverBegun(
        at=work.at,
        by=work.by.id.hex,
        away=away.person.hex,
        stand_in=person.hex,
        until=away.until_day.isoformat(),
    )
    was = work.state.uncovered
    append(work, line)
    if was and not work.state.uncovered:
        tell(work, Event.COVER_FOUND)


def _lost(case: Case, away: Away, at: datetime) -> int:
    work = system_work(case, at)
    if work.state.uncovered:
        return 0
    with writing("case.cover", work):
        append(work, e.CoverLost(at=at, by=work.by.id.hex, away=away.person.hex))
        tell(work, Event.COVER_LOST)
    return 1


def uncovered_among(cases: Iterable[Case], *, at: datetime) -> list[UUID]:
    """Which of these cases have a worker who is away and nobody who stands in today?"""
    day = day_of(at)
    running = {one.person: one for one in absences("running", "planned") if one.from_day <= day}
    found = []
    for case in cases:
        away = running.get(case.worker_id) if case.worker_id else None
        if away is not None and away.until_day >= day:
            one = away.stand_in(case.pk)
            if one is None or not _is_fit(away, one, day) or one not in holders(case.pk):
                found.append(case.pk)
    return found
