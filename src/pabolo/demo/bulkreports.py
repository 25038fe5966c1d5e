"""Bench reports: every side sealed, readers granted, duties met or open."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from pabolo.demo.bulkrows import bench_name, bench_phone, duty, grants, noon, people_of
from pabolo.demo.chart import DISTRICTS, villages
from pabolo.demo.scene import Scene
from pabolo.ground.duties.models import Duty
from pabolo.ground.keys import store
from pabolo.ground.vault.models import Grant
from pabolo.ground.vault.sealing import seal
from pabolo.programme.intake.facets import (
    Accused,
    AccusedTold,
    Decision,
    People,
    Reading,
    ReportCare,
    Story,
    ToldChild,
    Whereabouts,
)
from pabolo.programme.intake.models import Report
from pabolo.rules.vocabulary import Role, Subject

_TEXT = "Data bench. " + "Kalimat contoh tanpa arti untuk mengukur kecepatan. " * 6
_FORMS = ("SEK", "FIS", "PSI", "PEN")
_CHANNELS = ("WA", "WA", "TLP", "DTG", "SEK")


@dataclass(frozen=True, slots=True)
class BenchReport:
    """One report to be written."""

    id: UUID
    day: date
    decided: bool


def put_reports(scene: Scene, rng: Random, batch: Sequence[BenchReport]) -> None:
    """Write a batch; inside a transaction."""
    store.create([one.id for one in batch])
    Report.objects.bulk_create([_report(scene, rng, one) for one in batch])
    Grant.objects.bulk_create([row for one in batch for row in _readers(scene, one)])
    Duty.objects.bulk_create([row for one in batch for row in _duties(one)])


def _report(scene: Scene, rng: Random, one: BenchReport) -> Report:
    at = noon(one.day)
    row = Report(
        id=one.id,
        submission=secrets.token_bytes(32),
        tag=secrets.token_bytes(32),
        state="received",
        received_day=one.day,
        changed_day=one.day,
        logged=True,
    )
    _seal_told(row, rng, at, scene.people["siti"].hex)
    if one.decided:
        _decide(row, at + timedelta(hours=6), scene.people["siti"].hex)
    return row


def _seal_told(row: Report, rng: Random, at: datetime, officer: str) -> None:
    village = rng.choice(villages()[rng.choice(list(DISTRICTS))])
    child = ToldChild(name=bench_name(rng), sex=rng.choice("LP"), age=str(rng.randrange(18)))
    people = People(
        children=(child,), reporter_kind="TET", reporter_name=bench_name(rng),
        reporter_contact=bench_phone(rng),
    )  # fmt: skip
    accused = AccusedTold(name=bench_name(rng), relation="TG")
    care = ReportCare(
        channel=rng.choice(_CHANNELS), anonymous=False, mailbox=secrets.token_bytes(32),
        received_at=at, first_disclosure_at=at, entered_by=officer,
    )  # fmt: skip
    seal(row, "story", Story(worries=(rng.choice(_FORMS),), text=_TEXT))
    seal(row, "people", people)
    seal(row, "place", Whereabouts(village=village, place_kind="RT"))
    seal(row, "accused", Accused(people=(accused,)))
    seal(row, "care", care)


def _decide(row: Report, at: datetime, officer: str) -> None:
    seal(row, "reading", Reading(at=at, by=officer, risk="medium"))
    decision = Decision(at=at, by=officer, outcome="information_only", reason="Data bench.")
    seal(row, "decision", decision)
    row.state, row.progress = "decided", "informed"
    row.read_day = row.decided_day = row.changed_day = at.date()


def _readers(scene: Scene, one: BenchReport) -> list[Grant]:
    officers = people_of(scene, "siti", "budi")
    above = people_of(scene, "ratna", "hendra")
    return [
        *grants(one.id, Subject.REPORT, officers, "duty", one.day),
        *grants(one.id, Subject.REPORT, above, "oversight", one.day),
    ]


def _duties(one: BenchReport) -> list[Duty]:
    start = noon(one.day)
    met = start + timedelta(hours=5) if one.decided else None
    due = start + timedelta(hours=24)
    rules = ("report.first_read", "report.decide") if one.decided else ("report.first_read",)
    return [
        duty(Subject.REPORT, one.id, rule, start, due, Role.INTAKE, None, met) for rule in rules
    ]
