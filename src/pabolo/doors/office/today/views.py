"""Today: what is due, why, and what to do next. Opens nothing but what duties are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.remaining import Chip, until, until_day
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import DutyLine, lines_for, owned_by, visible_to
from pabolo.ground.lib import clock
from pabolo.ground.lib.ids import display_code
from pabolo.programme.intake.actions.rounds import catch_up
from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role, Subject

WEEK = timedelta(days=7)
PLACES: Mapping[str, tuple[str, str]] = {
    Subject.REPORT: ("office:report", "L"),
    Subject.CASE: ("office:case", "K"),
}
BUCKETS: Mapping[str, Promise] = {
    "late": _("Past due"),
    "today": _("Today"),
    "week": _("This week"),
    "later": _("Later"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A duty on the page."""

    chip: Chip
    text: str
    done_when: str
    source: str
    owner: str
    name: str
    link: str
    due: datetime


def chip_of(line: DutyLine, at: datetime) -> Chip:
    """Time left, in days only where no hour is kept."""
    body = line.body
    return (
        until_day(line.duty.due_day, clock.day_of(at)) if body.day_only else until(body.due_at, at)
    )


def name_of(subject: str, folder: UUID) -> str:
    """What a report or case is called among colleagues."""
    return display_code(PLACES[subject][1], folder)


def row_of(line: DutyLine, names: Mapping[UUID, str], at: datetime) -> Row:
    """A duty in words, with the place where it is done."""
    duty = line.duty
    owner = names.get(duty.owner_id) if duty.owner_id else None
    return Row(
        chip=chip_of(line, at),
        text=line.rule.text,
        done_when=line.rule.done_when,
        source=line.rule.source,
        owner=owner or str(ROLES[Role(duty.owner_post)]),
        name=name_of(duty.subject, duty.folder_id),
        link=reverse(PLACES[duty.subject][0], args=[duty.folder_id]),
        due=line.body.due_at,
    )


def bucket_of(due: datetime, at: datetime) -> str:
    """Where a deadline is listed."""
    if due < at:
        return "late"
    day, today = clock.day_of(due), clock.day_of(at)
    if day == today:
        return "today"
    return "week" if day <= today + WEEK else "later"


def buckets(rows: Iterable[Row], at: datetime) -> list[tuple[str, Promise, list[Row]]]:
    """The rows by how soon they are due; empty buckets are left out."""
    found: dict[str, list[Row]] = {key: [] for key in BUCKETS}
    for row in rows:
        found[bucket_of(row.due, at)].append(row)
    return [(key, BUCKETS[key], found[key]) for key in BUCKETS if found[key]]


def _of_others(actor: Actor, today: date, at: datetime) -> list[DutyLine]:
    """What others in the overseer's scope have let pass."""
    if may_do(actor, Verb.SEE_OVERDUE) is not None:
        return []
    mine = owned_by(actor).values("pk")
    late = visible_to(actor).filter(state="open", due_day__lte=today).exclude(pk__in=mine)
    return [line for line in lines_for(late, by=actor, at=at) if line.body.due_at < at]


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The person's own duties by how soon, and for a supervisor what others have let pass."""
    actor, at = actor_in(request), clock.now()
    catch_up(at=at)
    names = staff_names()
    rows = [row_of(line, names, at) for line in lines_for(owned_by(actor), by=actor, at=at)]
    others = [row_of(line, names, at) for line in _of_others(actor, clock.day_of(at), at)]
    words = {
        "room": "today",
        "now": at,
        "buckets": buckets(rows, at),
        "others": others,
        "may_take": may_do(actor, Verb.TAKE_REPORT) is None,
    }
    return render(request, "office/today/today.html", words)
