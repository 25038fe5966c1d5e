"""Is stepping in as a sample person confined to the demo, and is every route a listed one?"""

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from pabolo.demo.cast import CAST, build_cast
from pabolo.ground.accounts.models import Person, Post
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.lib.clock import day_of
from pabolo.rules.accounts import home_of
from pabolo.rules.entry import STAFF
from pabolo.rules.vocabulary import Role
from tests.accounts.conftest import START

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.rooms")]

OURS = {
    "account_login",
    "mfa_authenticate",
    "account_inactive",
    "account_logout",
    "demo_sign_in",
    "account_reauthenticate",
    "mfa_index",
    "own_kin",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "account_change_password",
    "end_session",
}


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.username)
def test_one_click_steps_in_as_anyone_of_the_cast(cast, one) -> None:
    client = Client()
    answer = client.post("/masuk/contoh/", {"person": one.username})
    door = "/dinas/" if one.role in STAFF else "/desa/"
    assert answer["Location"] == door
    page = client.get(f"{door}coba/")
    assert one.role.value in page.content.decode()


def test_every_role_is_in_the_cast() -> None:
    assert {one.role for one in CAST} == set(Role)


@pytest.mark.parametrize(
    "change", [{"MODE": "real"}, {"KEYS": "file"}, {"MODE": "real", "KEYS": "environment"}]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_stepping_in_does_not_exist_where_people_are_real(cast, change, method) -> None:
    with override_settings(**change):
        answer = getattr(Client(), method)("/masuk/contoh/", {"person": "siti"})
        page = Client().get("/masuk/")
    assert answer.status_code == 404
    assert b"masuk/contoh" not in page.content


def test_only_the_cast_can_be_stepped_into(officer, cast) -> None:
    assert Client().post("/masuk/contoh/", {"person": "uji"}).status_code == 404


def test_building_the_cast_twice_changes_nothing(cast) -> None:
    before = (Person.objects.count(), Post.objects.count())
    assert build_cast(START) == cast
    assert (Person.objects.count(), Post.objects.count()) == before


def test_acting_supervisor_counts_as_one(cast) -> None:
    assert Role.SUPERVISOR in actor_of(cast["hendra"], day_of(START)).roles
    assert home_of(actor_of(cast["nur"], day_of(START))) == "/desa/"


def walk(patterns, prefix=""):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, prefix + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield prefix + str(one.pattern), one


def test_every_allauth_route_is_listed_or_absent() -> None:
    for path, one in walk(get_resolver("pabolo.config.urls").url_patterns):
        view = getattr(one.callback, "view_class", one.callback)
        if path.startswith("masuk/"):
            assert one.name in OURS, path
            assert view.__module__.startswith("pabolo."), path
        else:
            assert "allauth" not in view.__module__, path


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "password/reset/",
        "login/",
        "logout/",
        "2fa/",
        "confirm-email/",
        "daftar/",
    ],
)
def test_what_is_not_listed_does_not_exist(path: str) -> None:
    for start in ("/masuk/", "/accounts/"):
        assert Client().get(start + path).status_code == 404


@pytest.mark.parametrize("path", ["/masuk/", "/masuk/contoh/"])
def test_open_pages_are_not_stored_and_speak_indonesian(cast, path: str) -> None:
    page = Client().get(path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert 'lang="id"' in page.content.decode()
