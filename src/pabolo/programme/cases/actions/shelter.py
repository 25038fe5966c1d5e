"""A stay in the shelter: it begins, is extended by a supervisor, ends with a check of safety."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy.queries import is_code, number
from pabolo.programme.cases import consents
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.rules.actors import Actor
from pabolo.rules.consent import may_begin_service
from pabolo.rules.shelter import (
    Leaving,
    Stay,
    decide_by,
    may_enter_shelter,
    may_extend_stay,
    may_leave_shelter,
)
from pabolo.rules.vocabulary import Event

SETTING = "clock.shelter_days"


def enter_shelter(
    *,
    case_id: UUID,
    stay: e.Sheltered,
    place: str = "",
    emergency: bool = False,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record that a child came into the shelter. Where it is, is sealed apart from the rest."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    today = day_of(at)
    asked = Stay(
        reasons_known=all(is_code("shelter_reason", one, today) for one in stay.reasons),
        reasons=stay.reasons,
        begins=stay.begins,
        until=date.fromisoformat(stay.until),
        days=number(SETTING, day_of(stay.begins)),
    )
    running = work.state.stay is not None
    ensure(may_enter_shelter(by, asked, running=running, now=at, today=today))
    standing = consents.recorded(work.state.consents)
    ensure(may_begin_service(standing, on=today, emergency=emergency))
    lines: list[e.Line] = [stay]
    if place.strip():
        where = e.ShelterPlaced(at=at, by=by.id.hex, stay=stay.stay, place=place.strip())
        lines.append(where)
    with writing("case.sheltered", work):
        append(work, *lines)
        due = decide_by(asked.until, today)
        tell(work, Event.SHELTER_ENTERED, ref=UUID(stay.stay), due_day=due)
    return work


def extend_stay(
    *,
    case_id: UUID,
    until: date,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Let the running stay go on until a later day."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    stay = work.state.stay
    ensure(
        may_extend_stay(
            by,
            running=stay is not None,
            until=until,
            now_until=date.fromisoformat(stay.until) if stay else until,
            days=number(SETTING, day_of(at)),
            reason=reason,
        )
    )
    key = stay.entered.stay if stay else ""
    line = e.ShelterExtended(
        at=at, by=by.id.hex, stay=key, until=until.isoformat(), reason=reason.strip()
    )
    with writing("case.shelter_extended", work):
        append(work, line)
        due = decide_by(until, day_of(at))
        tell(work, Event.SHELTER_EXTENDED, ref=UUID(key), due_day=due)
    return work


def leave_shelter(
    *,
    case_id: UUID,
    left: datetime,
    to: str,
    checked: str,
    safe: bool,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Record the end of the running stay; somebody asks after the child soon."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    stay = work.state.stay
    leaving = Leaving(to_known=is_code("shelter_exit", to, day_of(at)), checked=checked, left=left)
    since = stay.entered.begins if stay else None
    ensure(may_leave_shelter(by, leaving, since=since, now=at))
    key = stay.entered.stay if stay else ""
    line = e.ShelterLeft(
        at=at, by=by.id.hex, stay=key, left=left, to=to, checked=checked.strip(), safe=safe
    )
    with writing("case.shelter_left", work):
        append(work, line)
        tell(work, Event.SHELTER_LEFT, ref=UUID(key))
        # Wherever the child went, how safe it is there has to be read anew.
        tell(work, Event.RETURNED_HOME)
    return work
