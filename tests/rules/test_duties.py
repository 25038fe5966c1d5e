from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from pabolo.rules.deadlines import WIB
from pabolo.rules.duties import (
    NEXT_POST,
    Clocks,
    DutyFacts,
    OpenDuty,
    OpenThing,
    Owner,
    due_at,
    duties_for,
    ended_by,
    escalates_to,
    has_living_owner,
    heir_of,
    orphans,
    rule_of,
    satisfied_by,
    span_of,
    what_changes,
)
from pabolo.rules.duty_rules import RULES
from pabolo.rules.duty_sources import TPKS_IN_FORCE
from pabolo.rules.vocabulary import Event, Risk, Role, Subject

MONDAY = datetime(2026, 6, 15, 10, 30, tzinfo=WIB)
REPORT = DutyFacts(Subject.REPORT, received_at=MONDAY)
WORKER = UUID(int=7)
CASE = DutyFacts(Subject.CASE, risk=Risk.MEDIUM, worker_id=WORKER, in_simfoni=True)
# What is owed besides where the risk is high, or counts as high.
WATCHED = ("case.rescore_high", "case.safety_plan")
LIGHT = replace(CASE, light=True)
THING = UUID(int=99)


def codes(duties) -> list[str]:
    return [duty.code for duty in duties]


