"""The village of the tests of its door."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.field.handset import Handset, handset
from tests.village.conftest import NOW
from tests.village.conftest import lock as lock
from tests.village.conftest import ours as ours
from tests.village.conftest import theirs as theirs
from tests.village.conftest import village as village


@pytest.fixture
def play(chromium: str) -> Iterator[Playwright]:
    """Playwright, whose loop runs in this thread."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as found:
        yield found
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def switch_on(
    live_server: LiveServer, play: Playwright, chromium: str, tmp_path: Path
) -> Callable[..., AbstractContextManager[Handset]]:
    """Switch a phone on, by the name of its profile; switched on again it knows what it kept."""

    def on(name: str = "phone", **more: Any) -> AbstractContextManager[Handset]:
        return handset(play, chromium, tmp_path / name, live_server.url, NOW, **more)

    return on
