"""Services fill function and task; mediation is known by any name; goals, costs and the shelter."""

from datetime import datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.policy import shipped
from pabolo.rules import mediation, shelter
from pabolo.rules.access import Standing
from pabolo.rules.actors import Actor
from pabolo.rules.costs import Cost, may_record_cost
from pabolo.rules.goals import GoalStatus, may_judge_goal, may_write_goal
from pabolo.rules.mediation import is_mediation
from pabolo.rules.services import KINDS, usual
from pabolo.rules.shelter import (
    Leaving,
    Stay,
    Use,
    decide_by,
    may_enter_shelter,
    may_extend_stay,
    may_leave_shelter,
    may_show_place,
)
from pabolo.rules.tables import neutral, plain
from pabolo.rules.vocabulary import Facet, Role

AT = datetime(2026, 11, 24, 9, 0)
TODAY = AT.date()
WORKER = Actor(id=uuid4(), roles=frozenset({Role.CASE_WORKER}))
HEAD = Actor(id=uuid4(), roles=frozenset({Role.SUPERVISOR}))


def code(refusal: object) -> str:
    return getattr(refusal, "code", "")


def test_every_service_and_every_detail_names_function_and_task() -> None:
    listed = {row.code for row in shipped.codes() if row.list in ("service", "service_detail")}
    assert set(KINDS) == listed
    assert usual("KPS") != usual("BAP")
    assert usual("X") is None


def test_a_detail_is_a_service_that_its_list_allows() -> None:
    for row in shipped.codes():
        if row.list == "service_detail":
            assert KINDS[row.code].service in row.maps_to.split()


@pytest.mark.parametrize(
    "door",
    [
        {"function": "mediation"},
        {"codes": ("L3", "MDH")},
        {"codes": ("F5",)},
        {"what": "Mediasi dengan keluarga terlapor"},
        {"what": "Diselesaikan secara kekeluargaan"},
        {"what": "Upaya perdamaian"},
    ],
)
def test_mediation_is_known_by_whatever_door_it_comes(door: dict[str, object]) -> None:
    assert is_mediation(**door)  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["", "Konseling ibu", "Kedamaian di rumah", "Pendampingan"])
def test_what_is_no_mediation_is_left_alone(what: str) -> None:
    assert not is_mediation(function="accompaniment", codes=("L5", "KPS"), what=what)


def test_mediation_known_by_its_function_alone_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mediation, "CODES", frozenset())
    with pytest.raises(AssertionError):
        test_mediation_is_known_by_whatever_door_it_comes({"codes": ("L3", "MDH")})


def test_a_goal_is_written_anew_until_a_plan_stands_on_it() -> None:
    assert may_write_goal("Tidur tenang", approved=False, status=GoalStatus.OPEN) is None
    assert code(may_write_goal(" ", approved=False, status=GoalStatus.OPEN)) == "goal.empty"
    assert code(may_write_goal("x", approved=True, status=GoalStatus.OPEN)) == "goal.in_force"
    assert code(may_write_goal("x", approved=False, status=GoalStatus.NOT)) == "goal.in_force"


def test_a_goal_is_judged_with_why() -> None:
    assert may_judge_goal("partly", why="Masih takut.", known=True) is None
    assert code(may_judge_goal("partly", why=" ", known=True)) == "goal.why"
    assert code(may_judge_goal("partly", why="x", known=False)) == "goal.unknown"
    assert code(may_judge_goal("great", why="x", known=True)) == "goal.unknown"


@pytest.mark.parametrize("evidence", ["KW-012/XI/2026", "17", "A.1/2026"])
def test_evidence_of_a_cost(evidence: str) -> None:
    assert may_record_cost(Cost(budget_known=True, amount=150_000, evidence=evidence)) is None


@pytest.mark.parametrize(
    ("cost", "why"),
    [
        (Cost(budget_known=False, amount=1, evidence="1"), "cost.budget"),
        (Cost(budget_known=True, amount=0, evidence="1"), "cost.amount"),
        (Cost(budget_known=True, amount=2_000_000_000, evidence="1"), "cost.amount"),
        (Cost(budget_known=True, amount=1, evidence=""), "cost.evidence"),
        (Cost(budget_known=True, amount=1, evidence="kuitansi Melati"), "cost.evidence"),
        (Cost(budget_known=True, amount=1, evidence="Sukmaningtyas-1"), "cost.evidence"),
    ],
)
def test_a_cost_without_line_amount_or_number_is_refused(cost: Cost, why: str) -> None:
    assert code(may_record_cost(cost)) == why


