"""Bench cases: a child, an incident, a journal of some twenty lines, duties met or open."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import msgspec
from django.db import models

from pabolo.demo.bulkrows import bench_name, bench_phone, duty, grants, noon, people_of
from pabolo.demo.chart import DISTRICTS, villages
from pabolo.demo.lives import WORKERS
from pabolo.demo.scene import Scene
from pabolo.ground.duties.models import Duty
from pabolo.ground.keys import store
from pabolo.ground.lib.ids import random_id
from pabolo.ground.vault.models import Grant
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.journal import entry_rows, restated
from pabolo.programme.cases.actions.opening import IncidentTold, Opened, Opening, Origin, stats_of
from pabolo.programme.cases.facets import (
    ChildRole,
    IncidentAccused,
    IncidentFacts,
    IncidentStory,
    Perpetrator,
)
from pabolo.programme.cases.fold import fold
from pabolo.programme.cases.models import Case, CaseReport, Entry, Incident, IncidentChild
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.children.models import Child
from pabolo.rules.vocabulary import Facet, Role, Subject

_FORMS = ("SEK", "FIS", "PSI", "PEN")
_ITEMS, _TIMES = 2, 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BenchCase:
    """One case to be written, and the folders it brings with it."""

    id: UUID
    day: date
    report: UUID
    closed: bool
    child: UUID = field(default_factory=random_id)
    incident: UUID = field(default_factory=random_id)

    @property
    def folders(self) -> tuple[tuple[Subject, UUID], ...]:
        """Its three folders."""
        return (
            (Subject.CASE, self.id),
            (Subject.CHILD, self.child),
            (Subject.INCIDENT, self.incident),
        )


def put_cases(scene: Scene, rng: Random, batch: Sequence[BenchCase]) -> None:
    """Write a batch; inside a transaction."""
    store.create([folder for one in batch for _, folder in one.folders])
    rows: dict[type[models.Model], list[Any]] = {
        kind: [] for kind in (Child, Incident, IncidentChild, Case, CaseReport, Entry, Grant, Duty)
    }
    for one in batch:
        for row in _rows(scene, rng, one):
            rows[type(row)].append(row)
    for kind, found in rows.items():
        kind._default_manager.bulk_create(found, batch_size=500)


def _rows(scene: Scene, rng: Random, one: BenchCase) -> list[models.Model]:
    worker = scene.people[rng.choice(WORKERS)]
    opening = replace(_opening(rng, one), worker_id=worker)
    lines = _lines(scene, one, worker)
    return [
        _child(one, opening),
        _incident(one, opening),
        _link(one),
        *_case(one, opening, lines, worker),
        CaseReport(case_id=one.id, report_id=one.report),
        *_grants(scene, one, worker),
        *_duties(one, worker),
    ]


def _opening(rng: Random, one: BenchCase) -> Opening:
    village = rng.choice(villages()[rng.choice(list(DISTRICTS))])
    form = rng.choice(_FORMS)
    facts = IncidentFacts(forms=(form,), place_kind="RT", village=village,
                          happened_on=(one.day - 9 * _DAY).isoformat())  # fmt: skip
    accused = Perpetrator(name=bench_name(rng), relation="TG", sex="L", is_child=False)
    told = IncidentTold(
        facts, IncidentStory(text="Data bench."), IncidentAccused(people=(accused,))
    )
    identity = ChildIdentity(
        name=bench_name(rng), sex=rng.choice("LP"), birth=f"{one.day.year - rng.randrange(1, 17)}-05",
        carers=(bench_name(rng),), contact=bench_phone(rng),
    )  # fmt: skip
    return Opening(identity=identity, places=ChildPlaces(domicile=village), told=told)


def _child(one: BenchCase, opening: Opening) -> Child:
    row = Child(id=one.child, changed_day=one.day)
    seal(row, "identity", opening.identity)
    seal(row, "places", opening.places)
    return row


def _incident(one: BenchCase, opening: Opening) -> Incident:
    row = Incident(id=one.incident, changed_day=one.day)
    seal(row, "stats", opening.told.facts)
    seal(row, "narrative", opening.told.story)
    seal(row, "accused", opening.told.accused)
    return row


def _link(one: BenchCase) -> IncidentChild:
    row = IncidentChild(incident_id=one.incident, child_id=one.child)
    seal(row, "role", ChildRole(roles=("A1",)))
    return row


def _case(
    one: BenchCase, opening: Opening, lines: Sequence[e.Line], worker: UUID
) -> list[Case | Entry]:
    ends = noon(one.day) + 120 * _DAY
    origin = Origin(report_id=one.report, channel="WA", received_at=noon(one.day))
    ids = Opened(one.id, one.child, one.incident)
    stats = restated(stats_of(opening, origin, ids, noon(one.day)), fold(lines))
    case = Case(
        id=one.id, child_id=one.child, stage="closed" if one.closed else "delivering",
        worker_id=worker, opened_day=one.day, changed_day=one.day,
        closed_day=ends.date() if one.closed else None,
    )  # fmt: skip
    rows = entry_rows(case, lines, author=worker, at=noon(one.day), note_facet=Facet.CARE)
    case.version = len(rows)
    closed_on = ends.date().isoformat() if one.closed else ""
    seal(case, "stats", msgspec.structs.replace(stats, closed_on=closed_on))
    return [case, *rows]


def _lines(scene: Scene, one: BenchCase, worker: UUID) -> list[e.Line]:
    """A journal as a case of four months has it."""
    at, who, boss = noon(one.day), worker.hex, scene.people["ratna"].hex
    items = [random_id().hex for _ in range(_ITEMS)]
    return [
        e.Opened(at=at, by=who, report=one.report.hex, incident=one.incident.hex),
        e.RiskRead(at=at, by=who, level="medium", assessed="medium"),
        e.Assigned(at=at, by=boss, worker=who),
        e.Consented(at=at, by=who, purpose="service", basis="public_task", status="given",
                    law="Bench"),
        e.Assessed(at=at + 3 * _DAY, by=who, needs="Data bench. " * 12),
        *(_planned(at + 5 * _DAY, who, item) for item in items),
        e.PlanProposed(at=at + 5 * _DAY, by=who, items=tuple(items), child_agreed=True),
        e.PlanApproved(at=at + 6 * _DAY, by=boss, items=tuple(items)),
        *(line for n in range(_TIMES) for item in items for line in _served(at, who, item, n)),
        *(_closed(at + 120 * _DAY, who, boss) if one.closed else ()),
    ]  # fmt: skip


def _planned(at: datetime, who: str, item: str) -> e.Planned:
    return e.Planned(
        at=at, by=who, item=item, service="L5", goal="Data bench", function="accompaniment",
        task="d", provider="Bench", responsible=who, times=_TIMES, due=at.date().isoformat(),
    )  # fmt: skip


def _served(at: datetime, who: str, item: str, number: int) -> tuple[e.Line, e.Line]:
    when = at + (12 + 15 * number) * _DAY
    given = e.ServiceGiven(
        at=when, by=who, service="L5", item=item, on=when.date().isoformat(), note="Data bench."
    )
    return given, e.FollowedUp(at=when + 4 * _DAY, by=who, text="Data bench.", safe="yes")


def _closed(at: datetime, who: str, boss: str) -> tuple[e.Line, e.Line]:
    asked = e.ClosureAsked(at=at, by=who, reason="goals_met", note="Data bench.")
    return asked, e.Closed(at=at, by=boss, reason="goals_met")


def _grants(scene: Scene, one: BenchCase, worker: UUID) -> list[Grant]:
    bases = (
        ("team", [worker]),
        ("oversight", people_of(scene, "ratna", "hendra")),
        ("duty", people_of(scene, "siti")),
        ("counting", people_of(scene, "yusuf")),
    )
    return [
        row
        for subject, folder in one.folders
        for basis, people in bases
        for row in grants(folder, subject, people, basis, one.day)
    ]


def _duties(one: BenchCase, worker: UUID) -> list[Duty]:
    start = noon(one.day)
    spans = (("case.consent", 3, 1), ("case.assess", 7, 3), ("case.propose_plan", 10, 5),
             ("case.review", 90, 60), ("case.follow_up", 100, 80))  # fmt: skip
    standing = () if one.closed else ("case.review", "case.follow_up")
    return [
        duty(
            Subject.CASE, one.id, rule, start, start + due * _DAY, Role.CASE_WORKER, worker,
            None if rule in standing else start + met * _DAY,
        )
        for rule, due, met in spans
    ]  # fmt: skip
