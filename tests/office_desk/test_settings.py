"""What the unit decides: dated, with a reason, by those whose it is; nothing is overwritten."""

from datetime import date
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.agencies.models import Agency
from pabolo.ground.policy.actions import load_codes
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.labels import SETTING as NAMES
from pabolo.ground.policy.models import Code, LocalDay, Setting
from pabolo.ground.policy.queries import codes, holidays_between, label, number
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


def test_every_setting_stands_on_the_front_page_with_its_owner(unit: build.Unit) -> None:
    text = page(signed_in("ratna"), reverse("office:settings"))
    for key in DEFAULTS:
        assert reverse("office:setting", args=[key]) in text, key
    assert "4 isi masih rekaan" in text and "31 Desember 2027" in text


def test_a_key_that_nobody_placed_stands_with_the_rest(unit: build.Unit) -> None:
    new = {"retention.of_tomorrow": DEFAULTS["load.high"], "tomorrow.new": DEFAULTS["load.high"]}
    with patch.dict(DEFAULTS, new), patch.dict(NAMES, dict.fromkeys(new, "Besok")):
        text = page(signed_in("ratna"), reverse("office:settings"))
    for key in new:
        assert reverse("office:setting", args=[key]) in text


def test_a_setting_is_found_by_its_words_and_so_is_a_code(unit: build.Unit) -> None:
    load_codes(by=SYSTEM, at=NOW)
    client, address = signed_in("ratna"), reverse("office:settings")
    text = page(client, f"{address}?cari=Rujukan+dijawab")
    assert reverse("office:setting", args=["clock.referral_reply_working_days"]) in text
    assert reverse("office:setting", args=["phone.unit"]) not in text
    assert "Status rujukan: DITOLAK" in page(client, f"{address}?cari=ditolak")
    assert "Tidak ada yang memuat" in page(client, f"{address}?cari=qqqq")
    assert 'value="&lt;b&gt;"' in page(client, f"{address}?cari=%3Cb%3E")


def test_search_leads_only_where_one_may_go(unit: build.Unit) -> None:
    address = reverse("office:settings") + "?cari=surat+rujukan"
    letter = reverse("office:template", args=["rujukan"])
    assert letter in page(signed_in("ratna"), address)
    assert letter not in page(signed_in("rizky"), address)


def test_a_decision_is_taken_back_before_its_day_and_the_form_comes_back_filled(
    unit: build.Unit,
) -> None:
    client = signed_in("ratna")
    assert client.post(SETTING, decided(day="2026-12-24")).status_code == 302
    pk = Setting.objects.get().pk
    text = page(client, SETTING)
    assert "akan berlaku" in text and "Ditetapkan untuk hari nanti" in text
    assert "mulai 24 Desember 2026" in page(client, reverse("office:settings"))
    back = {"do": "back", "decision": str(pk), f"back{pk}-reason": "ya"}
    answer = client.post(SETTING, back)
    assert answer.status_code == 409 and f"back{pk}-reason" in answer.content.decode()
    back[f"back{pk}-reason"] = "Rapat menundanya."
    assert signed_in("rizky").post(SETTING, back).status_code == 403
    assert client.post(SETTING, back).status_code == 302
    assert client.post(SETTING, back).status_code == 409
    assert client.post(SETTING, back | {"decision": "x"}).status_code in (409, 422)
    assert "Rapat menundanya." in page(client, SETTING)
    assert number(KEY, date(2026, 12, 24)) == 60


def test_the_head_of_a_small_unit_keeps_lists_and_calendar_too(unit: build.Unit) -> None:
    load_codes(by=SYSTEM, at=NOW)
    client, address = signed_in("farida"), reverse("office:code_list", args=["channel"])
    added = {"do": "add", "add-code": "RADIO", "add-label_id": "R", "add-label_en": "R"}
    assert client.post(address, added).status_code == 302
    day = {"day": "2026-11-18", "holiday": "yes", "name": "Hari jadi"}
    assert client.post(reverse("office:calendar"), day).status_code == 302


