"""A browser for the pages of the public door."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from pabolo.doors.command.catalogues import compile_stale
from tests.browsing import chromium_at


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    compile_stale()
    with chromium_at(chromium) as found:
        yield found
