"""Requests to take content about a child down. The content itself never comes here."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell_while_open
from pabolo.programme.cases.actions.journal import Work, append, writing
from pabolo.programme.cases.actions.legal import begin_legal, day_in
from pabolo.rules.actors import Actor
from pabolo.rules.takedown import Answer, Request, may_look, may_request_takedown
from pabolo.rules.vocabulary import Event


def ask_takedown(
    *, case_id: UUID, asked: e.TakedownAsked, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record a request: where it was seen and under which number, never what is seen there."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    request = Request(
        platform=asked.platform,
        address=asked.address,
        seen=asked.seen,
        on=day_in(asked.on),
        listed=is_code("takedown_kind", asked.kind, day_of(at)),
        others=(asked.number,),
        case_open=work.case.closed_day is None,
    )
    ensure(may_request_takedown(by, request, today=day_of(at)))
    with writing("case.takedown_asked", work):
        append(work, asked)
        tell_while_open(work, Event.TAKEDOWN_ASKED, ref=UUID(asked.takedown))
    return work


def look_at_takedown(
    *, case_id: UUID, looked: e.TakedownLooked, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Record how a request stands; while the content is there, somebody looks again."""
    work = begin_legal(case_id, by=by, at=at, seen=seen)
    known = work.state.legal.takedowns.get(looked.takedown)
    waits = known is not None and not known.gone
    on = day_in(looked.on)
    ensure(may_look(by, waits=waits, on=on, note=looked.note, today=day_of(at)))
    gone = Answer(looked.answer) is Answer.REMOVED
    event = Event.TAKEDOWN_GONE if gone else Event.TAKEDOWN_LOOKED
    with writing("case.takedown_looked", work):
        append(work, looked)
        tell_while_open(work, event, ref=UUID(looked.takedown))
    return work
