"""A case conference from the moment it is held: who was there, what was said, what is done."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.accounts.queries import people_at_work
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.conference import (
    Open,
    basis_stands,
    line_of,
    matches,
    record_conference,
    take,
)
from pabolo.programme.cases.actions.duties import tell, tell_while_open
from pabolo.programme.cases.actions.journal import Work, append, writing
from pabolo.programme.cases.actions.readers import WORKER_EXCLUDED, readers_of
from pabolo.programme.cases.conferences import Gathering
from pabolo.rules.actors import Actor
from pabolo.rules.conference import (
    FOLLOWED,
    NOT_ON_TEAM,
    Outcome,
    may_add,
    may_confirm,
    may_decide,
    may_finish,
    may_follow,
    may_hold,
    may_share,
    may_write,
)
from pabolo.rules.conference_guests import BASIS_GONE, NO_GUEST, may_sit
from pabolo.rules.vocabulary import Event


def hold_conference(
    *,
    conference_id: UUID,
    held_at: datetime,
    present: Sequence[UUID],
    outside: Sequence[e.FromOutside] = (),
    oath_read: bool,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """The chair writes who was there. From here on they, and nobody by post, open what is said."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    one = open_.one
    ensure(
        may_hold(
            by,
            one.seat,
            held_at=held_at,
            present=present,
            guests=len(outside),
            oath_read=oath_read,
            at=at,
        )
    )
    _check_present(open_, present)
    _check_guests(open_, outside)
    there = sorted({person.hex for person in (*present, UUID(one.chair))})
    line = e.ConferenceHeld(
        **line_of(open_),  # type: ignore[arg-type]
        held_at=held_at,
        chair=one.chair,
        present=tuple(there),
        outside=tuple(outside),
        oath_read=oath_read,
    )
    return record_conference("conference.held", open_, line, then=Event.CONFERENCE_HELD)


def _check_present(open_: Open, present: Sequence[UUID]) -> None:
    """Who sat there sees the case, and is not meant in it."""
    if not set(present) <= holders(open_.work.case.pk).keys():
        raise Refused(NOT_ON_TEAM)
    if readers_of(open_.work.case, at=open_.work.at).barred.intersection(present):
        raise Refused(WORKER_EXCLUDED)


def _check_guests(open_: Open, outside: Sequence[e.FromOutside]) -> None:
    """Who came from outside was invited, on a basis that stands, and is none of the accused."""
    found = matches(open_.work.case, [one.name for one in outside], at=open_.work.at)
    for place, guest in enumerate(outside):
        invited = open_.one.invited.get(guest.invitation)
        if invited is None or not invited.agency:
            raise Refused(NO_GUEST)
        ensure(None if basis_stands(open_.work, invited) else BASIS_GONE)
        ensure(
            may_sit(found.get(place), name=guest.name, office=guest.office, checked=guest.checked)
        )


