"""An office with people in it, and a resident who reports."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import WIB
from pabolo.ground.places.actions import load_reference
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.facets import (
    Accused,
    AccusedTold,
    People,
    Story,
    ToldChild,
    Whereabouts,
)
from pabolo.programme.intake.told import Told
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role

NOW = datetime(2026, 11, 24, 14, 40, 31, tzinfo=WIB)
TODAY = NOW.date()
VILLAGE = "12.10.01.1001"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, settings: Settings, db: None) -> Iterator[None]:
    """An unlocked installation with its places."""
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    load_reference()
    yield
    ring.forget()


@pytest.fixture
def lock(settings: Settings) -> Iterator[Callable[[bool], None]]:
    """Lock or unlock the office."""

    def turn(locked: bool) -> None:
        settings.KEYS = "file" if locked else "demo"
        ring.forget()

    yield turn
    turn(False)


def hire(username: str, name: str, *roles: Role, village: str = "") -> Actor:
    """Somebody at work."""
    person = people.hire(username=username, name=name, by=SYSTEM, at=NOW)
    for role in roles:
        people.appoint(
            person=person.id,
            role=role,
            village=village,
            from_day=date(2026, 1, 1),
            by=SYSTEM,
            at=NOW,
        )
    return actor_of(person.id, TODAY)


@pytest.fixture
def siti() -> Actor:
    """An intake officer."""
    return hire("siti", "Siti Rahmawani Hasibuan", Role.INTAKE)


@pytest.fixture
def budi() -> Actor:
    """Another intake officer."""
    return hire("budi", "Budi Santosa Ritonga", Role.INTAKE)


@pytest.fixture
def ratna() -> Actor:
    """The supervisor."""
    return hire("ratna", "Ratna Dewi Siregar", Role.SUPERVISOR)


@pytest.fixture
def head() -> Actor:
    """The head of the agency."""
    return hire("kepala", "Parluhutan Nainggolan", Role.AGENCY_HEAD)


@pytest.fixture
def nur() -> Actor:
    """A village activist."""
    return hire("nur", "Nur Aisyah Munthe", Role.ACTIVIST, village=VILLAGE)


@pytest.fixture
def office(siti: Actor, budi: Actor, ratna: Actor, head: Actor) -> list[Actor]:
    """Everybody who may come to read reports."""
    return [siti, budi, ratna, head]


def token(number: int = 1) -> bytes:
    """A form's one-time token."""
    return number.to_bytes(16)


def told(
    text: str = "Tangisan setiap malam.",
    *,
    worries: tuple[str, ...] = ("FIS",),
    danger: str = "unknown",
    child: ToldChild | None = None,
    accused: str = "",
    reporter: str = "",
    lives_with: str = "unknown",
) -> Told:
    """A small report."""
    suspects = (AccusedTold(name=accused, lives_with_child=lives_with),) if accused else ()
    return Told(
        story=Story(text=text, worries=worries, danger_now=danger),
        people=People(children=(child,) if child else (), reporter_name=reporter),
        place=Whereabouts(village=VILLAGE),
        accused=Accused(people=suspects),
    )


@pytest.fixture
def send() -> Callable[..., str]:
    """A resident sends a report; the code comes back."""
    sent = iter(range(1000, 9999))

    def _send(report: Told, day: date = TODAY) -> str:
        return submit(told=report, token=token(next(sent)), today=day).code

    return _send


def later(hours: int) -> datetime:
    """Some hours after now."""
    return NOW + timedelta(hours=hours)


def only_report() -> UUID:
    """The id of the single report there is."""
    from pabolo.programme.intake.models import Report

    return Report.objects.get().pk
