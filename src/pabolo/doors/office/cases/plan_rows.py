"""Planned against given: each item of a plan in a row, with what is late and whose it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pabolo.doors.office.cases.plan_words import ENDED, service_words, whom_words
from pabolo.doors.office.cases.sentences import iso_day, sentences
from pabolo.ground.accounts.queries import people_at_work
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.fold import PlanItem
from pabolo.programme.cases.queries.files import CaseFile


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An item of the plan. `marks`: what is wrong with it, in words."""

    key: str
    goal_id: str
    service: str
    for_whom: str
    goal: str
    provider: str
    responsible: str
    given: int
    times: int
    next: str
    state: str
    marks: tuple[str, ...]
    give: str
    late: bool
    open: bool
    pending: bool
    coded: str
    about: str


def _next(item: PlanItem) -> str:
    if item.ended:
        return sentences(ENDED.get(item.ended, ""), item.ended_reason)
    if not item.open:
        return _("Done")
    return _("Until %(day)s") % {"day": iso_day(item.planned.due)}


def _state(item: PlanItem) -> str:
    if item.ended:
        return _("Ended")
    if not item.approved:
        return _("Not approved yet")
    return _("A change waits for approval") if item.draft else ""


def is_late(item: PlanItem, today: date) -> bool:
    """Approved, still owed, and its day has passed."""
    due = item.planned.due
    return item.approved and item.open and bool(due) and due < today.isoformat()


def _marks(item: PlanItem, today: date, at_work: Collection[UUID]) -> tuple[str, ...]:
    if not item.open:
        return ()
    who = item.planned.responsible
    nobody = _("Nobody sees to it") if not who else ""
    left = _("Who saw to it has left") if who and UUID(who) not in at_work else ""
    late = _("Late") if is_late(item, today) else ""
    return tuple(mark for mark in (late, nobody, left) if mark)


def _coded(line: e.Planned) -> str:
    parts = (labels.FUNCTION.get(line.function), labels.TASK.get(line.task))
    return "; ".join(str(part) for part in parts if part)


def plan_rows(file: CaseFile, at: datetime, names: Mapping[UUID, str]) -> list[PlanRow]:
    """Every item of the plan."""
    if not file.state.plan:
        return []
    today = day_of(at)
    at_work = {one.id for one in people_at_work(today)}
    base = reverse("office:deed", args=[file.case.pk, "layanan"])
    return [_row(key, item, today, at_work, names, base) for key, item in file.state.plan.items()]


def _row(
    key: str,
    item: PlanItem,
    today: date,
    at_work: Collection[UUID],
    names: Mapping[UUID, str],
    base: str,
) -> PlanRow:
    line = item.planned
    return PlanRow(
        key=key,
        goal_id=line.goal_id,
        service=service_words(line),
        for_whom=whom_words(line),
        goal=line.goal,
        provider=line.provider,
        responsible=names.get(UUID(line.responsible), "") if line.responsible else "",
        given=item.given,
        times=line.times,
        next=_next(item),
        state=_state(item),
        marks=_marks(item, today, at_work),
        give=f"{base}?butir={key}" if item.approved and item.open else "",
        late=is_late(item, today),
        open=item.open,
        pending=item.pending,
        coded=_coded(line),
        about=sentences(whom_words(line), line.goal, line.provider),
    )


def at_a_glance(rows: Collection[PlanRow]) -> list[str]:
    """What is wrong with the plan as a whole, in a few words; empty where nothing is."""
    late = sum(row.late for row in rows)
    alone = sum(len(row.marks) > row.late for row in rows)
    words = (
        (late, ngettext("%(n)s item is late", "%(n)s items are late", late)),
        (
            alone,
            ngettext(
                "%(n)s item has nobody who sees to it",
                "%(n)s items have nobody who sees to them",
                alone,
            ),
        ),
    )
    return [text % {"n": n} for n, text in words if n]
