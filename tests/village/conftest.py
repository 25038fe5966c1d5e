"""A village with its group, and people who sign in."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from pabolo.demo.cast import build_cast
from pabolo.ground.accounts.queries import actor_of, person_named
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import day_of
from pabolo.ground.places.actions import load_reference
from pabolo.programme.network.actions import groups
from pabolo.programme.network.models import Group
from pabolo.rules.actors import Actor
from tests.builders import START

NOW = START
OURS, THEIRS = "12.10.19.1001", "12.10.08.2008"


@pytest.fixture(autouse=True)
def village(tmp_path: Path, settings: Settings, db: None) -> Iterator[None]:
    """One moment, places, and the sample people at work."""
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    with time_machine.travel(NOW, tick=False):
        load_reference()
        build_cast(NOW)
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


def who(username: str) -> Actor:
    """The actor behind a sample person."""
    person = person_named(username)
    assert person is not None
    return actor_of(person.pk, day_of(NOW))


def phone(username: str = "nur") -> Client:
    """Somebody signed in."""
    client = Client()
    client.post("/masuk/contoh/", {"person": username})
    return client


def form_group(place: str = OURS, **decree: Any) -> Group:
    """A group with a decree."""
    chosen = {"decree_number": f"141/{place[-4:]}", "decree_day": NOW.date()} | decree
    return groups.form_group(
        by=who("nurul"), at=NOW, place=place, formed_day=NOW.date().replace(year=2020), **chosen
    )


@pytest.fixture
def ours() -> Group:
    """The group of Nur, Halim and Suryadi's village."""
    return form_group()


@pytest.fixture
def theirs() -> Group:
    """The group of Sari's village."""
    return form_group(THEIRS)


def token_on(client: Client, path: str) -> str:
    """The one-time token of a form."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def text_of(answer: Any) -> str:
    """A page's words."""
    return str(answer.content.decode())
