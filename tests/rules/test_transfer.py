"""Who hands a case over, what goes along, and when it is the other unit's."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules import transfer as rule
from pabolo.rules.duties_of_transfers import RULES
from pabolo.rules.transfer import (
    KINDS,
    MOVES,
    NEEDED,
    RUNNING,
    Part,
    Standing,
    Step,
    TransferFacts,
    TransferPurpose,
    TransferState,
    check_going,
    counts_as_accepted,
    counts_as_handed_over,
    may_ask,
    may_join,
    may_step,
    may_vouch,
    parts_for,
    risk_after,
)
from pabolo.rules.vocabulary import Event, LegalBasis, Risk, Role
from tests.cast import actor

WORKER, LEAD = actor(Role.CASE_WORKER), actor(Role.SUPERVISOR)
S = TransferState
GOOD = TransferFacts(
    purpose=TransferPurpose.MOVED,
    kind="UPTD-LAIN",
    basis=LegalBasis.PUBLIC_TASK,
    law="Pasal 20",
    parts=NEEDED,
)
bases = st.sampled_from(LegalBasis)
purposes = st.sampled_from(TransferPurpose)
kinds = st.sampled_from(["UPTD-LAIN", "UPTD-PROV", "KPPPA", "POL", "DESA", "?"])


@given(purpose=purposes, kind=kinds, basis=bases)
def test_the_accused_go_only_where_the_law_makes_it_a_duty(
    purpose: TransferPurpose, kind: str, basis: LegalBasis
) -> None:
    parts = parts_for(purpose, kind, basis)
    assert Part.ACCUSED not in parts or basis is LegalBasis.LEGAL_DUTY
    assert not parts or parts >= NEEDED
    assert bool(parts) == (kind in KINDS[purpose])


@given(purpose=purposes, kind=kinds)
def test_without_a_basis_nothing_goes(purpose: TransferPurpose, kind: str) -> None:
    assert parts_for(purpose, kind, None) == frozenset()


def test_no_part_is_called_after_what_never_goes() -> None:
    assert not {"clinical", "reporter", "shelter", "costs"} & {part.value for part in Part}


CHANGES: dict[str, dict[str, object]] = {
    "transfer.case_ended": {"closed": True},
    "transfer.runs": {"last": S.SENT},
    "transfer.theirs": {"last": S.ACKNOWLEDGED},
    "transfer.agency_ended": {"agency_runs": False},
    "transfer.kind": {"kind": "POL"},
    "transfer.no_first": {"purpose": TransferPurpose.BACK},
    "transfer.no_consent": {"basis": LegalBasis.CHILD, "consented": LegalBasis.GUARDIAN},
    "transfer.no_law": {"law": "  "},
    "transfer.too_much": {"parts": NEEDED | {Part.ACCUSED}},
    "transfer.too_little": {"parts": NEEDED - {Part.RISK}},
}


@pytest.mark.parametrize("code", CHANGES)
def test_what_stands_in_the_way(code: str) -> None:
    assert may_ask(WORKER, GOOD) is None
    wrong = replace(GOOD, **CHANGES[code])  # type: ignore[arg-type]
    refusal = may_ask(WORKER, wrong)
    assert refusal is not None
    assert refusal.code == code
    assert check_going(wrong) == refusal


def test_who_asks() -> None:
    for role in Role:
        refused = may_ask(actor(role), GOOD) is not None
        assert refused == (role not in (Role.CASE_WORKER, Role.SUPERVISOR))


def allowed(step: Step, state: TransferState | None, who: Role) -> bool:
    """Whether somebody who neither asked nor works on it may take the step."""
    one = Standing(state, UUID(int=1), frozenset(), UUID(int=2))
    return may_step(actor(who, name="else"), step, one) is None


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", [None, *S])
def test_each_step_from_its_states_by_its_posts(step: Step, state: TransferState | None) -> None:
    second = step in (Step.APPROVE, Step.DECLINE)
    posts = rule.SECOND_POSTS if second else (Role.CASE_WORKER, Role.SUPERVISOR)
    for who in Role:
        fits = state in MOVES[step].origins and who in posts
        assert allowed(step, state, who) == fits, (step, state, who)


def test_an_ended_hand_over_moves_no_more() -> None:
    ended = set(S) - RUNNING
    assert not [step for step in Step for state in ended if state in MOVES[step].origins]


def test_nobody_decides_their_own() -> None:
    for own in (Standing(S.ASKED, asked_by=LEAD.id), Standing(S.ASKED, worker=LEAD.id)):
        refusal = may_step(LEAD, Step.APPROVE, own)
        assert refusal is not None
        assert refusal.code == "transfer.own"


def test_the_file_is_taken_out_once_by_each() -> None:
    one = Standing(S.SENT, taken_by=frozenset({WORKER.id}))
    refusal = may_step(WORKER, Step.EXPORT, one)
    assert refusal is not None
    assert refusal.code == "transfer.once"
    assert may_step(LEAD, Step.EXPORT, one) is None


def faults(accepted: Callable[[TransferState | None, str], bool]) -> set[TransferState | None]:
    """States in which a case would end although nobody has it."""
    lost = {None, *S} - {S.ACKNOWLEDGED, None, S.DECLINED, S.WITHDRAWN}
    return {state for state in lost if accepted(state, "Dinas Sosial")}


def test_only_an_acknowledged_file_counts_as_taken() -> None:
    assert faults(counts_as_accepted) == set()
    assert counts_as_accepted(S.ACKNOWLEDGED, "")
    assert counts_as_accepted(None, "Bapas") and not counts_as_accepted(None, " ")
    assert [state for state in (None, *S) if counts_as_handed_over(state)] == [S.ACKNOWLEDGED]


def test_a_rule_that_took_a_name_for_an_answer_is_caught() -> None:
    """The broken variant."""
    assert faults(lambda state, named: bool(named.strip())) == {S.ASKED, S.APPROVED, S.SENT,
                                                                S.REFUSED}  # fmt: skip


def test_who_vouches_for_a_card() -> None:
    for who in Role:
        able = may_vouch(actor(who), same=True, read_by="Ibu Tiur") is None
        assert able == (who in (Role.SUPERVISOR, Role.AGENCY_HEAD))
    assert may_vouch(LEAD, same=False, read_by="x") == rule.NOT_COMPARED
    assert may_vouch(LEAD, same=True, read_by=" ") == rule.NO_READER


def test_a_file_joins_no_case_whose_own_hand_over_is_under_way() -> None:
    assert {state for state in S if may_join(state) is not None} == RUNNING
    assert may_join(None) is None


def test_a_case_that_came_ends_what_was_owed_to_a_hand_over_from_here() -> None:
    taken = {one.code for one in RULES if Event.TRANSFER_TAKEN in one.ended_by}
    assert taken == {one.code for one in RULES} - {"transfer.answer"}


def test_what_comes_never_calms_the_danger() -> None:
    low, middle, high, none = Risk.LOW, Risk.MEDIUM, Risk.HIGH, Risk.NOT_ASSESSED
    assert all(risk_after(here, none) is here for here in Risk)
    assert all(risk_after(here, high) is high for here in Risk)
    assert all(risk_after(high, there) is high for there in Risk)
    assert risk_after(low, middle) is middle
    assert risk_after(middle, low) is middle
    assert risk_after(none, low) is none
