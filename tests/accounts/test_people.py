"""Who may open accounts and give posts, and what follows on the day?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.kin import Kin, KinDeclared
from pabolo.ground.accounts.models import Kinship, Post
from pabolo.ground.accounts.queries import actor_of, living, people_with, staff_names
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.accounts import (
    CASE_ROLES,
    LONGEST_WAIT,
    Appointment,
    may_appoint,
    may_end_post,
    may_keep_accounts,
    wait_after,
)
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.entry import VILLAGE
from pabolo.rules.vocabulary import Role
from tests.accounts.conftest import START

TODAY = day_of(START)
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


@pytest.mark.django_db
def test_roles_hold_on_their_days_only(officer) -> None:
    people.appoint(
        person=officer.id,
        role=Role.SUPERVISOR,
        acting=True,
        from_day=TODAY,
        until_day=TODAY + timedelta(days=2),
        by=SYSTEM,
        at=START,
    )
    both = {Role.INTAKE, Role.SUPERVISOR}
    assert actor_of(officer, TODAY).roles == both
    assert actor_of(officer, TODAY + timedelta(days=2)).roles == both
    assert actor_of(officer, TODAY + timedelta(days=3)).roles == {Role.INTAKE}
    assert actor_of(officer, TODAY - timedelta(days=1)).roles == set()
    assert [one.id for one in people_with(Role.SUPERVISOR, TODAY)] == [officer.id]
    assert people_with(Role.SUPERVISOR, TODAY + timedelta(days=3)) == []


@pytest.mark.django_db
def test_ended_post_counts_through_its_last_day(officer) -> None:
    post = officer.posts.get()
    people.end_post(post=post.id, last_day=TODAY, by=SYSTEM, at=START)
    assert living(officer.id, TODAY)
    assert not living(officer.id, TODAY + timedelta(days=1))


@pytest.mark.django_db
def test_deactivated_account_lives_no_more_but_keeps_its_name(officer) -> None:
    people.deactivate(person=officer.id, by=SYSTEM, at=START)
    assert not living(officer.id, TODAY)
    assert staff_names()[officer.id] == "Uji Coba"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["uji", "UJI "])
def test_user_names_are_unique_whatever_their_case(officer, name) -> None:
    with pytest.raises(Refused, match="username_taken"):
        people.hire(username=name, name="Lain", by=SYSTEM, at=START)


@pytest.mark.django_db
def test_the_same_post_is_not_given_twice(officer) -> None:
    with pytest.raises(Refused, match="already_held"):
        people.appoint(person=officer.id, role=Role.INTAKE, from_day=TODAY, by=SYSTEM, at=START)


@pytest.mark.django_db
def test_database_refuses_an_acting_post_without_end(officer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=officer, role="supervisor", acting=True, from_day=date(2026, 1, 1)
        )


@pytest.mark.django_db
def test_declared_kin_is_sealed_and_replaced(officer) -> None:
    from pabolo.ground.audit.actions import receipt
    from pabolo.ground.vault.opening import open_sealed
    from pabolo.rules.vocabulary import Facet

    me = actor_of(officer, TODAY)
    people.declare_kin(kin=[Kin("Rahmat Uji")], by=me, at=START)
    people.declare_kin(kin=[Kin("Rahmat Uji", "adik"), Kin("Tini Uji")], by=me, at=START)
    row = Kinship.objects.get()
    assert b"Rahmat" not in bytes(row.sealed)
    proof = receipt("scan.kin", by=SYSTEM, at=START, folders=[me.id], facets=[Facet.IDENTITY])
    assert open_sealed(proof, row, "sealed", KinDeclared).kin[1] == Kin("Tini Uji")