def standing(*names: str, ref: UUID | None = None) -> list[OpenDuty]:
    return [
        OpenDuty(UUID(int=n), rule_of(c).subject, THING, c, rule_of(c).owner, None, ref)
        for n, c in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("event", "facts", "expected"),
    [
        (Event.REPORT_RECEIVED, REPORT, ["report.first_read"]),
        (
            Event.REPORT_RECEIVED,
            replace(REPORT, risk=Risk.HIGH),
            ["report.first_read", "report.respond_high"],
        ),
        (Event.REPORT_READ, REPORT, ["report.assess_risk", "report.decide"]),
        (
            Event.REPORT_READ,
            replace(REPORT, risk=Risk.MEDIUM),
            ["report.respond_medium", "report.decide"],
        ),
        (
            Event.REPORT_READ,
            replace(REPORT, risk=Risk.LOW),
            ["report.respond_low", "report.decide"],
        ),
        (
            Event.REPORT_READ,
            replace(REPORT, risk=Risk.LOW, followed_up=True),
            ["report.decide"],
        ),
        (Event.SEXUAL_VIOLENCE_DISCLOSED, REPORT, ["report.police"]),
        (Event.SEXUAL_VIOLENCE_DISCLOSED, replace(REPORT, police_reported=True), []),
        (Event.MATCH_UNCLEAR, REPORT, ["report.unclear_match"]),
        (Event.NO_READER, REPORT, ["report.find_reader"]),
        (Event.REPORTER_WROTE, REPORT, ["report.answer_message"]),
        (Event.REPORT_DECIDED, REPORT, []),
        (Event.ALARM_RAISED, DutyFacts(Subject.ALARM), ["alarm.answer"]),
        (Event.CASE_OPENED, CASE, ["case.consent", "case.assess", "case.review", "case.rescore"]),
        (
            Event.CASE_OPENED,
            replace(CASE, worker_id=None, risk=Risk.NOT_ASSESSED, has_basis=True),
            ["case.assign_worker", "case.assess", "case.review_high", *WATCHED],
        ),
        (
            Event.CASE_OPENED,
            replace(CASE, sexual_violence=True),
            ["case.police", "case.consent", "case.assess", "case.review", "case.rescore"],
        ),
        (Event.CASE_OPENED, LIGHT, ["case.check_light"]),
        (
            Event.CASE_OPENED,
            replace(LIGHT, sexual_violence=True),
            ["case.police", "case.check_light"],
        ),
        (Event.ASSESSED, CASE, ["case.propose_plan"]),
        (Event.PLAN_RETURNED, CASE, ["case.propose_plan"]),
        (Event.PLAN_PROPOSED, CASE, ["case.approve_plan"]),
        (Event.ITEM_AGREED, CASE, ["case.plan_item"]),
        (Event.SERVICE_GIVEN, CASE, ["case.follow_up"]),
        (Event.CASE_REVIEWED, CASE, ["case.review"]),
        (Event.LIGHT_CHECKED, LIGHT, ["case.check_light"]),
        (Event.MADE_LIGHT, LIGHT, ["case.check_light"]),
        (Event.MADE_FULL, CASE, ["case.consent", "case.assess", "case.review", "case.rescore"]),
        (
            Event.MADE_FULL,
            replace(CASE, assessed=True, has_basis=True),
            ["case.review", "case.rescore"],
        ),
        (Event.CLOSURE_REQUESTED, CASE, ["case.close_second"]),
        (Event.CASE_CLOSED, CASE, []),
        (Event.CASE_CLOSED, replace(CASE, after_care=True), ["case.after_care"]),
        (Event.CASE_REOPENED, CASE, ["case.review", "case.review_reopened", "case.rescore"]),
        (Event.CASE_REOPENED, LIGHT, ["case.check_light", "case.review_reopened"]),
        (Event.RISK_CHANGED, CASE, ["case.review", "case.rescore"]),
        (Event.RISK_CHANGED, replace(CASE, risk=Risk.HIGH), ["case.review_high", *WATCHED]),
        (
            Event.RISK_CHANGED,
            replace(CASE, risk=Risk.HIGH, safety_planned=True),
            ["case.review_high", "case.rescore_high"],
        ),
        (Event.RISK_READ, CASE, ["case.rescore"]),
        (Event.NEWS_JOINED, CASE, ["case.risk_news"]),
        (Event.NEWS_JOINED, LIGHT, []),
        (Event.RETURNED_HOME, CASE, ["case.risk_news"]),
        (Event.SAFETY_PLANNED, CASE, ["case.safety_review"]),
        (Event.CHILD_AT_HOME, CASE, ["case.child_at_home"]),
        (Event.SIMFONI_DIFFERS, replace(CASE, in_simfoni=False), ["case.enter_simfoni"]),
        (Event.SIMFONI_DIFFERS, replace(LIGHT, in_simfoni=False), []),
        (Event.SIMFONI_DIFFERS, replace(CASE, in_simfoni=False, for_simfoni=False), []),
        (Event.TURNING_EIGHTEEN, CASE, ["case.plan_transition"]),
        (Event.WORKER_LEFT, replace(CASE, worker_id=None), ["case.assign_worker"]),
    ],
)
def test_which_duties_an_event_begins(event, facts, expected):
    assert codes(duties_for(event, facts, at=MONDAY)) == expected


@pytest.mark.parametrize(
    ("code", "event", "due"),
    [
        ("report.first_read", Event.REPORT_RECEIVED, "2026-06-16T10:30:00+07:00"),
        ("report.respond_high", Event.REPORT_RECEIVED, "2026-06-15T11:30:00+07:00"),
        ("report.respond_medium", Event.REPORT_READ, "2026-06-15T16:30:00+07:00"),
        ("report.respond_low", Event.REPORT_READ, "2026-06-19T23:59:59+07:00"),
        ("report.police", Event.SEXUAL_VIOLENCE_DISCLOSED, "2026-06-18T10:30:00+07:00"),
        ("report.answer_message", Event.REPORTER_WROTE, "2026-06-17T23:59:59+07:00"),
        ("case.review", Event.CASE_OPENED, "2026-09-15T23:59:59+07:00"),
        ("case.review_high", Event.CASE_OPENED, "2026-07-15T23:59:59+07:00"),
        ("case.plan_item", Event.ITEM_AGREED, "2026-07-01T23:59:59+07:00"),
    ],
)
def test_until_when(code, event, due):
    rule = rule_of(code)
    facts = DutyFacts(
        rule.subject,
        risk=min(rule.risks),
        received_at=MONDAY,
        due_day=date(2026, 7, 1),
    )
    clocks = Clocks(holidays={date(2026, 6, 16)})
    [duty] = [d for d in duties_for(event, facts, at=MONDAY, clocks=clocks) if d.code == code]
    assert duty.due_at.isoformat() == due
    assert duty.due_day.isoformat() == due[:10]
    assert not duty.day_only


