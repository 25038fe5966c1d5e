"""Bench data stands behind the same seals and scopes as what people enter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from pabolo.demo.bulk import Sizes, build_bench
from pabolo.demo.scene import Scene
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.scope import visible_to
from pabolo.programme.children.queries import find
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.inbox import inbox
from pabolo.programme.network.models import Activity
from pabolo.record.figures.gathering import register
from pabolo.rules.facts import Period
from tests.demo.conftest import NOW, quiet, undone


@pytest.fixture(scope="module")
def bench(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    with django_db_blocker.unblock(), undone():
        data = Path(settings.DATA)
        yield build_bench(data=data, at=NOW, seed=3, scale=0.004, progress=quiet)


def test_there_is_as_much_as_the_scale_says(bench: Scene) -> None:
    assert Sizes.at(1) == Sizes(10_000, 100_000, 300_000, 500)
    assert Case.objects.count() == 40 and Report.objects.count() == 400
    assert Activity.objects.count() == 1_200


def test_it_is_found_and_opened_as_ever(bench: Scene) -> None:
    siti, yusuf = bench.actor("siti", NOW), bench.actor("yusuf", NOW)
    lines = inbox(siti, at=NOW)
    assert lines and all(line.due for line in lines)
    case = visible_to(bench.actor("dedi", NOW)).filter(closed_day=None).first()
    assert case is not None and case.worker_id == bench.people["dedi"]
    file = open_file(case_id=case.pk, by=bench.actor("dedi", NOW), at=NOW)
    assert (file.state.planned_total, file.state.given_total) == (6, 6)
    assert find(query="Opi", by=siti, at=NOW).scanned == 40
    assert len(register(by=yusuf, at=NOW, period=Period(NOW.year)).facts.victims) == 40
