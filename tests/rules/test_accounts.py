"""Who may work here, through which door, and for how long is a sign-in good?"""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules import accounts
from pabolo.rules.accounts import (
    CASE_ROLES,
    LONGEST_WAIT,
    Appointment,
    home_of,
    may_appoint,
    may_end_post,
    may_keep_accounts,
    may_pass_door,
    session_over,
    step_up_due,
    wait_after,
)
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.entry import STAFF, VILLAGE
from pabolo.rules.vocabulary import Role

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
ROLES = st.sampled_from(list(Role))


def wanted(role: Role, person=None, **change) -> Appointment:
    village = "12.10.08.2008" if role in VILLAGE else ""
    values = {"village": village, "acting": False, "until_day": None, **change}
    return Appointment(person=person or uuid4(), role=role, from_day=TODAY, **values)


@given(st.frozensets(ROLES), ROLES)
def test_nobody_appoints_themselves(roles, role) -> None:
    me = Actor(uuid4(), roles)
    assert may_appoint(me, wanted(role, me.id), roles).code == "own_post"
    assert may_end_post(me, me.id, role).code == "own_post"
    assert may_keep_accounts(me, me.id).code == "own_account"


@given(st.frozensets(ROLES), ROLES)
def test_only_administrators_make_administrators(roles, role) -> None:
    refusal = may_appoint(Actor(uuid4(), roles), wanted(Role.ADMIN), frozenset())
    assert (refusal is None) == (Role.ADMIN in roles)


@given(st.frozensets(ROLES))
def test_programme_officer_appoints_in_villages_only(roles) -> None:
    officer = Actor(uuid4(), frozenset({Role.PROGRAMME}))
    for role in Role:
        assert (may_appoint(officer, wanted(role), frozenset()) is None) == (role in VILLAGE)


@given(st.sampled_from(sorted(CASE_ROLES)))
def test_technical_administrator_works_on_no_case(role) -> None:
    held = frozenset({Role.ADMIN})
    assert may_appoint(SYSTEM, wanted(role), held).code == "admin_apart"
    assert may_appoint(SYSTEM, wanted(Role.ADMIN), frozenset({role})).code == "admin_apart"


@pytest.mark.parametrize(
    ("role", "change", "code"),
    [
        (Role.ACTIVIST, {"village": ""}, "village_needed"),
        (Role.ACTIVIST, {"village": "Negeri Lama"}, "village_needed"),
        (Role.INTAKE, {"village": "12.10.08.2008"}, "no_village"),
        (Role.SUPERVISOR, {"acting": True}, "acting_needs_end"),
        (Role.INTAKE, {"until_day": TODAY - timedelta(days=1)}, "ends_before_start"),
    ],
)
def test_a_post_that_does_not_fit_is_refused(role, change, code) -> None:
    assert may_appoint(SYSTEM, wanted(role, **change), frozenset()).code == code


@given(st.integers(0, 10_000))
def test_the_wait_grows_and_never_exceeds_fifteen_minutes(failures) -> None:
    assert wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT


@given(st.frozensets(ROLES), ROLES)
def test_who_gives_a_post_may_end_it_and_nobody_else(roles, role) -> None:
    by = Actor(uuid4(), roles)
    given_up = may_end_post(by, uuid4(), role)
    appointed = may_appoint(by, wanted(role), frozenset())
    assert (given_up is None) == (appointed is None)
    if given_up is not None:
        assert given_up.code == "not_yours_to_appoint"


@given(st.frozensets(ROLES))
def test_only_administrators_keep_accounts(roles) -> None:
    refusal = may_keep_accounts(Actor(uuid4(), roles), uuid4())
    assert (refusal is None) == (Role.ADMIN in roles)
    if refusal is not None:
        assert refusal.code == "not_administrator"


@given(st.timedeltas(timedelta(), timedelta(days=1)), st.timedeltas(timedelta(), timedelta(days=1)))
def test_a_session_ends_by_idleness_or_by_age(idle, age) -> None:
    over = session_over(NOW - max(age, idle), NOW - idle, NOW)
    assert over == (idle >= timedelta(minutes=15) or max(age, idle) >= timedelta(hours=12))


def test_a_fresh_code_holds_for_five_minutes() -> None:
    assert step_up_due(None, NOW)
    assert not step_up_due(NOW - timedelta(seconds=299), NOW)
    assert step_up_due(NOW - timedelta(seconds=300), NOW)


@given(st.frozensets(ROLES))
def test_each_door_lets_in_its_own_people_and_home_is_such_a_door(roles) -> None:
    actor = Actor(uuid4(), roles)
    assert may_pass_door(actor, "/dinas/kasus/") == bool(roles & STAFF)
    assert may_pass_door(actor, "/desa/") == bool(roles & VILLAGE)
    assert may_pass_door(actor, "/masuk/pengaman/")
    assert may_pass_door(actor, home_of(actor))


def test_what_actions_refuse_has_a_sentence() -> None:
    found = {accounts.ALREADY_HELD, accounts.USERNAME_TAKEN, accounts.USERNAME_UNFIT}
    found |= {accounts.WRONG_CODE}
    codes = {"already_held", "username_taken", "username_unfit", "wrong_code"}
    assert {one.code for one in found} == codes
