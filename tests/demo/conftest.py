"""The regency is built once for a whole file, inside a transaction that is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from pabolo.demo.build import build_regency
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import WIB
from pabolo.ground.policy.queries import forget_codes
from pabolo.programme.cases.queries.facts import STATS
from tests.demo.register import Register

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=WIB)
SMALL = 0.02


def quiet(step: str) -> None:
    """Progress that nobody watches."""


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that the actions' own durable ones may stand in, rolled back at the end."""
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        yield
        transaction.set_rollback(True)
    forget_codes()
    STATS.clear()


def built(at: datetime, *, seed: int = 12, scale: float = SMALL) -> Scene:
    data = Path(settings.DATA)
    return build_regency(data=data, at=at, seed=seed, scale=scale, progress=quiet)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """The regency on a Tuesday afternoon."""
    with django_db_blocker.unblock(), undone():
        yield built(NOW)


@pytest.fixture(scope="module")
def register(scene: Scene, django_db_blocker: DjangoDbBlocker) -> Register:
    """Everything in it, opened."""
    with django_db_blocker.unblock():
        return Register(scene.now)