def test_the_regency_sets_its_clocks_but_not_what_law_fixes():
    clocks = Clocks({"report.first_read": 12, "report.police": 5, "case.police": 5})
    assert span_of(rule_of("report.first_read"), clocks.settings).amount == 12
    assert span_of(rule_of("report.police"), clocks.settings).amount == 72
    [duty] = duties_for(Event.SEXUAL_VIOLENCE_DISCLOSED, REPORT, at=MONDAY, clocks=clocks)
    assert duty.fixed_by_law
    assert duty.due_at.isoformat() == "2026-06-18T10:30:00+07:00"


def test_an_anonymous_report_starts_with_its_day_and_shows_days_only():
    facts = replace(REPORT, anonymous=True, risk=Risk.HIGH)
    first, respond = duties_for(Event.REPORT_RECEIVED, facts, at=MONDAY)
    assert first.starts_at.isoformat() == "2026-06-15T00:00:00+07:00"
    assert first.due_at.isoformat() == "2026-06-16T00:00:00+07:00"
    assert first.day_only
    assert respond.day_only
    [message] = duties_for(Event.REPORTER_WROTE, facts, at=MONDAY)
    assert message.starts_at.hour == 0
    [_, decide] = duties_for(Event.REPORT_READ, replace(facts, risk=Risk.LOW), at=MONDAY)
    assert not decide.day_only


def test_the_police_clock_starts_at_the_first_disclosure():
    told = datetime(2026, 6, 13, 9, 0, tzinfo=WIB)
    facts = replace(CASE, sexual_violence=True, first_disclosure_at=told)
    police = duties_for(Event.CASE_OPENED, facts, at=MONDAY)[0]
    assert police.starts_at == told
    assert police.due_at.isoformat() == "2026-06-16T09:00:00+07:00"


def test_a_risk_that_rises_later_starts_its_clock_then():
    facts = replace(REPORT, risk=Risk.HIGH, anonymous=True)
    later = datetime(2026, 6, 17, 14, 0, tzinfo=WIB)
    [duty] = duties_for(Event.RISK_CHANGED, facts, at=later)
    assert (duty.code, duty.starts_at, duty.day_only) == ("report.respond_high", later, False)


def test_old_events_are_judged_by_the_rules_of_their_day():
    before = datetime(2019, 3, 1, 8, 0, tzinfo=WIB)
    facts = DutyFacts(Subject.CASE, sexual_violence=True, worker_id=WORKER)
    assert "case.police" not in codes(duties_for(Event.CASE_OPENED, facts, at=before))
    told_before = replace(facts, first_disclosure_at=before)
    assert "case.police" not in codes(duties_for(Event.CASE_OPENED, told_before, at=MONDAY))
    rule = rule_of("case.police")
    assert rule.valid_on(TPKS_IN_FORCE)
    ended = replace(rule, valid_to=TPKS_IN_FORCE)
    assert not ended.valid_on(date(2026, 1, 1))
    assert duties_for(Event.REPORT_RECEIVED, REPORT, at=before) != ()


def test_a_code_always_finds_its_rule():
    assert rule_of("case.police", date(2026, 1, 1)).code == "case.police"
    assert rule_of("case.police", date(2019, 1, 1)).code == "case.police"
    with pytest.raises(KeyError):
        rule_of("case.dance")


