"""What needs a supervisor's eye: late, stuck, unassigned, without a next step, not seen lately.

What stands in the clear is counted in the clear; only what the page shows is opened. Nothing here
ranks people: a load is what somebody carries, a late duty is where help is wanted.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.audit.actions import receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import DutyLine, bare, opened
from pabolo.ground.duties.queries import visible_to as duties_visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import values
from pabolo.ground.vault.opening import open_many
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.models import Case, Entry
from pabolo.programme.cases.queries.lists import CaseRow, opened_rows
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import visible_among
from pabolo.rules.actors import Actor
from pabolo.rules.duties import OpenThing, Posts, orphans
from pabolo.rules.vocabulary import Facet, Risk, Role, Subject

AS_HIGH: Final = frozenset({Risk.HIGH.value, Risk.NOT_ASSESSED.value})
APPROVALS: Final = frozenset({"case.approve_plan", "case.close_second"})
APPROVERS: Final = (Role.SUPERVISOR.value, Role.AGENCY_HEAD.value, Role.PROVINCE_UNIT.value)
FIRST: Final = 25
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Load:
    """What one worker carries: open cases by risk. `worker` None: nobody yet."""

    worker: UUID | None
    by_risk: dict[str, int]

    @property
    def total(self) -> int:
        """All open cases."""
        return sum(self.by_risk.values())


@dataclass(frozen=True, slots=True)
class Oversight:
    """One look at everything open that the actor may see.

    `overdue` holds the latest of `late` many; `late_with` counts them by owner (a person's id, or
    a post). `unseen`: high risk, and when anybody last wrote of contact, within the window never.
    """

    overdue: list[DutyLine]
    late: int
    late_with: Counter[UUID | str]
    approvals: list[DutyLine]
    unassigned: list[Case]
    stuck: list[Case]
    unseen: list[Case]
    without_step: list[OpenThing]
    loads: list[Load]
    open_things: int
    open_duties: int
    stuck_days: int
    contact_days: int


def open_cases(actor: Actor) -> QuerySet[Case]:
    """Cases in scope that have not ended, with the day since which their stage stands."""
    rows = visible_to(actor).filter(closed_day__isnull=True)
    return rows.annotate(since=Coalesce("stage_day", "opened_day"))


def oversight(actor: Actor, *, at: datetime, owner: str = "", whole: bool = False) -> Oversight:
    """Everything at once: three receipts at most, whatever the number of cases.

    `owner`: only what this person (hex) or post is late with. `whole`: all of it.
    """
    today, set_here = day_of(at), values(day_of(at))
    stuck, quiet = int(set_here["oversight.stuck_days"]), int(set_here["oversight.contact_days"])
    cases = list(open_cases(actor).order_by("changed_day", "id"))
    duties = list(duties_visible_to(actor).filter(state="open").defer("body", "closing"))
    duties.sort(key=lambda duty: (duty.due_day, duty.pk))
    rows = opened_rows(cases, by=actor, at=at)
    posts = posts_on(today)
    things = _things(actor, cases, posts)
    overdue, approvals, late_with = _late(duties, actor, at, owner, MOST if whole else FIRST)
    return Oversight(
        overdue=overdue,
        late=sum(late_with.values()),
        late_with=late_with,
        approvals=approvals,
        unassigned=[case for case in cases if case.worker_id is None],
        stuck=sorted(
            (case for case in cases if _since(case) <= today - timedelta(days=stuck)), key=_since
        ),
        unseen=_unseen(rows, actor, at, quiet),
        without_step=list(orphans(things, [bare(duty) for duty in duties], posts)),
        loads=_loads(rows),
        open_things=len(things),
        open_duties=len(duties),
        stuck_days=stuck,
        contact_days=quiet,
    )


def _since(case: Case) -> date:
    return case.stage_day or case.opened_day


def _late(
    duties: Sequence[Duty], actor: Actor, at: datetime, owner: str, most: int
) -> tuple[list[DutyLine], list[DutyLine], Counter[UUID | str]]:
    """The latest of what is past due, what waits for an approval, and late ones by owner."""
    today = day_of(at)
    past = [duty for duty in duties if duty.due_day < today]
    now = [duty for duty in duties if duty.due_day == today]
    asked = [duty for duty in past if not owner or owner == _owner_key(duty)]
    bosses = [duty for duty in duties if duty.owner_post in APPROVERS][:MOST]
    wanted = {duty.pk for duty in (*asked[:most], *now, *bosses)}
    lines = _opened(wanted, actor, at)
    late_now = [duty for duty in now if lines[duty.pk].body.due_at < at]
    shown = [lines[duty.pk] for duty in asked[:most]]
    shown += [lines[duty.pk] for duty in late_now if not owner or owner == _owner_key(duty)]
    approvals = [lines[duty.pk] for duty in bosses if lines[duty.pk].rule.code in APPROVALS]
    counted: Counter[UUID | str] = Counter(
        duty.owner_id or duty.owner_post for duty in (*past, *late_now)
    )
    return shown, approvals, counted


def _owner_key(duty: Duty) -> str:
    return duty.owner_id.hex if duty.owner_id else duty.owner_post


def _opened(wanted: Collection[UUID], actor: Actor, at: datetime) -> Mapping[UUID, DutyLine]:
    rows = list(Duty.objects.filter(pk__in=wanted).order_by("due_day", "id"))
    if not rows:
        return {}
    folders = {row.folder_id for row in rows}
    proof = receipt("duty.list", by=actor, at=at, folders=folders, facets=[Facet.CARE])
    return {line.duty.pk: line for line in opened(proof, rows)}


def _things(actor: Actor, cases: Collection[Case], posts: Posts) -> list[OpenThing]:
    """Open cases and reports, with those at work who may not see them as excluded."""
    waiting = Report.objects.filter(state__in=("received", "read")).values_list("pk", flat=True)
    reports = visible_among(actor, list(waiting)).values_list("pk", flat=True)
    kinds = [(Subject.REPORT, report) for report in reports]
    kinds += [(Subject.CASE, case.pk) for case in cases]
    held = holders_of(folder for _subject, folder in kinds)
    everyone = frozenset().union(*posts.values())
    return [OpenThing(subject, one, everyone - held[one]) for subject, one in kinds]


def _unseen(rows: Sequence[CaseRow], actor: Actor, at: datetime, days: int) -> list[Case]:
    """Cases of high risk, open for longer than the window, without contact in it.

    Only the lines of the window are opened, and only of these cases.
    """
    first = day_of(at) - timedelta(days=days)
    high = [one.case for one in rows if one.stats.risk in AS_HIGH and one.case.opened_day < first]
    if not high:
        return []
    recent = Entry.objects.filter(
        case__in=[case.pk for case in high], day__gte=first, facet=Facet.CARE.value
    )
    lines = list(recent.order_by("case_id", "seq"))
    seen = _contacts(lines, actor, at) if lines else set()
    return [case for case in high if case.pk not in seen]


def _contacts(lines: Sequence[Entry], actor: Actor, at: datetime) -> set[UUID]:
    folders = {line.case_id for line in lines}
    proof = receipt("case.contact", by=actor, at=at, folders=folders, facets=[Facet.CARE])
    bodies: Iterable[e.Line] = open_many(proof, lines, "body", e.AnyEntry.__value__)
    return {line.case_id for line, body in zip(lines, bodies, strict=True) if is_contact(body)}


def is_contact(line: e.Line) -> bool:
    """Whether somebody was with the child: a service, an assessment, a visit that reached it."""
    if isinstance(line, e.FollowedUp):
        return line.reached
    return isinstance(line, e.ServiceGiven | e.Assessed)


def _loads(rows: Sequence[CaseRow]) -> list[Load]:
    found: dict[UUID | None, dict[str, int]] = {}
    for row in rows:
        risks = found.setdefault(row.case.worker_id, {})
        risks[row.stats.risk] = risks.get(row.stats.risk, 0) + 1
    return [Load(worker, risks) for worker, risks in found.items()]