def test_an_own_code_is_corrected_moved_and_used_again(unit: build.Unit) -> None:
    load_codes(by=SYSTEM, at=NOW)
    client, address = signed_in("yusuf"), reverse("office:code_list", args=["channel"])
    for code in ("AAA", "BBB"):
        added = {"do": "add", "add-code": code, "add-label_id": code, "add-label_en": code}
        assert client.post(address, added).status_code == 302
    one = reverse("office:code", args=["channel", "AAA"])
    typed = {"label_id": "Radio", "label_en": "Radio", "reason": "Salah ketik."}
    assert client.post(one, typed).status_code == 302
    assert client.post(one, typed).status_code == 409, "nothing is changed"
    assert "Salah ketik." in page(client, one)
    shipped = reverse("office:code", args=["channel", "WA"])
    assert client.post(shipped, typed).status_code == 409 and "bawaan" in page(client, shipped)
    step = reverse("office:code_step", args=["channel", "BBB"])
    assert client.post(step, {"do": "up"}).status_code == 302
    assert [row.code for row in codes("channel")][-2:] == ["BBB", "AAA"]
    assert client.post(step, {"do": "up"}).status_code == 409
    retired = {"do": "retire", "retire-code": "BBB", "retire-last_day": "2026-11-02"}
    assert client.post(address, retired).status_code == 302
    assert client.post(step, {"do": "reopen"}).status_code == 302
    assert signed_in("nurul").post(step, {"do": "down"}).status_code == 403
    assert client.post(step, {"do": "dance"}).status_code == 404


HEADER = "code,label_id,label_en,simfoni_label,valid_to\n"