def test_a_standing_duty_is_not_doubled_but_each_plan_item_has_its_own():
    there = standing("report.answer_message")
    assert duties_for(Event.REPORTER_WROTE, REPORT, at=MONDAY, standing=there) == ()
    first = standing("case.plan_item", ref=UUID(int=1))
    facts = replace(CASE, ref=UUID(int=2), due_day=date(2026, 7, 1))
    [second] = duties_for(Event.ITEM_AGREED, facts, at=MONDAY, standing=first)
    assert second.ref == UUID(int=2)


@pytest.mark.parametrize(
    ("event", "open_codes", "met"),
    [
        (Event.REPORT_READ, ["report.first_read", "report.decide"], ["report.first_read"]),
        (
            Event.REPORT_DECIDED,
            ["report.decide", "report.respond_low", "report.answer_message"],
            ["report.decide", "report.respond_low"],
        ),
        (Event.POLICE_REPORTED, ["case.police", "case.review"], ["case.police"]),
        (Event.CASE_CLOSED, ["case.close_second", "case.review"], ["case.close_second"]),
        (Event.PLAN_RETURNED, ["case.approve_plan"], ["case.approve_plan"]),
    ],
)
def test_what_an_event_meets(event, open_codes, met):
    assert codes(satisfied_by(event, standing(*open_codes))) == met


def test_a_plan_item_is_met_and_dropped_by_its_own_event_only():
    one, two = UUID(int=1), UUID(int=2)
    items = standing("case.plan_item", ref=one) + standing("case.plan_item", ref=two)
    assert [d.ref for d in satisfied_by(Event.ITEM_DONE, items, ref=two)] == [two]
    dropped = ended_by(Event.ITEM_DROPPED, items, facts=replace(CASE, ref=one))
    assert [d.ref for d in dropped] == [one]
    assert len(ended_by(Event.CASE_CLOSED, items, facts=CASE)) == 2


@pytest.mark.parametrize(
    ("event", "facts", "open_codes", "ended"),
    [
        (
            Event.CASE_CLOSED,
            CASE,
            ["case.review", "case.police", "case.close_second"],
            ["case.review"],
        ),
        (Event.MOVED_TO_CASE, REPORT, ["report.police", "report.decide"], ["report.police"]),
        (Event.LEGAL_DUTY_EXCUSED, CASE, ["case.police"], ["case.police"]),
        (
            Event.RISK_CHANGED,
            replace(CASE, risk=Risk.HIGH),
            ["case.review", "case.police", "case.assess"],
            ["case.review"],
        ),
        (Event.RISK_CHANGED, replace(CASE, risk=Risk.LOW), ["case.review"], []),
        (
            Event.MADE_LIGHT,
            LIGHT,
            ["case.assess", "case.review", "case.police"],
            ["case.assess", "case.review"],
        ),
        (Event.MADE_FULL, CASE, ["case.check_light"], ["case.check_light"]),
        (Event.CASE_REOPENED, CASE, ["case.after_care"], ["case.after_care"]),
        (Event.REPORT_READ, REPORT, ["report.find_reader"], ["report.find_reader"]),
    ],
)
def test_what_falls_away(event, facts, open_codes, ended):
    assert codes(ended_by(event, standing(*open_codes), facts=facts)) == ended


def test_an_event_changes_everything_at_once():
    there = standing("report.first_read")
    change = what_changes(Event.REPORT_READ, replace(REPORT, risk=Risk.LOW), there, at=MONDAY)
    assert codes(change.met) == ["report.first_read"]
    assert codes(change.new) == ["report.respond_low", "report.decide"]
    assert change.ended == change.moved == ()


def test_a_reviewed_case_is_reviewed_again():
    change = what_changes(Event.CASE_REVIEWED, CASE, standing("case.review"), at=MONDAY)
    assert codes(change.met) == codes(change.new) == ["case.review"]


