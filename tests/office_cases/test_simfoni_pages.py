"""The room of SIMFONI, the sheet of a case, its print, and the month: who sees what."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.audit.queries import entries, size
from pabolo.ground.policy import actions as policy
from pabolo.ground.policy.queries import forget_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, simfoni
from pabolo.programme.cases.models import Case
from pabolo.record.figures.models import SimfoniShown
from pabolo.rules.actors import SYSTEM
from pabolo.rules.simfoni_recap import Cut
from tests import builders as build
from tests.cases.test_simfoni import THIN

type Desk = Callable[[str], Client]
NAME, ROOM = "Anak Sepuluh Tahun", "/dinas/simfoni/"
MONTH = "2026-11"


def sheet_of(case_id: UUID) -> str:
    return reverse("office:simfoni_case", args=[case_id])


def seen(case_id: UUID) -> str:
    return str(Case.objects.get(pk=case_id).version)


def text(client: Client, address: str, status: int = 200, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def post(client: Client, address: str, status: int = 200, **typed: object) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[-3000:])
    return answer.content.decode()


def record(unit: build.Unit, case_id: UUID, number: str) -> None:
    simfoni.record_simfoni(case_id=case_id, number=number, by=unit.yusuf, at=unit.at)


def give(unit: build.Unit, case_id: UUID) -> None:
    line = e.ServiceGiven(at=unit.at, by=unit.dedi.id.hex, service="L3", on="2026-11-02")
    care.give_service(case_id=case_id, service=line, by=unit.dedi, at=unit.at)


# --- the room ---


def test_the_room_tells_what_simfoni_has_and_what_is_in_the_way(
    unit: build.Unit, desk: Desk
) -> None:
    ready, thin, changed = build.assigned(unit), build.assigned(unit, THIN), build.assessed(unit)
    record(unit, changed, "CONTOH-9")
    give(unit, changed)
    page = text(desk("yusuf"), ROOM)
    assert page.index(sheet_of(changed)) < page.index(sheet_of(ready))
    assert "Berubah di sini: Layanan yang diterima" in page
    assert "Kurang: Bentuk kekerasan" in page and "Tidak ada: siap dientri" in page
    assert NAME not in page
    assert sheet_of(ready) not in text(desk("yusuf"), ROOM, lihat="berbeda")
    assert sheet_of(thin) in text(desk("yusuf"), ROOM, lihat="tidak-ada")
    record(unit, changed, "CONTOH-9")
    assert "CONTOH-9" in text(desk("yusuf"), ROOM, lihat="sudah")


def test_the_room_asks_the_same_for_one_and_for_three(unit: build.Unit, desk: Desk) -> None:
    counts = []
    for _n in range(2):
        build.assigned(unit)
        client = desk("yusuf")
        client.get(ROOM)
        with CaptureQueriesContext(connection) as found:
            client.get(ROOM)
        # The log's own tree grows by one node or by several; that is not the list's doing.
        counts.append(sum("audit_node" not in one["sql"] for one in found))
        build.assigned(unit)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("who", "room", "recap"),
    [("yusuf", 200, 200), ("ratna", 200, 200), ("dedi", 200, 404), ("siti", 404, 404)],
)
def test_who_enters(unit: build.Unit, desk: Desk, who: str, room: int, recap: int) -> None:
    client = desk(who)
    refused = {403, 404}
    assert client.get(ROOM).status_code in ({room} if room == 200 else refused)
    assert client.get(f"{ROOM}rekap/").status_code in ({recap} if recap == 200 else refused)


def test_out_of_scope_is_not_there(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    for client in (desk("maria"), desk("joko")):
        theirs = client.get(sheet_of(case_id))
        nobodys = client.get(sheet_of(uuid4()))
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.content == nobodys.content
        assert client.post(sheet_of(case_id), {"number": "A-1"}).status_code == 404
        assert client.post(sheet_of(case_id) + "cetak/").status_code == 404
    assert sheet_of(case_id) not in text(desk("maria"), ROOM)


# --- the sheet ---


def test_the_sheet_opens_shut_and_each_side_by_one_click(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    yusuf = desk("yusuf")
    before = size()
    shut = text(yusuf, sheet_of(case_id))
    assert size() == before + 1 and entries(limit=1)[0].verb == "case.simfoni_read"
    assert NAME not in shut and 'value="Fisik"' in shut and "readonly" in shut
    opened = post(yusuf, sheet_of(case_id), buka="identity")
    assert f'value="{NAME}"' in opened
    assert "identity" in entries(limit=1)[0].facets
    assert "Cerita singkat" not in opened


def test_the_data_officer_cannot_open_the_story_and_the_worker_can(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = build.assigned(unit)
    assert desk("yusuf").post(sheet_of(case_id), {"buka": "narrative"}).status_code in (403, 409)
    assert "Cerita singkat" in post(desk("dedi"), sheet_of(case_id), buka="narrative")


def test_a_number_is_refused_while_something_is_missing_then_kept(
    unit: build.Unit, desk: Desk
) -> None:
    thin, case_id, yusuf = build.assigned(unit, THIN), build.assigned(unit), desk("yusuf")
    page = post(yusuf, sheet_of(thin), 409, number="CONTOH-1", seen=seen(thin))
    assert "Ada isian yang kurang" in page and 'value="CONTOH-1"' in page
    page = post(yusuf, sheet_of(case_id), 409, number="no 7!", seen=seen(case_id))
    assert "no 7!" in page
    post(yusuf, sheet_of(case_id), 302, number="CONTOH-1", seen=seen(case_id))
    assert "CONTOH-1" in text(yusuf, sheet_of(case_id))
    other = build.assigned(unit)
    page = post(yusuf, sheet_of(other), 409, number="CONTOH-1", seen=seen(other))
    assert "kejadian lain" in page
    post(yusuf, sheet_of(other), 302, number="CONTOH-1", seen=seen(other), same_there="on")


def test_a_supervisor_looks_and_records_nothing(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    page = text(desk("ratna"), sheet_of(case_id))
    assert 'name="number"' not in page
    answer = desk("ratna").post(sheet_of(case_id), {"number": "A-1", "seen": seen(case_id)})
    assert answer.status_code == 403


def test_words_are_chosen_together_and_kept(unit: build.Unit, desk: Desk) -> None:
    case_id, yusuf = build.assigned(unit), desk("yusuf")
    page = text(yusuf, sheet_of(case_id))
    assert 'name="reporter.kind"' in page
    post(yusuf, sheet_of(case_id), 302, do="choose", seen=seen(case_id),
         **{"reporter.kind": "Tetangga"})  # fmt: skip
    page = text(yusuf, sheet_of(case_id))
    assert 'value="Tetangga"' in page and "Dipilih oleh petugas" in page
    wrong = {"do": "choose", "seen": seen(case_id), "reporter.kind": "Siapa pun"}
    assert yusuf.post(sheet_of(case_id), wrong).status_code == 422


def test_differences_are_told_field_by_field(unit: build.Unit, desk: Desk) -> None:
    case_id, yusuf = build.assessed(unit), desk("yusuf")
    record(unit, case_id, "CONTOH-4")
    assert "Berubah di sini" not in text(yusuf, sheet_of(case_id))
    give(unit, case_id)
    page = text(yusuf, sheet_of(case_id))
    assert "Berubah di sini sejak dientri: Layanan yang diterima" in page
    assert "Di SIMFONI sampai kini: kosong" in page
    post(yusuf, sheet_of(case_id), 302, number="CONTOH-4", seen=seen(case_id))
    assert "Berubah di sini" not in text(yusuf, sheet_of(case_id))


def test_the_print_is_an_entry_of_its_own(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    page = post(desk("yusuf"), sheet_of(case_id) + "cetak/", buka="identity")
    assert NAME in page and "Rahasia" in page and "Fisik" in page
    assert entries(limit=1)[0].verb == "case.simfoni_print"
    shut = post(desk("yusuf"), sheet_of(case_id) + "cetak/")
    assert NAME not in shut


def test_the_case_leads_to_its_sheet(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    page = text(desk("dedi"), reverse("office:case", args=[case_id]))
    assert sheet_of(case_id) in page and "Lembar SIMFONI" in page


def test_a_word_of_the_unit_is_used_from_then_on(unit: build.Unit, desk: Desk) -> None:
    policy.load_codes(by=SYSTEM, at=unit.at)
    case_id = build.assigned(unit)
    word = {"do": "word", "word-code": "WEB", "word-word": "Media daring"}
    post(desk("yusuf"), "/dinas/pengaturan/daftar-kode/channel/", 302, **word)
    try:
        assert 'value="Media daring"' in text(desk("yusuf"), sheet_of(case_id))
    finally:
        forget_codes()


# --- the month ---


def test_the_month_counts_and_each_count_opens_its_cases(unit: build.Unit, desk: Desk) -> None:
    case_id, yusuf = build.assigned(unit), desk("yusuf")
    page = text(yusuf, f"{ROOM}rekap/", bulan=MONTH)
    assert "Rekap SIMFONI November 2026" in page and "Untuk kerja di dalam kantor" in page
    cell = {"bulan": MONTH, "apa": "form", "nilai": "FIS"}
    assert f"{ROOM}rekap/daftar/?bulan=2026-11&amp;apa=form&amp;nilai=FIS" in page
    behind = text(yusuf, f"{ROOM}rekap/daftar/", **cell)
    assert sheet_of(case_id) in behind and NAME not in behind
    empty = text(yusuf, f"{ROOM}rekap/daftar/", **{**cell, "bulan": "2026-10"})
    assert sheet_of(case_id) not in empty
    for wrong in ({"bulan": "2031-01"}, {"apa": "name"}, {"nilai": "XX"}):
        assert yusuf.get(f"{ROOM}rekap/daftar/", {**cell, **wrong}).status_code == 404
    assert yusuf.get(f"{ROOM}rekap/", {"bulan": "kemarin"}).status_code == 404


def test_what_simfoni_shows_is_noted_with_its_source_and_parts_are_told(
    unit: build.Unit, desk: Desk
) -> None:
    build.assigned(unit)
    yusuf, address = desk("yusuf"), f"{ROOM}rekap/?bulan={MONTH}"
    noted = {"n-form-FIS": "3", "n-sex-P": "1", "seen_on": "2026-11-02"}
    page = post(yusuf, address, 422, **noted, source="")
    assert 'value="3"' in page
    post(yusuf, address, 409, **{**noted, "seen_on": "2026-12-01"}, source="Rekap Kabupaten")
    post(yusuf, address, 302, **noted, source="Rekap Kabupaten")
    page = text(yusuf, f"{ROOM}rekap/", bulan=MONTH)
    assert "1 di sini, 3 di SIMFONI" in page and "Rekap Kabupaten" in page
    post(yusuf, address, 302, **{**noted, "n-form-FIS": "1"}, source="Rekap Kabupaten")
    assert "Semua angka yang dicatat" in text(yusuf, f"{ROOM}rekap/", bulan=MONTH)
    rows = SimfoniShown.objects.filter(cut=Cut.FORM, value="FIS").order_by("version")
    assert [(row.version, row.count) for row in rows] == [(1, 3), (2, 1)]
    assert SimfoniShown.objects.filter(cut=Cut.SEX).count() == 1


def test_a_supervisor_sees_the_month_and_notes_nothing(unit: build.Unit, desk: Desk) -> None:
    build.assigned(unit)
    page = text(desk("ratna"), f"{ROOM}rekap/", bulan=MONTH)
    assert 'name="n-form-FIS"' not in page
    noted = {"n-form-FIS": "3", "seen_on": "2026-11-02", "source": "Rekap"}
    assert desk("ratna").post(f"{ROOM}rekap/?bulan={MONTH}", noted).status_code in (403, 409)
    assert not SimfoniShown.objects.exists()
