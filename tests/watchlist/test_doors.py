"""The pages of the watch-list, as the village and the office meet them."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pabolo.ground.lib.ids import display_code
from pabolo.programme.intake.models import Report
from pabolo.programme.watchlist.actions import office, righting
from pabolo.programme.watchlist.kinds import current
from pabolo.programme.watchlist.models import WatchItem
from pabolo.rules.watchlist import Answer
from tests import builders as b
from tests.office_desk.conftest import page, signed_in
from tests.watchlist import world as w

LIST, NEW = "/desa/pantauan/", "/desa/pantauan/baru/"
TYPED: dict[str, Any] = {
    "place": w.VILLAGE, "name": "Rahmat Contoh", "sex": "L", "age": "11", "age_unit": "year",
    "where": "dekat mushola", "note": "Ingin kembali.", "q_group": "left", "q_why": "money",
}  # fmt: skip


def phone(username: str = "nur") -> Client:
    """Somebody of the village signed in."""
    client = Client()
    client.post("/masuk/contoh/", {"person": username})
    return client


def token_on(client: Client, path: str) -> str:
    """The one-time token of a form."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def send(client: Client, kind: str = "pw01", **change: Any) -> Any:
    """Fill the form of a kind in and send it."""
    path = f"{NEW}{kind}/"
    token = change.pop("token", None) or token_on(client, path)
    return client.post(path, {**TYPED, "token": token, **change})


@pytest.fixture(autouse=True)
def _now(unit: b.Unit) -> Any:

    with time_machine.travel(unit.at, tick=False):
        yield


def test_a_villager_writes_it_down_and_never_sees_the_name_again(unit: b.Unit) -> None:
    client = phone()
    sent = send(client)
    assert sent.status_code == 200
    item = WatchItem.objects.get().pk
    code = display_code("P", item)
    for path in (LIST, f"{LIST}{item}/"):
        text = client.get(path).content.decode()
        assert code in text and "Putus sekolah" in text
        for word in ("Rahmat", "mushola", "Ingin kembali"):
            assert word not in text
    assert code in sent.content.decode()


def test_the_form_sent_twice_is_one_item(unit: b.Unit) -> None:
    client = phone()
    token = token_on(client, f"{NEW}pw01/")
    assert [send(client, token=token).status_code for _ in range(2)] == [200, 200]
    assert WatchItem.objects.count() == 1


def test_danger_is_refused_with_the_way_to_the_alarm_and_nothing_typed_is_lost(
    unit: b.Unit,
) -> None:
    answer = send(phone(), danger="on")
    text = answer.content.decode()
    assert answer.status_code == 409 and "/desa/alarm/" in text and "Rahmat Contoh" in text
    assert not WatchItem.objects.exists()


def test_harassment_and_suspected_violence_are_reports(unit: b.Unit) -> None:
    client = phone()
    assert "Diterima kantor" in send(client, "pw06").content.decode()
    assert send(client, "pw05").status_code == 422
    assert send(client, "pw05", violence="yes").status_code == 200
    assert Report.objects.count() == 2 and not WatchItem.objects.exists()


def test_where_children_are_counted_no_name_is_asked(unit: b.Unit) -> None:
    client = phone()
    form = client.get(f"{NEW}pw02/").content.decode()
    assert 'name="name"' not in form and 'name="count"' in form
    assert send(client, "pw02", count="4", q_first="formula").status_code == 200
    assert WatchItem.objects.get().counted


def test_visited_and_contested_from_the_village(unit: b.Unit) -> None:
    item, client = w.recorded(unit), phone()
    path = f"{LIST}{item}/"
    assert client.post(path, {"do": "visit", "words": ""}).status_code == 409
    assert client.post(path, {"do": "visit", "words": "Ada di rumah."}).status_code == 302
    typed = {"do": "contest", "says": "family", "reason": "Sudah sekolah."}
    assert client.post(path, typed).status_code == 302
    assert "memeriksa dan memutuskan" in client.get(path).content.decode()
    assert phone("sari").get(path).status_code == 404
    assert phone("suryadi").get(path).status_code == 404


def test_the_head_sees_numbers_alone(unit: b.Unit) -> None:
    w.recorded(unit, w.BREASTFED)
    item = w.recorded(unit)
    text = phone("suryadi").get("/desa/").content.decode()
    assert "Dipantau di desa" in text and "Tanpa ASI eksklusif" in text
    assert "Putus sekolah" not in text and display_code("P", item) not in text


