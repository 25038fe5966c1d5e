"""The clock's own work: checkpoints all day, the rest once a night, nothing lost while locked."""

import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from pabolo.doors.command import rounds
from pabolo.ground.audit.queries import checkpoints, entries
from pabolo.ground.keys import ring
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.clock import WIB
from pabolo.programme.intake.actions.submission import submit
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told
from tests.builders import staffed_unit

NIGHT = datetime(2026, 11, 24, 0, 12, tzinfo=WIB)
EVENING = NIGHT - timedelta(hours=3)


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    staffed_unit(EVENING)
    yield
    ring.forget()


def report() -> Report:
    submit(told=Told(), token=secrets.token_bytes(16), today=EVENING.date())
    return Report.objects.defer("box").latest("changed_day")


def verbs() -> list[str]:
    return [entry.verb for entry in entries(limit=100)]


@pytest.mark.parametrize(
    ("done", "at", "due"),
    [
        (None, NIGHT, True),
        (None, NIGHT - timedelta(minutes=5), False),
        (NIGHT.date(), NIGHT + timedelta(hours=9), False),
        (NIGHT.date(), NIGHT + timedelta(days=1), True),
    ],
)
def test_the_work_of_the_night_is_due_once_a_day_from_ten_past(
    done: date | None, at: datetime, due: bool
) -> None:
    assert rounds.night_due(done, at) is due


def test_by_day_a_round_only_signs_so_that_no_entry_tells_when_a_report_came() -> None:
    report()
    before = verbs()
    assert rounds.go_round(EVENING.date(), EVENING + timedelta(minutes=1)) == EVENING.date()
    assert verbs() == before
    assert checkpoints() and Report.objects.get().state == "waiting"


def test_at_night_reports_are_let_in_and_logged_in_one_batch_under_their_day() -> None:
    report()
    assert rounds.go_round(EVENING.date(), NIGHT) == NIGHT.date()
    found = Report.objects.get()
    assert (found.state, found.logged) == ("received", True)
    (logged,) = [entry for entry in entries(limit=100) if entry.verb == "report.received"]
    assert (logged.when, logged.actor) == (EVENING.date().isoformat(), "")
    assert rounds.go_round(NIGHT.date(), NIGHT + timedelta(minutes=1)) == NIGHT.date()
    assert verbs().count("report.received") == 1


def test_what_cannot_be_done_while_locked_is_tried_again(settings: Settings) -> None:
    def locked(at: datetime) -> None:
        raise Locked

    assert rounds.tried(locked, NIGHT) is False
    report()
    settings.KEYS = "file"
    ring.forget()
    assert rounds.go_round(EVENING.date(), NIGHT) == EVENING.date()
    settings.KEYS = "demo"
    ring.forget()
    assert rounds.go_round(EVENING.date(), NIGHT + timedelta(minutes=1)) == NIGHT.date()
    assert Report.objects.get().state == "received"


def test_the_rounds_end_with_the_server_that_started_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "GLANCE", 0)
    assert rounds._wait(parent=-1) is False, "an orphan: its parent is somebody else now"
    assert rounds._wait(parent=0) is True
