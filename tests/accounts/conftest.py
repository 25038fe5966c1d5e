from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from pabolo.config.access import ACCESS
from pabolo.demo.cast import build_cast
from pabolo.ground.accounts.actions import factors, people
from pabolo.ground.accounts.models import Person
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.lib.clock import WIB, day_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.entry import EVERYONE_HERE, only
from pabolo.rules.vocabulary import Role

START = datetime(2026, 11, 24, 8, 0, tzinfo=WIB)
PASSWORD = "tikar pandan biru muda"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def officer(db: None, clock) -> Person:
    """An intake officer with a password of her own, and no phone linked yet."""
    person = people.hire(username="uji", name="Uji Coba", by=SYSTEM, at=START, password=PASSWORD)
    Person.objects.filter(pk=person.pk).update(password_given=False)
    people.appoint(person=person.id, role=Role.INTAKE, from_day=day_of(START), by=SYSTEM, at=START)
    person.refresh_from_db()
    return person


@pytest.fixture
def secret(officer: Person) -> str:
    """The officer's linked app (its first code is spent, and five minutes lie between)."""
    key = factors.new_secret()
    factors.enrol(
        secret=key,
        code=code_at(key, START.timestamp() - 300),
        by=actor_of(officer, day_of(START)),
        at=datetime.fromtimestamp(START.timestamp() - 300, WIB),
    )
    return key


def code_at(secret: str, moment: float) -> str:
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


@pytest.fixture
def code_now(secret: str, clock) -> Callable[[], str]:
    from pabolo.ground.lib.clock import now

    return lambda: code_at(secret, now().timestamp())


@pytest.fixture
def signed_in(officer: Person, code_now) -> Client:
    """A browser in which the officer has signed in with password and code."""
    return enter(Client(), code_now())


def enter(client: Client, code: str, **extra: str) -> Client:
    client.post("/masuk/", {"login": "uji", "password": PASSWORD, **extra})
    response = client.post("/masuk/kode/", {"code": code, **extra})
    assert response.status_code in (200, 302), response.content
    return client


@pytest.fixture
def cast(db: None, clock):
    return build_cast(START)


@pytest.fixture(autouse=True)
def rooms_listed(settings) -> None:
    """The rooms of these tests stand in the access matrix while they run."""
    here = only(EVERYONE_HERE, "GET", "POST")
    settings.ACCESS = {**ACCESS, "room": here, "room_out": here, "room_village": here}
