"""What the unit decides: dated, with a reason, by those whose it is; nothing is overwritten."""

from datetime import date

from django.urls import reverse

from pabolo.ground.policy.actions import load_codes
from pabolo.ground.policy.models import Code, LocalDay, Setting
from pabolo.ground.policy.queries import holidays_between, label, number
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

KEY = "network.active_window_days"
SETTING = f"/dinas/pengaturan/atur/{KEY}/"
REASON = "Keputusan kepala dinas nomor 12 tahun 2026."


def decided(value: str = "90", day: str = "2026-11-03", reason: str = REASON) -> dict[str, str]:
    return {"value": value, "valid_from": day, "reason": reason}


def test_a_setting_is_decided_from_a_day_on_and_keeps_its_history(unit: build.Unit) -> None:
    client = signed_in("ratna")
    assert client.post(SETTING, decided()).status_code == 302
    assert (number(KEY, date(2026, 11, 2)), number(KEY, date(2026, 11, 3))) == (60, 90)
    text = page(client, SETTING)
    assert REASON in text and "Ratna Dewi Siregar" in text


def test_a_setting_out_of_range_in_the_past_or_without_a_reason_comes_back(
    unit: build.Unit,
) -> None:
    client = signed_in("ratna")
    for typed, status in (
        (decided("9999"), 409),
        (decided(day="2026-10-01"), 409),
        (decided(reason="ya"), 409),
        (decided("banyak"), 422),
    ):
        answer = client.post(SETTING, typed)
        assert answer.status_code == status
        assert typed["reason"] in answer.content.decode()
    assert not Setting.objects.exists()


def test_each_setting_belongs_to_its_posts(unit: build.Unit) -> None:
    assert signed_in("nurul").post(SETTING, decided()).status_code == 302
    answer = signed_in("rizky").post(SETTING, decided())
    assert answer.status_code == 403 and Setting.objects.count() == 1
    page(signed_in("dedi"), reverse("office:settings"), status=404)
    page(signed_in("ratna"), "/dinas/pengaturan/atur/clock.none/", status=404)


def test_what_a_law_fixes_is_not_among_the_settings(unit: build.Unit) -> None:
    text = page(signed_in("ratna"), reverse("office:settings"))
    assert KEY in text and "police" not in text.replace("phone.police", "")


def test_codes_are_added_and_retired_and_old_records_keep_their_word(unit: build.Unit) -> None:
    load_codes(by=SYSTEM, at=NOW)
    client, address = signed_in("yusuf"), reverse("office:code_list", args=["channel"])
    added = {"add-code": "RADIO", "add-label_id": "Radio desa", "add-label_en": "Village radio"}
    assert client.post(address, {"do": "add"} | added).status_code == 302
    assert client.post(address, {"do": "add"} | added).status_code == 409, "is there already"
    assert client.post(address, {"do": "add"} | added | {"add-code": "a b"}).status_code == 422
    retired = {"do": "retire", "retire-code": "RADIO", "retire-last_day": "2026-11-02"}
    assert client.post(address, retired).status_code == 302
    assert Code.objects.get(code="RADIO").valid_to == NOW.date()
    assert label("channel", "RADIO") == "Radio desa"


def test_others_read_the_lists_and_change_nothing(unit: build.Unit) -> None:
    load_codes(by=SYSTEM, at=NOW)
    address = reverse("office:code_list", args=["violence_form"])
    text = page(signed_in("nurul"), address)
    assert "Penelantaran" in text and "Neglect" in text
    typed = {"do": "add", "add-code": "X", "add-label_id": "x", "add-label_en": "x"}
    assert signed_in("nurul").post(address, typed).status_code in (403, 409)
    page(signed_in("ratna"), reverse("office:code_list", args=["nothing"]), status=404)


def test_a_local_day_off_moves_deadlines_and_is_listed(unit: build.Unit) -> None:
    client, address = signed_in("ratna"), reverse("office:calendar")
    typed = {"day": "2026-11-18", "holiday": "yes", "name": "Hari jadi kabupaten"}
    assert client.post(address, typed).status_code == 302
    day = date(2026, 11, 18)
    assert day in holidays_between(day, day)
    assert "Hari jadi kabupaten" in page(client, address + "?tahun=2026")
    assert client.post(address, typed | {"day": "2026-01-02"}).status_code == 409
    assert LocalDay.objects.count() == 1
    page(client, address + "?tahun=abcd")
