"""No child is lost between two steps, whoever does what, whoever comes and goes."""

import inspect
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test

from pabolo.ground.duties import actions
from pabolo.ground.duties.models import Duty
from pabolo.rules.duties import NewDuty
from tests.machines.units import Units

STEPS, EACH, TURNS = 5_000, 50, 160
RULE = "hypothesis_stateful_rule"
SOME = settings(
    max_examples=5,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MANY = settings(SOME, max_examples=30, stateful_step_count=45)


def deeds() -> list[str]:
    """The names of all rules."""
    return [name for name, value in inspect.getmembers(Units) if hasattr(value, RULE)]


def told() -> str:
    rules = ", ".join(f"{name} {times}" for name, times in sorted(Units.done.items()))
    return f"{Units.done.total()} steps done, {Units.idle.total()} idle: {rules}"


def test_a_short_run_finds_nothing_without_an_owner(morning: None) -> None:
    run_state_machine_as_test(Units, settings=SOME)
    assert Units.done.total() > 60, told()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_long_run_finds_nothing_without_an_owner(morning: None) -> None:
    run_state_machine_as_test(Units, settings=MANY)
    for turn in range(TURNS):
        if seldom() or Units.done.total() < STEPS:
            do_what_was_done_least(turn)
    print("\n" + told())
    assert Units.done.total() >= STEPS, told()
    assert seldom() == [], told()


def seldom() -> list[str]:
    """Rules that were not done often enough."""
    return [name for name in deeds() if Units.done[name] < EACH]


def do_what_was_done_least(turn: int) -> None:
    """One more run, in which each step is the deed that was done least so far and can be done.

    What nobody can do now waits until something else was done: tried again and again, it would
    keep all others from being done. What is found is raised afterwards: the same draws would not
    lead there again, as the counts have moved.
    """
    found: list[AssertionError] = []

    @seed(turn)  # else each turn would draw the same
    @settings(SOME, max_examples=2, derandomize=False)
    @given(which=st.integers(0, 2**60), data=st.data())
    def run(which: int, data: st.DataObject) -> None:
        if which == 0:
            return  # the simplest of everything, with which all begins: the first of each choice
        machine, idle, trail = Units(), set[str](), list[str]()
        machine.begin()
        try:
            for _ in range(2 * MANY.stateful_step_count):
                able = [name for name in deeds() if name not in idle] or deeds()
                name = min(able, key=lambda one: Units.done[one])
                before = Units.done[name]
                trail.append(name)
                do(machine, name, data)
                idle = idle | {name} if Units.done[name] == before else set()
        except AssertionError as wrong:
            wrong.add_note(f"turn {turn}, after: {', '.join(trail)}")
            found.append(wrong)
        finally:
            machine.teardown()

    # A run that draws more than Hypothesis holds is begun by it anew, and meets moved counts.
    with suppress(FlakyStrategyDefinition):
        run()
    if found:
        raise found[0]


def do(machine: Units, name: str, data: st.DataObject) -> None:
    """One deed, with arguments drawn, and what must hold after it."""
    wanted = getattr(getattr(Units, name), RULE).arguments
    getattr(machine, name)(**{key: data.draw(how) for key, how in wanted.items()})
    machine.every_open_thing_has_a_duty_with_a_living_owner()


def look() -> None:
    """Runs in which every deed gets its turn, until one of them finds something."""
    for turn in range(TURNS):
        do_what_was_done_least(turn)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "dropped",
    [
        ("report.first_read",),
        ("case.check_light",),
        # They watch over the same case: one alone is no gap.
        (
            "case.review",
            "case.rescore",
            "case.safety",
            "case.risk_news",
            "case.child_at_home",
            "case.legal_progress",
        ),
        ("referral.answer",),
        ("referral.feedback",),
        ("case.hand_over_take",),
        ("case.plan_transition",),
        ("transfer.send",),
        ("case.conference_hold",),
        ("rights.answer",),
    ],
    ids=lambda codes: codes[0],
)
def test_a_dropped_duty_is_caught(
    morning: None, dropped: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = actions._begin

    def forgetful(new: Iterable[NewDuty], *rest: Any) -> list[Duty]:
        return plain([one for one in new if not one.code.startswith(dropped)], *rest)

    monkeypatch.setattr(actions, "_begin", forgetful)
    with pytest.raises(AssertionError):
        look()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_leaver_whose_duties_nobody_takes_over_is_caught(
    morning: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Units, "settles", False)
    with pytest.raises(AssertionError):
        look()
