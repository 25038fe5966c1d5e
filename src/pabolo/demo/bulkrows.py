"""What bench reports and bench cases share: names, grants, duties that were met or stand open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from pabolo.demo.names import PHONE_START
from pabolo.demo.scene import Scene
from pabolo.ground.duties.facets import DutyBody, DutyClosing
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.clock import day_of, midnight
from pabolo.ground.vault.models import Grant
from pabolo.ground.vault.sealing import seal
from pabolo.rules.vocabulary import Role, Subject

_GIVEN = [
    "Ani",
    "Beni",
    "Cici",
    "Dodo",
    "Evi",
    "Fani",
    "Gugun",
    "Hesti",
    "Iwan",
    "Jeni",
    "Kiki",
    "Lala",
    "Momo",
    "Nana",
    "Opi",
    "Pipit",
]
_MIDDLE = [
    "Bahagia",
    "Cemerlang",
    "Damai",
    "Elok",
    "Fajar",
    "Gemilang",
    "Harapan",
    "Indah",
    "Jaya",
    "Kencana",
]
_LAST = [
    "Siregar",
    "Harahap",
    "Nasution",
    "Lubis",
    "Simanjuntak",
    "Sitorus",
    "Wijaya",
    "Saputra",
    "Lestari",
    "Utama",
]
_NOON = timedelta(hours=12)


def bench_name(rng: Random) -> str:
    """A name for bench data only."""
    return f"{rng.choice(_GIVEN)} {rng.choice(_MIDDLE)}{rng.randrange(100)} {rng.choice(_LAST)}"


def bench_phone(rng: Random) -> str:
    """A number of the range that is given to nobody."""
    return f"{PHONE_START}{rng.randrange(10_000):04d}"


def noon(day: date) -> datetime:
    """Noon WIB of a day."""
    return midnight(day) + _NOON


def people_of(scene: Scene, *usernames: str) -> list[UUID]:
    """Ids of some of the cast."""
    return [scene.people[name] for name in usernames]


def grants(
    folder: UUID, subject: Subject, people: Iterable[UUID], basis: str, day: date
) -> list[Grant]:
    """Running grants on one folder."""
    return [
        Grant(folder=folder, subject=subject.value, person_id=one, basis=basis, from_day=day)
        for one in people
    ]


def duty(
    subject: Subject, folder: UUID, rule: str, start: datetime, due: datetime, role: Role,
    owner: UUID | None, met_at: datetime | None,
) -> Duty:  # fmt: skip
    """A duty, met at a moment or standing open."""
    row = Duty(
        subject=subject.value,
        folder_id=folder,
        owner_post=role.value,
        owner_id=owner,
        opened_day=day_of(start),
        due_day=day_of(due),
    )
    seal(row, "body", DutyBody(rule=rule, started_at=start, due_at=due))
    if met_at:
        row.state, row.closed_day = "met", day_of(met_at)
        seal(row, "closing", DutyClosing(event="bench", at=met_at, by="0" * 32))
    return row
