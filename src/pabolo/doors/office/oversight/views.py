"""The supervisor's page: what is late, whose, and whether anything was lost between two steps."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
from pabolo.programme.cases.queries.oversight import (
    AS_HIGH,
    FIRST,
    MOST,
    Load,
    Oversight,
    oversight,
)
from pabolo.rules.access import may_do
from pabolo.rules.actors import Actor
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


@dataclass(frozen=True, slots=True)
class Lines:
    """The first of a list of cases, and how many there are."""

    rows: list[CaseLine]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, when, and who is called what."""

    actor: Actor
    at: datetime
    names: Mapping[UUID, str]


@require_safe
def oversee(request: HttpRequest) -> HttpResponse:
    """Everything open in scope, looked at for what is late, unassigned, stuck or lost."""
    actor, at = actor_in(request), clock.now()
    owner = request.GET.get("orang", "")
    owner = owner if KEY.fullmatch(owner) else ""
    whole = bool(request.GET.get("semua"))
    found = oversight(actor, at=at, owner=owner, whole=whole)
    names = staff_names()
    look = Look(actor, at, names)
    late = sum(_owned(found, owner)) if owner else found.late

    def lines(slug: str, cases: Iterable[Standing]) -> Lines:
        rows = list(cases)
        shown = rows[: MOST if whole else FIRST]
        return Lines([_case(one, slug, look) for one in shown], len(rows))

    words = {
        "room": "oversight",
        "now": at,
        "found": found,
        "owner": owner,
        "whole": whole,
        "owner_name": _owner_name(owner, names),
        "late": [_late(line, look) for line in found.overdue],
        "late_count": late,
        "more": max(late - len(found.overdue), 0),
        "late_with": _by_name(found.late_with, names),
        "approvals": [_late(line, look) for line in found.approvals],
        "unassigned": lines("petugas", ((c.pk, None, c.opened_day) for c in found.unassigned)),
        "stuck": lines(
            "tahap", ((c.pk, c.worker_id, c.stage_day or c.opened_day) for c in found.stuck)
        ),
        "unseen": lines("kunjungan", ((c.pk, c.worker_id, c.changed_day) for c in found.unseen)),
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


def _late(line: DutyLine, look: Look) -> LateRow:
    body, duty, rule = line.body, line.duty, line.rule
    actor, at, names = look.actor, look.at, look.names
    chip = until_day(day_of(body.due_at), day_of(at)) if body.day_only else until(body.due_at, at)
    hears = escalates_to(body.rule, due=body.due_at, at=at)
    act, act_link = _offer(MET_BY.get(rule.code, ""), duty.folder_id, actor)
    return LateRow(
        chip=chip,
        text=rule.text,
        why=rule.done_when,
        source=rule.source,
        name=name_of(Subject(duty.subject), duty.folder_id),
        address=address_of(Subject(duty.subject), duty.folder_id),
        owner=names.get(duty.owner_id, "") if duty.owner_id else str(ROLES[Role(duty.owner_post)]),
        hears=str(ROLES[hears]) if hears else "",
        act=act,
        act_link=act_link,
    )


def _offer(slug: str, case: UUID, actor: Actor) -> tuple[str | Promise, str]:
    """The form that moves it on, where a post of this person may try it."""
    if slug not in DEEDS or all(may_do(actor, verb) for verb in DEEDS[slug].verbs):
        return "", ""
    return DEEDS[slug].name, reverse("office:deed", args=[case, slug])


type Standing = tuple[UUID, UUID | None, date]


def _case(one: Standing, slug: str, look: Look) -> CaseLine:
    case, worker, since = one
    act, act_link = _offer(slug, case, look.actor)
    return CaseLine(
        name=name_of(Subject.CASE, case),
        address=address_of(Subject.CASE, case),
        chip=waiting(since, day_of(look.at)),
        worker=look.names.get(worker, "") if worker else "",
        act=act,
        act_link=act_link,
    )


def _load(load: Load, names: Mapping[UUID, str]) -> tuple[str, int, int]:
    who = names.get(load.worker, "") if load.worker else _("Nobody yet")
    return who, sum(load.by_risk.get(risk, 0) for risk in AS_HIGH), load.total
