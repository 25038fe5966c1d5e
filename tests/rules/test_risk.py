from dataclasses import fields, replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.actors import Actor
from pabolo.rules.risk import (
    RED_FLAGS,
    Lowering,
    RiskFacts,
    classify_risk,
    may_assess_risk,
    may_lower_risk,
    red_flags,
    treated_as,
)
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import Risk, Role

SUPERVISOR = Actor(UUID(int=1), frozenset({Role.SUPERVISOR}))
WORKER = Actor(UUID(int=2), frozenset({Role.CASE_WORKER}))
ADMIN = Actor(UUID(int=3), frozenset({Role.ADMIN}))
RAISING = {
    "sexual_with_access": RiskFacts(sexual_violence=True, accused_has_access=True),
    "same_home": RiskFacts(accused_lives_with_child=True),
    "under_six": RiskFacts(youngest_age=5),
    "needs_care_now": RiskFacts(needs_care_now=True),
    "self_harm": RiskFacts(self_harm=True),
    "weapon": RiskFacts(weapon=True),
    "pregnant": RiskFacts(pregnant=True),
    "carer_is_accused": RiskFacts(disability=True, only_carer_is_accused=True),
    "missing": RiskFacts(missing=True),
    "trafficking": RiskFacts(trafficking=True),
    "image_online": RiskFacts(image_online=True),
    "retaliation": RiskFacts(retaliation=True),
    "alone": RiskFacts(alone=True),
    "repeated": RiskFacts(incidents_in_30_days=2),
}
FACTS = st.builds(
    RiskFacts,
    **{
        field.name: st.none() | (st.integers(0, 17) if "int" in str(field.type) else st.booleans())
        for field in fields(RiskFacts)
    },
)


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.code)
def test_each_flag_alone_makes_the_risk_high(flag):
    reading = classify_risk(RAISING[flag.code], assessed=Risk.LOW)
    assert [raised.code for raised in reading.flags] == [flag.code]
    assert reading.level is reading.treated_as is Risk.HIGH


@pytest.mark.parametrize(
    "facts",
    [
        RiskFacts(),
        RiskFacts(sexual_violence=True),
        RiskFacts(accused_has_access=True, sexual_violence=False),
        RiskFacts(youngest_age=6),
        RiskFacts(disability=True),
        RiskFacts(incidents_in_30_days=1),
    ],
)
def test_half_a_sign_or_nobody_knows_raises_nothing(facts):
    assert red_flags(facts) == ()


def test_not_assessed_counts_as_high_but_says_so():
    reading = classify_risk(RiskFacts())
    assert (reading.level, reading.treated_as) == (Risk.NOT_ASSESSED, Risk.HIGH)
    assert classify_risk(RiskFacts(), assessed=Risk.LOW).treated_as is Risk.LOW
    assert [treated_as(risk) for risk in Risk] == [Risk.HIGH, Risk.LOW, Risk.MEDIUM, Risk.HIGH]


def test_a_person_lowers_it_until_a_new_sign_comes_up():
    facts = RiskFacts(weapon=True)
    lowered = Lowering(Risk.MEDIUM, "weapon taken away", frozenset({"weapon"}))
    assert classify_risk(facts, lowered=lowered).level is Risk.MEDIUM
    again = classify_risk(replace(facts, missing=True), lowered=lowered)
    assert again.level is Risk.HIGH
    assert "new sign" in again.why


@pytest.mark.parametrize(
    ("actor", "change", "expected"),
    [
        (SUPERVISOR, {}, None),
        (SUPERVISOR, {"current": Risk.NOT_ASSESSED}, None),
        (WORKER, {}, "risk.lower.not_supervisor"),
        (SUPERVISOR, {"excluded": True}, "risk.lower.not_supervisor"),
        (SUPERVISOR, {"to": Risk.HIGH}, "risk.lower.not_lower"),
        (SUPERVISOR, {"to": Risk.NOT_ASSESSED}, "risk.lower.not_lower"),
        (SUPERVISOR, {"reason": "  "}, "risk.lower.no_reason"),
    ],
)
def test_who_may_lower_a_risk(actor, change, expected):
    asked = {"current": Risk.HIGH, "to": Risk.LOW, "reason": "moved to her aunt", **change}
    refusal = may_lower_risk(actor, **asked)
    assert (refusal.code if refusal else None) == expected


@pytest.mark.parametrize(
    ("actor", "facts", "assessed", "to", "expected"),
    [
        (WORKER, RiskFacts(), Risk.NOT_ASSESSED, Risk.LOW, None),
        (WORKER, RiskFacts(), Risk.LOW, Risk.HIGH, None),
        (WORKER, RiskFacts(), Risk.MEDIUM, Risk.MEDIUM, None),
        (WORKER, RiskFacts(), Risk.MEDIUM, Risk.LOW, "risk.assess.lower"),
        (WORKER, RiskFacts(weapon=True), Risk.NOT_ASSESSED, Risk.LOW, "risk.assess.lower"),
        (WORKER, RiskFacts(), Risk.LOW, Risk.NOT_ASSESSED, "risk.assess.level_missing"),
        (ADMIN, RiskFacts(), Risk.NOT_ASSESSED, Risk.HIGH, "risk.assess.role"),
    ],
)
def test_who_may_assess_a_risk(actor, facts, assessed, to, expected):
    refusal = may_assess_risk(actor, reading=classify_risk(facts, assessed=assessed), to=to)
    assert (refusal.code if refusal else None) == expected


@given(facts=FACTS, assessed=st.sampled_from(Risk))
def test_any_flag_means_high_and_none_leaves_the_assessment(facts, assessed):
    reading = classify_risk(facts, assessed=assessed)
    assert reading.level is (Risk.HIGH if reading.flags else assessed)


@given(facts=FACTS, name=st.sampled_from([field.name for field in fields(RiskFacts)]))
def test_knowing_less_never_raises_a_flag(facts, name):
    less = {flag.code for flag in red_flags(replace(facts, **{name: None}))}
    assert less <= {flag.code for flag in red_flags(facts)}


def test_every_flag_has_a_sentence_a_source_and_known_facts():
    names = {field.name for field in fields(RiskFacts)}
    assert {flag.code for flag in RED_FLAGS} == set(RAISING)
    assert all(flag.sentence and flag.source and set(flag.looks_at) <= names for flag in RED_FLAGS)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [((), False), (("FIS", "PSI"), False), (("FIS", "SEK"), True), (("TPKS05",), True)],
)
def test_one_sexual_form_among_several_is_enough(forms, expected):
    assert is_sexual(forms) is expected


def test_nobody_lowers_the_risk_of_their_own_case():
    me = Actor(UUID(int=1), frozenset({Role.SUPERVISOR}))
    found = may_lower_risk(me, current=Risk.HIGH, to=Risk.LOW, reason="a", worker_id=me.id)
    assert found is not None
    assert found.code == "risk.lower.own_case"