@given(st.text(max_size=20) | st.text("'=+- \ta", max_size=5))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = neutral(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@"} or cell.startswith("'")
    assert cell[:1] not in "\t\r\n" or cell == ""
    assert cell in (text, f"'{text}")
    assert plain(cell) == text, "and it comes back as it was"


# --- the shelter ---


def stay(**fields: object) -> Stay:
    wanted: dict[str, object] = {
        "reasons_known": True, "reasons": ("JIW",), "begins": AT - timedelta(hours=2),
        "until": TODAY + timedelta(days=7), "days": 7,
    }  # fmt: skip
    return Stay(**{**wanted, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "running", "why"),
    [
        ({}, False, ""),
        ({}, True, "shelter.running"),
        ({"reasons": ()}, False, "shelter.reason"),
        ({"reasons_known": False}, False, "shelter.reason"),
        ({"begins": AT + timedelta(hours=1)}, False, "shelter.future"),
        ({"until": TODAY - timedelta(days=1)}, False, "shelter.until_past"),
        ({"until": TODAY + timedelta(days=8)}, False, "shelter.too_long"),
    ],
)
def test_who_comes_into_the_shelter(fields: dict[str, object], running: bool, why: str) -> None:
    refusal = may_enter_shelter(WORKER, stay(**fields), running=running, now=AT, today=TODAY)
    assert code(refusal) == why


def extend(actor: Actor = HEAD, **fields: object) -> str:
    wanted: dict[str, object] = {
        "running": True, "until": TODAY + timedelta(days=7), "now_until": TODAY, "days": 7,
        "reason": "Belum aman.",
    }  # fmt: skip
    return code(may_extend_stay(actor, **{**wanted, **fields}))  # type: ignore[arg-type]


def test_only_a_supervisor_extends_with_a_reason_and_not_for_ever() -> None:
    assert extend() == ""
    assert extend(WORKER) == "shelter.extend.role"
    assert extend(running=False) == "shelter.none"
    assert extend(reason=" ") == "shelter.extend.reason"
    assert extend(until=TODAY) == "shelter.extend.day"
    assert extend(until=TODAY + timedelta(days=8)) == "shelter.too_long"


def test_leaving_needs_where_to_and_what_was_checked() -> None:
    since, left = AT - timedelta(days=2), AT
    leaving = Leaving(to_known=True, checked="Bibi menjaga.", left=left)
    assert may_leave_shelter(WORKER, leaving, since=since, now=AT) is None
    assert code(may_leave_shelter(WORKER, leaving, since=None, now=AT)) == "shelter.none"
    late = Leaving(to_known=True, checked="x", left=AT + timedelta(hours=1))
    assert code(may_leave_shelter(WORKER, late, since=since, now=AT)) == "shelter.left"
    unknown = Leaving(to_known=False, checked="x", left=left)
    assert code(may_leave_shelter(WORKER, unknown, since=since, now=AT)) == "shelter.to"
    unchecked = Leaving(to_known=True, checked=" ", left=left)
    assert code(may_leave_shelter(WORKER, unchecked, since=since, now=AT)) == "shelter.check"


def test_the_decision_is_due_the_day_before_and_never_in_the_past() -> None:
    assert decide_by(TODAY + timedelta(days=7), TODAY) == TODAY + timedelta(days=6)
    assert decide_by(TODAY, TODAY) == TODAY


def leaks() -> list[tuple[Role, Use]]:
    """Who is shown the place where they should not be."""
    shown = [
        (role, use, granted)
        for role, use, granted in product(Role, Use, (True, False))
        if may_show_place(
            Actor(id=uuid4(), roles=frozenset({role})), use, Standing(granted=granted)
        )
        is None
    ]
    return [
        (role, use)
        for role, use, granted in shown
        if use is not Use.SCREEN or not granted or role not in (Role.CASE_WORKER, Role.SUPERVISOR)
    ]


def test_the_place_is_shown_on_a_granted_screen_and_nowhere_else() -> None:
    assert leaks() == []
    assert may_show_place(WORKER, Use.SCREEN, Standing(granted=True)) is None


def test_a_rule_that_forgets_the_use_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful = lambda actor, use, standing: shelter.may_view(actor, Facet.LOCATION, standing)  # noqa: E731
    monkeypatch.setitem(globals(), "may_show_place", forgetful)
    assert leaks() != []
