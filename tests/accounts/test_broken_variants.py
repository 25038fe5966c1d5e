"""Would the tests notice? Each guard is broken here once, and what it holds back gets through."""

import pytest
from django.test import Client

from pabolo.doors.shared.accounts import kept as keeping
from pabolo.doors.shared.accounts import late, sign_in, threshold
from pabolo.ground.accounts import sessions
from pabolo.ground.accounts.actions import factors
from pabolo.ground.accounts.models import Person
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.lib.clock import day_of, now
from tests.accounts.conftest import PASSWORD, code_at, enter

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.rooms")]
STORY = "Ibu bercerita bahwa anaknya takut pulang."


def test_without_proof_in_the_session_a_password_alone_would_open(
    officer: Person, monkeypatch
) -> None:
    monkeypatch.setattr(threshold, "second_factor_proved", lambda request: True)
    client = Client()
    client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert client.get("/dinas/coba/").status_code == 200


def test_without_the_spent_step_a_code_would_work_twice(officer: Person, code_now) -> None:
    code = code_now()
    assert factors.accept_code(person=officer.id, code=code, at=now())
    Person.objects.update(code_step=0)
    assert factors.accept_code(person=officer.id, code=code, at=now())


def test_without_the_limits_a_session_would_live_on(signed_in: Client, clock, monkeypatch) -> None:
    monkeypatch.setattr(sessions, "session_over", lambda *moments: False)
    clock.shift(11 * 3600)
    assert signed_in.get("/dinas/coba/").status_code == 200


def test_without_the_owner_kept_text_would_go_to_anyone(
    signed_in: Client, cast, clock, monkeypatch
) -> None:
    clock.shift(16 * 60)
    token = signed_in.post("/dinas/coba/", {"story": STORY}).context["kept"]
    monkeypatch.setattr(keeping.Kept, "fits", lambda kept, person, at: True)
    page = signed_in.post("/masuk/contoh/", {"person": "siti", "kept": token})
    assert STORY.encode() in page.content


def test_without_the_origin_a_stranger_site_would_be_echoed(signed_in: Client, monkeypatch) -> None:
    monkeypatch.setattr(late.keeping, "came_from_here", lambda request: True)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    headers = {"sec-fetch-site": "cross-site"}
    page = strict.post("/dinas/coba/", {"story": STORY}, headers=headers)
    assert STORY.encode() in page.content


def test_without_the_mode_anyone_could_step_in_on_real_data(cast, settings, monkeypatch) -> None:
    settings.MODE = "real"
    monkeypatch.setattr(sign_in, "demo_open", lambda: True)
    assert Client().post("/masuk/contoh/", {"person": "siti"}).status_code == 302


def test_without_fresh_posts_an_ended_one_would_still_open(
    officer: Person, code_now, monkeypatch
) -> None:
    client = enter(Client(), code_now())
    frozen = actor_of(officer, day_of(now()))
    officer.posts.update(from_day="2026-11-01", until_day="2026-11-23")
    monkeypatch.setattr(threshold, "actor_of", lambda person, on: frozen)
    assert client.get("/dinas/coba/").status_code in (200, 404)


def test_the_codes_of_these_tests_are_those_of_rfc_6238() -> None:
    from base64 import b32encode

    key = b32encode(b"12345678901234567890").decode()
    assert code_at(key, 59) == "287082"
