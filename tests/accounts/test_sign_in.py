"""Is a stolen password not enough, and does nobody get in by guessing?"""

import pytest
from django.test import Client, override_settings

from pabolo.ground.accounts.actions import attempts, factors
from pabolo.ground.accounts.models import Attempt, Person
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.lib.clock import day_of, now
from tests.accounts.conftest import PASSWORD, START, code_at, enter

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.rooms")]


def test_password_alone_leads_to_linking_a_phone_and_opens_nothing(officer: Person) -> None:
    client = Client()
    client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert client.get("/dinas/coba/")["Location"] == "/masuk/pengaman/aplikasi/"
    assert client.get("/masuk/pengaman/")["Location"] == "/masuk/pengaman/aplikasi/"


def test_password_and_code_open_the_office(signed_in: Client) -> None:
    assert signed_in.get("/dinas/coba/").status_code == 200


def test_linked_account_is_not_signed_in_by_password(secret: str) -> None:
    client = Client()
    response = client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert response["Location"] == "/masuk/kode/"
    assert client.get("/dinas/coba/")["Location"].startswith("/masuk/?next=")


def test_session_from_before_the_phone_was_linked_opens_nothing(officer: Person) -> None:
    thief = Client()
    thief.post("/masuk/", {"login": "uji", "password": PASSWORD})
    key, at = factors.new_secret(), now()
    factors.enrol(
        secret=key, code=code_at(key, at.timestamp()), by=actor_of(officer, day_of(at)), at=at
    )
    assert thief.get("/dinas/coba/").status_code == 302
    assert thief.get("/masuk/pengaman/aplikasi/")["Location"] == "/masuk/"
    assert "_auth_user_id" not in thief.session


def test_linking_shows_ten_recovery_codes_once_and_opens_the_door(officer: Person) -> None:
    client = Client()
    client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    client.get("/masuk/pengaman/aplikasi/")
    key, before = client.session["new_secret"], client.session.session_key
    page = client.post("/masuk/pengaman/aplikasi/", {"code": code_at(key, START.timestamp())})
    assert page.content.count(b'<li class="num">') == 10
    assert client.session.session_key != before
    assert client.get("/dinas/coba/").status_code == 200
    again = client.post("/masuk/pengaman/aplikasi/", {"code": code_at(key, START.timestamp())})
    assert again.status_code == 302


def test_wrong_first_code_links_nothing(officer: Person) -> None:
    client = Client()
    client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    client.get("/masuk/pengaman/aplikasi/")
    assert b"errmsg" in client.post("/masuk/pengaman/aplikasi/", {"code": "000000"}).content
    assert client.get("/dinas/coba/").status_code == 302


def test_a_code_works_once(officer: Person, code_now) -> None:
    code = code_now()
    assert factors.accept_code(person=officer.id, code=code, at=now()) is factors.Factor.APP
    assert factors.accept_code(person=officer.id, code=code, at=now()) is None
    earlier = code_at_step_before(officer, code_now)
    assert factors.accept_code(person=officer.id, code=earlier, at=now()) is None


def code_at_step_before(officer: Person, code_now) -> str:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    app = Authenticator.objects.get(user=officer, type="totp")
    return code_at(decrypt(app.data["secret"]), now().timestamp() - 30)


def test_replayed_code_is_refused_on_the_page(signed_in: Client, code_now) -> None:
    other = Client()
    other.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert b"errmsg" in other.post("/masuk/kode/", {"code": code_now()}).content


def test_recovery_code_works_once(officer: Person) -> None:
    key, at = factors.new_secret(), now()
    codes = factors.enrol(
        secret=key, code=code_at(key, at.timestamp()), by=actor_of(officer, day_of(at)), at=at
    )
    first = Client()
    assert enter(first, codes[3]).get("/dinas/coba/").status_code == 200
    second = Client()
    second.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert b"errmsg" in second.post("/masuk/kode/", {"code": codes[3]}).content


def test_renewed_recovery_codes_replace_the_old(officer: Person, secret: str) -> None:
    by = actor_of(officer, day_of(START))
    old = factors.renew_recovery_codes(by=by, at=START)
    new = factors.renew_recovery_codes(by=by, at=START)
    assert factors.accept_code(person=officer.id, code=old[0], at=START) is None
    assert factors.accept_code(person=officer.id, code=new[0], at=START) is not None


