"""What lies on a person's desk: duties, how dangerous each thing reads, what nobody holds.

Sorted by the day in the clear; only what the page shows is opened. So a desk costs what it shows,
and its receipt names no more than that.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from pabolo.ground.accounts.queries import stands_in
from pabolo.ground.audit.actions import receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import DutyLine, StandsIn, is_mine, mine, opened
from pabolo.ground.duties.queries import visible_to as duties_visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.opening import open_many, open_sealed
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.intake.facets import Reading, ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.inbox import risk_of
from pabolo.programme.intake.queries.scope import visible_among
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Role, Subject

LATE, TODAY, WEEK, LATER, WAITING, OTHERS = (
    "lewat", "kini", "minggu", "nanti", "tunggu", "lain",
)  # fmt: skip
PARTS: Final = (LATE, TODAY, WEEK, LATER, WAITING, OTHERS)
SHOWN: Final[Mapping[str, int]] = {LATE: 20, TODAY: 50, WEEK: 20, LATER: 10, WAITING: 15, OTHERS: 8}
A_WEEK = timedelta(days=7)
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of the desk: one part whole, one kind of duty, one file."""

    whole: str = ""
    rule: str = ""
    folder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the desk: its first lines opened, soonest first, and how many there are."""

    lines: list[DutyLine]
    count: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that hold something. `risks` by folder; `late_with` counts by owner: a person's
    id, or a post."""

    parts: dict[str, Part] = field(default_factory=dict)
    risks: dict[UUID, str] = field(default_factory=dict)
    late_with: Counter[UUID | str] = field(default_factory=Counter)


def open_cases(actor: Actor) -> QuerySet[Case]:
    """Cases in scope that have not ended."""
    return visible_to(actor).filter(closed_day__isnull=True)


def without_worker(actor: Actor) -> QuerySet[Case]:
    """Open cases in scope that nobody works on yet."""
    return open_cases(actor).filter(worker_id__isnull=True)


def without_next_step(actor: Actor) -> tuple[int, int]:
    """How many open reports and open cases in scope no duty speaks of: both must be 0.

    The data officer's duty to copy a case into SIMFONI holds only what SIMFONI leads.
    """
    waiting = set(
        Report.objects.filter(state__in=("received", "read")).values_list("pk", flat=True)
    )
    duties = Duty.objects.filter(state="open")
    busy = set(duties.values_list("folder_id", flat=True))
    held = set(duties.exclude(owner_post=Role.DATA).values_list("folder_id", flat=True))
    running = open_cases(actor).values_list("pk", "light")
    idle = waiting - busy
    lost = [pk for pk, light in running if pk not in (busy if light else held)]
    return (visible_among(actor, idle).count() if idle else 0), len(lost)


def _on_desk(actor: Actor, at: datetime, stands: StandsIn) -> QuerySet[Duty]:
    running = Case.objects.filter(worker_id=actor.id, closed_day__isnull=True).values("pk")
    wanted = mine(actor, stands) | Q(folder_id__in=running)
    if may_do(actor, Verb.SEE_OVERDUE) is None:
        wanted |= Q(due_day__lte=day_of(at))
    return duties_visible_to(actor).filter(wanted, state="open").order_by("due_day", "id")


def part_of_day(due: date, today: date) -> str:
    """Where a duty of one's own is listed, as far as the day tells."""
    if due <= today:
        return TODAY if due == today else LATE
    return WEEK if due <= today + A_WEEK else LATER


def desk(actor: Actor, *, at: datetime, asked: Asked | None = None) -> Desk:
    """The desk under one receipt, whatever lies on it; nothing there, nothing opened."""
    wish = asked or Asked()
    stands = stands_in(actor.id, day_of(at))
    rows = _on_desk(actor, at, stands).defer("body", "closing")
    if wish.folder is not None:
        rows = rows.filter(folder_id=wish.folder)
    sorted_rows = _sorted(list(rows), actor, day_of(at), stands)
    wanted = {row.pk for part in PARTS for row in _first(sorted_rows[part], part, wish)}
    if not wanted:
        return Desk()
    full = list(Duty.objects.filter(pk__in=wanted).order_by("due_day", "id"))
    folders = {row.folder_id for row in full}
    proof = receipt("duty.list", by=actor, at=at, folders=folders, facets=[Facet.CARE, Facet.STATS])
    lines = {line.duty.pk: line for line in opened(proof, full)}
    parts = _with_hours(sorted_rows, lines, at, wish)
    late = Counter(_owner(row) for row in sorted_rows[OTHERS] if _is_late(row, lines, at))
    return Desk(parts=parts, risks=_risks(proof, full), late_with=late)


