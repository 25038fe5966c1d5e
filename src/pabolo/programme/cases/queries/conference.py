"""Conferences of a case: which there are, which are today, and what was said for who may read it.

Minutes are opened here alone, under a receipt of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import values
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.ground.vault.queries import granted_folders
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.conferences import Gathering
from pabolo.programme.cases.facets import ConferencePlan
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Case, Conference, Entry
from pabolo.programme.cases.queries.files import CaseFile, FileLine
from pabolo.rules.access import Standing, may_view
from pabolo.rules.actors import Actor
from pabolo.rules.conference import SEALED, Meeting, Sign, opens_minutes, speaks_for
from pabolo.rules.conference import Standing as Speaking
from pabolo.rules.vocabulary import Facet, Risk, Subject

# Each sealed line follows the one that says, for the team, that it was written.
BEFORE = (e.ConferenceWritten, e.MinutesAmended, e.MinutesRead)


@dataclass(frozen=True, slots=True)
class Addition:
    """Something said after the minutes were written: added, or objected to."""

    line: e.MinutesAdded | e.MinutesObjected
    objection: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said at one conference, and what was added since."""

    said: e.ConferenceSaid | None
    additions: tuple[Addition, ...]


def conference_for(actor: Actor, conference_id: UUID) -> Conference:
    """A conference of a case in scope. Outside it, `Conference.DoesNotExist`."""
    rows = Conference.objects.filter(case_id__in=granted_folders(actor, Subject.CASE))
    return rows.select_related("case__child").get(pk=conference_id)


def may_read(actor: Actor, one: Gathering) -> bool:
    """Whether the person, who sees the case, opens what was said."""
    return opens_minutes(actor, one.seat, granted=True)


def minutes_of(
    file: CaseFile, key: str, *, by: Actor, at: datetime, verb: str = "case.minutes"
) -> Minutes:
    """The minutes of one conference, opened for who may. Else refused, and nothing is opened."""
    one = file.state.conferences[key]
    allowed = may_read(by, one)
    ensure(None if allowed else SEALED)
    ensure(may_view(by, Facet.MEETING, Standing(granted=True, minutes=allowed)))
    proof = receipt(verb, by=by, at=at, folders=[file.case.pk], facets=[Facet.MEETING])
    return opened_minutes(file.case, file.lines, key, proof)


def opened_minutes(case: Case, journal: Sequence[FileLine], key: str, proof: Receipt) -> Minutes:
    """The sealed lines of one conference under a receipt that covers them; of no other."""
    places = [shown.entry.seq + 1 for shown in journal if _tells(shown.line, key)]
    rows = case.entries.filter(facet=Facet.MEETING.value, seq__in=places).order_by("seq")
    lines = [_line(proof, row) for row in rows]
    said = [line for line in lines if isinstance(line, e.ConferenceSaid)]
    more = [
        Addition(line, isinstance(line, e.MinutesObjected))
        for line in lines
        if isinstance(line, e.MinutesAdded | e.MinutesObjected)
    ]
    return Minutes(said[-1] if said else None, tuple(more))


def _tells(line: e.Line | None, key: str) -> bool:
    """Whether the line after this one may be a sealed one of this conference."""
    return isinstance(line, BEFORE) and line.conference == key


def _line(proof: Receipt, row: Entry) -> e.Line:
    line: e.Line = open_sealed(proof, row, "body", e.AnyEntry.__value__)
    return line


@dataclass(frozen=True, slots=True)
class Coming:
    """A conference of the day, with its hour."""

    conference: Conference
    plan: ConferencePlan


def conferences_on(actor: Actor, *, on: date, at: datetime) -> list[Coming]:
    """That day's conferences at which the person is awaited. One receipt, none where there are
    none."""
    rows = list(
        Conference.objects.filter(
            case_id__in=granted_folders(actor, Subject.CASE), state="called", day=on
        ).order_by("id")
    )
    if not rows:
        return []
    folders = {row.case_id for row in rows}
    proof = receipt("conference.list", by=actor, at=at, folders=folders, facets=[Facet.CARE])
    plans: Sequence[ConferencePlan] = open_many(proof, rows, "plan", ConferencePlan)
    return [
        Coming(row, plan)
        for row, plan in zip(rows, plans, strict=True)
        if actor.id.hex in plan.people
    ]


def known(state: CaseState, key: str) -> Gathering:
    """One conference of an opened case; refused where the journal does not know it."""
    if key not in state.conferences:
        raise Refused(SEALED)
    return state.conferences[key]


def signs_for(file: CaseFile, *, today: date) -> tuple[Sign, ...]:
    """What speaks for calling a conference about this case now."""
    set_here, case, state = values(today), file.case, file.state
    held = [one.held.held_at.date() for one in state.conferences.values() if one.held]
    planned = {item.planned.agency for item in state.plan.values() if not item.ended}
    referred = {one.line.referral for one in file.lines if isinstance(one.line, e.Referred)}
    found = Speaking(
        risk=Risk(state.risk),
        agencies=max(len(planned - {""}), len(referred)),
        still_days=(today - (case.stage_day or case.opened_day)).days,
        since_last=(today - max(held)).days if held else None,
        waits=any(one.state is Meeting.CALLED for one in state.conferences.values()),
    )
    if case.closed_day is not None:
        return ()
    return speaks_for(
        found,
        many_agencies=int(set_here["conference.agencies"]),
        stuck_days=int(set_here["oversight.stuck_days"]),
        again_days=int(set_here["conference.again_days"]),
    )
