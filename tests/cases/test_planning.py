"""Goals, versions of a plan, the log of services with its corrections and costs, and mediation."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import asking_plan
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, plan, services
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.models import Entry
from pabolo.programme.cases.queries.costs import costs_of
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role
from tests import builders as build

MONTH = "2026-11"


@pytest.fixture
def unit() -> build.Unit:
    return build.staffed_unit()


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def file_of(unit: build.Unit, case_id: UUID) -> CaseFile:
    return open_file(case_id=case_id, by=unit.ratna, at=unit.at)


def owed(unit: build.Unit, case_id: UUID) -> dict[str, str]:
    """Open duties on plan items: the item, and until when."""
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    lines = lines_for(rows, by=unit.ratna, at=unit.at)
    found = [line for line in lines if line.body.rule == "case.plan_item"]
    return {line.body.ref: line.duty.due_day.isoformat() for line in found}


def goal(unit: build.Unit, text: str = "Saya bisa tidur tenang.", **fields: Any) -> e.GoalSet:
    wanted = {"at": unit.at, "by": unit.dedi.id.hex, "goal": random_id().hex, "text": text}
    return e.GoalSet(**{**wanted, **fields})


def given(unit: build.Unit, **fields: Any) -> e.ServiceGiven:
    wanted = {
        "at": unit.at, "by": unit.dedi.id.hex, "service": "L5", "on": day_of(unit.at).isoformat(),
        "id": random_id().hex,
    }  # fmt: skip
    return e.ServiceGiven(**{**wanted, **fields})


def cost(unit: build.Unit, amount: int = 150_000, **fields: Any) -> e.CostNoted:
    wanted = {
        "at": unit.at, "by": unit.dedi.id.hex, "id": random_id().hex, "service": "",
        "budget": "DMP", "amount": amount, "evidence": "KW-1/2026",
    }  # fmt: skip
    return e.CostNoted(**{**wanted, **fields})


# --- goals ---


def test_a_goal_holds_several_items_and_is_judged_at_a_review(unit: build.Unit) -> None:
    case_id, first = build.assessed(unit), goal(unit)
    items = [build.plan_item(unit, goal_id=first.goal) for _n in range(2)]
    plan.add_items(case_id=case_id, items=items, goals=[first], by=unit.dedi, at=unit.at)
    judged = e.GoalJudged(
        at=unit.at, by=unit.dedi.id.hex, goal=first.goal, status="partly", why="Masih takut."
    )
    review = e.Reviewed(at=unit.at, by=unit.dedi.id.hex, summary="Membaik.")
    with refused("goal.why"):
        care.hold_review(
            case_id=case_id, review=review, goals=[replace(judged, why=" ")], by=unit.dedi,
            at=unit.at,
        )  # fmt: skip
    care.hold_review(case_id=case_id, review=review, goals=[judged], by=unit.dedi, at=unit.at)
    state = file_of(unit, case_id).state
    assert [one.status for one in state.goals.values()] == ["partly"]
    assert {item.planned.goal_id for item in state.plan.values()} == {first.goal}


def test_an_item_stands_under_a_goal_that_is_worked_on(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    item = build.plan_item(unit, goal_id=random_id().hex)
    with refused("plan.unknown_goal"):
        plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)


def test_a_goal_in_force_is_not_rewritten(unit: build.Unit) -> None:
    case_id, first = build.assessed(unit), goal(unit)
    plan.set_goal(case_id=case_id, goal=first, by=unit.dedi, at=unit.at)
    plan.set_goal(case_id=case_id, goal=replace(first, text="Lain."), by=unit.dedi, at=unit.at)
    item = build.plan_item(unit, goal_id=first.goal)
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    approved(unit, case_id)
    with refused("goal.in_force"):
        plan.set_goal(case_id=case_id, goal=first, by=unit.dedi, at=unit.at)
    assert file_of(unit, case_id).state.goals[first.goal].set.text == "Lain."


# --- versions ---


def approved(unit: build.Unit, case_id: UUID) -> None:
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    plan.approve_plan(case_id=case_id, by=unit.ratna, at=unit.at)


def changed(unit: build.Unit, case_id: UUID, key: str, **fields: Any) -> e.Planned:
    line = replace(file_of(unit, case_id).state.plan[key].proposed, **fields)
    plan.change_item(case_id=case_id, item=line, by=unit.dedi, at=unit.at)
    return line


def test_an_item_changes_at_once_before_approval_and_as_a_draft_after(unit: build.Unit) -> None:
    case_id, item = build.assessed(unit), build.plan_item(unit)
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    changed(unit, case_id, item.item, times=2)
    assert file_of(unit, case_id).state.plan[item.item].planned.times == 2
    approved(unit, case_id)
    later = (day_of(unit.at) + timedelta(days=20)).isoformat()
    changed(unit, case_id, item.item, times=3, due=later)
    state = file_of(unit, case_id).state
    assert (state.plan[item.item].planned.times, state.version) == (2, 1)
    assert state.pending == (item.item,)
    assert owed(unit, case_id) == {item.item: item.due}
    approved(unit, case_id)
    state = file_of(unit, case_id).state
    assert (state.plan[item.item].planned.times, state.version) == (3, 2)
    assert owed(unit, case_id) == {item.item: later}
    (change,) = state.versions[-1].changes
    assert change.before is not None
    assert (change.before.times, change.after.times) == (2, 3)


def test_what_lies_before_the_supervisor_is_not_changed_meanwhile(unit: build.Unit) -> None:
    case_id, item = build.assessed(unit), build.plan_item(unit)
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    plan.propose_plan(
        case_id=case_id, child_agreed=False, why_not_agreed="Masih bayi.", guardian_agreed=True,
        others_agreed="Bibi", how="talk", child_words="", by=unit.dedi, at=unit.at,
    )  # fmt: skip
    with refused("plan.item_waits"):
        changed(unit, case_id, item.item, times=2)
    plan.return_plan(case_id=case_id, reason="Terlalu jarang.", by=unit.ratna, at=unit.at)
    changed(unit, case_id, item.item, times=2)
    (version,) = file_of(unit, case_id).state.versions
    assert version.returned is not None
    assert version.returned.reason == "Terlalu jarang."
    assert version.changes[0].after.times == 1
    with refused("plan.same"):
        changed(unit, case_id, item.item)


def test_a_dropped_draft_is_neither_proposed_nor_owed(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    kept, dropped = build.plan_item(unit), build.plan_item(unit)
    plan.add_items(case_id=case_id, items=[kept, dropped], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    plan.end_item(
        case_id=case_id, item=dropped.item, outcome="dropped", reason="Tidak perlu.",
        by=unit.dedi, at=unit.at,
    )  # fmt: skip
    plan.approve_plan(case_id=case_id, by=unit.ratna, at=unit.at)
    assert set(owed(unit, case_id)) == {kept.item}


# --- the log, its corrections, its costs ---


def test_a_wrong_line_is_corrected_and_everything_follows(unit: build.Unit) -> None:
    case_id, item = build.planned(unit)
    line = given(unit, item=item)
    services.give_service(
        case_id=case_id, service=line, costs=[cost(unit)], by=unit.dedi, at=unit.at
    )
    file = file_of(unit, case_id)
    assert (file.stats.services, file.stats.given) == (("L5",), 1)
    assert file.stats.cost_months == (MONTH,)
    assert owed(unit, case_id) == {}
    with refused("service.correct_reason"):
        correct(unit, case_id, line, reason=" ")
    with refused("plan.same"):
        correct(unit, case_id, line, instead=line)
    correct(unit, case_id, line, instead=replace(line, item="", service="L2"))
    file = file_of(unit, case_id)
    assert (file.stats.services, file.stats.given) == (("L2",), 0)
    assert set(owed(unit, case_id)) == {item}
    correct(unit, case_id, line, instead=None)
    file = file_of(unit, case_id)
    assert (file.stats.services, file.stats.given, file.stats.cost_months) == ((), 0, ())
    assert costs_of(MONTH, by=unit.ratna, at=unit.at) == []
    with refused("service.unknown_line"):
        correct(unit, case_id, line, instead=None)
    assert file.state.log[line.id].first.service == "L5"


def correct(
    unit: build.Unit, case_id: UUID, line: e.ServiceGiven, *, reason: str = "Salah baris.",
    instead: e.ServiceGiven | None = None,
) -> None:  # fmt: skip
    services.correct_service(
        case_id=case_id, of=line.id, reason=reason, instead=instead, by=unit.dedi, at=unit.at
    )


def test_a_correction_only_adds_to_the_journal(unit: build.Unit) -> None:
    case_id, item = build.planned(unit)
    line = given(unit, item=item)
    services.give_service(case_id=case_id, service=line, by=unit.dedi, at=unit.at)
    before = list(Entry.objects.filter(case_id=case_id).order_by("seq").values_list("pk", "body"))
    correct(unit, case_id, line)
    after = list(Entry.objects.filter(case_id=case_id).order_by("seq").values_list("pk", "body"))
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_figures_that_count_struck_services_are_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = property(lambda state: tuple(row.line for row in state.log.values()))
    monkeypatch.setattr(CaseState, "services", every)
    with pytest.raises(AssertionError):
        test_a_wrong_line_is_corrected_and_everything_follows(unit)


def test_a_line_from_before_there_were_ids_is_corrected_too(unit: build.Unit) -> None:
    case_id, item = build.planned(unit)
    line = given(unit, item=item, id="")
    services.give_service(
        case_id=case_id, service=line, costs=[cost(unit)], by=unit.dedi, at=unit.at
    )
    (key,) = file_of(unit, case_id).state.log
    assert [row.amount for row in costs_of(MONTH, by=unit.ratna, at=unit.at)] == [150_000]
    services.correct_service(
        case_id=case_id, of=key, reason="Salah.", instead=None, by=unit.dedi, at=unit.at
    )
    assert file_of(unit, case_id).state.services == ()


def test_costs_are_added_corrected_and_struck(unit: build.Unit) -> None:
    case_id, item = build.planned(unit)
    line = given(unit, item=item)
    services.give_service(case_id=case_id, service=line, by=unit.dedi, at=unit.at)
    note = cost(unit, service=line.id)
    with refused("cost.budget"):
        services.note_cost(
            case_id=case_id, cost=replace(note, budget="X"), by=unit.dedi, at=unit.at
        )
    with refused("service.unknown_line"):
        services.note_cost(
            case_id=case_id, cost=replace(note, service="X"), by=unit.dedi, at=unit.at
        )
    services.note_cost(case_id=case_id, cost=note, by=unit.dedi, at=unit.at)
    less = replace(note, amount=90_000)
    services.correct_cost(
        case_id=case_id, of=note.id, reason="Nol lebih.", instead=less, by=unit.dedi, at=unit.at
    )
    assert [row.amount for row in costs_of(MONTH, by=unit.ratna, at=unit.at)] == [90_000]
    services.correct_cost(
        case_id=case_id, of=note.id, reason="Batal.", instead=None, by=unit.dedi, at=unit.at
    )
    assert costs_of(MONTH, by=unit.ratna, at=unit.at) == []
    with refused("cost.unknown"):
        services.correct_cost(
            case_id=case_id, of=note.id, reason="x", instead=None, by=unit.dedi, at=unit.at
        )


def test_the_months_sum_is_whole_and_a_code_stands_only_where_it_may(unit: build.Unit) -> None:
    case_id, item = build.planned(unit)
    services.give_service(
        case_id=case_id, service=given(unit, item=item), costs=[cost(unit)], by=unit.dedi,
        at=unit.at,
    )  # fmt: skip
    (seen,) = costs_of(MONTH, by=unit.ratna, at=unit.at)
    stranger = Actor(id=uuid4(), roles=frozenset({Role.DATA}))
    (other,) = costs_of(MONTH, by=stranger, at=unit.at)
    assert (seen.case, seen.amount) == (case_id, 150_000)
    assert (other.case, other.amount) == (None, 150_000)
    assert costs_of("2026-10", by=unit.ratna, at=unit.at) == []


# --- mediation, at every door ---


def doors(unit: build.Unit) -> list[dict[str, str]]:
    return [
        {"function": "mediation", "service": "L6"},
        {"function": "accompaniment", "service": "L3", "detail": "MDH"},
        {"function": "accompaniment", "service": "L6", "what": "Mediasi dengan keluarga"},
    ]


def test_mediation_is_refused_at_every_door_of_a_tpks_case(unit: build.Unit) -> None:
    case_id, item = build.planned(unit, build.SEXUAL, sexual=True)
    for door in doors(unit):
        with refused("mediation.sexual_violence"):
            plan.add_items(
                case_id=case_id, items=[build.plan_item(unit, **door)], by=unit.dedi, at=unit.at
            )
        with refused("mediation.sexual_violence"):
            changed(unit, case_id, item, **door)
        for on in ("", item):
            with refused("mediation.sexual_violence"):
                services.give_service(
                    case_id=case_id, service=given(unit, item=on, **door), emergency=True,
                    by=unit.dedi, at=unit.at,
                )  # fmt: skip
    line = given(unit, item=item)
    services.give_service(case_id=case_id, service=line, by=unit.dedi, at=unit.at)
    for door in doors(unit):
        with refused("mediation.sexual_violence"):
            correct(unit, case_id, line, instead=replace(line, **door))


def test_mediation_is_open_where_no_sexual_violence_is_told(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    items = [build.plan_item(unit, **door) for door in doors(unit)]
    plan.add_items(case_id=case_id, items=items, by=unit.dedi, at=unit.at)
    for door in doors(unit):
        services.give_service(
            case_id=case_id, service=given(unit, **door), by=unit.dedi, at=unit.at
        )
    assert len(file_of(unit, case_id).state.services) == 3


def test_a_door_that_nobody_watches_is_caught(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_plan, "mediates", lambda line: line.function == "mediation")
    with pytest.raises(pytest.fail.Exception):
        test_mediation_is_refused_at_every_door_of_a_tpks_case(unit)
