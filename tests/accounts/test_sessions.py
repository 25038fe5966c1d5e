"""Do sessions end when they should, and does the text of a late form come back?"""

import pytest
from django.test import Client

from pabolo.doors.shared.accounts import kept as keeping
from pabolo.ground.accounts.actions import people
from pabolo.ground.accounts.models import Person, Session
from pabolo.ground.accounts.queries import open_sessions
from pabolo.ground.lib.clock import now
from pabolo.rules.actors import SYSTEM
from tests.accounts.conftest import PASSWORD, enter

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.rooms")]

STORY = "Ibu bercerita bahwa anaknya takut pulang."


def test_fifteen_idle_minutes_end_a_session(signed_in: Client, clock) -> None:
    clock.shift(14 * 60 + 50)
    assert signed_in.get("/dinas/coba/").status_code == 200
    clock.shift(15 * 60)
    assert signed_in.get("/dinas/coba/").status_code == 302


def test_twelve_hours_end_a_session_however_busy(signed_in: Client, clock) -> None:
    for _step in range(71):
        clock.shift(600)
        assert signed_in.get("/dinas/coba/").status_code == 200
    clock.shift(600)
    assert signed_in.get("/dinas/coba/").status_code == 302


def test_signing_in_gives_a_new_session_id(officer: Person, secret: str, code_now) -> None:
    client = Client()
    client.post("/masuk/", {"login": "uji", "password": PASSWORD})
    before = client.session.session_key
    client.post("/masuk/kode/", {"code": code_now()})
    assert client.session.session_key not in ("", None, before)


def test_session_table_holds_no_key_and_no_readable_data(signed_in: Client) -> None:
    row = Session.objects.get(ended_at=None, person__username="uji")
    assert signed_in.session.session_key not in str(row.__dict__)
    assert b"uji" not in bytes(row.sealed)
    assert b"second_factor" not in bytes(row.sealed)


def test_own_sessions_are_listed_and_ended_at_once(signed_in: Client, code_now, clock) -> None:
    clock.shift(60)
    other = enter(Client(headers={"user-agent": "Mozilla Chrome/1 Android"}), code_now())
    page = other.get("/masuk/pengaman/")
    assert b"Chrome, Android" in page.content
    there = next(one for one in page.context["sessions"] if not one.here)
    other.post(f"/masuk/pengaman/sesi/{there.id}/akhiri/")
    assert signed_in.get("/dinas/coba/").status_code == 302
    assert other.get("/dinas/coba/").status_code == 200


def test_nobody_ends_the_session_of_another(signed_in: Client, cast) -> None:
    row = Session.objects.get(ended_at=None, person__username="uji")
    stranger = Client()
    stranger.post("/masuk/contoh/", {"person": "siti"})
    stranger.post(f"/masuk/pengaman/sesi/{row.id}/akhiri/")
    assert signed_in.get("/dinas/coba/").status_code == 200


def test_deactivation_works_on_the_next_request(signed_in: Client, officer: Person) -> None:
    people.deactivate(person=officer.id, by=SYSTEM, at=now())
    assert signed_in.get("/dinas/coba/").status_code == 302
    assert open_sessions(officer.id, "", now()) == []


def test_locking_ends_the_session_and_clears_what_the_browser_kept(signed_in: Client) -> None:
    answer = signed_in.post("/masuk/keluar/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert signed_in.get("/dinas/coba/").status_code == 302


def test_pages_behind_the_gate_are_not_stored(signed_in: Client) -> None:
    assert signed_in.get("/dinas/coba/")["Cache-Control"] == "no-store"


def late(client: Client, clock, **data: str) -> str:
    clock.shift(16 * 60)
    page = client.post("/dinas/coba/", {"story": STORY, "pilih": "a", **data})
    assert page.status_code == 403
    assert STORY.encode() not in page.content
    token: str = page.context["kept"]
    assert token.encode() in page.content
    return token


def test_session_lost_in_the_middle_of_a_form_keeps_the_text(
    signed_in: Client, code_now, clock
) -> None:
    token = late(signed_in, clock)
    step = signed_in.post("/masuk/", {"login": "uji", "password": PASSWORD, "kept": token})
    assert step.context["kept"] == token
    wrong = signed_in.post("/masuk/kode/", {"code": "000000", "kept": token})
    assert wrong.context["kept"] == token
    page = signed_in.post("/masuk/kode/", {"code": code_now(), "kept": token})
    assert STORY.encode() in page.content
    assert dict(page.context["sent"].fields) == {"story": STORY, "pilih": "a"}
    again = signed_in.post(page.context["sent"].path, dict(page.context["sent"].fields))
    assert STORY.encode() in again.content


def test_kept_text_never_goes_to_someone_else(signed_in: Client, cast, clock) -> None:
    token = late(signed_in, clock)
    page = signed_in.post("/masuk/contoh/", {"person": "siti", "kept": token})
    assert page.status_code == 302
    assert STORY.encode() not in page.content


def test_kept_text_is_nowhere_on_the_server(signed_in: Client, clock) -> None:
    late(signed_in, clock)
    for row in Session.objects.values():
        assert b"takut" not in bytes(row["sealed"])


def test_form_without_any_session_is_kept_for_a_short_while_only(db: None, clock, cast) -> None:
    page = Client().post("/dinas/coba/", {"story": STORY})
    token = page.context["kept"]
    assert keeping.reopen(token).fits(cast["siti"], now())
    clock.shift(16 * 60)
    assert not keeping.reopen(token).fits(cast["siti"], now())


def test_forged_kept_text_is_ignored(db: None) -> None:
    assert keeping.reopen("AAAA") is None
    assert keeping.reopen("tidak base64 !") is None


def test_late_token_of_a_signed_in_person_gives_the_text_back(signed_in: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    page = strict.post("/dinas/coba/", {"story": STORY}, headers={"sec-fetch-site": "same-origin"})
    assert page.status_code == 403
    assert STORY.encode() in page.content


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_a_form_of_another_site_is_never_echoed(signed_in: Client, site: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    headers = {"sec-fetch-site": site} if site else {"origin": "https://lain.example"}
    page = strict.post("/dinas/coba/", {"story": STORY}, headers=headers)
    assert page.status_code == 403
    assert STORY.encode() not in page.content
    assert b"kept" not in page.content
