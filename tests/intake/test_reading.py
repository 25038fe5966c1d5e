"""The first look: danger and its why, what is due next, and what a second officer meets."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.queries import readings_of
from pabolo.ground.duties.queries import open_of, opened
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.parts import mark_decided
from pabolo.programme.intake.actions.reading import Look, note_step, read_report
from pabolo.programme.intake.errors import Changed
from pabolo.programme.intake.facets import Decision, ToldChild
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.tracking import track
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet, Risk, Subject
from tests.intake.conftest import NOW, TODAY, later, only_report, told


def owed(at: datetime = NOW) -> dict[str, datetime]:
    """The open duties of the only report, by rule, with their due moments."""
    from pabolo.rules.actors import SYSTEM

    report = only_report()
    proof = receipt("test.look", by=SYSTEM, at=at, folders=[report], facets=[Facet.CARE])
    return {line.body.rule: line.body.due_at for line in opened(proof, list(open_of([report])))}


@pytest.fixture
def report(office: list[Actor], send: Callable[..., str]) -> str:
    """The code of an admitted report about a beaten child."""
    code = send(told())
    admit_waiting(at=NOW)
    return code


def test_the_clock_of_an_anonymous_report_starts_at_midnight_of_its_day(report: str) -> None:
    due = owed()["report.first_read"]
    assert (due.hour, due.minute, due.second) == (0, 0, 0)


def test_a_report_not_yet_read_counts_no_flag_it_does_not_have(report: str) -> None:
    assert set(owed()) == {"report.first_read"}


@pytest.mark.parametrize(
    ("parts", "flag"),
    [
        ({"danger": "yes"}, ""),
        ({"child": ToldChild(age="4")}, "under_six"),
        ({"child": ToldChild(unborn=True)}, "under_six"),
        ({"accused": "Ayah tiri", "lives_with": "yes"}, "same_home"),
        (
            {"worries": ("SEK",), "accused": "Paman", "lives_with": "yes"},
            "sexual_with_access",
        ),
    ],
    ids=["danger", "young", "unborn", "same_home", "sexual"],
)
def test_red_flags_make_it_high_before_anybody_read_it(
    office: list[Actor], send: Callable[..., str], parts: dict[str, object], flag: str
) -> None:
    send(told(**parts))  # type: ignore[arg-type]
    admit_waiting(at=NOW)
    assert "report.respond_high" in owed()


def test_reading_meets_the_first_duty_and_begins_the_next(office: list[Actor], report: str) -> None:
    look = Look(assessed=Risk.MEDIUM, note="Perlu ditelepon hari ini.")
    risk = read_report(report_id=only_report(), version=1, look=look, by=office[0], at=later(1))
    assert risk.level is Risk.MEDIUM
    assert set(owed()) == {"report.respond_medium", "report.decide"}
    status = track(report)
    assert status is not None and status.read_day == TODAY and status.progress == "read"


def test_any_sign_makes_it_high_whatever_the_officer_says(office: list[Actor], report: str) -> None:
    look = Look(signs=("weapon",), assessed=Risk.LOW)
    risk = read_report(report_id=only_report(), version=1, look=look, by=office[0], at=NOW)
    assert risk.level is Risk.HIGH and [flag.code for flag in risk.flags] == ["weapon"]


def test_two_officers_on_one_report_the_second_is_told_and_nothing_is_overwritten(
    office: list[Actor], report: str
) -> None:
    siti, budi, *_ = office
    read_report(report_id=only_report(), version=1, look=Look(note="siti"), by=siti, at=NOW)
    with pytest.raises(Changed):
        read_report(report_id=only_report(), version=1, look=Look(note="budi"), by=budi, at=NOW)
    verbs = [entry.verb for entry in readings_of(only_report())]
    assert verbs.count("report.read") == 1


def test_sexual_violence_starts_the_police_clock_at_the_first_telling(
    office: list[Actor], send: Callable[..., str]
) -> None:
    send(told(worries=("SEK",)))
    admit_waiting(at=NOW)
    due = owed()["report.police"]
    assert (due.day, due.hour) == (27, 0), "72 hours from 00:00 WIB of the day"
    version = Report.objects.get().version
    note_step(
        report_id=only_report(),
        version=version,
        kind="police",
        text="STPL/123/XI/2026",
        by=office[0],
        at=NOW,
    )
    assert "report.police" not in owed()


def test_only_who_works_on_reports_reads_one(office: list[Actor], nur: Actor, report: str) -> None:
    with pytest.raises(Refused):
        read_report(report_id=only_report(), version=1, look=Look(), by=nur, at=NOW)


def test_a_report_that_was_not_granted_does_not_exist(office: list[Actor], report: str) -> None:
    from pabolo.rules.vocabulary import Role
    from tests.intake.conftest import hire

    newcomer = hire("baru", "Orang Baru", Role.INTAKE)
    with pytest.raises(Report.DoesNotExist):
        read_report(report_id=only_report(), version=1, look=Look(), by=newcomer, at=NOW)


def decide(by: Actor, version: int, outcome: str = "information_only") -> None:
    """Decide as triage will: one receipt, one act, the part inside it."""
    row = Report.objects.get()
    proof = receipt("report.triaged", by=by, at=NOW, folders=[row.pk], facets=[Facet.CARE])
    decision = Decision(at=NOW, by=by.id.hex, outcome=outcome, reason="Di luar wewenang.")
    with act("report.decided", by=by, at=NOW, subject=(Subject.REPORT, row.pk)):
        mark_decided(report=row, version=version, decision=decision, proof=proof, by=by, at=NOW)


def test_deciding_meets_what_was_due_and_tells_the_reporter_in_plain_words(
    office: list[Actor], report: str
) -> None:
    read_report(report_id=only_report(), version=1, look=Look(), by=office[0], at=NOW)
    decide(office[0], version=2)
    assert owed() == {}
    status = track(report)
    assert status is not None and (status.progress, status.decided_day) == ("informed", TODAY)


def test_a_decision_on_an_old_version_is_not_taken(office: list[Actor], report: str) -> None:
    read_report(report_id=only_report(), version=1, look=Look(), by=office[0], at=NOW)
    with pytest.raises(Changed):
        decide(office[0], version=1)
    assert Report.objects.get().state == "read"
