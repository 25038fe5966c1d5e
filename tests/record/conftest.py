"""A key store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from pabolo.ground.keys import ring


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty data folder."""
    settings.DATA = tmp_path
    settings.ROOT_SEALED = tmp_path / "keys" / "root.sealed"
    ring.forget()
    yield tmp_path
    ring.forget()