def test_a_table_of_codes_goes_out_comes_back_and_is_refused_with_the_place(
    unit: build.Unit,
) -> None:
    load_codes(by=SYSTEM, at=NOW)
    client = signed_in("yusuf")
    sheet = client.get(reverse("office:codes_csv", args=["channel"])).content.decode("utf-8-sig")
    address = reverse("office:codes_import", args=["channel"])
    answer = client.post(address, {"table": sheet})
    assert answer.status_code == 200 and "Tetap: 17" in answer.content.decode()
    wrong = sheet.replace("Telepon", "Telpon") + "a b,Baru,New,,\n"
    answer = client.post(address, {"table": wrong, "do": "take"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Baris 3, kolom label_id" in text and "kolom code" in text and "Telpon" in text
    good = HEADER + "RADIO,Radio,Radio,=1+1,\n"
    looked = client.post(address, {"table": good, "reason": "Surat edaran 3/2026."})
    assert "Surat edaran 3/2026." in looked.content.decode()
    assert not Code.objects.filter(code="RADIO").exists()
    taken = {"table": good, "reason": "Surat edaran 3/2026.", "do": "take"}
    assert client.post(address, taken).status_code == 302
    out = client.get(reverse("office:codes_csv", args=["channel"])).content.decode("utf-8-sig")
    assert "'=1+1" in out, "no cell is run as a formula"
    again = client.post(address, {"table": out}).content.decode()
    assert "Berubah: 0. Tetap: 18" in again, "what went out comes back as it was"
    refused = client.post(address, {"table": out, "do": "take"})
    assert refused.status_code == 409 and "Tetap: 18" in refused.content.decode(), "still looked at"
    page(signed_in("nurul"), address, status=404)
    too_long = {"table": HEADER + "X,Y,Z,,\n" * 40_000, "do": "take"}
    assert client.post(address, too_long).status_code == 422, "never a part of a table"


def test_a_local_day_is_taken_back_and_a_decree_is_taken_in(unit: build.Unit) -> None:
    client, address = signed_in("yusuf"), reverse("office:calendar")
    day = {"day": "2026-11-18", "holiday": "yes", "name": "Hari jadi kabupaten"}
    assert client.post(address, day).status_code == 302
    gone = {"do": "withdraw", "declared": str(LocalDay.objects.get().pk)}
    assert signed_in("nurul").post(address, gone).status_code == 403
    assert client.post(address, gone).status_code == 302
    assert client.post(address, gone).status_code == 409
    assert "ditarik kembali" in page(client, address)
    table = "day,kind,name\n" + "".join(f"2028-{n:02}-05,national,H\n" for n in range(1, 12))
    put = reverse("office:calendar_import")
    answer = client.post(put, {"table": table.replace("2028-03-05", "2028-3-5"), "do": "take"})
    assert answer.status_code == 422 and "Baris 4, kolom day" in answer.content.decode()
    assert client.post(put, {"table": table, "do": "take"}).status_code == 409, "no source"
    taken = {"table": table, "do": "take", "source": "SKB 1/2027"}
    assert client.post(put, taken).status_code == 302
    text = page(client, address + "?tahun=2028")
    assert "SKB 1/2027" in text and "31 Desember 2028" in text
    assert "perhitungan" in page(client, address + "?tahun=2016")


def test_the_data_officer_is_warned_before_the_calendar_ends(unit: build.Unit) -> None:
    client, today = signed_in("yusuf"), reverse("office:today")
    assert "Kalender nasional hanya" not in page(client, today)
    when = NOW.replace(year=2027, month=11, day=20)
    with time_machine.travel(when, tick=False):
        client = signed_in("yusuf")
        for address in (today, reverse("office:settings"), reverse("office:calendar")):
            assert "Kalender nasional hanya diketahui sampai 31 Desember 2027" in page(
                client, address
            )
        assert "Kalender nasional hanya" not in page(signed_in("dedi"), today)
        signed_in("ratna").post(
            reverse("office:setting", args=["calendar.warn_days"]), decided("30", "2027-11-20")
        )
        assert "Kalender nasional hanya" not in page(client, today)


def test_everything_that_was_set_is_one_history(unit: build.Unit) -> None:
    load_codes(by=SYSTEM, at=NOW)
    load_directory(by=SYSTEM, at=NOW)
    ratna, yusuf = signed_in("ratna"), signed_in("yusuf")
    ratna.post(SETTING, decided(reason="=cmd rapat 12"))
    yusuf.post(
        reverse("office:code_list", args=["channel"]),
        {"do": "add", "add-code": "RADIO", "add-label_id": "Radio", "add-label_en": "Radio"},
    )
    agency = Agency.objects.order_by("name")[0]
    verify = {"do": "verify", "verify-contact": "0624-21111", "verify-hours": "24 jam"}
    assert ratna.post(reverse("office:agency", args=[agency.pk]), verify).status_code == 302
    address = reverse("office:settings_history")
    text = page(ratna, address)
    for said in ("60 hari → 90 hari", "RADIO", agency.name, "0624-21111", "4 perubahan"):
        assert said in text
    assert "1 perubahan" in page(ratna, f"{address}?tentang=codes")
    assert "3 perubahan" in page(ratna, f"{address}?oleh={unit.ratna.id.hex}&bulan=2026-11")
    assert "0 perubahan" in page(ratna, f"{address}?bulan=2025-01")
    assert "4 perubahan" in page(ratna, f"{address}?bulan=x&tentang=y")
    sheet = ratna.get(reverse("office:settings_history_csv") + "?tentang=setting")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and "'=cmd rapat 12" in lines[1]
    assert ",'," not in lines[1], "an empty cell is empty"


@pytest.mark.parametrize("route", ["office:settings", "office:settings_history", "office:calendar"])
def test_a_page_asks_as_much_for_three_changes_as_for_one(unit: build.Unit, route: str) -> None:
    load_codes(by=SYSTEM, at=NOW)
    client, counts = signed_in("ratna"), []
    for more in (1, 2):
        for n in range(more):
            client.post(SETTING, decided(str(61 + n)))
            day = {"day": f"2026-12-0{n + 1}", "holiday": "yes", "name": "Libur"}
            client.post(reverse("office:calendar"), day)
        page(client, reverse(route))
        with CaptureQueriesContext(connection) as asked:
            page(client, reverse(route))
        counts.append(len(asked))
    assert counts[0] == counts[1]
