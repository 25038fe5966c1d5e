"""The pages of a conference: what the team sees, who reads, what goes out, what it costs."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pabolo.doors.office.today.appointments import appointments_of
from pabolo.ground.accounts.sessions import PROVED
from pabolo.ground.audit.queries import entries
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import conference
from pabolo.rules.actors import SYSTEM
from tests import builders as b
from tests.conference import holding as h
from tests.office_cases.conftest import signed_in


@pytest.fixture
def morning(unit: b.Unit) -> Iterator[b.Unit]:
    """The unit with its code lists, four hours after what its builders do."""
    load_codes(by=SYSTEM, at=unit.at)
    with translation.override("id"), time_machine.travel(h.later(unit, 4), tick=False):
        yield unit


def shown(client: Client, address: str, *, post: bool = False) -> str:
    """The text of a page that is there."""
    answer = client.post(address) if post else client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def fresh(username: str, unit: b.Unit) -> Client:
    """A signed-in browser whose second factor was given just now."""
    client = signed_in(username)
    session = client.session
    session[PROVED] = h.later(unit, 4).timestamp()
    session.save()
    return client


def test_the_page_opens_the_minutes_on_request_and_only_for_who_was_there(morning: b.Unit) -> None:
    unit, case_id = morning, h.case_with_team(morning)
    key = h.written(unit, case_id)
    h.decided(unit, key)
    page = f"/dinas/konferensi/{key}/"
    for who in ("ayu", "dedi", "ratna"):
        text = shown(fresh(who, unit), page)
        assert h.SAID not in text
        assert "Periksa luka dan kirim hasilnya." in text
    assert h.SAID in shown(fresh("ayu", unit), page, post=True)
    answer = fresh("dedi", unit).post(page)
    assert answer.status_code in (403, 409)
    assert h.SAID not in answer.content.decode()
    # Who does not see the case finds nothing there.
    assert fresh("joko", unit).get(page).status_code == 404


def test_what_goes_out_names_no_child_and_no_reason(morning: b.Unit) -> None:
    unit, case_id = morning, h.case_with_team(morning)
    key = h.called(unit, case_id, starts_at=h.later(unit, 6))
    invitation = UUID(h.invited(unit, key))
    client = fresh("ratna", unit)
    for address in (f"undangan/{invitation}/", "daftar-hadir/"):
        text = shown(client, f"/dinas/konferensi/{key}/{address}", post=True)
        assert h.PLACE in text
        for secret in ("Anak Sepuluh Tahun", "Tiga lembaga", "Di mana anak tinggal", "Luka belum"):
            assert secret not in text
    verbs = {row.verb for row in entries(limit=20)}
    assert {"case.conference_invitation", "case.conference_sheet"} <= verbs


def test_the_minutes_are_printed_as_an_audited_export_with_the_readers_mark(
    morning: b.Unit,
) -> None:
    unit = morning
    key = h.written(unit, h.case_with_team(unit))
    client = fresh("ratna", unit)
    text = shown(client, f"/dinas/konferensi/{key}/cetak/", post=True)
    assert h.SAID in text
    assert "Ratna Dewi Siregar" in text
    answer = client.post(f"/dinas/konferensi/{key}/notulen.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"
    prints = [row for row in entries(limit=20) if row.verb == "case.minutes_print"]
    assert len(prints) == 2
    # The case worker was not there: neither paper nor PDF.
    other = fresh("dedi", unit)
    for address in ("cetak/", "notulen.pdf"):
        assert other.post(f"/dinas/konferensi/{key}/{address}").status_code in (403, 409)


def test_today_shows_it_to_who_is_awaited(morning: b.Unit) -> None:
    unit, case_id = morning, h.case_with_team(morning)
    key = h.called(unit, case_id, starts_at=h.later(unit, 6))
    at = h.later(unit, 4)
    assert [one.link for one in appointments_of(unit.ratna, at)] == [f"/dinas/konferensi/{key}/"]
    assert len(appointments_of(unit.dedi, at)) == 1
    assert appointments_of(unit.ayu, at) == []
    h.invited(unit, key)
    assert len(appointments_of(unit.ayu, at)) == 1
    conference.cancel_conference(
        conference_id=key, reason="Tidak perlu.", by=unit.ratna, at=unit.at
    )
    assert appointments_of(unit.ratna, at) == []
    assert "Konferensi" in shown(fresh("ratna", unit), f"/dinas/kasus/{case_id}/konferensi/")


def queries_of(call: Callable[[], object]) -> int:
    """How many, but for those of the log, whose tree grows as it likes."""
    with CaptureQueriesContext(connection) as asked:
        call()
    return sum("audit_" not in one["sql"] for one in asked)


def test_a_room_of_three_costs_no_more_queries_than_of_one(morning: b.Unit) -> None:
    unit, case_id = morning, h.case_with_team(morning)
    room, client = f"/dinas/kasus/{case_id}/konferensi/", fresh("dedi", unit)
    one = h.written(unit, case_id)
    page = f"/dinas/konferensi/{one}/"
    shown(client, room), shown(client, page)
    first = queries_of(lambda: shown(client, room)), queries_of(lambda: shown(client, page))
    for hours in (3, 4):
        h.called(unit, case_id, starts_at=unit.at + timedelta(hours=hours))
    h.decided(unit, one)
    h.decided(unit, one)
    again = queries_of(lambda: shown(client, room)), queries_of(lambda: shown(client, page))
    assert again == first
    reads = queries_of(lambda: appointments_of(unit.ratna, h.later(unit, 4)))
    h.called(unit, case_id, starts_at=unit.at + timedelta(hours=6))
    assert queries_of(lambda: appointments_of(unit.ratna, h.later(unit, 4))) == reads


def test_a_step_that_cannot_be_done_says_why_before_the_form(morning: b.Unit) -> None:
    unit = morning
    key = h.called(unit, h.case_with_team(unit), starts_at=h.later(unit, 6))
    text = shown(fresh("dedi", unit), f"/dinas/konferensi/{key}/hadir/")
    assert "Ini tugas ketua." in text
    assert fresh("dedi", unit).get(f"/dinas/konferensi/{key}/tidak-ada/").status_code == 404
