"""May it be destroyed now? Every refusal, and the day on which nothing keeps it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.decisions import Refusal
from pabolo.rules.retention import (
    PERIODS,
    Facts,
    Kept,
    Proposed,
    keep_until,
    may_approve,
    may_decline,
    may_destroy,
    may_hold,
    may_lift,
    may_propose,
)
from pabolo.rules.vocabulary import Role
from tests.cast import actor

SETTINGS = {
    "retention.information_months": 24,
    "retention.anonymous_months": 12,
    "retention.case_years": 5,
    "retention.legal_years": 10,
    "retention.case_until_age": 25,
    "retention.rights_months": 36,
    "retention.watch_item_months": 12,
}
CLOSED = date(2020, 5, 3)
CASE = Facts(Kept.CASE, ended_on=CLOSED, born=date(2005, 2, 28))
LATE = date(2060, 1, 1)


def code(refusal: Refusal | None) -> str:
    """Its code, or nothing."""
    return refusal.code if refusal else ""


def asked(facts: Facts, today: date = LATE) -> str:
    """What keeps it on a day."""
    return code(may_destroy(facts, today=today, periods=SETTINGS))


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        (CASE, date(2030, 2, 28)),
        (replace(CASE, born=date(1990, 1, 1)), date(2025, 5, 3)),
        (replace(CASE, born=None), date(2045, 5, 3)),
        (replace(CASE, kept=Kept.LEGAL), date(2030, 5, 3)),
        (replace(CASE, kept=Kept.LEGAL, legal_ended_on=date(2024, 2, 29)), date(2034, 2, 28)),
        (Facts(Kept.INFORMATION, ended_on=CLOSED), date(2022, 5, 3)),
        (Facts(Kept.ANONYMOUS, ended_on=CLOSED), date(2021, 5, 3)),
        (Facts(Kept.AUDIT, ended_on=CLOSED), None),
        (replace(CASE, ended_on=None), None),
    ],
)
def test_until_when_it_is_kept(facts: Facts, until: date | None) -> None:
    assert keep_until(facts, SETTINGS) == until
    if until:
        assert asked(facts, until) == "retention.early"
        assert asked(facts, until + timedelta(days=1)) == ""


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"ended_on": None}, "retention.open"),
        ({"legal_open": True}, "retention.legal_open"),
        ({"held": True}, "retention.held"),
        ({"rights_pending": True}, "retention.rights_pending"),
        ({"owed": True}, "retention.owed"),
        ({"joined_alive": True}, "retention.joined_alive"),
        ({"born": date(2059, 1, 1)}, "retention.child"),
        ({"kept": Kept.AUDIT}, "retention.early"),
        ({}, ""),
    ],
)
def test_what_keeps_it(change: dict[str, object], refusal: str) -> None:
    assert asked(replace(CASE, **change)) == refusal  # type: ignore[arg-type]


def test_who_asked_waits_for_no_period_but_for_everything_else() -> None:
    soon = CLOSED + timedelta(days=10)
    grown = replace(CASE, born=date(1995, 1, 1), asked=True)
    assert asked(grown, soon) == ""
    assert asked(replace(grown, held=True), soon) == "retention.held"
    assert asked(replace(grown, born=date(2010, 1, 1)), soon) == "retention.child"


def test_whose_birth_is_not_known_may_be_a_child_still() -> None:
    unknown = replace(CASE, born=None, asked=True)
    assert asked(unknown, CLOSED + timedelta(days=10)) == "retention.child"
    assert asked(unknown, date(2038, 5, 2)) == "retention.child"
    assert asked(unknown, date(2038, 5, 3)) == ""
    report = Facts(Kept.INFORMATION, ended_on=CLOSED, asked=True)
    assert asked(report, CLOSED + timedelta(days=10)) == "", "a report alone is of no child"


@given(
    days=st.integers(0, 20_000),
    later=st.integers(0, 5_000),
    bools=st.tuples(*[st.booleans()] * 6),
)
def test_it_never_comes_back_into_keeping_by_time_alone(
    days: int, later: int, bools: tuple[bool, ...]
) -> None:
    names = ("legal_open", "held", "rights_pending", "owed", "joined_alive", "asked")
    facts = replace(CASE, **dict(zip(names, bools, strict=True)))  # type: ignore[arg-type]
    today = CLOSED + timedelta(days=days)
    if asked(facts, today) == "":
        assert asked(facts, today + timedelta(days=later)) == ""
        assert not any(bools[:5]), "what somebody needs keeps it whatever the day"


def test_every_period_is_a_setting_or_never() -> None:
    assert {key for one in PERIODS for key in one.settings} == SETTINGS.keys()


HEAD, CHIEF = actor(Role.AGENCY_HEAD), actor(Role.SUPERVISOR)
LAWYER, WORKER = actor(Role.LEGAL), actor(Role.CASE_WORKER)


def test_who_holds_and_lifts() -> None:
    for one in (HEAD, LAWYER):
        assert may_hold(one, held=False, reason="Gugatan") is None
        assert may_lift(one, held=True, reason="Dicabut") is None
    assert code(may_hold(CHIEF, held=False, reason="a")) == "access.role"
    assert code(may_lift(WORKER, held=True, reason="a")) == "access.role"
    assert code(may_hold(HEAD, held=True, reason="a")) == "hold.stands"
    assert code(may_hold(HEAD, held=False, reason=" ")) == "hold.no_reason"
    assert code(may_lift(HEAD, held=False, reason="a")) == "hold.none"
    assert code(may_lift(HEAD, held=True, reason="")) == "hold.no_lift_reason"


def test_two_people_destroy() -> None:
    one = Proposed(CHIEF.id, decided=False, count=3)
    assert may_propose(CHIEF, 3) is None
    assert code(may_propose(CHIEF, 0)) == "destroy.nothing"
    assert code(may_propose(WORKER, 3)) == "access.role"
    assert may_approve(HEAD, one) is None
    assert code(may_approve(CHIEF, one)) == "destroy.own"
    assert code(may_approve(HEAD, replace(one, decided=True))) == "destroy.decided"
    assert code(may_approve(WORKER, one)) == "access.role"
    assert may_decline(CHIEF, one, "Masih dipakai") is None
    assert code(may_decline(HEAD, one, "")) == "destroy.no_reason"
    assert code(may_decline(HEAD, replace(one, decided=True), "a")) == "destroy.ended"
    assert code(may_decline(WORKER, one, "a")) == "access.role"