def write_minutes(
    *,
    conference_id: UUID,
    items: Sequence[str],
    child_words: str = "",
    why_not_asked: str = "",
    disagreement: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """What was said, sealed to those who were there. That it is written, the team sees."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    wanted = len(open_.one.called.agenda)
    said = [*items, *[""] * wanted][:wanted]
    ensure(
        may_write(
            by, open_.one.seat, said=said, child_words=child_words, why_not_asked=why_not_asked
        )
    )
    now = line_of(open_)
    written = e.ConferenceWritten(**now, child_heard=bool(child_words.strip()))  # type: ignore[arg-type]
    sealed = e.ConferenceSaid(
        **now,  # type: ignore[arg-type]
        items=tuple(one.strip() for one in said),
        child_words=child_words.strip(),
        why_not_asked=why_not_asked.strip(),
        disagreement=disagreement.strip(),
    )
    return record_conference(
        "conference.written", open_, written, sealed, then=Event.CONFERENCE_WRITTEN
    )


def decide(
    *,
    conference_id: UUID,
    text: str,
    due: date,
    person: UUID | None = None,
    invitation: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> str:
    """Write down a decision; its id. It is owed from now on, and enters no plan by itself."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    one = open_.one
    known = (person is not None and person in holders(open_.work.case.pk)) or (
        invitation in one.invited
    )
    held_on = day_of(one.held.held_at) if one.held else day_of(at)
    ensure(may_decide(by, one.seat, text=text, somebody=known, due=due, held_on=held_on))
    key = random_id()
    line = e.ConferenceDecided(
        **line_of(open_),  # type: ignore[arg-type]
        decision=key.hex,
        text=text.strip(),
        person=person.hex if person else "",
        invitation="" if person else invitation,
        due=due.isoformat(),
    )
    with writing("conference.decided", open_.work):
        append(open_.work, line)
        tell(open_.work, Event.CONFERENCE_DECIDED, ref=key, due_day=due)
    return key.hex


def follow_decision(
    *,
    conference_id: UUID,
    decision: str,
    outcome: Outcome,
    why: str = "",
    due: date | None = None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """What became of a decision: done, not done and why, or later and by when."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    known = open_.one.decisions.get(decision)
    if known is None:
        raise Refused(FOLLOWED)
    ensure(may_follow(by, open_=known.open, outcome=outcome, why=why, due=due, today=day_of(at)))
    later = outcome is Outcome.LATER
    line = e.DecisionFollowed(
        **line_of(open_),  # type: ignore[arg-type]
        decision=decision,
        outcome=outcome.value,
        why=why.strip(),
        due=due.isoformat() if later and due else "",
    )
    then = Event.CONFERENCE_LATER if later else Event.CONFERENCE_FOLLOWED
    with writing("conference.followed", open_.work):
        append(open_.work, line)
        tell_while_open(open_.work, then, ref=UUID(decision), due_day=due if later else None)
    return open_.work


def confirm_minutes(
    *,
    conference_id: UUID,
    agrees: bool,
    objection: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """Somebody who was there has read the minutes: they are right, or this is wrong."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    one = open_.one
    read = [UUID(person) for person in one.read]
    ensure(may_confirm(by, one.seat, read=read, agrees=agrees, objection=objection))
    now = line_of(open_)
    lines: list[e.Line] = [e.MinutesRead(**now, agrees=agrees)]  # type: ignore[arg-type]
    if not agrees:
        lines.append(e.MinutesObjected(**now, text=objection.strip()))  # type: ignore[arg-type]
    return record_conference("conference.read", open_, *lines)


def add_to_minutes(
    *, conference_id: UUID, text: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Add below the minutes. What stood there is never changed."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    ensure(may_add(by, open_.one.seat, text=text))
    now = line_of(open_)
    amended = e.MinutesAmended(**now)  # type: ignore[arg-type]
    added = e.MinutesAdded(**now, text=text.strip())  # type: ignore[arg-type]
    return record_conference("conference.amended", open_, amended, added)


def share_minutes(
    *,
    conference_id: UUID,
    person: UUID,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """The chair lets somebody of the team who was not there read the minutes."""
    open_ = take(conference_id, by=by, at=at, seen=seen, proof=proof)
    on_team = person in holders(open_.work.case.pk)
    ensure(may_share(by, open_.one.seat, person, on_team=on_team, reason=reason))
    if person in readers_of(open_.work.case, at=at).barred:
        raise Refused(WORKER_EXCLUDED)
    line = e.MinutesShared(
        **line_of(open_),  # type: ignore[arg-type]
        person=person.hex,
        reason=reason.strip(),
    )
    return record_conference("conference.shared", open_, line)


def waits_for(one: Gathering, case_id: UUID, *, on: date) -> list[UUID]:
    """Who was there, works here still, sees the case, and has not confirmed yet. The chair's
    finishing is the chair's word."""
    here = {person.id for person in people_at_work(on)} & holders(case_id).keys()
    read = {UUID(person) for person in one.read} | {UUID(one.chair)}
    return sorted((one.present & here) - read)


def finish_minutes(
    *,
    conference_id: UUID,
    unread: str = "",
    undecided: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """The chair finishes the minutes; from now on they are only added to."""
    open_ = take(conference_id, by=by, at=at, seen=seen)
    one = open_.one
    waiting = waits_for(one, open_.work.case.pk, on=day_of(at))
    ensure(
        may_finish(
            by,
            one.seat,
            waits_for=waiting,
            unread=unread,
            decisions=len(one.decisions),
            undecided=undecided,
        )
    )
    line = e.MinutesFinished(
        **line_of(open_),  # type: ignore[arg-type]
        unread=unread.strip() if waiting else "",
        undecided="" if one.decisions else undecided.strip(),
    )
    return record_conference("conference.finished", open_, line, then=Event.CONFERENCE_FINISHED)
