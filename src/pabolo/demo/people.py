"""The PATBM groups: where they are, who belongs to them, what they did in which year."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from pabolo.demo import chart, names, words
from pabolo.demo.cast import CAST
from pabolo.demo.clockwork import Pace, Story, at_work
from pabolo.demo.group_papers import papers
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import day_of
from pabolo.programme.network.actions.activities import record_activity
from pabolo.programme.network.actions.groups import form_group, record_decree
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.actions.members import add_member
from pabolo.rules.activities import Count
from pabolo.rules.vocabulary import Role

GROUPS = 61
_LEAST = 4
_ELEMENTS = ("PKK", "AGM", "TMS", "KTR", "BDN", "GUR", "RTW", "POS", "APD", "OTP")
_ROLES = ("KETUA", "SEKRETARIS", "BENDAHARA")
_VILLAGERS = (Role.ACTIVIST, Role.GROUP_LEAD)
_QUIET_SHARE = 0.34
_DECREE_YEARS = 3


def groups(scene: Scene) -> list[Story]:
    """The story of every group. Those of the cast's villages are always among them."""
    rng = rng_of(scene.seed, "groups")
    own = sorted({one.village for one in CAST if one.role in _VILLAGERS})
    others = [code for codes in chart.villages().values() for code in codes if code not in own]
    wanted = max(_LEAST, round(GROUPS * min(1.0, scene.scale))) - len(own)
    chosen = [*own, *rng.sample(others, max(0, wanted))]
    stories = [_group(scene, place, number) for number, place in enumerate(chosen)]
    return [*stories, *papers(scene, chosen)]


def _group(scene: Scene, place: str, number: int) -> Story:
    rng = rng_of(scene.seed, f"group|{place}")
    year = 2018 + min(7, number // 8 + rng.randrange(2))
    formed = date(year, 1, 1) + timedelta(days=rng.randrange(20, 330))
    pace = Pace(rng, at_work(rng, formed + timedelta(days=rng.randrange(1, 20))))
    yield pace.at
    group_id = _form(scene, place, formed, pace.at)
    for member in _members(scene, place, rng):
        _enlist(scene, group_id, formed, member, pace.at)
    yield from _years(scene, place, group_id, formed, pace)


def _decree(formed: date, number: int) -> str:
    return f"141/{number:02d}/PATBM-CONTOH/{formed.year}"


def _form(scene: Scene, place: str, formed: date, at: datetime) -> UUID:
    group = form_group(
        by=scene.actor("nurul", at),
        at=at,
        place=place,
        formed_day=formed,
        decree_number=_decree(formed, 1),
        decree_day=formed,
        decree_until=formed.replace(year=formed.year + _DECREE_YEARS, day=min(28, formed.day)),
    )
    return group.id


def _members(scene: Scene, place: str, rng: Random) -> list[dict[str, Any]]:
    here = [one for one in CAST if one.village == place and one.role in _VILLAGERS]
    own: list[dict[str, Any]] = [
        {"name": one.name, "person_id": scene.people[one.username]}
        for one in sorted(here, key=lambda one: one.role is not Role.GROUP_LEAD)
    ]
    for _ in range(rng.randint(4, 7)):
        own.append({"name": names.member_name(rng, names.clan_name(rng))})
    return [
        {**one, "role": (*_ROLES, *["ANGGOTA"] * 9)[n], "element": rng.choice(_ELEMENTS)}
        for n, one in enumerate(own)
    ]


def _enlist(
    scene: Scene, group_id: UUID, formed: date, member: dict[str, Any], at: datetime
) -> None:
    add_member(by=scene.actor("nurul", at), at=at, group_id=group_id, from_day=formed, **member)


def _years(scene: Scene, place: str, group_id: UUID, formed: date, pace: Pace) -> Story:
    rng = pace.rng
    quiet = scene.now - timedelta(days=rng.randrange(70, 400))
    sleeps = rng.random() < _QUIET_SHARE and not _recorders(place)
    renewal, number = formed, 1
    while True:
        yield pace.days(35, 58) if pace.at.year >= 2023 else pace.days(60, 130)
        if sleeps and pace.at > quiet:
            return
        if pace.at.date() > renewal + timedelta(days=_DECREE_YEARS * 360):
            renewal, number = pace.at.date(), number + 1
            _renew(scene, group_id, renewal, number, pace.at)
        _meet(scene, place, group_id, pace)
        if rng.random() < 0.55:
            yield pace.days(3, 14)
            _act(scene, place, group_id, pace)


def _renew(scene: Scene, group_id: UUID, day: date, number: int, at: datetime) -> None:
    record_decree(
        by=scene.actor("nurul", at),
        at=at,
        group_id=group_id,
        number=_decree(day, number),
        day=day,
        until=day.replace(year=day.year + _DECREE_YEARS, day=min(28, day.day)),
    )


def _recorders(place: str) -> Sequence[str]:
    return [one.username for one in CAST if one.village == place and one.role in _VILLAGERS]


def _recorder(place: str, rng: Random) -> str:
    return rng.choice([*_recorders(place), "nurul"])


def _meet(scene: Scene, place: str, group_id: UUID, pace: Pace) -> None:
    at, rng = pace.at, pace.rng
    record_meeting(
        by=scene.actor(_recorder(place, rng), at),
        at=at,
        group_id=group_id,
        day=day_of(at) - timedelta(days=rng.choice((0, 0, 1))),
        attendance=rng.randint(5, 14),
        minutes=rng.choice(words.MINUTES),
    )


def _act(scene: Scene, place: str, group_id: UUID, pace: Pace) -> None:
    at, rng = pace.at, pace.rng
    level, kind, strategy, note = rng.choice(words.ACTIVITIES)
    record_activity(
        by=scene.actor(_recorder(place, rng), at),
        at=at,
        group_id=group_id,
        day=day_of(at) - timedelta(days=rng.choice((0, 0, 1))),
        level=level,
        kind=kind,
        strategy=strategy,
        counts=_turnout(level, rng),
        where=rng.choice(("Balai desa", "Sekolah", "Posyandu", "Rumah ibadah", "Lapangan")),
        note=note,
    )


def _turnout(level: str, rng: Random) -> list[Count]:
    bands = {"A": ("U1", "U2"), "K": ("U4", "U3"), "M": ("U4", "U5"), "R": ("U4",)}[level]
    return [Count(sex, band, rng.randint(4, 22)) for sex in "LP" for band in bands]
