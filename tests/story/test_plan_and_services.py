"""From a plan with the child to the month's costs, by keyboard: mediation is refused on the way."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now, today
from pabolo.ground.policy.actions import load_codes
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GOAL = "Saya mau tidur tanpa takut."
WHY_NOT = "Kekerasan seksual tidak boleh diselesaikan di luar pengadilan"
COUNSEL = "Konseling psikologis"


def planned_by(dedi: Typist, address: str) -> None:
    """The wrong service is refused with why; the right one is planned and put forward."""
    dedi.go(f"{address}rencana-layanan/")
    dedi.sees(WHY_NOT, "Pendampingan sidang", "Belum ada rencana yang berlaku.")
    dedi.follow("Tambah butir rencana")
    dedi.heading("Tambah butir rencana")
    dedi.fill("Bila tujuan baru: keadaan apa yang diharapkan bagi anak?", GOAL)
    dedi.pick("Layanan apa?", "Mediasi hak asuh: tidak terbuka di kasus ini")
    dedi.fill("Atau siapa lagi yang memberikannya?", "Psikolog UPTD")
    dedi.fill("Sampai kapan?", (today() + timedelta(days=14)).isoformat())
    dedi.press("Tambah butir rencana")
    dedi.sees("Ada yang perlu diperiksa", WHY_NOT)
    dedi.pick("Layanan apa?", COUNSEL)
    dedi.save("Tambah butir rencana")
    dedi.heading("Rencana dan layanan")
    dedi.sees(GOAL, COUNSEL, "Belum disetujui")
    dedi.follow("Ajukan rencana")
    dedi.fill("Apa kata anak tentang rencana ini", "Saya mau, asal ibu ikut.")
    dedi.tick("Anak setuju dengan rencana")
    dedi.save("Ajukan rencana")
    dedi.sees("Rencana sedang menunggu kepala unit.")


def approved_by(ratna: Typist, address: str) -> None:
    """The supervisor reads what is asked for, with the child's words, and approves."""
    ratna.go(f"{address}rencana-layanan/")
    ratna.follow("Setujui rencana")
    ratna.sees(COUNSEL, "Saya mau, asal ibu ikut.")
    ratna.press("Setujui rencana")
    ratna.go(f"{address}rencana-layanan/")
    ratna.sees("Versi 1 berlaku.", "0 dari 1 layanan diberikan.")


def given_by(dedi: Typist, address: str) -> None:
    """The service is logged with its cost, without a name in the evidence."""
    dedi.go(f"{address}rencana-layanan/")
    dedi.follow(f"Catat : {COUNSEL}")
    dedi.heading("Catat layanan")
    dedi.fill("Apa hasilnya, dalam satu kalimat?", "Anak bercerita tentang sekolah.")
    dedi.pick("Di mana?", "Kunjungan rumah")
    dedi.pick("Pos anggaran", "Pendampingan dan penjangkauan")
    dedi.fill("Biaya dalam rupiah", "175000")
    dedi.fill("Nomor bukti", "kuitansi ibu anak")
    dedi.press("Catat layanan")
    dedi.sees("Tulis nomor bukti")
    dedi.fill("Nomor bukti", "KW-21/2026")
    dedi.save("Catat layanan")
    dedi.go(f"{address}rencana-layanan/")
    dedi.sees("1 dari 1 layanan diberikan.", "Rp175.000", "KW-21/2026")


def test_a_plan_from_the_childs_words_to_the_months_costs(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = build.staffed_unit(now() - timedelta(days=2))
    load_codes(by=SYSTEM, at=unit.at)
    address = f"/dinas/kasus/{build.assessed(unit, build.SEXUAL, sexual=True)}/"
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        planned_by(dedi, address)
        with Typist(browser, live_server, WIDE, who="ratna") as ratna:
            approved_by(ratna, address)
        given_by(dedi, address)
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        ratna.go("/dinas/angka/")
        ratna.follow("Biaya layanan")
        ratna.heading("Biaya layanan")
        ratna.sees("Rp175.000", "KW-21/2026", COUNSEL)
        ratna.sees_no(GOAL)
        ratna.follow("K-")
        ratna.heading("Rencana dan layanan")
