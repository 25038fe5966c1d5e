"""The list of cases, page by page, with what is due next on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import F, Min, OuterRef, QuerySet, Subquery

from pabolo.ground.audit.actions import receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import DutyLine, open_of, opened
from pabolo.ground.vault.opening import open_many
from pabolo.programme.cases.facets import CaseStats
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet

type Shown = Literal["open", "mine", "nobody", "ended"]


@dataclass(frozen=True, slots=True)
class Registered:
    """A case in a list: its row, its coded facts, and what is due next; no name."""

    case: Case
    stats: CaseStats
    due: DutyLine | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list, and how many cases the whole list has."""

    rows: list[Registered]
    count: int


def _wanted(actor: Actor, shown: Shown) -> QuerySet[Case]:
    rows = visible_to(actor).filter(closed_day__isnull=shown != "ended")
    if shown == "mine":
        return rows.filter(worker_id=actor.id)
    return rows.filter(worker_id__isnull=True) if shown == "nobody" else rows


def _in_order(rows: QuerySet[Case], shown: Shown) -> QuerySet[Case]:
    """What is due soonest comes first; of what ended, the last first."""
    if shown == "ended":
        return rows.order_by("-closed_day", "id")
    due = Duty.objects.filter(folder_id=OuterRef("pk"), state="open").values("folder_id")
    soonest = Subquery(due.annotate(first=Min("due_day")).values("first"))
    return rows.annotate(next_day=soonest).order_by(F("next_day").asc(nulls_last=True), "id")


def leaf(*, by: Actor, at: datetime, shown: Shown = "open", page: int = 1, size: int = 25) -> Leaf:
    """One page of the cases in scope under one receipt."""
    rows = _wanted(by, shown)
    start = (max(page, 1) - 1) * size
    cases = list(_in_order(rows, shown)[start : start + size])
    found = _registered(cases, by, at)
    return Leaf(found if shown == "ended" else sorted(found, key=_soonest), rows.count())


def _soonest(row: Registered) -> tuple[bool, datetime | None]:
    """Within the day that the database sorted by, the hour; without a next step comes last."""
    return (True, None) if row.due is None else (False, row.due.body.due_at)


def _registered(cases: Sequence[Case], by: Actor, at: datetime) -> list[Registered]:
    folders = [case.pk for case in cases]
    if not folders:
        return []
    proof = receipt("case.list", by=by, at=at, folders=folders, facets=[Facet.STATS, Facet.CARE])
    due: dict[UUID, DutyLine] = {}
    for line in opened(proof, list(open_of(folders))):
        first = due.get(line.duty.folder_id)
        if first is None or line.body.due_at < first.body.due_at:
            due[line.duty.folder_id] = line
    facts = open_many(proof, cases, "stats", CaseStats)
    return [Registered(c, stats, due.get(c.pk)) for c, stats in zip(cases, facts, strict=True)]
