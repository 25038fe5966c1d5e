"""A register of a given size for benchmarks: rows written in bulk, sealed like any other.

At scale 1 it is twenty years of a regency (DESIGN budgets): 10,000 cases, 100,000 reports,
300,000 activities, 500 activists. No action is taken here, because that would take hours: the
rows pass the same seals and the same constraints, but tell no story. Every text and name says
that it is bench data. For looking at and clicking there is `build.py`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from pathlib import Path
from random import Random
from uuid import UUID

from django.db import models, transaction

from pabolo.demo.build import hurried, prepare
from pabolo.demo.bulkcases import BenchCase, put_cases
from pabolo.demo.bulkreports import BenchReport, put_reports
from pabolo.demo.cast import CAST, settle
from pabolo.demo.chart import villages
from pabolo.demo.clockwork import Progress
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.accounts.actions.people import appoint, hire
from pabolo.ground.audit.actions import checkpoint, reporter_batch
from pabolo.ground.lib.ids import random_id
from pabolo.programme.network.models import Activity, Decree, Group, Turnout
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Role

CASES, REPORTS, ACTIVITIES, ACTIVISTS = 10_000, 100_000, 300_000, 500
YEARS = 20
BATCH = 500
_OPEN_CASES, _OPEN_REPORTS = 0.03, 0.003
_LOGGED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each."""

    cases: int
    reports: int
    activities: int
    activists: int

    @classmethod
    def at(cls, scale: float) -> "Sizes":
        """The sizes of a scale, at least a handful of each."""
        whole = (CASES, REPORTS, ACTIVITIES, ACTIVISTS)
        return cls(*(max(20, round(number * scale)) for number in whole))


def build_bench(
    *, data: Path, at: datetime, seed: int = 12, scale: float = 1.0, progress: Progress
) -> Scene:
    """Fill an empty, migrated data folder with bench data of this scale, as of a moment."""
    sizes, scene = Sizes.at(scale), Scene(seed, scale, at, {})
    with hurried():
        progress("people, places, codes")
        prepare(scene)
        scene.people |= {one.username: settle(one, at) for one in CAST if one.acting}
        progress(f"{sizes.activists} activists and {sizes.activities} activities")
        _activists(scene, sizes)
        _network(scene, sizes)
        progress(f"{sizes.reports} reports")
        reports = _reports(scene, sizes)
        progress(f"{sizes.cases} cases")
        _cases(scene, sizes, reports)
        checkpoint(at=at)
    return scene


def days_back(scene: Scene, number: int, count: int) -> date:
    """The day of the `number`th of `count` things spread evenly over the years, newest first."""
    return scene.now.date() - timedelta(days=int(number * YEARS * 365 / count))


def _activists(scene: Scene, sizes: Sizes) -> None:
    """Accounts of their own, each in a village."""
    places = [code for codes in villages().values() for code in codes]
    for number in range(sizes.activists):
        person = hire(
            username=f"bench-{number:04d}", name=f"Aktivis Bench {number}", by=SYSTEM, at=scene.now
        )
        appoint(
            person=person.id,
            role=Role.ACTIVIST,
            village=places[number % len(places)],
            from_day=scene.now.date(),
            by=SYSTEM,
            at=scene.now,
        )


def _network(scene: Scene, sizes: Sizes) -> None:
    """A group in every village, and its share of the activities."""
    start = scene.now.date() - timedelta(days=YEARS * 365 + 30)
    places = [code for codes in villages().values() for code in codes]
    groups = [Group(place=place, formed_day=start) for place in places]
    decrees = [Decree(group=group, number="BENCH/1", day=start) for group in groups]
    _insert([groups, decrees])
    rng = rng_of(scene.seed, "bench|network")
    author = scene.people["nurul"]
    for numbers in batched(range(sizes.activities), BATCH * 4):
        activities = [_activity(scene, rng, n, sizes, groups, author) for n in numbers]
        turnout = [
            Turnout(activity=activity, sex=sex, band="U4", count=activity.total // 2)
            for activity in activities
            for sex in "LP"
        ]
        _insert([activities, turnout])


def _activity(
    scene: Scene, rng: Random, number: int, sizes: Sizes, groups: Sequence[Group], author: UUID
) -> Activity:
    return Activity(
        group=rng.choice(groups),
        day=days_back(scene, number, sizes.activities),
        level=rng.choice("AKM"),
        kind="SOS",
        strategy=rng.choice("234"),
        note="Data bench",
        total=2 * rng.randint(4, 40),
        recorded_by=author,
        recorded_at=scene.now,
    )


def _reports(scene: Scene, sizes: Sizes) -> list[UUID]:
    """Reports, newest first; all but a few are decided. Their ids."""
    open_ones = max(4, round(sizes.reports * _OPEN_REPORTS))
    wanted = (
        BenchReport(random_id(), days_back(scene, n, sizes.reports), decided=n >= open_ones)
        for n in range(sizes.reports)
    )
    rng = rng_of(scene.seed, "bench|reports")
    return _put(wanted, lambda batch: put_reports(scene, rng, batch), scene)


def _cases(scene: Scene, sizes: Sizes, reports: Sequence[UUID]) -> None:
    """Cases, newest first, each with a report of about its day; all but a few are closed."""
    open_ones = max(4, round(sizes.cases * _OPEN_CASES))
    step = max(1, len(reports) // (sizes.cases + 1))
    wanted = (
        BenchCase(
            random_id(),
            days_back(scene, n, sizes.cases),
            reports[min(n * step, len(reports) - 1)],
            closed=n >= open_ones,
        )
        for n in range(sizes.cases)
    )
    rng = rng_of(scene.seed, "bench|cases")
    _put(wanted, lambda batch: put_cases(scene, rng, batch), scene)


def _put[T: (BenchReport, BenchCase)](
    wanted: Iterator[T], put: Callable[[Sequence[T]], None], scene: Scene
) -> list[UUID]:
    """Write in batches; each folder gets one entry of the audit log."""
    ids: list[UUID] = []
    for batch in batched(wanted, BATCH):
        with transaction.atomic():
            put(batch)
        ids += [one.id for one in batch]
    for chunk in batched(ids, _LOGGED_AT_ONCE):
        reporter_batch(day=scene.now.date(), folders=chunk, verb="bench.loaded")
    return ids


def _insert(tables: Sequence[Sequence[models.Model]]) -> None:
    with transaction.atomic():
        for rows in tables:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
