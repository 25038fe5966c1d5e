"""People and posts, at a wide screen and by keyboard alone: an emergency opening with its review, a
hand-over, a leave, a visit, a session. Each is refused once, and then done as it should be."""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from pabolo.ground.lib.ids import display_code
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import team
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Anak Sepuluh Tahun"


def office() -> tuple[build.Unit, UUID]:
    """The staffed unit yesterday, with a case that Dedi works on."""
    unit = build.staffed_unit(now() - timedelta(days=1))
    load_codes(by=SYSTEM, at=unit.at)
    return unit, build.assigned(unit)


def test_an_emergency_opening_with_its_review(browser: Browser, live_server: LiveServer) -> None:
    _unit, case_id = office()
    with Typist(browser, live_server, WIDE, who="joko") as joko:
        joko.go("/dinas/cari/")
        joko.fill("Nama anak", NAME)
        joko.press("Cari")
        joko.sees("Mungkin sudah dikenal")
        joko.press("Buka darurat")
        joko.heading("Buka darurat")
        joko.press("Buka selama satu jam")
        joko.sees("Tulis mengapa ini tidak bisa menunggu.")
        joko.sees_no(NAME)
        joko.fill("Mengapa tidak bisa menunggu?", "Pelaku menuju rumah; Dedi tidak bisa dihubungi.")
        joko.press("Buka selama satu jam")
        joko.sees("Buka darurat: sisa", NAME, "Tempat")
        joko.go(f"/dinas/kasus/{case_id}/")
        joko.heading("tidak")
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        ratna.sees("Seseorang di luar tim membuka identitas anak ini. Tinjau.")
        ratna.go(f"/dinas/kasus/{case_id}/")
        ratna.do("Tinjau buka darurat")
        ratna.choose("Apakah dapat dibenarkan?", "Ya")
        ratna.press("Tinjau buka darurat")
        ratna.fill("Apa tindak lanjutnya?", "Nomor telepon tim ditempel di ruang piket.")
        ratna.save("Tinjau buka darurat")
    with Typist(browser, live_server, WIDE, who="agus") as agus:
        agus.go("/dinas/darurat/daftar/")
        agus.sees("Joko Prasetiawan", "Dapat dibenarkan")
        agus.sees_no(display_code("K", case_id))


def test_a_case_changes_hands(browser: Browser, live_server: LiveServer) -> None:
    _unit, case_id = office()
    room = f"/dinas/kasus/{case_id}/tim/"
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        ratna.go("/dinas/tim/")
        ratna.follow("Dedi Kurnia Harahap")
        ratna.follow("Serah-terimakan kasus")
        ratna.press("Serah-terimakan kasus")
        ratna.sees("Serah-terimakan kasus")
        ratna.pick("Siapa?", "Maria Ulina Sinaga: 0 kasus, bobot 0")
        ratna.fill("Mengapa?", "Dedi pindah tugas.")
        ratna.save("Serah-terimakan kasus")
    with Typist(browser, live_server, WIDE, who="maria") as maria:
        maria.go(room)
        maria.sees("Lembar serah terima belum ditulis.")
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        dedi.go(room)
        dedi.follow("Tulis lembar serah terima")
        dedi.fill(
            "Apa yang harus diketahui penerus Anda?", "Nenek yang mengasuh; jangan menelepon."
        )
        dedi.fill("Kewajiban mana yang terbuka", "Asesmen sampai Jumat.")
        dedi.tick("Keluarga tahu")
        dedi.save("Tulis lembar serah terima")
    with Typist(browser, live_server, WIDE, who="maria") as maria:
        maria.go(room)
        maria.sees("Nenek yang mengasuh")
        maria.follow("Terima kasus ini")
        maria.save("Terima kasus ini")
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        dedi.go(room)
        dedi.heading("tidak")


def test_a_leave_is_covered(browser: Browser, live_server: LiveServer) -> None:
    _unit, case_id = office()
    first = now().date()
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        dedi.go("/dinas/cuti/catat/")
        dedi.fill("Hari pertama cuti", first.isoformat())
        dedi.fill("Hari terakhir cuti", (first + timedelta(days=3)).isoformat())
        dedi.press("Catat cuti ini")
        dedi.sees("Pilih siapa yang menggantikan")
        dedi.pick("Siapa yang menggantikan?", "Maria Ulina Sinaga")
        dedi.press("Catat cuti ini")
        dedi.sees("Cuti tercatat.", "Maria Ulina Sinaga")
    with Typist(browser, live_server, WIDE, who="maria") as maria:
        maria.go(f"/dinas/kasus/{case_id}/tim/")
        maria.sees("Menggantikan")


def test_a_visit_into_danger(browser: Browser, live_server: LiveServer) -> None:
    _unit, case_id = office()
    day = now() + timedelta(days=1)
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        dedi.go(f"/dinas/kasus/{case_id}/rencana-kunjungan/")
        dedi.fill("Pada hari apa?", day.date().isoformat())
        dedi.fill("Jam berapa?", "09.30")
        dedi.fill("Tepatnya di mana?", "Dusun III, rumah biru di tepi sungai.")
        dedi.press("Rencanakan kunjungan")
        dedi.sees("Kunjungan berisiko tinggi tidak dilakukan sendirian. Pilih siapa yang ikut.")
        dedi.pick("Siapa yang ikut?", "Joko Prasetiawan")
        dedi.fill("Sampai jam berapa Anda memberi kabar aman?", "12.00")
        dedi.save("Rencanakan kunjungan")
    with Typist(browser, live_server, WIDE, who="joko") as joko:
        joko.go("/dinas/kunjungan/")
        joko.sees_no("rumah biru")
        joko.press("Saya aman")
        joko.sees("Tercatat: Anda aman.")


def test_a_session_and_what_the_team_sees(browser: Browser, live_server: LiveServer) -> None:
    unit, case_id = office()
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    said = "Anak takut pulang."
    with Typist(browser, live_server, WIDE, who="ayu") as ayu:
        ayu.go(f"/dinas/kasus/{case_id}/sesi/")
        ayu.press("Catat sesi")
        ayu.sees("Tuliskan catatan sesi")
        ayu.fill("Catatan sesi", said)
        ayu.fill("Ringkasan dan saran untuk tim", "Jangan dipertemukan dulu dengan ayah.")
        ayu.save("Catat sesi")
        ayu.sees(said)
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        ratna.go(f"/dinas/kasus/{case_id}/sesi-psikolog/")
        ratna.sees("Ayu Lestarini")
        ratna.sees_no(said)