def test_secret_is_not_readable_in_the_database(officer: Person, secret: str) -> None:
    from allauth.mfa.models import Authenticator

    app = Authenticator.objects.get(user=officer, type="totp")
    assert secret not in str(app.data)


def guess(client: Client, name: str = "uji", password: str = "salah") -> bytes:
    return client.post("/masuk/", {"login": name, "password": password}).content


@pytest.mark.parametrize("name", ["uji", "tidak-ada"])
def test_guesses_have_to_wait_longer_and_longer_known_name_or_not(
    officer: Person, clock, name: str
) -> None:
    client, waits = Client(), []
    for _try in range(16):
        guess(client, name)
        row = Attempt.objects.get()
        waits.append((row.wait_until - now()).total_seconds())
        clock.shift(max(waits[-1], 0))
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:8] == [2, 4, 8, 16]
    assert max(waits) == 900


def test_right_password_waits_too_but_never_for_more_than_fifteen_minutes(
    officer: Person, clock
) -> None:
    client = Client()
    for _try in range(40):
        guess(client)
        clock.shift(1000)
        guess(client)
    assert b"menit" in guess(client, password=PASSWORD) or b"minute" in guess(
        client, password=PASSWORD
    )
    clock.shift(900)
    assert client.post("/masuk/", {"login": "uji", "password": PASSWORD}).status_code == 302


def test_strangers_guesses_do_not_slow_a_known_browser(signed_in: Client, code_now, clock) -> None:
    signed_in.post("/masuk/keluar/")
    for _try in range(30):
        guess(Client())
    clock.shift(60)
    answer = signed_in.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert answer["Location"] == "/masuk/kode/"


def test_many_guesses_at_once_count_before_they_are_judged(db: None) -> None:
    tag = attempts.tag_of("password", "uji")
    waits = [attempts.begin(tag, at=START) for _try in range(20)]
    assert sum(not wait for wait in waits) == 5


def test_attempts_keep_neither_name_nor_address(officer: Person) -> None:
    Client(REMOTE_ADDR="203.0.113.7").post("/masuk/", {"login": "uji", "password": "x"})
    row = Attempt.objects.values().get()
    assert "uji" not in str(row)
    assert "203.0.113" not in str(row)


def test_closed_account_and_account_without_post_open_nothing(
    officer: Person, secret: str, code_now
) -> None:
    client = enter(Client(), code_now())
    officer.posts.update(from_day="2026-11-01", until_day="2026-11-23")
    assert client.get("/dinas/coba/").status_code == 403
    assert client.get("/dinas/coba/").status_code == 302


def test_office_role_does_not_enter_the_village_door(signed_in: Client) -> None:
    assert signed_in.get("/desa/coba/").status_code == 404


def test_given_password_is_changed_before_anything_else(officer: Person, clock) -> None:
    Person.objects.filter(pk=officer.pk).update(password_given=True)
    client = Client()
    client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    assert client.get("/masuk/pengaman/aplikasi/")["Location"] == "/masuk/pengaman/sandi/"
    new = "perahu kayu di hulu"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/masuk/pengaman/sandi/", sent).status_code == 302
    assert client.get("/masuk/pengaman/aplikasi/").status_code == 200


def test_fresh_code_is_asked_for_after_five_minutes_and_text_survives(
    signed_in: Client, code_now, clock
) -> None:
    assert signed_in.get("/dinas/coba/keluar/").content.startswith(b"[")
    clock.shift(301)
    page = signed_in.post("/dinas/coba/keluar/", {"story": "kata dua"})
    kept = page.context["kept"]
    before = signed_in.session.session_key
    page = signed_in.post(
        "/masuk/ulang/", {"code": code_now(), "kept": kept, "next": "/dinas/coba/keluar/"}
    )
    assert b"kata dua" in page.content
    assert signed_in.session.session_key != before
    assert signed_in.get("/dinas/coba/keluar/").content.startswith(b"[")


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_unknown_name_costs_a_hash_like_a_known_one(officer: Person, monkeypatch) -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    hashed = []
    encode = Argon2PasswordHasher.encode
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or encode(*a, **k)
    )
    guess(Client(), "tidak-ada")
    assert hashed == [1]