def test_a_workers_duties_move_to_the_supervisor_and_on_to_the_next_worker():
    [review] = [d for d in duties_for(Event.CASE_OPENED, CASE, at=MONDAY) if "review" in d.code]
    assert (review.owner_role, review.owner_id) == (Role.CASE_WORKER, WORKER)
    there = [
        replace(standing("case.review")[0], owner_role=Role.CASE_WORKER, owner_id=WORKER),
        *standing("case.close_second"),
    ]
    there[1] = replace(there[1], id=UUID(int=55))
    left = what_changes(Event.WORKER_LEFT, replace(CASE, worker_id=None), there, at=MONDAY)
    assert codes(left.moved) == ["case.review"]
    assert (left.moved[0].owner_role, left.moved[0].owner_id) == (Role.SUPERVISOR, None)
    next_worker = replace(CASE, worker_id=UUID(int=8))
    found = what_changes(Event.WORKER_ASSIGNED, next_worker, left.moved, at=MONDAY)
    assert found.moved[0].owner_id == UUID(int=8)


A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
POSTS = {
    Role.INTAKE: {A},
    Role.CASE_WORKER: {B},
    Role.SUPERVISOR: {C},
    Role.PROVINCE_UNIT: {UUID(int=4)},
}


def owned(role: Role, person: UUID | None = None) -> OpenDuty:
    return OpenDuty(UUID(int=70), Subject.CASE, THING, "case.review", role, person)


@pytest.mark.parametrize(
    ("duty", "excluded", "alive"),
    [
        (owned(Role.CASE_WORKER, B), set(), True),
        (owned(Role.CASE_WORKER, B), {B}, False),
        (owned(Role.CASE_WORKER, A), set(), False),
        (owned(Role.SUPERVISOR), set(), True),
        (owned(Role.SUPERVISOR), {C}, False),
        (owned(Role.AGENCY_HEAD), set(), False),
    ],
)
def test_who_counts_as_a_living_owner(duty, excluded, alive):
    assert has_living_owner(duty, POSTS, excluded=excluded) is alive
    thing = OpenThing(Subject.CASE, THING, frozenset(excluded))
    assert orphans([thing], [duty], POSTS) == (() if alive else (thing,))


def test_an_open_thing_without_any_duty_is_an_orphan():
    report = OpenThing(Subject.REPORT, THING)
    assert orphans([report], [owned(Role.SUPERVISOR)], POSTS) == (report,)
    assert orphans([], [owned(Role.SUPERVISOR)], POSTS) == ()


def test_who_inherits_a_duty():
    assert heir_of(owned(Role.CASE_WORKER, B), POSTS) == Owner(Role.SUPERVISOR)
    assert heir_of(owned(Role.INTAKE), POSTS) == Owner(Role.INTAKE)
    assert heir_of(owned(Role.INTAKE), POSTS, excluded={A}) == Owner(Role.SUPERVISOR)
    assert heir_of(owned(Role.INTAKE), POSTS, excluded={A, C}) == Owner(Role.PROVINCE_UNIT)
    assert heir_of(owned(Role.SUPERVISOR), {}) is None


def test_a_late_duty_climbs_and_one_in_time_does_not():
    due = MONDAY
    assert escalates_to("case.review", due=due, at=due) is None
    late = datetime(2026, 6, 15, 10, 31, tzinfo=WIB)
    assert escalates_to("case.review", due=due, at=late) is Role.SUPERVISOR


def test_every_rule_is_whole():
    names = [rule.code for rule in RULES]
    assert len(names) == len(set(names))
    for rule in RULES:
        assert rule.text and rule.done_when and rule.source
        assert rule.starts_on and rule.met_by and rule.risks
        assert rule.owner in NEXT_POST
        assert rule.fixed_by_law is (rule.setting is None and rule.span.amount > 0)
        assert all(hasattr(DutyFacts(rule.subject), name) for name in rule.needs + rule.unless)
        assert due_at(rule, MONDAY, Clocks()) >= MONDAY
