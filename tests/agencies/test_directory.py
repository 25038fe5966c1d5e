"""The directory says who helps, and when someone last checked that the phone is answered."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from pabolo.ground.agencies import actions, queries
from pabolo.ground.agencies.models import Agency
from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.queries import is_code
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
TODAY = AT.date()
WORKER = Actor(id=uuid4(), roles=frozenset({Role.CASE_WORKER}))
PROGRAMME = Actor(id=uuid4(), roles=frozenset({Role.PROGRAMME}))
ACTIVIST = Actor(id=uuid4(), roles=frozenset({Role.ACTIVIST}))


@pytest.fixture
def police() -> Agency:
    actions.load_directory(by=SYSTEM, at=AT)
    return queries.agencies(TODAY, "POL").get()


def test_the_usual_partners_are_there_and_their_contacts_marked_as_invented(police: Agency) -> None:
    found = queries.agencies(TODAY)
    assert police.name == "Unit PPA Polres Labuhanbatu"
    assert all(is_code("agency_kind", agency.kind, TODAY) for agency in found)
    assert all(a.placeholder and "000-000" in a.contact and not a.last_verified for a in found)


def test_loading_again_keeps_what_people_changed(police: Agency) -> None:
    actions.verify_contact(by=WORKER, at=AT, agency_id=police.id, contact="(0624) 000-001")
    n = actions.load_directory(by=SYSTEM, at=AT)
    assert Agency.objects.count() == n
    assert queries.agency(police.id).contact == "(0624) 000-001"


def test_a_checked_contact_is_due_again_after_its_time(police: Agency) -> None:
    assert police in queries.to_verify(TODAY, TODAY - timedelta(days=180))
    checked = actions.verify_contact(
        by=WORKER, at=AT, agency_id=police.id, contact="(0624) 000-001"
    )
    assert (checked.last_verified, checked.placeholder) == (TODAY, False)
    assert police not in queries.to_verify(TODAY, TODAY - timedelta(days=180))
    assert police in queries.to_verify(TODAY, TODAY + timedelta(days=1))


def test_an_agency_that_ended_is_no_longer_offered(police: Agency) -> None:
    Agency.objects.filter(pk=police.pk).update(until_day=date(2026, 11, 23))
    assert not queries.agencies(TODAY, "POL").exists()
    assert queries.agencies(date(2026, 11, 23), "POL").exists()
    with pytest.raises(Refused, match=r"agency.ended"):
        actions.verify_contact(by=WORKER, at=AT, agency_id=police.id, contact="110")


def test_who_may_add_and_verify(police: Agency) -> None:
    new = {"kind": "LSM", "name": "Yayasan Teman Anak", "service": "Pendampingan"}
    added = actions.add_agency(by=PROGRAMME, at=AT, **new)
    assert added in queries.agencies(TODAY, "LSM")
    with pytest.raises(Refused, match=r"agency.exists"):
        actions.add_agency(by=PROGRAMME, at=AT, **new)
    with pytest.raises(Refused, match=r"agency.kind"):
        actions.add_agency(by=PROGRAMME, at=AT, **(new | {"kind": "XYZ"}))
    with pytest.raises(Refused, match=r"agency.not_yours"):
        actions.add_agency(by=WORKER, at=AT, **(new | {"name": "Lain"}))
    with pytest.raises(Refused, match=r"agency.not_verifier"):
        actions.verify_contact(by=ACTIVIST, at=AT, agency_id=police.id, contact="110")
    with pytest.raises(Refused, match=r"agency.no_contact"):
        actions.verify_contact(by=WORKER, at=AT, agency_id=police.id, contact="  ")