def _sorted(
    rows: Sequence[Duty], actor: Actor, today: date, stands: StandsIn
) -> dict[str, list[Duty]]:
    """Rows by part, as far as what stands in the clear tells."""
    found: dict[str, list[Duty]] = {part: [] for part in PARTS}
    others = {row.folder_id for row in rows if not is_mine(row, actor, stands)}
    working = set(
        Case.objects.filter(pk__in=others, worker_id=actor.id).values_list("pk", flat=True)
    )
    for row in rows:
        if is_mine(row, actor, stands):
            found[part_of_day(row.due_day, today)].append(row)
        else:
            found[WAITING if row.folder_id in working else OTHERS].append(row)
    return found


def _first(rows: Sequence[Duty], part: str, wish: Asked) -> Sequence[Duty]:
    """The rows of a part that are opened: those shown, or all where a kind is looked for."""
    if wish.rule or wish.whole == part:
        return rows[:MOST_AT_ONCE]
    return rows[: SHOWN[part]]


def _is_late(row: Duty, lines: Mapping[UUID, DutyLine], at: datetime) -> bool:
    """Past its hour where it was opened, past its day where not."""
    line = lines.get(row.pk)
    return line.body.due_at < at if line else row.due_day < day_of(at)


def _owner(row: Duty) -> UUID | str:
    return row.owner_id or row.owner_post


def _with_hours(
    rows: Mapping[str, Sequence[Duty]], lines: Mapping[UUID, DutyLine], at: datetime, wish: Asked
) -> dict[str, Part]:
    """The parts with the hour known: what passed today is late, what others owe today is not."""
    found: dict[str, list[DutyLine]] = {part: [] for part in PARTS}
    counts = Counter({part: len(rows[part]) for part in PARTS})
    for part in PARTS:
        for line in (lines[row.pk] for row in rows[part] if row.pk in lines):
            past = line.body.due_at < at
            if part == TODAY and past:
                counts.subtract([TODAY])
                counts.update([LATE])
                found[LATE].append(line)
            elif part == OTHERS and not past:
                counts.subtract([OTHERS])
            else:
                found[part].append(line)
    if wish.rule:
        found = {
            part: [line for line in kept if line.rule.code == wish.rule]
            for part, kept in found.items()
        }
        counts = Counter({part: len(kept) for part, kept in found.items()})
    return {
        part: Part(sorted(found[part], key=lambda line: line.body.due_at), counts[part])
        for part in PARTS
        if found[part]
    }


def _risks(proof: Receipt, rows: Sequence[Duty]) -> dict[UUID, str]:
    cases = _folders(rows, Subject.CASE) | _folders(rows, Subject.REFERRAL)
    return _case_risks(proof, cases) | _report_risks(proof, _folders(rows, Subject.REPORT))


def _folders(rows: Iterable[Duty], subject: Subject) -> set[UUID]:
    return {row.folder_id for row in rows if row.subject == subject}


def _case_risks(proof: Receipt, folders: set[UUID]) -> dict[UUID, str]:
    cases = list(Case.objects.filter(pk__in=folders))
    stats = open_many(proof, cases, "stats", CaseStats)
    return {case.pk: facts.risk for case, facts in zip(cases, stats, strict=True)}


def _report_risks(proof: Receipt, folders: set[UUID]) -> dict[UUID, str]:
    reports = list(Report.objects.filter(pk__in=folders).defer("box"))
    cares = open_many(proof, reports, "care", ReportCare)
    return {
        report.pk: risk_of(care, _reading(proof, report))
        for report, care in zip(reports, cares, strict=True)
    }


def _reading(proof: Receipt, report: Report) -> Reading | None:
    return open_sealed(proof, report, "reading", Reading) if report.reading else None
