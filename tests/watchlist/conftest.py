"""A staffed unit with keys of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from pabolo.ground.keys import ring
from tests import builders as b


@pytest.fixture
def unit(tmp_path: Path, settings: Settings, db: None) -> Iterator[b.Unit]:
    """The unit, its keys in a folder of this test."""
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    yield b.staffed_unit()
    ring.forget()
