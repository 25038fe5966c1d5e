"""The supervisor's page: what is late, whose, and whether anything was lost between two steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.oversight.addresses import address_of, name_of
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.remaining import Chip, until, until_day, waiting
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import DutyLine
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.queries.oversight import STUCK_AFTER, Load, oversight
from pabolo.rules.duties import escalates_to
from pabolo.rules.vocabulary import Risk, Role, Subject

FIRST_SHOWN = 25
AS_HIGH = (Risk.HIGH, Risk.NOT_ASSESSED)  # not assessed yet counts as high


@dataclass(frozen=True, slots=True)
class LateRow:
    """A duty past its time: how long, what, about whom, whose, and who must hear of it."""

    chip: Chip
    text: str
    why: str
    source: str
    name: str
    address: str
    owner: str
    hears: str


@require_safe
def oversee(request: HttpRequest) -> HttpResponse:
    """Everything open in scope, looked at for what is late, unassigned, stuck or lost."""
    actor, at = actor_in(request), clock.now()
    found = oversight(actor, at=at)
    names, today = staff_names(), day_of(at)
    shown = found.overdue if request.GET.get("semua") else found.overdue[:FIRST_SHOWN]
    words = {
        "room": "oversight",
        "found": found,
        "late": [_late(line, names, at) for line in shown],
        "more": len(found.overdue) - len(shown),
        "unassigned": [
            _case(case.pk, waiting(case.opened_day, today)) for case in found.unassigned
        ],
        "stuck": [_case(case.pk, waiting(case.changed_day, today)) for case in found.stuck],
        "stuck_days": STUCK_AFTER.days,
        "lost": [
            (name_of(one.subject, one.id), address_of(one.subject, one.id))
            for one in found.without_step
        ],
        "loads": [_load(load, names) for load in found.loads],
    }
    return render(request, "office/oversight/oversight.html", words)


def _late(line: DutyLine, names: Mapping[UUID, str], at: datetime) -> LateRow:
    body, duty, rule = line.body, line.duty, line.rule
    chip = until_day(day_of(body.due_at), day_of(at)) if body.day_only else until(body.due_at, at)
    hears = escalates_to(body.rule, due=body.due_at, at=at)
    return LateRow(
        chip=chip,
        text=rule.text,
        why=rule.done_when,
        source=rule.source,
        name=name_of(Subject(duty.subject), duty.folder_id),
        address=address_of(Subject(duty.subject), duty.folder_id),
        owner=names.get(duty.owner_id, "") if duty.owner_id else str(ROLES[Role(duty.owner_post)]),
        hears=str(ROLES[hears]) if hears else "",
    )


def _case(case: UUID, chip: Chip) -> tuple[str, str, Chip]:
    return name_of(Subject.CASE, case), address_of(Subject.CASE, case), chip


def _load(load: Load, names: Mapping[UUID, str]) -> tuple[str, int, int]:
    who = names.get(load.worker, "") if load.worker else _("Nobody yet")
    return who, sum(load.by_risk.get(risk.value, 0) for risk in AS_HIGH), load.total
