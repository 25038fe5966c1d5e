"""The supervisor's page: what is late, whose, and whether anything was lost between two steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.oversight.addresses import address_of, name_of
from pabolo.doors.office.today.rows import MET_BY
from pabolo.doors.shared.actors import actor_in
from pabolo.doors.shared.remaining import Chip, until, until_day, waiting
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import DutyLine
from pabolo.ground.lib import clock
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.queries.oversight import AS_HIGH, Case, Load, Oversight, oversight
from pabolo.rules.duties import escalates_to
from pabolo.rules.vocabulary import Role, Subject

HEX = 32
KEY = re.compile(r"[0-9a-f]{32}|[a-z_]{1,20}")


@dataclass(frozen=True, slots=True)
class LateRow:
    """A duty: how long, what, about whom, whose, who must hear of it, and where it is met."""

    chip: Chip
    text: str
    why: str
    source: str
    name: str
    address: str
    owner: str
    hears: str
    act: str | Promise
    act_link: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: since when, and the form that moves it on."""

    name: str
    address: str
    chip: Chip
    worker: str
    act: str | Promise
    act_link: str


@require_safe
def oversee(request: HttpRequest) -> HttpResponse:
    """Everything open in scope, looked at for what is late, unassigned, stuck or lost."""
    actor, at = actor_in(request), clock.now()
    owner = request.GET.get("orang", "")
    owner = owner if KEY.fullmatch(owner) else ""
    found = oversight(actor, at=at, owner=owner, whole=bool(request.GET.get("semua")))
    names, today = staff_names(), day_of(at)
    late = sum(_owned(found, owner)) if owner else found.late
    words = {
        "room": "oversight",
        "now": at,
        "found": found,
        "owner": owner,
        "owner_name": _owner_name(owner, names),
        "late": [_late(line, names, at) for line in found.overdue],
        "late_count": late,
        "more": max(late - len(found.overdue), 0),
        "late_with": _by_name(found.late_with, names),
        "approvals": [_late(line, names, at) for line in found.approvals],
        "unassigned": [
            _case(case, waiting(case.opened_day, today), names, "petugas")
            for case in found.unassigned
        ],
        "stuck": [
            _case(case, waiting(case.stage_day or case.opened_day, today), names, "tahap")
            for case in found.stuck
        ],
        "unseen": [
            _case(case, waiting(case.changed_day, today), names, "kunjungan")
            for case in found.unseen
        ],
        "lost": [
            (name_of(one.subject, one.id), address_of(one.subject, one.id))
            for one in found.without_step
        ],
        "loads": sorted(_load(load, names) for load in found.loads),
    }
    return render(request, "office/oversight/oversight.html", words)


def _owned(found: Oversight, owner: str) -> list[int]:
    return [
        count
        for one, count in found.late_with.items()
        if owner == (one.hex if isinstance(one, UUID) else one)
    ]


def _owner_name(owner: str, names: Mapping[UUID, str]) -> str:
    if not owner:
        return ""
    if len(owner) == HEX:
        return names.get(UUID(owner), "")
    return str(ROLES[Role(owner)]) if owner in set(Role) else ""


def _by_name(
    late_with: Mapping[UUID | str, int], names: Mapping[UUID, str]
) -> list[tuple[str, str, int]]:
    """Name, key and count, by name: a list of where help is wanted, no ranking."""
    rows = [
        (_owner_name(key, names), key, count)
        for key, count in (
            (one.hex if isinstance(one, UUID) else one, count) for one, count in late_with.items()
        )
    ]
    return sorted(rows)


def _late(line: DutyLine, names: Mapping[UUID, str], at: datetime) -> LateRow:
    body, duty, rule = line.body, line.duty, line.rule
    chip = until_day(day_of(body.due_at), day_of(at)) if body.day_only else until(body.due_at, at)
    hears = escalates_to(body.rule, due=body.due_at, at=at)
    slug = MET_BY.get(rule.code, "")
    return LateRow(
        chip=chip,
        text=rule.text,
        why=rule.done_when,
        source=rule.source,
        name=name_of(Subject(duty.subject), duty.folder_id),
        address=address_of(Subject(duty.subject), duty.folder_id),
        owner=names.get(duty.owner_id, "") if duty.owner_id else str(ROLES[Role(duty.owner_post)]),
        hears=str(ROLES[hears]) if hears else "",
        act=DEEDS[slug].name if slug else "",
        act_link=reverse("office:deed", args=[duty.folder_id, slug]) if slug else "",
    )


def _case(case: Case, chip: Chip, names: Mapping[UUID, str], slug: str) -> CaseLine:
    return CaseLine(
        name=name_of(Subject.CASE, case.pk),
        address=address_of(Subject.CASE, case.pk),
        chip=chip,
        worker=names.get(case.worker_id, "") if case.worker_id else "",
        act=DEEDS[slug].name,
        act_link=reverse("office:deed", args=[case.pk, slug]),
    )


def _load(load: Load, names: Mapping[UUID, str]) -> tuple[str, int, int]:
    who = names.get(load.worker, "") if load.worker else _("Nobody yet")
    return who, sum(load.by_risk.get(risk, 0) for risk in AS_HIGH), load.total