def test_the_office_lists_opens_by_a_click_and_answers(unit: b.Unit) -> None:
    item, client = w.recorded(unit), signed_in("nurul")
    listing = page(client, "/dinas/pantauan/")
    assert display_code("P", item) in listing and "Rahmat" not in listing
    path = f"/dinas/pantauan/{item}/"
    assert "Rahmat" not in page(client, path)
    opened = client.post(path, {"buka": ["who"]}).content.decode()
    assert "Rahmat Contoh" in opened and "Ingin kembali" not in opened
    both = client.post(path, {"buka": ["who", "what"]}).content.decode()
    assert "Rahmat Contoh" in both and "Ia ingin kembali" in both and "biaya" in both
    typed = {"do": "answer", "answer": "settled", "words": "", "seen": "1"}
    assert client.post(path, typed).status_code == 409
    assert client.post(path, {**typed, "words": "Terdaftar."}).status_code == 302
    assert WatchItem.objects.get().state == "settled"
    assert display_code("P", item) in page(client, "/dinas/pantauan/?lihat=selesai")


def test_it_stands_in_today_with_the_way_to_meet_it(unit: b.Unit) -> None:
    item = w.recorded(unit)
    text = page(signed_in("nurul"), "/dinas/")
    assert "Catat jawaban lembaga" in text and f"/dinas/pantauan/{item}/" in text


def test_numbers_by_village(unit: b.Unit) -> None:
    w.recorded(unit, w.BREASTFED)
    text = page(signed_in("nurul"), "/dinas/pantauan/angka/")
    assert "Tanpa ASI eksklusif" in text and ">4<" in text


def filled(client: Client, path: str) -> dict[str, Any]:
    """A form as the page offers it."""
    found = client.get(path).context
    typed: dict[str, Any] = {}
    for form in (found["form"], *found["asked"]):
        for field in form:
            value = field.value()
            if value is True:
                typed[field.html_name] = "on"
            elif value not in (None, False):
                typed[field.html_name] = str(value)
    return typed


def test_the_unit_sets_a_kind_and_what_was_asked_stays(unit: b.Unit) -> None:
    item, client, path = w.recorded(unit), signed_in("nurul"), "/dinas/pengaturan/pantauan/pw01/"
    typed = filled(client, path)
    assert client.post(path, {**typed, "reason": "Rapat."}).status_code == 409
    changed = {**typed, "reason": "Rapat.", "answer_days": "3", "q5-words_id": "Naik apa?",
               "q5-type": "one", "q5-choices": "jalan / on foot"}  # fmt: skip
    assert client.post(path, changed).status_code == 422
    changed["q5-choices"] += "\nmotor / motorbike"
    assert client.post(path, changed).status_code == 302
    kind = current("PW01", unit.at.date()).kind
    assert (kind.answer_days, len(kind.questions)) == (3, 5)
    assert [one.code for one in kind.questions[0].choices] == ["never", "left", "ended"]
    assert "Naik apa?" in phone().get(f"{NEW}pw01/").content.decode()
    assert "Naik apa?" not in page(signed_in("ratna"), f"/dinas/pantauan/{item}/")
    history = page(client, "/dinas/pengaturan/riwayat/")
    assert "Putus sekolah" in history and "Rapat." in history


def test_harassment_stays_a_report_whatever_is_set(unit: b.Unit) -> None:
    client, path = signed_in("nurul"), "/dinas/pengaturan/pantauan/pw06/"
    typed = {**filled(client, path), "becomes": "never", "reason": "Coba."}
    answer = client.post(path, typed)
    assert answer.status_code == 409 and "selalu menjadi laporan" in answer.content.decode()


def _many(unit: b.Unit, count: int) -> list[UUID]:
    items = [w.recorded(unit) for _ in range(count)]
    again = unit.at.date() + timedelta(days=9)
    for item in items:
        office.write_answer(
            item_id=item, answer=Answer.HELPING, words="a", again=again, by=unit.nurul, at=unit.at
        )
        righting.visit(item_id=item, words="b", by=unit.nur, at=unit.at)
    return items


def _asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return b.beside_the_log(captured.captured_queries)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("nur", LIST),
        ("nur", "/desa/"),
        ("suryadi", "/desa/angka/"),
        ("nurul", "/dinas/pantauan/"),
        ("nurul", "/dinas/pantauan/angka/"),
        ("nurul", "/dinas/pengaturan/pantauan/"),
    ],
)
def test_pages_ask_as_much_for_three_as_for_one(unit: b.Unit, who: str, path: str) -> None:
    client = phone(who) if path.startswith("/desa/") else signed_in(who)
    _many(unit, 1)
    one = _asked(client, path)
    _many(unit, 2)
    assert _asked(client, path) == one
