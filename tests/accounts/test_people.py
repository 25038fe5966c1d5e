"""Who may open accounts and give posts, and what follows on the day?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.kin import Kin, KinDeclared
from pabolo.ground.accounts.models import Kinship, Post
from pabolo.ground.accounts.queries import actor_of, living, people_with, staff_names
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Role
from tests.accounts.conftest import START

TODAY = day_of(START)


@pytest.mark.django_db
def test_roles_hold_on_their_days_only(officer) -> None:
    people.appoint(
        person=officer.id,
        role=Role.SUPERVISOR,
        acting=True,
        decree="821.2/14/2026",
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
