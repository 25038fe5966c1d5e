from uuid import UUID

import pytest

from pabolo.rules.actors import Actor
from pabolo.rules.lifecycle import (
    CASE_MOVES,
    DECIDED,
    MISSING,
    OPEN_STAGES,
    REPORT_MOVES,
    Truth,
    is_open,
    may_move,
    next_steps,
)
from pabolo.rules.vocabulary import CaseStage, ReportState, Role

INTAKE = Actor(UUID(int=1), frozenset({Role.INTAKE}))
WORKER = Actor(UUID(int=2), frozenset({Role.CASE_WORKER}))
SUPERVISOR = Actor(UUID(int=3), frozenset({Role.SUPERVISOR}))
EVERYTHING = frozenset(Truth)


@pytest.mark.parametrize("move", REPORT_MOVES + CASE_MOVES, ids=str)
def test_each_arrow_needs_its_post_and_its_truths(move):
    mover = Actor(UUID(int=9), frozenset({move.who[0]}))
    outsider = Actor(UUID(int=9), frozenset(Role) - frozenset(move.who))
    assert may_move(mover, move.origin, move.to, true=EVERYTHING) is None
    refusal = may_move(outsider, move.origin, move.to, true=EVERYTHING)
    assert refusal
    assert refusal.code == "move.role"
    for need in move.needs:
        assert may_move(mover, move.origin, move.to, true=EVERYTHING - {need}) == MISSING[need]


def test_what_no_arrow_shows_is_not_possible():
    arrows = {(move.origin, move.to) for move in REPORT_MOVES + CASE_MOVES}
    for states in (ReportState, CaseStage):
        for origin in states:
            for to in set(states) - {to for start, to in arrows if start is origin}:
                refusal = may_move(SUPERVISOR, origin, to, true=EVERYTHING)
                assert refusal
                assert refusal.code == "move.none"


def test_a_decided_report_moves_no_more_and_a_closed_case_only_reopens():
    for state in DECIDED:
        assert next_steps(SUPERVISOR, state) == ()
    assert next_steps(WORKER, CaseStage.CLOSED) == (CaseStage.REOPENED,)
    assert next_steps(INTAKE, ReportState.RECEIVED) == (ReportState.READ,)


def test_every_state_is_reached_and_every_open_one_can_be_left():
    reached = {move.to for move in REPORT_MOVES + CASE_MOVES}
    assert reached == {*ReportState, *CaseStage} - {ReportState.RECEIVED, CaseStage.RECEIVED}
    for stage in OPEN_STAGES:
        assert CaseStage.CLOSED in {move.to for move in CASE_MOVES if move.origin is stage}


def test_what_counts_as_open():
    assert is_open(ReportState.READ)
    assert is_open(CaseStage.REOPENED)
    assert not is_open(ReportState.JOINED)
    assert not is_open(CaseStage.TRANSFERRED)
