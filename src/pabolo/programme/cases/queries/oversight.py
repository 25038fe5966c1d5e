"""What needs a supervisor's eye: unassigned, stuck, without a next step, and who carries what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from pabolo.ground.duties.queries import DutyLine, as_open, lines_for, posts_on
from pabolo.ground.duties.queries import visible_to as duties_visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.lists import opened_rows
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.intake.queries.scope import visible_to as reports_visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.duties import OpenThing, Posts, orphans
from pabolo.rules.vocabulary import Subject

STUCK_AFTER = timedelta(days=30)


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
    """One look at everything open that the actor may see."""

    overdue: list[DutyLine]
    unassigned: list[Case]
    stuck: list[Case]
    without_step: list[OpenThing]
    loads: list[Load]
    open_things: int
    open_duties: int


def open_cases(actor: Actor) -> QuerySet[Case]:
    """Cases in scope that have not ended."""
    return visible_to(actor).filter(closed_day__isnull=True)


def oversight(actor: Actor, *, at: datetime) -> Oversight:
    """Everything at once: two list receipts, whatever the number of cases."""
    today = day_of(at)
    cases = list(open_cases(actor).defer("stats").order_by("changed_day", "id"))
    lines = lines_for(duties_visible_to(actor).filter(state="open"), by=actor, at=at)
    things = _things(actor, cases, posts_on(today))
    standing = [as_open(line) for line in lines]
    return Oversight(
        overdue=[line for line in lines if line.body.due_at < at],
        unassigned=[case for case in cases if case.worker_id is None],
        stuck=[case for case in cases if case.changed_day <= today - STUCK_AFTER],
        without_step=list(orphans(things, standing, posts_on(today))),
        loads=_loads(actor, at),
        open_things=len(things),
        open_duties=len(lines),
    )


def _things(actor: Actor, cases: Collection[Case], posts: Posts) -> list[OpenThing]:
    """Open cases and reports, with those at work who may not see them as excluded."""
    reports = reports_visible_to(actor).exclude(state="decided").values_list("pk", flat=True)
    kinds = [(Subject.REPORT, report) for report in reports]
    kinds += [(Subject.CASE, case.pk) for case in cases]
    held = holders_of(folder for _subject, folder in kinds)
    everyone = frozenset().union(*posts.values())
    return [OpenThing(subject, one, everyone - held[one]) for subject, one in kinds]


def _loads(actor: Actor, at: datetime) -> list[Load]:
    found: dict[UUID | None, dict[str, int]] = {}
    for row in opened_rows(list(open_cases(actor)), by=actor, at=at):
        risks = found.setdefault(row.case.worker_id, {})
        risks[row.stats.risk] = risks.get(row.stats.risk, 0) + 1
    loads = [Load(worker, risks) for worker, risks in found.items()]
    return sorted(loads, key=lambda load: (load.worker is not None, -load.total))


def closed_before(actor: Actor, day: date) -> dict[UUID, date]:
    """Cases in scope that ended before a day, with the day on which they did."""
    rows = visible_to(actor).filter(closed_day__lt=day).values_list("pk", "closed_day")
    return {case: ended for case, ended in rows if ended}
