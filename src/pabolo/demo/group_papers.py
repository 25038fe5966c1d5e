"""What some groups keep besides meetings: terms, trainings, declarations, a plan, a report."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from pabolo.demo.clockwork import Story, at_work
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import day_of
from pabolo.programme.network.actions.activities import record_activity
from pabolo.programme.network.actions.circulars import mark_read, send_circular
from pabolo.programme.network.actions.groups import check_contacts, hand_in_report
from pabolo.programme.network.actions.members import (
    appoint_again,
    record_declaration,
    record_training,
)
from pabolo.programme.network.actions.plans import plan_activity
from pabolo.programme.network.queries.registers import members_for
from pabolo.programme.network.queries.scope import group_at
from pabolo.rules.activities import Count
from pabolo.rules.groups import last_owed

GROUPS = 20
BEFORE = 150
_REPORT_DAYS = 14
_TRAININGS = ("DASAR", "HAK", "RUJUK", "ASUH")
_PLAN = (
    (2, "Kelas pengasuhan tanpa kekerasan", "K", "4", 30, 1_500_000, "APBDES"),
    (5, "Belajar berkata tidak, lewat permainan", "A", "7", 40, 600_000, "APBDES"),
    (7, "Kampanye Hari Anak Nasional", "M", "2", 150, 2_000_000, "APBD"),
    (10, "Pemetaan tempat yang aman dan tidak aman", "M", "3", 25, 0, "TANPA"),
)
_TITLE = "Rencana untuk musyawarah desa"
_TEXT = "Bawa rencana kelompok ke musyawarah desa. Periksa juga nomor telepon mitra."


def papers(scene: Scene, places: Sequence[str]) -> list[Story]:
    """The stories of the first groups, and one word of the office to all."""
    return [*(_kept(scene, place) for place in places[:GROUPS]), _word(scene, places)]


def _kept(scene: Scene, place: str) -> Story:
    rng = rng_of(scene.seed, f"papers|{place}")
    at = at_work(rng, day_of(scene.now) - timedelta(days=BEFORE + rng.randrange(20)))
    yield at
    group = group_at(scene.actor("nurul", at), place)
    if group is None:
        return
    _members(scene, group.pk, at, rng)
    lines = []
    for month, title, level, strategy, target, budget, source in _PLAN[: rng.randint(2, 4)]:
        line = plan_activity(
            by=scene.actor("nurul", at), at=at, group_id=group.pk, year=scene.now.year,
            month=month, title=title, level=level, strategy=strategy, target=target,
            budget=budget, source=source,
        )  # fmt: skip
        lines.append(line)
    later = at_work(rng, day_of(at) + timedelta(days=20 + rng.randrange(60)))
    yield later
    if rng.random() < 0.8:
        _carry_out(scene, lines[0], later, rng)
    owed = last_owed(_REPORT_DAYS, on=day_of(later))
    if rng.random() < 0.7:
        by = scene.actor("nurul", later)
        hand_in_report(by=by, at=later, group_id=group.pk, period=owed)
        check_contacts(by=by, at=later, group_id=group.pk)


def _carry_out(scene: Scene, line: Any, at: datetime, rng: Random) -> None:
    record_activity(
        by=scene.actor("nurul", at), at=at, group_id=line.group_id, day=day_of(at),
        level=line.level, kind="KLS", strategy=line.strategy, planned_id=line.pk,
        counts=[Count("P", "U4", rng.randint(12, 26)), Count("L", "U4", rng.randint(2, 9))],
        where="Balai desa", materials="Lembar balik, kudapan",
        cost=line.budget - 50_000 * rng.randint(0, 6),
    )  # fmt: skip


def _members(scene: Scene, group_id: UUID, at: datetime, rng: Random) -> None:
    by, today = scene.actor("nurul", at), day_of(at)
    found = members_for(by, today, group_id).order_by("from_day", "name")
    for order, one in enumerate(found):
        start = today - timedelta(days=rng.randrange(30, 300))
        if order < 3:
            until = date(start.year + 3, start.month, min(28, start.day))
            appoint_again(by=by, at=at, member_id=one.pk, from_day=start, until=until)
        if rng.random() < 0.8:
            record_declaration(by=by, at=at, member_id=one.pk, day=start, witness="Kepala desa")
        if rng.random() < 0.5:
            record_training(
                by=by, at=at, member_id=one.pk, kind=rng.choice(_TRAININGS), day=start,
                hours=rng.choice((4, 8, 16)), issuer="DP3A Kabupaten Labuhanbatu",
            )  # fmt: skip


def _word(scene: Scene, places: Sequence[str]) -> Story:
    rng = rng_of(scene.seed, "papers")
    at = at_work(rng, day_of(scene.now) - timedelta(days=12))
    yield at
    by = scene.actor("nurul", at)
    sent = send_circular(by=by, at=at, title=_TITLE, text=_TEXT)
    for place in places[1:GROUPS:2]:
        group = group_at(by, place)
        if group is not None:
            mark_read(by=by, at=at, circular_id=sent.pk, group_id=group.pk)
