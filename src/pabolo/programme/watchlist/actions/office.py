"""What the office does with an item: ask the agency, write its answer, hand on, keep, end."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.agencies.models import Agency
from pabolo.ground.agencies.queries import agency as agency_of
from pabolo.ground.duties.queries import clocks_on
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import is_code, number
from pabolo.programme.watchlist.actions.writing import (
    Work,
    begin,
    change,
    move,
    owe,
    put_line,
    writing,
)
from pabolo.programme.watchlist.kinds import current
from pabolo.rules.actors import Actor
from pabolo.rules.text import LINE_LIMIT, clean_line
from pabolo.rules.vocabulary import Event, Facet
from pabolo.rules.watchlist import (
    NO_AGENCY,
    PAST_DAY,
    STATE_OF,
    Answer,
    Ending,
    State,
    answer_by,
    may_answer,
    may_ask,
    may_end,
    may_hand_on,
    may_keep,
)


def ask_agency(
    *, item_id: UUID, agency: str, due: date | None, text: str = "", by: Actor, at: datetime,
    seen: int | None = None,
) -> UUID:  # fmt: skip
    """Put the item before an agency of the directory, or ask it again; its answer is due then.

    Without a day the kind's own time runs.
    """
    work = begin(item_id, by=by, at=at, seen=seen)
    asked = _living(agency, work.day)
    due = due or _due(work)
    ensure(may_ask(by, work.standing, agency=asked is not None, due=due, today=work.day))
    if asked is None:
        raise Refused(NO_AGENCY)
    with writing("watch.asked", work):
        change(work, agency=asked.pk.hex, owner=asked.kind)
        move(work, State.ASKED)
        put_line(work, "asked", text=text, to=asked.pk.hex, day=str(due))
        owe(work, Event.WATCH_ASKED, due_day=due)
    return work.row.pk


def _living(agency: str, on: date) -> Agency | None:
    try:
        found = agency_of(UUID(agency))
    except (ValueError, Agency.DoesNotExist):
        return None
    return None if found.until_day is not None and found.until_day < on else found


def _due(work: Work) -> date:
    kind, day = current(work.care.kind, work.day).kind, work.day
    standard = number("clock.watch_answer_working_days", day)
    return answer_by(kind, day, standard, clocks_on(day).holidays)


def write_answer(
    *, item_id: UUID, answer: Answer, words: str, told: str = "", again: date | None = None,
    by: Actor, at: datetime, seen: int | None = None,
) -> UUID:  # fmt: skip
    """Write down what the owner agency says. What settles the item closes it at once.

    `words`: what it says, or what shows that it is settled. `told`: what the village may know of
    it, without a name. `again`: a day on which the child is to be visited again.
    """
    work = begin(item_id, by=by, at=at, seen=seen)
    ensure(may_answer(by, work.standing, answer, words=words))
    if again is not None and again < work.day:
        raise Refused(PAST_DAY)
    told = clean_line(told, limit=LINE_LIMIT).text
    with writing("watch.answered", work):
        change(work, answer=answer.value, told=told, answered_day=str(work.day))
        move(work, State.ANSWERED)
        to = work.care.agency or work.care.owner
        put_line(work, "answered", text=words, code=answer.value, to=to, told=told)
        owe(work, Event.WATCH_ANSWERED)
        if answer is Answer.SETTLED:
            end_inside(work, Ending.EVIDENCE, "")
        elif again is not None:
            _visit_on(work, again)
    return work.row.pk


def _visit_on(work: Work, day: date) -> None:
    work.row.look_day = day
    put_line(work, "to_visit", day=str(day))
    owe(work, Event.WATCH_TO_VISIT, due_day=day)


def hand_on(
    *, item_id: UUID, to: str, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> UUID:
    """Hand the item on to another kind of agency; its answer is awaited anew."""
    work = begin(item_id, by=by, at=at, seen=seen)
    known = to if is_code("agency_kind", to, work.day) else ""
    ensure(may_hand_on(by, work.standing, to=known, reason=reason))
    with writing("watch.handed_on", work):
        change(work, owner=known, agency="", answer="", told="", answered_day="")
        move(work, State.NEW)
        put_line(work, "handed_on", text=reason, to=known)
        owe(work, Event.WATCH_HANDED_ON, due_day=_due(work))
    return work.row.pk


def keep(
    *, item_id: UUID, until: date, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> UUID:
    """Keep an item beyond its time, or past an age that is not sure, until another day."""
    work = begin(item_id, by=by, at=at, seen=seen)
    ensure(may_keep(by, work.standing, until=until, today=work.day, reason=reason))
    with writing("watch.kept", work):
        change(work, expires=str(until))
        put_line(work, "kept", text=reason, day=str(until))
        owe(work, Event.WATCH_KEPT)
        owe(work, Event.WATCH_DATED, due_day=until)
    return work.row.pk


def end(
    *, item_id: UUID, ending: Ending, words: str, by: Actor, at: datetime, seen: int | None = None
) -> UUID:
    """End an item: on evidence, by age, at its time, or because it is not so."""
    work = begin(item_id, by=by, at=at, seen=seen, facets=(Facet.STATS,))
    ensure(may_end(by, work.standing, ending, words=words, today=work.day))
    with writing("watch.ended", work):
        end_inside(work, ending, words)
    return work.row.pk


def end_inside(work: Work, ending: Ending, words: str) -> None:
    """The end of an item, inside an open act."""
    change(work, ending=ending.value, contested=False)
    move(work, STATE_OF[ending])
    put_line(work, "ended", text=words, code=ending.value)
    owe(work, Event.WATCH_CLOSED)
