"""No child is lost between two steps: the duties, driven at random."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from pabolo.rules import duties
from pabolo.rules.deadlines import WIB
from pabolo.rules.duties import DutyFacts, OpenDuty, OpenThing, heir_of, orphans, what_changes
from pabolo.rules.vocabulary import Event, Risk, Role, Subject

NEVER_EMPTY = (Role.SUPERVISOR, Role.INTAKE, Role.DATA, Role.AGENCY_HEAD)
CASE_WORK = (
    Event.CONSENT_RECORDED,
    Event.ASSESSED,
    Event.PLAN_PROPOSED,
    Event.PLAN_RETURNED,
    Event.PLAN_APPROVED,
    Event.SERVICE_GIVEN,
    Event.FOLLOWED_UP,
    Event.SEXUAL_VIOLENCE_DISCLOSED,
    Event.POLICE_REPORTED,
    Event.CLOSURE_REQUESTED,
    Event.CLOSURE_DECLINED,
)


@dataclass
class Thing:
    id: UUID
    facts: DutyFacts
    open: bool = True
    duties: list[OpenDuty] = field(default_factory=list)


class Programme(RuleBasedStateMachine):
    """Reports, alarms and cases, driven by people who come and go."""

    reports = Bundle("reports")
    alarms = Bundle("alarms")
    cases = Bundle("cases")
    closed = Bundle("closed")

    @initialize()
    def begin(self) -> None:
        self.numbers = count(1)
        self.at = datetime(2026, 1, 1, 8, 0, tzinfo=WIB)
        self.posts = {role: {self.new_id()} for role in NEVER_EMPTY}
        self.posts[Role.CASE_WORKER] = {self.new_id()}
        self.things: list[Thing] = []

    def new_id(self) -> UUID:
        return UUID(int=next(self.numbers))

    def add(self, subject: Subject, event: Event, **known) -> Thing:
        thing = Thing(self.new_id(), DutyFacts(subject, received_at=self.at, **known))
        self.things.append(thing)
        self.happens(thing, event)
        return thing

    def happens(self, thing: Thing, event: Event, **known) -> None:
        thing.facts = replace(thing.facts, **known)
        self.at += timedelta(hours=7)
        change = what_changes(event, thing.facts, thing.duties, at=self.at)
        moved = {duty.id: duty for duty in change.moved}
        gone = {duty.id for duty in change.met + change.ended}
        thing.duties = [moved.get(d.id, d) for d in thing.duties if d.id not in gone]
        thing.duties += [
            OpenDuty(
                self.new_id(),
                new.subject,
                thing.id,
                new.code,
                new.owner_role,
                new.owner_id,
                new.ref,
            )
            for new in change.new
        ]

    @rule(target=reports, risk=st.sampled_from(Risk), anonymous=st.booleans())
    def report_comes_in(self, risk, anonymous):
        return self.add(Subject.REPORT, Event.REPORT_RECEIVED, risk=risk, anonymous=anonymous)

    @rule(target=alarms)
    def alarm_is_raised(self):
        return self.add(Subject.ALARM, Event.ALARM_RAISED)

    @rule(alarm=consumes(alarms))
    def alarm_is_answered(self, alarm):
        self.happens(alarm, Event.ALARM_ANSWERED)
        alarm.open = False

    @rule(report=reports)
    def report_is_read(self, report):
        if report.open:
            self.happens(report, Event.REPORT_READ)

    @rule(report=reports)
    def report_is_followed_up(self, report):
        self.happens(report, Event.FOLLOWED_UP, followed_up=True)

    @rule(report=reports, event=st.sampled_from([Event.REPORTER_WROTE, Event.REPORTER_ANSWERED]))
    def messages(self, report, event):
        self.happens(report, event)

    @rule(target=cases, report=consumes(reports), light=st.booleans(), sexual=st.booleans())
    def report_becomes_a_case(self, report, light, sexual):
        self.happens(report, Event.REPORT_READ)
        if sexual:
            self.happens(report, Event.SEXUAL_VIOLENCE_DISCLOSED)
        self.happens(report, Event.REPORT_DECIDED)
        self.happens(report, Event.MOVED_TO_CASE)
        report.open = False
        known = {"risk": report.facts.risk, "light": light, "sexual_violence": sexual}
        return self.add(Subject.CASE, Event.CASE_OPENED, **known)

    @rule(thing=st.one_of(cases, reports), risk=st.sampled_from(Risk))
    def risk_changes(self, thing, risk):
        if thing.open:
            self.happens(thing, Event.RISK_CHANGED, risk=risk)

    @rule(case=cases, event=st.sampled_from(CASE_WORK))
    def work_goes_on(self, case, event):
        self.happens(case, event)

    @rule(case=cases)
    def case_is_reviewed(self, case):
        self.happens(case, Event.LIGHT_CHECKED if case.facts.light else Event.CASE_REVIEWED)

    @rule(case=cases)
    def simfoni_leads_or_no_longer(self, case):
        light = not case.facts.light
        self.happens(case, Event.MADE_LIGHT if light else Event.MADE_FULL, light=light)

    @rule(case=cases)
    def a_worker_is_assigned(self, case):
        if self.posts[Role.CASE_WORKER]:
            worker = min(self.posts[Role.CASE_WORKER])
            self.happens(case, Event.WORKER_ASSIGNED, worker_id=worker)

    @rule(target=closed, case=consumes(cases), after_care=st.booleans())
    def case_is_closed(self, case, after_care):
        self.happens(case, Event.CLOSURE_REQUESTED)
        self.happens(case, Event.CASE_CLOSED, after_care=after_care)
        case.open = False
        return case

    @rule(target=cases, case=consumes(closed))
    def case_is_reopened(self, case):
        case.open = True
        self.happens(case, Event.CASE_REOPENED)
        return case

    @rule(target=cases)
    def a_worker_comes(self):
        self.posts[Role.CASE_WORKER].add(self.new_id())
        return multiple()

    @rule()
    def a_worker_leaves(self):
        if not self.posts[Role.CASE_WORKER]:
            return
        gone = self.posts[Role.CASE_WORKER].pop()
        for thing in self.things:
            if thing.facts.worker_id == gone:
                self.happens(thing, Event.WORKER_LEFT, worker_id=None)

    @invariant()
    def every_open_thing_has_a_duty_with_a_living_owner(self):
        if not hasattr(self, "things"):
            return
        still_open = [OpenThing(t.facts.subject, t.id) for t in self.things if t.open]
        everything = [duty for thing in self.things for duty in thing.duties]
        assert orphans(still_open, everything, self.posts) == ()
        assert all(heir_of(duty, self.posts) for duty in everything)
        for thing in self.things:
            keys = [(duty.code, duty.ref) for duty in thing.duties]
            assert len(keys) == len(set(keys))


LIMITS = settings(max_examples=40, stateful_step_count=50, deadline=None)
BROKEN = settings(LIMITS, max_examples=2_000, phases=[Phase.generate], database=None)


def test_no_open_thing_is_ever_without_a_duty_and_an_owner():
    run_state_machine_as_test(Programme, settings=LIMITS)


@pytest.mark.parametrize(
    "dropped", ["report.first_read", "report.decide", "case.check_light", "alarm.answer"]
)
def test_a_dropped_duty_is_caught(monkeypatch, dropped):
    without = tuple(one for one in duties.RULES if one.code != dropped)
    monkeypatch.setattr(duties, "RULES", without)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(Programme, settings=BROKEN)
