"""Nothing in the made-up regency is absurd: no day to come, no age that no child has."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from pabolo.demo.scene import Scene
from pabolo.ground.policy.queries import is_code
from pabolo.programme.cases import entries as e
from pabolo.programme.children.ages import birth_of
from pabolo.programme.intake.models import Message, Report
from pabolo.programme.network.models import Activity, Decree, Meeting, Member
from tests.demo.register import OpenCase, Register

pytestmark = pytest.mark.django_db
LONGEST_LATE = timedelta(days=30)


def test_no_duty_is_a_month_late(scene: Scene, register: Register) -> None:
    late = [
        (rule, line.body.due_at)
        for rule, lines in register.open_duties.items()
        for line in lines
        if scene.now - line.body.due_at > LONGEST_LATE
    ]
    assert late == []


def _services(one: OpenCase) -> bool:
    lines = (line for line in one.lines if isinstance(line, e.Planned | e.ServiceGiven))
    return all(is_code("service", line.service, line.at.date()) for line in lines)


def _ages(one: OpenCase) -> bool:
    at_incident, at_report = one.stats.age_at_incident, one.stats.age_at_report
    known = [age for age in (at_incident, at_report) if age is not None]
    return all(0 <= age < 18 for age in known) and known == sorted(known)


def _in_order(one: OpenCase) -> bool:
    days = [line.at for line in one.lines]
    return days == sorted(days) and one.stats.opened_on <= (one.stats.closed_on or "9999")


def _incidents(one: OpenCase) -> bool:
    last = max(line.at for line in one.lines).date().isoformat()
    return all(day <= last[: len(day)] for day in one.stats.incident_days)


CHECKS: dict[str, Callable[[OpenCase], bool]] = {
    "services of the list": _services,
    "ages of a child": _ages,
    "lines in order": _in_order,
    "incidents that were heard of": _incidents,
}


@pytest.mark.parametrize("what", CHECKS)
def test_every_case_could_be(register: Register, what: str) -> None:
    assert [one.case.pk for one in register.cases if not CHECKS[what](one)] == []


def test_nothing_happens_in_a_day_to_come(scene: Scene, register: Register) -> None:
    today = scene.now.date()
    for one in register.cases:
        assert all(line.at <= scene.now for line in one.lines)
        born = birth_of(one.identity).born
        assert born is None or one.identity.unborn or born.first <= today
    for model in (Activity, Meeting, Decree, Message):
        assert not model.objects.filter(day__gt=today).exists()
    assert not Member.objects.filter(from_day__gt=today).exists()


def test_a_report_is_read_after_it_came_and_decided_after_it_was_read(scene: Scene) -> None:
    for report in Report.objects.defer("box"):
        days = [report.received_day, report.read_day, report.decided_day]
        known = [day for day in days if day is not None]
        assert known == sorted(known) and known[-1] <= scene.now.date()


def test_a_service_that_is_no_code_would_be_seen(register: Register) -> None:
    one = register.cases[0]
    line = e.ServiceGiven(at=one.lines[0].at, by="", service="F5", on=date.min.isoformat())
    strange = OpenCase(one.case, one.stats, one.state, [line], one.identity, one.places)
    assert not _services(strange)
