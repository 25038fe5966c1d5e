"""A staffed unit at one moment, and browsers signed in with both factors."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pabolo.ground.accounts.queries import person_named
from pabolo.ground.accounts.sessions import SECOND_FACTOR
from pabolo.ground.keys import ring
from pabolo.ground.lib.clock import now
from tests import builders as build

NOW = build.START + timedelta(hours=2)


@pytest.fixture
def unit() -> Iterator[build.Unit]:
    """People in their posts, on one morning."""
    with time_machine.travel(NOW, tick=False):
        ring.make_pairs()
        yield build.staffed_unit()


def signed_in(username: str) -> Client:
    """A browser in which this person has signed in with both factors, a moment ago."""
    client, person = Client(), person_named(username)
    assert person is not None
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SECOND_FACTOR] = str(person.pk)
    session["proved"] = now().timestamp()
    session.save()
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    """The words of a page that answers so."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()
