from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.actors import Actor
from pabolo.rules.closing import (
    CRITERIA,
    ClosingFacts,
    closure_criteria,
    may_close,
    may_decline_closure,
    may_reopen,
    may_request_closure,
    needs_after_care,
    second_person,
)
from pabolo.rules.duties import Owner
from pabolo.rules.vocabulary import CaseStage, ClosureReason, Role

WORKER_ID, CHIEF_ID = UUID(int=1), UUID(int=2)
WORKER = Actor(WORKER_ID, frozenset({Role.CASE_WORKER}))
CHIEF = Actor(CHIEF_ID, frozenset({Role.SUPERVISOR}))
HEAD = Actor(UUID(int=3), frozenset({Role.AGENCY_HEAD}))
PROVINCE = Actor(UUID(int=4), frozenset({Role.PROVINCE_UNIT}))
ADMIN = Actor(UUID(int=5), frozenset({Role.ADMIN}))
WHOLE = ClosingFacts(
    CaseStage.MONITORING,
    worker_id=WORKER_ID,
    reason=ClosureReason.GOALS_MET,
    note="back at school, safe at her aunt's",
    child_is_safe=True,
    child_view_recorded=True,
    accepted_elsewhere=True,
    handed_over=True,
    is_adult=True,
    transition_planned=True,
    capacity_checked=True,
    contact_attempts=3,
    merged=True,
    information_given=True,
)
ASKED = replace(WHOLE, requested_by=WORKER_ID)


def code(refusal) -> str | None:
    return refusal.code if refusal else None


@pytest.mark.parametrize("reason", ClosureReason)
def test_each_reason_closes_once_its_criteria_hold(reason):
    assert closure_criteria(replace(WHOLE, reason=reason)) == ()


@pytest.mark.parametrize(
    ("reason", "change", "expected"),
    [
        (ClosureReason.GOALS_MET, {"open_goals": 1}, "close.goals_open"),
        (ClosureReason.GOALS_MET, {"child_is_safe": False}, "close.not_safe"),
        (ClosureReason.GOALS_MET, {"child_view_recorded": False}, "close.child_view_missing"),
        (ClosureReason.HANDED_TO_AGENCY, {"accepted_elsewhere": False}, "close.not_accepted"),
        (ClosureReason.MOVED_AWAY, {"handed_over": False}, "close.not_handed_over"),
        (ClosureReason.ADULT, {"is_adult": False}, "close.not_adult"),
        (ClosureReason.ADULT, {"transition_planned": False}, "close.no_transition"),
        (
            ClosureReason.STOPPED_BY_CHILD,
            {"capacity_checked": False},
            "close.capacity_unchecked",
        ),
        (ClosureReason.STOPPED_BY_CHILD, {"child_is_safe": False}, "close.not_safe"),
        (ClosureReason.UNREACHABLE, {"contact_attempts": 2}, "close.too_few_attempts"),
        (ClosureReason.DUPLICATE, {"merged": False}, "close.not_merged"),
        (ClosureReason.OUTSIDE_SCOPE, {"information_given": False}, "close.no_information"),
        (ClosureReason.DIED, {"note": " "}, "close.no_note"),
        (ClosureReason.DIED, {"open_legal_duties": 1}, "close.legal_duty_open"),
        (ClosureReason.GOALS_MET, {"transfer_runs": True}, "close.transfer_runs"),
        (None, {}, "close.no_reason"),
    ],
)
def test_what_is_missing_before_a_case_may_end(reason, change, expected):
    facts = replace(WHOLE, reason=reason, **change)
    assert [missing.code for missing in closure_criteria(facts)] == [expected]
    assert code(may_request_closure(WORKER, facts)) == expected
    assert code(may_close(CHIEF, replace(facts, requested_by=WORKER_ID))) == expected


def test_a_legal_duty_that_cannot_be_met_needs_its_reason():
    facts = replace(WHOLE, open_legal_duties=1, legal_reason="the police recorded it in 2021")
    assert closure_criteria(facts) == ()
    assert set(CRITERIA) == set(ClosureReason)


