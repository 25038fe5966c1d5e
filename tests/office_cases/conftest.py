"""A staffed unit, and browsers in which its people have signed in."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser

from pabolo.doors.command.catalogues import compile_stale
from pabolo.ground.accounts.queries import person_named
from pabolo.ground.accounts.sessions import PROVED, SECOND_FACTOR
from tests import builders as build
from tests.browsing import chromium_at


@pytest.fixture
def unit() -> Iterator[build.Unit]:
    """The unit, on a morning an hour after what its builders do."""
    morning = build.START + timedelta(hours=1)
    with translation.override("id"), time_machine.travel(morning, tick=False):
        yield build.staffed_unit()


def signed_in(username: str) -> Client:
    """A browser in which this person has signed in with both factors, and proved it lately."""
    client, person = Client(), person_named(username)
    assert person is not None
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SECOND_FACTOR] = str(person.pk)
    session[PROVED] = (build.START + timedelta(hours=1)).timestamp()
    session.save()
    return client


@pytest.fixture
def desk(unit: build.Unit) -> Callable[[str], Client]:
    """Signed-in browsers by user name."""
    return signed_in


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser for looking at the pages."""
    compile_stale()
    with chromium_at(chromium) as found:
        yield found
