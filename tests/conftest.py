"""What every test stands on: a throwaway data folder, an open vault, a closed network."""

from pathlib import Path

import pytest
from django.db import connections
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from pytest_socket import socket_allow_hosts

from pabolo.doors.command.catalogues import compile_stale
from pabolo.doors.command.found import chromium as find_chromium
from tests.flushing import let_flush_pass

HERE = Path(__file__).parent
DATALESS = ("rules", "architecture", "command")
LONG = ("slow", "browser")
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations that changed, once, before any worker starts.

    This process may have loaded the old ones, or none, when Django was set up: forgotten here.
    """
    if not hasattr(config, "workerinput"):
        compile_stale()
        translation_file_changed(None, HERE / "any.mo")


def pytest_runtest_setup() -> None:
    """Close the network: only this machine may be called. Forget the last test's language.

    A page asked for in English leaves English on in its thread, and `reverse` then says `/en/`.
    """
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    translation.deactivate()


def needs_data(path: Path) -> bool:
    """Whether tests of this file may touch the database."""
    return path.relative_to(HERE).parts[0] not in DATALESS


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test outside the pure folders the database, without asking each to say so.

    Then the files that take minutes come first: the last of them would else keep one worker
    busy long after the other has nothing left to do.
    """
    for item in items:
        marked = item.get_closest_marker("django_db") is not None
        if not marked and HERE in item.path.parents and needs_data(item.path):
            item.add_marker(pytest.mark.django_db)
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The test database, whose append-only tables a flush may empty."""
    let_flush_pass(connections["default"])


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; the test is skipped with a word where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found (Debian: apt-get install chromium)")
    return path