@pytest.mark.parametrize(
    ("actor", "change", "expected"),
    [
        (WORKER, {}, None),
        (CHIEF, {}, None),
        (HEAD, {}, "close.not_yours"),
        (WORKER, {"excluded": frozenset({WORKER_ID})}, "close.not_yours"),
        (WORKER, {"stage": CaseStage.CLOSED}, "close.not_open"),
        (WORKER, {"requested_by": CHIEF_ID}, "close.already_requested"),
    ],
)
def test_who_may_ask_for_closure(actor, change, expected):
    assert code(may_request_closure(actor, replace(WHOLE, **change))) == expected


@pytest.mark.parametrize(
    ("actor", "change", "expected"),
    [
        (CHIEF, {}, None),
        (HEAD, {}, None),
        (PROVINCE, {}, None),
        (ADMIN, {}, "close.not_second"),
        (WORKER, {}, "close.not_second"),
        (CHIEF, {"excluded": frozenset({CHIEF_ID})}, "close.not_second"),
        (CHIEF, {"stage": CaseStage.TRANSFERRED}, "close.not_open"),
        (CHIEF, {"requested_by": None}, "close.not_requested"),
        (CHIEF, {"requested_by": CHIEF_ID}, "close.own_request"),
        (CHIEF, {"worker_id": CHIEF_ID}, "close.own_case"),
    ],
)
def test_who_may_close_and_when(actor, change, expected):
    assert code(may_close(actor, replace(ASKED, **change))) == expected


@given(
    roles=st.frozensets(st.sampled_from(Role)),
    person=st.sampled_from([WORKER_ID, CHIEF_ID]),
    worker=st.sampled_from([WORKER_ID, CHIEF_ID, None]),
    asked=st.sampled_from([WORKER_ID, CHIEF_ID, None]),
)
def test_nobody_closes_alone(roles, person, worker, asked):
    facts = replace(WHOLE, worker_id=worker, requested_by=asked)
    if may_close(Actor(person, roles), facts) is None:
        assert person not in (worker, asked)
        assert asked is not None


@pytest.mark.parametrize(
    ("actor", "facts", "reason", "expected"),
    [
        (CHIEF, ASKED, "a hearing is coming", None),
        (ADMIN, ASKED, "a hearing is coming", "close.not_second"),
        (CHIEF, WHOLE, "a hearing is coming", "close.not_requested"),
        (CHIEF, ASKED, " ", "close.decline_reason"),
    ],
)
def test_who_may_say_that_a_case_goes_on(actor, facts, reason, expected):
    assert code(may_decline_closure(actor, facts, reason=reason)) == expected


def test_a_small_unit_finds_its_second_person_higher_up():
    alone = {Role.SUPERVISOR: {WORKER_ID}, Role.AGENCY_HEAD: {UUID(int=3)}}
    assert second_person(ASKED, {Role.SUPERVISOR: {CHIEF_ID}}) == Owner(Role.SUPERVISOR)
    assert second_person(ASKED, alone) == Owner(Role.AGENCY_HEAD)
    kept_out = replace(ASKED, excluded=frozenset({UUID(int=3)}))
    assert second_person(kept_out, alone) is None
    province = {**alone, Role.PROVINCE_UNIT: {UUID(int=4)}}
    assert second_person(kept_out, province) == Owner(Role.PROVINCE_UNIT)


@pytest.mark.parametrize(
    ("actor", "stage", "reason", "excluded", "expected"),
    [
        (WORKER, CaseStage.CLOSED, "it happened again", False, None),
        (WORKER, CaseStage.TRANSFERRED, "sent back", False, None),
        (HEAD, CaseStage.CLOSED, "x", False, "reopen.not_yours"),
        (WORKER, CaseStage.CLOSED, "x", True, "reopen.not_yours"),
        (WORKER, CaseStage.MONITORING, "x", False, "reopen.still_open"),
        (WORKER, CaseStage.CLOSED, " ", False, "reopen.no_reason"),
    ],
)
def test_how_a_case_comes_back(actor, stage, reason, excluded, expected):
    assert code(may_reopen(actor, stage, reason=reason, excluded=excluded)) == expected


def test_after_which_closures_somebody_asks_after_the_child():
    assert needs_after_care(ClosureReason.GOALS_MET)
    assert not needs_after_care(ClosureReason.DIED)
