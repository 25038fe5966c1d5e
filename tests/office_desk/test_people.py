"""Accounts are kept by the administrator, with a fresh code; kin are declared by everybody."""

import re
from datetime import timedelta

import time_machine
from django.test import Client
from django.urls import reverse

from pabolo.ground.accounts.models import Kinship, Person, Post
from pabolo.ground.accounts.queries import own_kin, person_named
from pabolo.ground.audit.queries import entries
from pabolo.ground.vault.models import Grant
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in


def hired(client: Client, username: str = "baru.sekali") -> tuple[Person, str]:
    answer = client.post(reverse("office:hire"), {"name": "Orang Baru", "username": username})
    assert answer.status_code == 200
    found = re.search(r'class="code">([a-z0-9-]{19})<', answer.content.decode())
    person = person_named(username)
    assert found and person
    return person, found.group(1)


def given(**more: str) -> dict[str, str]:
    return {"role": "intake", "village": "", "from_day": "2026-11-02", "until_day": ""} | more


def test_an_account_is_opened_with_a_password_shown_once(unit: build.Unit) -> None:
    client = signed_in("rizky")
    person, password = hired(client)
    assert person.check_password(password) and person.password_given
    assert password not in page(client, reverse("office:person", args=[person.pk]))


def test_a_post_is_given_and_ended_and_a_newcomer_gets_the_open_reports(unit: build.Unit) -> None:
    report = build.received(unit)
    client = signed_in("rizky")
    person, _password = hired(client)
    address = reverse("office:appoint", args=[person.pk])
    assert client.post(address, given()).status_code == 302
    assert Grant.objects.filter(person_id=person.pk, folder=report.pk).exists()
    post = Post.objects.get(person=person)
    end = reverse("office:end_post", args=[person.pk, post.pk])
    assert client.post(end).status_code == 302
    post.refresh_from_db()
    assert post.until_day == NOW.date()


def test_an_unfit_post_comes_back_with_its_reason(unit: build.Unit) -> None:
    client = signed_in("rizky")
    person, _password = hired(client)
    address = reverse("office:appoint", args=[person.pk])
    assert client.post(address, given(role="activist")).status_code == 409, "no village"
    assert client.post(address, given(acting="on")).status_code == 409, "acting without end"
    assert client.post(address, given(role="king")).status_code == 422
    assert not Post.objects.filter(person=person).exists()


def test_nobody_gives_themselves_a_post_or_closes_their_own_account(unit: build.Unit) -> None:
    client, own = signed_in("rizky"), unit.rizky.id
    appointed = client.post(reverse("office:appoint", args=[own]), given(role="supervisor"))
    assert appointed.status_code == 403
    for name in ("give_password", "reset_factor", "deactivate"):
        assert client.post(reverse(f"office:{name}", args=[own])).status_code == 403
    assert Person.objects.get(pk=own).is_active


def test_a_password_a_phone_and_an_account(unit: build.Unit) -> None:
    client, dedi = signed_in("rizky"), unit.dedi.id
    answer = client.post(reverse("office:give_password", args=[dedi]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert Person.objects.get(pk=dedi).password_given
    assert client.post(reverse("office:reset_factor", args=[dedi])).status_code == 302
    assert client.post(reverse("office:deactivate", args=[dedi])).status_code == 302
    assert not Person.objects.get(pk=dedi).is_active
    verbs = [entry.verb for entry in entries(limit=6)]
    assert {"password.given", "factor.reset", "person.deactivated"} <= set(verbs)


def test_a_code_of_long_ago_is_asked_again_before_anything_changes(unit: build.Unit) -> None:
    client = signed_in("rizky")
    address = reverse("office:deactivate", args=[unit.dedi.id])
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        answer = client.post(address)
    assert answer.status_code == 200 and "office/people" not in str(answer.templates)
    assert Person.objects.get(pk=unit.dedi.id).is_active


def test_accounts_are_the_administrators_alone(unit: build.Unit) -> None:
    for nobody in ("ratna", "siti", "agus", "farida"):
        if person_named(nobody):
            page(signed_in(nobody), reverse("office:people"), status=404)
    page(signed_in("rizky"), reverse("office:person", args=[unit.at and build.random_id()]), 404)


# --- kin ---


def kin(*names: str) -> dict[str, str]:
    rows = {f"k{n}-name": name for n, name in enumerate(names)}
    return rows | {f"k{n}-relation": "sibling" for n, _name in enumerate(names)}


def test_kin_are_declared_sealed_read_back_and_replaced(unit: build.Unit) -> None:
    client, address = signed_in("dedi"), reverse("own_kin")
    assert client.post(address, kin("Contoh Kerabat Pertama", "", "Kedua")).status_code == 302
    row = Kinship.objects.get(person_id=unit.dedi.id)
    assert b"Contoh Kerabat" not in bytes(row.sealed)
    assert "Contoh Kerabat Pertama" in page(client, address)
    client.post(address, kin("Hanya Ini"))
    assert [one.name for one in own_kin(unit.dedi, NOW)] == ["Hanya Ini"]


def test_nobody_sees_the_kin_of_another(unit: build.Unit) -> None:
    signed_in("dedi").post(reverse("own_kin"), kin("Contoh Kerabat Pertama"))
    assert "Contoh Kerabat" not in page(signed_in("rizky"), reverse("own_kin"))
    activist = next(name for name in ("nur", "togar") if person_named(name))
    page(signed_in(activist), reverse("own_kin"))


def test_the_own_page_leads_to_the_declaration(unit: build.Unit) -> None:
    assert reverse("own_kin") in page(signed_in("siti"), reverse("mfa_index"))
