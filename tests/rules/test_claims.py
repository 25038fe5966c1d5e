"""Fifteen rules, each with a claim it passes and one it catches; the seed's own numbers first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.claims import (
    ClaimFact,
    ClaimKind,
    Finding,
    Level,
    Measure,
    Outcome,
    PopulationShare,
    RecordFact,
    SchemeScore,
    check,
    level,
    of_claim,
    percent,
    r1,
    r2,
    r3,
    r5,
    r6,
    r8,
    r9,
    r12,
    ways_to_reach,
)

TODAY = date(2026, 7, 31)
START = date(2020, 1, 17)
SHARE_2019 = ClaimFact(
    code="C4",
    kind=ClaimKind.BASELINE,
    measure=Measure.SHARE,
    indicator="VAC_SHARE",
    place="12.10",
    year=2019,
    asserted=Decimal("85.7"),
    decimals=1,
    numerator=Decimal(48),
    implied_denominator=Decimal(56),
    count_beside=True,
)
ALONE_87 = ClaimFact(
    code="C1",
    kind=ClaimKind.BASELINE,
    measure=Measure.SHARE,
    indicator="VAC_SHARE",
    year=2019,
    asserted=Decimal(87),
    presented_as_result=True,
)
TARGET_60 = ClaimFact(
    code="C2",
    kind=ClaimKind.TARGET,
    measure=Measure.SHARE,
    indicator="VAC_SHARE",
    year=2020,
    target=Decimal(60),
    improvement_claimed=True,
)
RECORD = RecordFact("penerapan", START, None, START, (ALONE_87, TARGET_60, SHARE_2019))


def by_rule(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def outcome(finding: Finding | None) -> Outcome | None:
    return finding.outcome if finding else None


def test_85_7_is_right_and_87_is_not_what_the_same_children_give() -> None:
    found = by_rule(check(RECORD, TODAY), "R1")
    assert {f.claims[0]: f.outcome for f in found} == {
        "C4": Outcome.OK,
        "C1": Outcome.CONTRADICTION,
    }
    assert next(f for f in found if f.claims == ("C1",)).values["computed"] == Decimal(86)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 2))
def test_r1_accepts_exactly_the_rounded_share(n: int, d: int, decimals: int) -> None:
    right = percent(Decimal(n), Decimal(d), decimals)
    claim = replace(
        SHARE_2019,
        numerator=Decimal(n),
        implied_denominator=Decimal(d),
        decimals=decimals,
        asserted=right,
    )
    assert outcome(r1(claim)) is Outcome.OK
    step = Decimal(1).scaleb(-decimals)
    assert outcome(r1(replace(claim, asserted=right + step))) is Outcome.CONTRADICTION
    assert abs(right - Decimal(n) * 100 / Decimal(d)) <= step / 2


def test_87_fits_no_whole_number_of_56_and_fits_48_of_55() -> None:
    assert all(percent(Decimal(n), Decimal(56), 0) != 87 for n in range(57))
    assert percent(Decimal(48), Decimal(55), 0) == 87


def test_r2_the_part_is_no_larger_than_the_whole() -> None:
    assert outcome(r2(SHARE_2019)) is Outcome.OK
    assert outcome(r2(replace(SHARE_2019, numerator=Decimal(57)))) is Outcome.CONTRADICTION


@pytest.mark.parametrize("people", ["33.6", "-1"])
def test_r3_people_are_whole(people: str) -> None:
    assert outcome(r3(SHARE_2019)) is Outcome.OK
    broken = replace(SHARE_2019, numerator=Decimal(people))
    assert outcome(r3(broken)) is Outcome.CONTRADICTION


def test_r4_two_numbers_for_one_year_are_held_against_each_other() -> None:
    (found,) = by_rule(check(RECORD, TODAY), "R4")
    assert found.outcome is Outcome.CONTRADICTION
    assert set(found.claims) == {"C1", "C4"}
    fits = replace(ALONE_87, asserted=Decimal(86))
    agreeing = replace(RECORD, claims=(fits, SHARE_2019))
    assert by_rule(check(agreeing, TODAY), "R4")[0].outcome is Outcome.OK


def test_r5_a_number_from_before_the_start_is_no_result() -> None:
    assert outcome(r5(ALONE_87, RECORD)) is Outcome.CONTRADICTION
    assert outcome(r5(SHARE_2019, RECORD)) is Outcome.OK
    assert r5(replace(ALONE_87, year=2021), RECORD) is None


def test_r6_silence_after_the_period_is_said() -> None:
    assert outcome(r6(TARGET_60, TODAY)) is Outcome.NOT_REPORTED
    assert outcome(r6(TARGET_60, date(2020, 12, 31))) is Outcome.OK
    assert outcome(r6(replace(TARGET_60, actual=Decimal(58)), TODAY)) is Outcome.OK


def test_r7_a_trial_of_no_days_needs_a_reason() -> None:
    assert by_rule(check(RECORD, TODAY), "R7")[0].outcome is Outcome.WARNING
    reasoned = replace(RECORD, same_day_reason="adopted by decree on the first day")
    assert by_rule(check(reasoned, TODAY), "R7")[0].outcome is Outcome.OK
    tried = replace(RECORD, trial_from=date(2019, 2, 19))
    assert by_rule(check(tried, TODAY), "R7")[0].values["days"] == 332


def test_r8_a_share_wants_its_count() -> None:
    assert outcome(r8(SHARE_2019)) is Outcome.OK
    assert outcome(r8(ALONE_87)) is Outcome.WARNING


def test_r9_neutral_numbers_are_never_better() -> None:
    assert outcome(r9(TARGET_60)) is Outcome.CONTRADICTION
    assert outcome(r9(SHARE_2019)) is Outcome.WARNING
    assert r9(replace(TARGET_60, indicator="RESP_24")) is None


def test_r10_lists_numbers_that_belong_to_no_claim() -> None:
    record = replace(RECORD, free_numbers=("29", "1/3"), linked_numbers=frozenset({"29"}))
    (found,) = by_rule(check(record, TODAY), "R10")
    assert found.values["numbers"] == "1/3"


def test_r11_a_small_public_count_is_caught_zero_too() -> None:
    record = replace(RECORD, public_cells=(("C7", 9), ("C7", 0), ("C4", 48)))
    assert [f.outcome for f in by_rule(check(record, TODAY), "R11")] == [Outcome.CONTRADICTION] * 2


def test_r12_most_and_more_need_a_number() -> None:
    words = ClaimFact("C7", ClaimKind.NARRATIVE, Measure.NONE, says_most_or_more=True)
    assert outcome(r12(words)) is Outcome.WARNING
    assert outcome(r12(replace(words, asserted=Decimal(12)))) is Outcome.OK
    assert level(words) is Level.STATED


def test_r13_one_third_is_held_against_the_registers() -> None:
    bps = PopulationShare("C6", Decimal("33.3"), 179_775, 494_178, "BPS 2019")
    registry = replace(bps, population=547_802, population_source="civil registry 2012")
    record = replace(RECORD, population_shares=(bps, registry))
    first, second = by_rule(check(record, TODAY), "R13")
    assert (first.values["computed"], first.outcome) == (Decimal("36.4"), Outcome.WARNING)
    assert (second.values["computed"], second.outcome) == (Decimal("32.8"), Outcome.OK)


def test_r14_an_adopted_record_speaks_of_what_is() -> None:
    record = replace(RECORD, future_wording="perlu dibentuk")
    assert len(by_rule(check(record, TODAY), "R14")) == 1
    assert not by_rule(check(replace(record, stage="uji_coba"), TODAY), "R14")


def test_r15_a_score_names_its_edition_and_its_assessor() -> None:
    record = replace(RECORD, scores=(SchemeScore("IID"), SchemeScore("IID", "2026", "self")))
    assert len(by_rule(check(record, TODAY), "R15")) == 1


def test_levels_are_climbed_one_by_one() -> None:
    claim = SHARE_2019
    assert level(claim) is Level.DEFINED
    jump = replace(claim, checked_by_other="Bappeda")
    assert level(jump) is Level.DEFINED
    traced = replace(jump, denominator=Decimal(56), source="x", query="q@1", as_of=TODAY)
    assert level(traced) is Level.TRACEABLE
    again = replace(traced, recomputes=True, stable=True)
    assert level(again) is Level.INDEPENDENT
    assert level(replace(again, checked_by_other="")) is Level.RECOMPUTED


def test_the_60_percent_can_be_met_with_not_one_child_fewer() -> None:
    ways = {way.way: (way.children, way.adults) for way in ways_to_reach(48, 8, 60)}
    assert ways == {"now": (48, 8), "only_adults": (48, 32), "only_children": (12, 8)}


def test_findings_know_their_claim_and_messages_take_their_values() -> None:
    findings = check(RECORD, TODAY)
    assert {f.rule for f in of_claim(findings, "C2")} == {"R6", "R8", "R9"}
    for finding in findings:
        assert "%(" not in finding.message % finding.values
