"""The office opens on what is due; a case stands on one page; what cannot be done says so."""

import pytest
from django.test import Client
from django.urls import reverse

from pabolo.ground.accounts.queries import person_named
from pabolo.ground.accounts.sessions import SECOND_FACTOR
from pabolo.ground.audit.queries import size
from tests import builders as build


@pytest.fixture
def unit() -> build.Unit:
    return build.staffed_unit()


def signed_in(username: str) -> Client:
    """A browser in which this person has signed in with both factors."""
    client, person = Client(), person_named(username)
    assert person is not None
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SECOND_FACTOR] = str(person.pk)
    session.save()
    return client


def test_what_is_due_and_the_case_behind_it(unit: build.Unit) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    dedi = signed_in("dedi")
    link = reverse("office:case", args=[case_id])
    assert link in dedi.get(reverse("office:today")).content.decode()
    assert link in dedi.get(reverse("office:cases")).content.decode()
    before = size()
    page = dedi.get(link).content.decode()
    assert "UU 12/2022" in page
    assert "Anak Sepuluh Tahun" not in page
    assert size() == before + 1
    assert "Anak Sepuluh Tahun" in dedi.get(link + "?buka=identity").content.decode()


def test_a_refusal_keeps_what_was_typed(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    address = reverse("office:deed", args=[case_id, "layanan"])
    typed = {"seen": "99", "service": "L2", "for_whom": "child", "on": "2026-11-02", "note": "obat"}
    answer = signed_in("dedi").post(address, typed)
    assert answer.status_code == 409
    assert "obat" in answer.content.decode()


def test_outside_the_scope_there_is_nothing(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    maria = signed_in("maria")
    real = maria.get(reverse("office:case", args=[case_id]))
    made_up = maria.get(reverse("office:case", args=["0" * 8 + "-" + "0000-" * 3 + "0" * 12]))
    assert (real.status_code, made_up.status_code) == (404, 404)
    assert real.content == made_up.content


def test_a_search_tells_whom_to_ask_and_no_more(unit: build.Unit) -> None:
    build.assigned(unit)
    address = reverse("office:search")
    known = signed_in("dedi").post(address, {"name": "Anak Sepuluh Tahoen"}).content.decode()
    assert "Anak Sepuluh Tahun" in known
    foreign = signed_in("maria").post(address, {"name": "Anak Sepuluh Tahun"}).content.decode()
    assert "Ratna Dewi Siregar" in foreign
