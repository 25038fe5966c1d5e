"""A safety plan is whole, and every other child at home is seen by somebody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pabolo.rules.safety import (
    SafetyFacts,
    may_plan_safety,
    may_settle_child,
    warning_without_plan,
)
from pabolo.rules.vocabulary import Risk, Role
from tests.cast import actor

TODAY = date(2026, 11, 24)
PLAN = SafetyFacts("Bibi", "Pergi ke bibi", TODAY + timedelta(days=14), True, "")
DEDI = actor(Role.CASE_WORKER)


@pytest.mark.parametrize(
    ("who", "facts", "code"),
    [
        (DEDI, PLAN, None),
        (actor(Role.INTAKE), PLAN, "access.role"),
        (DEDI, replace(PLAN, people=" "), "safety.empty"),
        (DEDI, replace(PLAN, at_once=""), "safety.empty"),
        (DEDI, replace(PLAN, with_child=False), "safety.without_child"),
        (DEDI, replace(PLAN, with_child=False, why_not="Masih bayi."), None),
        (DEDI, replace(PLAN, review=None), "safety.review"),
        (DEDI, replace(PLAN, review=TODAY), "safety.review"),
        (DEDI, replace(PLAN, review=TODAY + timedelta(days=93)), "safety.review"),
    ],
)
def test_when_a_safety_plan_stands(who, facts, code):
    refusal = may_plan_safety(who, facts, today=TODAY)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("risk", "planned", "warns"),
    [
        (Risk.HIGH, False, True),
        (Risk.NOT_ASSESSED, False, True),
        (Risk.MEDIUM, False, False),
        (Risk.HIGH, True, False),
    ],
)
def test_a_high_risk_without_a_plan_warns_and_holds_nothing_up(risk, planned, warns):
    assert (warning_without_plan(risk, planned=planned) is not None) == warns


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"outcome": "no_concern", "linked": False, "reason": "Ditemui di sekolah."}, None),
        ({"outcome": "no_concern", "reason": " "}, "home.no_reason"),
        ({"linked": False}, "home.no_case"),
        ({"known": False}, "home.unknown"),
        ({"settled": True}, "home.settled"),
        ({"outcome": ""}, "home.outcome"),
    ],
)
def test_what_may_be_said_of_another_child(changes, code):
    told = {"known": True, "settled": False, "outcome": "case", "linked": True, "reason": ""}
    refusal = may_settle_child(DEDI, **(told | changes))
    assert (refusal and refusal.code) == code
    stranger = may_settle_child(actor(Role.PSYCHOLOGIST), **(told | changes))
    assert stranger is not None
