from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from pabolo.rules.actors import Actor
from pabolo.rules.light import check_simfoni_number, may_make_full, may_make_light
from pabolo.rules.merging import (
    MergeFacts,
    may_merge,
    may_part,
    may_say,
    may_tell_apart,
    which_stays,
)
from pabolo.rules.plan import (
    Beneficiary,
    Function,
    PlanFacts,
    PlanItem,
    Task,
    check_item,
    check_mediation,
    may_approve_plan,
    may_return_plan,
)
from pabolo.rules.vocabulary import Role

TODAY = date(2026, 6, 15)
WORKER = Actor(UUID(int=1), frozenset({Role.CASE_WORKER}))
CHIEF = Actor(UUID(int=2), frozenset({Role.SUPERVISOR}))
ITEM = PlanItem(
    Beneficiary.FAMILY,
    "her mother finds work",
    Function.ACCOMPANIMENT,
    Task.ECONOMIC,
    "Dinas Sosial",
    WORKER.id,
    TODAY,
)
PLAN = PlanFacts(WORKER.id, (ITEM,), child_agreed=True)


def code(refusal) -> str | None:
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"beneficiary": None}, "plan.for_whom"),
        ({"goal": " "}, "plan.goal"),
        ({"function": None}, "plan.service"),
        ({"task": None}, "plan.service"),
        ({"provider": ""}, "plan.who"),
        ({"responsible": None}, "plan.who"),
        ({"due_day": None}, "plan.due_missing"),
        ({"due_day": date(2026, 6, 14)}, "plan.due_past"),
    ],
)
def test_what_makes_a_plan_item(change, expected):
    assert code(check_item(replace(ITEM, **change), today=TODAY)) == expected


def test_the_codes_are_those_of_the_two_regulations():
    assert len(Function) == 6
    assert [task.value for task in Task] == list("abcdefghijk")


MEDIATION = replace(ITEM, function=Function.MEDIATION)


@pytest.mark.parametrize(
    ("actor", "change", "expected"),
    [
        (CHIEF, {}, None),
        (CHIEF, {"child_agreed": False, "why_not_agreed": "two years old"}, None),
        (WORKER, {}, "plan.approve.role"),
        (CHIEF, {"excluded": frozenset({CHIEF.id})}, "plan.approve.role"),
        (CHIEF, {"author": CHIEF.id}, "plan.approve.own"),
        (CHIEF, {"items": ()}, "plan.approve.empty"),
        (CHIEF, {"child_agreed": False}, "plan.approve.not_agreed"),
        (CHIEF, {"items": (MEDIATION,)}, None),
        (
            CHIEF,
            {"items": (MEDIATION,), "sexual_violence": True, "offender_is_child": False},
            "mediation.sexual_violence",
        ),
    ],
)
def test_who_approves_a_plan(actor, change, expected):
    assert code(may_approve_plan(actor, replace(PLAN, **change))) == expected


def test_mediation_is_looked_for_in_every_item():
    items = (ITEM, MEDIATION)
    refusal = check_mediation(items, sexual_violence=True, offender_is_child=None)
    assert code(refusal) == "mediation.offender_age_unknown"
    assert check_mediation((ITEM,), sexual_violence=True, offender_is_child=None) is None


@pytest.mark.parametrize(
    ("actor", "reason", "expected"),
    [
        (CHIEF, "add the school", None),
        (WORKER, "x", "plan.return.role"),
        (CHIEF, " ", "plan.return.reason"),
    ],
)
def test_who_returns_a_plan(actor, reason, expected):
    assert code(may_return_plan(actor, PLAN, reason=reason)) == expected


ADMIN = Actor(UUID(int=3), frozenset({Role.ADMIN}))


@pytest.mark.parametrize(
    ("actor", "already", "running", "expected"),
    [
        (WORKER, False, False, None),
        (ADMIN, False, False, "light.role"),
        (WORKER, True, False, "light.already"),
        (WORKER, False, True, "light.plan_running"),
    ],
)
def test_when_simfoni_may_lead(actor, already, running, expected):
    refusal = may_make_light(actor, already_light=already, plan_running=running)
    assert code(refusal) == expected


def test_a_light_case_can_come_back():
    assert may_make_full(WORKER, light=True) is None
    assert code(may_make_full(WORKER, light=False)) == "light.not_light"
    assert code(may_make_full(ADMIN, light=True)) == "light.role"


def test_a_simfoni_number_is_copied_well():
    assert check_simfoni_number(" 12.10/2026-000123 ") is None
    for wrong in ("", "12", "abc def", "x" * 41):
        assert code(check_simfoni_number(wrong)) == "light.number"


MERGE = MergeFacts(UUID(int=5), UUID(int=6), both_granted=True, reason="same mother, same day")


@pytest.mark.parametrize(
    ("actor", "change", "expected"),
    [
        (CHIEF, {}, None),
        (WORKER, {}, "merge.role"),
        (CHIEF, {"both_granted": False}, "merge.role"),
        (CHIEF, {"stays": UUID(int=5)}, "merge.same"),
        (CHIEF, {"ends_already_merged": True}, "merge.already"),
        (CHIEF, {"stays_merged_into": UUID(int=9)}, "merge.chain"),
        (CHIEF, {"reason": " "}, "merge.no_reason"),
    ],
)
def test_who_joins_two_files_of_one_child(actor, change, expected):
    assert code(may_merge(actor, replace(MERGE, **change))) == expected


@pytest.mark.parametrize(
    ("actor", "merged", "reason", "expected"),
    [
        (CHIEF, True, "cousins of one name", None),
        (WORKER, True, "x", "merge.role"),
        (CHIEF, False, "x", "merge.not_merged"),
        (CHIEF, True, " ", "merge.part_reason"),
    ],
)
def test_a_wrong_join_can_be_undone(actor, merged, reason, expected):
    assert code(may_part(actor, merged=merged, both_granted=True, reason=reason)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"ends_holds_others": True}, "merge.holds_others"),
        ({"as_seen": False}, "merge.changed"),
        ({"at_one_incident": True}, "merge.two_at_once"),
        ({"at_one_incident": True, "proposed_by": CHIEF.id}, "merge.two_at_once"),
        ({"at_one_incident": True, "proposed_by": UUID(int=77)}, None),
    ],
)
def test_a_join_leads_one_step_and_twins_need_two_people(
    change: dict[str, Any], expected: str | None
) -> None:
    assert code(may_merge(CHIEF, replace(MERGE, **change))) == expected


def test_what_can_be_said_of_two_records() -> None:
    asked: dict[str, Any] = {"merged": False, "both_granted": True, "reason": "seen"}
    assert may_tell_apart(CHIEF, **asked) is None and may_say(CHIEF, **asked) is None
    told = [
        ({"merged": True}, "merge.part_first", "merge.already"),
        ({"reason": " "}, "merge.apart_reason", "merge.say_reason"),
        ({"both_granted": False}, "merge.role", "merge.not_yours"),
    ]
    for change, apart, say in told:
        assert code(may_tell_apart(CHIEF, **{**asked, **change})) == apart
        assert code(may_say(CHIEF, **{**asked, **change})) == say
    assert code(may_tell_apart(CHIEF, **asked, as_seen=False)) == "merge.changed"


def test_the_record_that_others_were_joined_to_stays_else_the_older() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert which_stays(one, other, holds_one=False, holds_other=False, older=other) == (one, other)
    assert which_stays(one, other, holds_one=True, holds_other=False, older=other) == (other, one)
    assert which_stays(one, other, holds_one=False, holds_other=True, older=one) == (one, other)
