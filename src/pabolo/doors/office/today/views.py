"""Today: what is due, why, and what to do next. Opens nothing but what duties are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.today.rows import Row, Telling, awaited, row_of
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.lib import clock
from pabolo.programme.cases.actions.absences import cover
from pabolo.programme.cases.actions.visits import notice_silence
from pabolo.programme.cases.queries.desk import Desk, desk, without_next_step, without_worker
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.rules.access import Verb, facets_of, may_do
from pabolo.rules.actors import Actor

WEEK = timedelta(days=7)
LATE, TODAY, THIS_WEEK, LATER, WAITING, OTHERS = (
    "lewat", "kini", "minggu", "nanti", "tunggu", "lain",
)  # fmt: skip
BUCKETS: Mapping[str, Promise] = {
    LATE: _("Past due"),
    TODAY: _("Today"),
    THIS_WEEK: _("This week"),
    LATER: _("Later"),
    WAITING: _("Waiting for others"),
    OTHERS: _("Past due with others"),
}

type Bucket = tuple[str, Promise, list[Row]]


def bucket_of(due: datetime, at: datetime) -> str:
    """Where a deadline is listed."""
    if due < at:
        return LATE
    day, today = clock.day_of(due), clock.day_of(at)
    if day == today:
        return TODAY
    return THIS_WEEK if day <= today + WEEK else LATER


def buckets(found: Desk, tell: Telling) -> list[Bucket]:
    """The desk by how soon; empty buckets are left out."""
    risks = found.risks
    sorted_in: dict[str, list[Row]] = {key: [] for key in BUCKETS}
    for line in found.own:
        row = row_of(line, tell, risk=risks.get(line.duty.folder_id, ""))
        sorted_in[bucket_of(row.due, tell.at)].append(row)
    for key, lines in ((WAITING, found.awaited), (OTHERS, found.passed)):
        sorted_in[key] = [
            awaited(line, tell, risk=risks.get(line.duty.folder_id, "")) for line in lines
        ]
    return [(key, BUCKETS[key], sorted_in[key]) for key in BUCKETS if sorted_in[key]]


def who_is_late(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Colleagues and posts with something past due, most first."""
    return Counter(row.owner for row in rows).most_common()


def _overseeing(actor: Actor, found: list[Bucket]) -> dict[str, object]:
    """What a supervisor watches beside the own desk; empty for everybody else."""
    if may_do(actor, Verb.SEE_OVERDUE) is not None:
        return {}
    reports, cases = without_next_step(actor)
    passed = next((rows for key, _name, rows in found if key == OTHERS), [])
    return {
        "oversees": True,
        "idle_reports": reports,
        "idle_cases": cases,
        "nobody": without_worker(actor).count(),
        "late_people": who_is_late(passed),
    }


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The person's own duties by how soon, what others owe them, and what slipped elsewhere."""
    actor, at = actor_in(request), clock.now()
    catch_up(at=at)
    cover(at=at, whole=False)
    notice_silence(at=at)
    found = buckets(desk(actor, at=at), Telling(actor, at, staff_names()))
    words = {
        "room": "today",
        "now": at,
        "buckets": found,
        "may_take": may_do(actor, Verb.TAKE_REPORT) is None,
        "may_search": may_do(actor, Verb.SEARCH_CHILD) is None,
        "sees_children": bool(facets_of(actor)),
        **_overseeing(actor, found),
    }
    return render(request, "office/today/today.html", words)
