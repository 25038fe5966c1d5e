"""Phones, loss, repetition, crashes and re-assignment: nothing lost, nothing doubled (T5)."""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pytest_django.fixtures import Settings

from pabolo.doors.command.proofs.field import broken
from pabolo.doors.command.proofs.field.holding import check
from pabolo.doors.command.proofs.field.world import DEEDS, Deed, Tally, World, populate
from pabolo.ground.keys import ring

STEPS, EACH = 5_000, 50
SOME = settings(
    max_examples=4,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MANY = settings(SOME, max_examples=24, stateful_step_count=150)
TURNS, IN_A_TURN = 40, 150


class Sync(RuleBasedStateMachine):
    """Each rule is a deed of the world; what it meets there is drawn with it."""

    tally = Tally()

    @initialize(start=st.integers(0, 2**32))
    def begin(self, start: int) -> None:
        self.room = transaction.atomic()
        self.room._from_testcase = True  # so that actions may insist on their own commit
        self.room.__enter__()
        self.world = World(Random(start))
        self.world.begin()
        self.dirty = True

    def do(self, name: str, deed: Deed, draw: int) -> None:
        self.world.rng = Random(draw)
        self.tally.note(name, deed(self.world))
        self.dirty = True

    @invariant()
    def holds(self) -> None:
        if getattr(self, "dirty", False):
            check(self.world)
            self.dirty = False

    def teardown(self) -> None:
        if hasattr(self, "room"):
            try:
                self.world.settle()
                check(self.world)
            finally:
                django_settings.KEYS = "demo"
                transaction.set_rollback(True)
                self.room.__exit__(None, None, None)


def _rule(name: str, deed: Deed) -> Any:
    def step(self: Sync, draw: int) -> None:
        self.do(name, deed, draw)

    step.__name__ = name
    return rule(draw=st.integers(0, 2**32))(step)


for _name, _deed in DEEDS.items():
    setattr(Sync, _name, _rule(_name, _deed))


@pytest.fixture
def villages(tmp_path: Path, settings: Settings, db: None) -> Iterator[None]:
    """A key store of its own, and two villages for all runs."""
    settings.DATA = tmp_path
    ring.forget()
    ring.make_pairs()
    populate()
    Sync.tally = Tally()
    yield
    ring.forget()


def told() -> str:
    done = ", ".join(f"{name} {times}" for name, times in sorted(Sync.tally.done.items()))
    idle = ", ".join(f"{name} {times}" for name, times in sorted(Sync.tally.idle.items()))
    return f"{Sync.tally.done.total()} steps done: {done}; idle: {idle}"


def test_a_short_run_loses_nothing(villages: None) -> None:
    run_state_machine_as_test(Sync, settings=SOME)
    assert Sync.tally.done.total() > 80, told()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_long_run_loses_nothing(villages: None) -> None:
    start = time.monotonic()
    run_state_machine_as_test(Sync, settings=MANY)
    for turn in range(TURNS):
        if seldom() or Sync.tally.done.total() < STEPS:
            do_what_was_done_least(turn)
    print(f"\n{told()} in {time.monotonic() - start:.0f} s")
    assert Sync.tally.done.total() >= STEPS, told()
    assert seldom() == [], told()


def seldom() -> list[str]:
    """Deeds that were not done often enough."""
    return [name for name in DEEDS if Sync.tally.done[name] < EACH]


# What must have been done before a deed can be.
NEEDS = {"unlock": "lock"}


def do_what_was_done_least(turn: int) -> None:
    """One more run: one of the five deeds that were done least, again and again."""
    machine, draw = Sync(), Random(turn)
    machine.begin(turn)
    try:
        for _ in range(IN_A_TURN):
            least = sorted(DEEDS, key=lambda one: Sync.tally.done[one])[:5]
            name = draw.choice([*least, *(NEEDS[one] for one in least if one in NEEDS)])
            machine.do(name, DEEDS[name], draw.getrandbits(32))
            machine.holds()
    finally:
        machine.teardown()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", broken.VARIANTS)
def test_a_broken_variant_is_caught(villages: None, name: str) -> None:
    with broken.VARIANTS[name](), pytest.raises(AssertionError):
        run_state_machine_as_test(Sync, settings=MANY)
