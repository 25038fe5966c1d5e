"""A key store of its own, and one populated morning for all runs of a machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from pabolo.ground.keys import ring
from tests.machines.exchange import know_partners
from tests.machines.programme import Programme, populate
from tests.machines.units import know_neighbour


@pytest.fixture
def morning(tmp_path: Path, settings: Settings, db: None) -> Iterator[None]:
    """The unit with its reports and cases, as each run finds it."""
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    populate()
    know_partners()
    know_neighbour()
    Programme.done.clear()
    Programme.idle.clear()
    yield
    ring.forget()
