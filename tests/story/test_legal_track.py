"""From the investigation to the request for restitution, by keyboard alone. Out of order without
why, a child alone before the court and a picture instead of an address are refused on the way."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now, today
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import team
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAGE, DATE = "Catat tahap hukum", "Rencanakan janji dengan polisi atau pengadilan"
ASK, CONTENT = "Mohonkan restitusi atau perlindungan", "Minta konten dihapus"
WHY = "Kami baru diberi tahu saat sidang dimulai."


def stages(lestari: Typist, room: str) -> None:
    """A stage in its order; one out of it is refused until it is said why."""
    lestari.go(room)
    lestari.heading("Jalur hukum")
    lestari.sees("Belum ada tahap yang dicatat.", "Belum dibicarakan")
    lestari.follow(STAGE)
    lestari.pick("Tahap apa?", "Penyidikan")
    lestari.fill("Di instansi mana?", "Polres, Unit PPA")
    lestari.save(STAGE)
    lestari.sees("Proses hukum sedang berjalan.", "Tahap terakhir: Penyidikan.")
    lestari.follow(STAGE)
    lestari.pick("Tahap apa?", "Sidang")
    lestari.press(STAGE)
    lestari.sees("Tahap ini tidak lazim sesudah tahap sebelumnya.")
    lestari.fill("Di luar urutan biasa: mengapa?", WHY)
    lestari.save(STAGE)
    lestari.sees("Tahap terakhir: Sidang.", WHY)


def hearing(lestari: Typist, room: str) -> None:
    """No child goes alone; what it needs is noted, and it is prepared."""
    lestari.go(room)
    lestari.follow("Rencanakan janji")
    lestari.heading(DATE)
    lestari.pick("Janji apa?", "Sidang")
    lestari.fill("Pada hari apa?", (today() + timedelta(days=9)).isoformat())
    lestari.fill("Mulai pukul berapa? (WIB)", "09.00")
    lestari.fill("Di mana?", "Pengadilan negeri, ruang sidang anak")
    lestari.choose("Apa yang anak butuhkan di sana?", "Sidang tertutup untuk umum")
    lestari.choose("Apa yang anak butuhkan di sana?", "Orang yang dipercaya anak")
    lestari.press(DATE)
    lestari.sees("Anak tidak pernah pergi sendiri ke polisi atau pengadilan.")
    lestari.pick("Rekan mana yang mendampingi?", "Lestari")
    lestari.save(DATE)
    lestari.sees("Sidang tertutup untuk umum", "Siapkan anak")
    lestari.follow("Catat persiapan anak")
    lestari.fill("Apa yang dijelaskan kepada anak, dan bagaimana?", "Ruang sidang digambar.")
    lestari.save("Catat persiapan anak")
    lestari.sees("Anak sudah disiapkan", "Ruang sidang digambar.")


def restitution(dedi: Typist, room: str) -> None:
    """The case worker is told that it is due, and asks for it before the demand."""
    dedi.sees("Sidang sudah dimulai: restitusi perlu dimohon sebelum tuntutan dibacakan.")
    dedi.go(room)
    dedi.follow("Mohonkan : Restitusi")
    dedi.pick("Melalui siapa?", "Kejaksaan")
    dedi.fill("Restitusi: berapa yang dimohon, dalam rupiah?", "40000000")
    dedi.save(ASK)
    dedi.sees("Dimohon", "Rp40.000.000", "Kejaksaan")


def content(dedi: Typist, room: str) -> None:
    """The picture itself is refused; where it was seen is kept, and asked after again."""
    dedi.go(room)
    dedi.follow(CONTENT)
    dedi.fill("Di platform atau situs mana?", "Situs contoh")
    dedi.pick("Konten apa?", "Foto atau gambar")
    dedi.fill("Alamat halaman", "https://cdn.contoh.id/foto-anak.jpg")
    dedi.press(CONTENT)
    dedi.sees("Foto atau videonya sendiri tidak boleh disimpan di sini")
    dedi.fill("Alamat halaman", "https://contoh.id/akun/unggahan-12")
    dedi.save(CONTENT)
    dedi.sees("https://contoh.id/akun/unggahan-12", "Terkirim, belum dijawab")
    dedi.follow("Catat keadaan permintaan")
    dedi.pick("Bagaimana keadaannya?", "Sudah dihapus")
    dedi.save("Catat keadaan permintaan")
    dedi.sees("Sudah dihapus")


def paper(lestari: Typist, room: str) -> None:
    """What leaves the screen holds the history, and not the address."""
    lestari.go(room)
    lestari.press("Cetak riwayat hukum")
    lestari.heading("Riwayat hukum")
    lestari.sees("Penyidikan", "Sidang tertutup untuk umum", "Rp40.000.000", "Situs contoh")
    lestari.sees_no("https://contoh.id/akun/unggahan-12")


def test_the_legal_track_of_a_case(browser: Browser, live_server: LiveServer) -> None:
    unit = build.staffed_unit(now() - timedelta(days=1))
    load_codes(by=SYSTEM, at=unit.at)
    case_id = build.assigned(unit)
    team.add_specialist(case_id=case_id, person_id=unit.lestari.id, by=unit.ratna, at=unit.at)
    room = f"/dinas/kasus/{case_id}/jalur-hukum/"
    with Typist(browser, live_server, WIDE, who="lestari") as lestari:
        stages(lestari, room)
        hearing(lestari, room)
        with Typist(browser, live_server, WIDE, who="dedi") as dedi:
            restitution(dedi, room)
            content(dedi, room)
        paper(lestari, room)
    with Typist(browser, live_server, WIDE, who="siti") as siti:
        siti.go(room)
        siti.sees_no("Tahap terakhir")
