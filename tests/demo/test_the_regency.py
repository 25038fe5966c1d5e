"""The made-up regency holds the seed's numbers, every trap, and nothing that nobody owes."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from pabolo.demo.cast import CAST
from pabolo.demo.identities import all_identities
from pabolo.demo.names import PHONE_START
from pabolo.demo.scene import Scene
from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.duties.queries import as_open
from pabolo.ground.lib.clock import WIB
from pabolo.programme.cases.entries import Closed, ClosureAsked, Planned
from pabolo.programme.intake.models import Message, Report
from pabolo.programme.network.models import Decree, Group, Member
from pabolo.record.figures import queries as figures
from pabolo.record.figures.gathering import gather_all
from pabolo.record.figures.models import Release
from pabolo.record.innovations.models import Innovation
from pabolo.rules import disclosure
from pabolo.rules.counting import Dimension, break_down, observe
from pabolo.rules.duties import OpenThing, orphans
from pabolo.rules.facts import Facts, Period
from pabolo.rules.vocabulary import Subject
from tests.demo.register import (
    OpenCase,
    Register,
    children_an_incident,
    incidents_a_child,
    reports_a_case,
)

TPKS = datetime(2022, 5, 9, tzinfo=WIB)
SEED_YEARS = (Period(2018), Period(2019))


@pytest.fixture(scope="module")
def facts(scene: Scene, django_db_blocker) -> Facts:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock():
        # Cases of all years are in it, whatever the period.
        return gather_all(at=scene.now, period=SEED_YEARS[-1])


# --- numbers ---


@pytest.mark.parametrize(
    ("code", "year", "value"),
    [
        ("VAC_N", 2018, "29"),
        ("VAC_N", 2019, "48"),
        ("VAC_SHARE", 2019, "85.7"),
        ("VAC_RATE", 2018, "1.61"),
        ("VAC_RATE", 2019, "2.67"),
    ],
)
def test_the_first_two_years_are_those_of_the_record(
    facts: Facts, code: str, year: int, value: str
) -> None:
    assert observe(code, facts, Period(year), date(2026, 11, 24)).value == Decimal(value)


def test_fifty_six_were_served_in_2019(facts: Facts) -> None:
    share = observe("VAC_SHARE", facts, Period(2019), date(2026, 11, 24))
    assert (share.numerator, share.denominator) == (48, 56)


def test_sexual_violence_is_most_frequent_and_rises(facts: Facts) -> None:
    before, after = (break_down(facts, year, Dimension.FORM) for year in SEED_YEARS)
    for forms in (before, after):
        assert max(forms, key=lambda form: forms[form]) == "SEK"
        assert sorted(forms.values())[-2] < forms["SEK"]
    assert before["SEK"] < after["SEK"]


def test_rantau_selatan_and_rantau_utara_are_ahead(facts: Facts) -> None:
    for year in SEED_YEARS:
        by_district = break_down(facts, year, Dimension.DISTRICT)
        first = sorted(by_district, key=lambda code: -by_district[code])[:2]
        assert set(first) == {"12.10.01", "12.10.02"}


def test_adults_are_counted_in_every_month(facts: Facts) -> None:
    told = {row.month for row in facts.adults if row.form == "ALL"}
    years = range(2018, 2027)
    assert {date(year, month, 1) for year in years for month in range(1, 13)} - told == {
        date(2026, 11, 1),
        date(2026, 12, 1),
    }


def test_two_releases_went_out_through_three_people_and_hold(scene: Scene) -> None:
    rows = Release.objects.exclude(code="0")
    assert {row.code: row.state for row in rows} == {"2025": "published", "2026-1": "published"}
    for row in rows:
        assert len({row.drafted_by, row.approved_by, row.published_by}) == 3 and row.synthetic
    public = figures.earlier()
    for number, release in enumerate(public):
        assert disclosure.may_publish(release, public[:number]) is None
    assert Innovation.objects.count() == 1


# --- nothing is lost ---


def test_every_open_thing_has_somebody_who_owes_it_something(
    scene: Scene, register: Register
) -> None:
    things = [
        OpenThing(Subject.CASE, one.case.pk) for one in register.cases if not one.case.closed_day
    ]
    undecided = [one for one in register.reports if one.report.state != "decided"]
    things += [OpenThing(Subject.REPORT, one.report.pk) for one in undecided]
    standing = [as_open(line) for lines in register.open_duties.values() for line in lines]
    assert len(things) > 20
    assert orphans(things, standing, posts_on(scene.now.date())) == ()


def test_the_check_for_orphans_sees_one(scene: Scene, register: Register) -> None:
    open_case = next(one for one in register.cases if not one.case.closed_day)
    thing = OpenThing(Subject.CASE, open_case.case.pk)
    assert orphans([thing], [], posts_on(scene.now.date())) == (thing,)


@pytest.mark.parametrize(
    "rule",
    [
        "report.first_read",
        "report.decide",
        "report.police",
        "report.unclear_match",
        "report.answer_message",
        "case.assign_worker",
        "case.police",
        "case.assess",
        "case.approve_plan",
        "case.close_second",
        "case.check_light",
        "case.follow_up",
        "case.plan_item",
        "case.after_care",
    ],
)
def test_there_is_something_to_do_of_every_kind(register: Register, rule: str) -> None:
    assert register.open_duties.get(rule)


def test_the_police_clock_of_a_case_has_some_twenty_hours_left(
    scene: Scene, register: Register
) -> None:
    left = [line.body.due_at - scene.now for line in register.open_duties["case.police"]]
    assert any(timedelta(hours=18) < one < timedelta(hours=22) for one in left)


def test_a_few_things_are_overdue_and_not_many(scene: Scene, register: Register) -> None:
    late = {
        rule
        for rule, lines in register.open_duties.items()
        if any(line.body.due_at < scene.now for line in lines)
    }
    assert "case.assess" in late and len(late) <= 9


def test_an_alarm_was_received_and_another_was_asked_about(scene: Scene) -> None:
    sari, parlin = scene.people["sari"], scene.people["parlin"]
    assert Report.objects.get(raised_by_id=sari).state == "received"
    asked = Report.objects.get(raised_by_id=parlin)
    assert Message.objects.filter(report=asked, from_office=True).count() == 1


# --- the traps of the design ---


def _mediated(one: OpenCase) -> bool:
    return any(isinstance(line, Planned) and line.function == "mediation" for line in one.lines)


def _three_places(one: OpenCase) -> bool:
    places = {one.places.domicile, one.places.now, one.stats.incident_village}
    return len(places - {""}) == 3


def _old_sexual(one: OpenCase) -> bool:
    opened = one.stats.first_disclosure_at
    return "SEK" in one.stats.forms and opened is not None and opened < TPKS


TRAPS: dict[str, Callable[[OpenCase], bool]] = {
    "victim and in conflict with the law": lambda one: set(one.stats.roles) == {"A1", "A3"},
    "not born yet": lambda one: one.identity.unborn,
    "born since": lambda one: one.identity.name.startswith("Bayi ") and not one.identity.unborn,
    "age unknown": lambda one: (
        not one.identity.birth and one.identity.stated_age is None and not one.identity.unborn
    ),
    "age as somebody said": lambda one: one.identity.stated_age is not None,
    "age a guess": lambda one: bool(one.identity.birth) and one.identity.birth_estimated,
    "no document at all": lambda one: not one.identity.documents and not one.identity.nik,
    "three places": _three_places,
    "parent suspected": lambda one: any(
        line.guardian_is_suspect and line.basis == "public_task" for line in one.state.consents
    ),
    "turned 18": lambda one: one.stats.closing_reason == "adult",
    "reopened": lambda one: one.state.reopened > 0,
    "died": lambda one: one.stats.closing_reason == "died",
    "moved away": lambda one: one.stats.closing_reason == "moved_away",
    "stopped by the child": lambda one: one.stats.closing_reason == "stopped_by_child",
    "unreachable": lambda one: one.stats.closing_reason == "unreachable",
    "offender is a child": lambda one: one.stats.offender_is_child is True and _mediated(one),
    "diversion": lambda one: one.state.legal_stage == "H20",
    "shelter": lambda one: one.places.now_sealed,
    "light": lambda one: one.state.light and bool(one.state.simfoni),
    "light without a number": lambda one: one.state.light and not one.state.simfoni,
    "risk lowered": lambda one: one.state.risk_lowered is not None,
    "sexual violence before the law": _old_sexual,
}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_is_met(register: Register, trap: str) -> None:
    assert any(TRAPS[trap](one) for one in register.cases)


def test_reports_incidents_cases_and_children_are_four_things() -> None:
    assert children_an_incident()[2] >= 2
    assert incidents_a_child()[2] >= 2
    assert reports_a_case()[2] >= 2


def test_sexual_violence_before_the_law_has_no_police_clock(register: Register) -> None:
    old = {one.case.pk for one in register.cases if _old_sexual(one)}
    clocks = {line.duty.folder_id for line in register.duties if line.body.rule == "case.police"}
    assert old and clocks and not old & clocks


def test_the_second_person_may_be_who_acts(scene: Scene, register: Register) -> None:
    def by(one: OpenCase, kind: type) -> Collection[str]:
        return {line.by for line in one.lines if isinstance(line, kind)}

    ratna, hendra = scene.people["ratna"].hex, scene.people["hendra"].hex
    assert any(ratna in by(c, ClosureAsked) and hendra in by(c, Closed) for c in register.cases)


@pytest.mark.parametrize("username", ["budi", "dedi", "parlin"])
def test_who_is_named_or_kin_is_kept_out(scene: Scene, register: Register, username: str) -> None:
    kept_out = scene.people[username].hex
    assert any(kept_out in one.care.excluded for one in register.reports)


@pytest.mark.parametrize("outcome", ["information_only", "referred", "joined", "new_case"])
def test_every_outcome_of_triage_is_met(register: Register, outcome: str) -> None:
    assert any(one.decision and one.decision.outcome == outcome for one in register.reports)


# --- the network ---


def test_activists_of_the_cast_belong_to_their_groups(scene: Scene) -> None:
    for username in ("nur", "sari", "parlin", "halim"):
        village = next(one.village for one in CAST if one.username == username)
        member = Member.objects.get(person_id=scene.people[username])
        assert member.group.place == village
    assert all(Decree.objects.filter(group=group).exists() for group in Group.objects.all())


# --- invented, all of it ---


def test_whatever_a_build_seals_is_listed(register: Register) -> None:
    listed = set(all_identities(12, scale=0.02)) | {one.name for one in CAST} | {""}
    for one in register.cases:
        name = one.identity.name.removeprefix("Bayi ")
        assert name in listed or name == "dalam kandungan"
        assert {*one.identity.carers, one.identity.contact} <= listed
    for report in register.reports:
        assert {report.people.reporter_name, report.people.reporter_contact} <= listed
        assert report.story.text in listed


def test_every_phone_is_fictional(register: Register) -> None:
    phones = {one.identity.contact for one in register.cases}
    phones |= {one.people.reporter_contact for one in register.reports}
    assert all(phone.startswith(PHONE_START) for phone in phones - {""})
