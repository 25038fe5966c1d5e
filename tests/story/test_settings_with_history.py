"""What the unit sets, by keyboard: refused, decided for later, taken back, and never forgotten."""

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
WHY = "Kesepakatan dengan mitra, rapat 12."
TABLE = "code,label_id,label_en,simfoni_label,valid_to\nRADIO,Radyo,Radio,,\n"
FAULTY = TABLE + "WA,Pesan,WhatsApp,,\n"


def unfold(who: Typist, words: str) -> None:
    """Open what is folded under these words."""
    fold = who.page.locator("summary").filter(has_text=words).first
    who._reach(fold)
    who.page.keyboard.press("Enter")


def decided_and_taken_back(ratna: Typist) -> None:
    """Found by a word; a number beyond its bounds is refused; decided for later; taken back."""
    ratna.go("/dinas/pengaturan/")
    ratna.sees("4 isi masih rekaan", "Hari libur nasional diketahui sampai 31 Desember 2027.")
    ratna.fill("Cari pengaturan", "rujukan dijawab")
    ratna.press("Cari")
    ratna.follow("Rujukan dijawab")
    ratna.heading("Rujukan dijawab")
    ratna.sees("Kewajiban yang sudah berjalan dan kasus lama tetap memakai waktu pada harinya.")
    later = today() + timedelta(days=30)
    ratna.fill("Nilai baru", "99")
    ratna.fill("Berlaku sejak", later.isoformat())
    ratna.fill("Alasan, dan siapa yang menetapkan", WHY)
    ratna.press("Catat putusan")
    ratna.sees("Ada yang perlu diperiksa", "di luar batas")
    assert ratna.page.get_by_label("Alasan, dan siapa yang menetapkan").input_value() == WHY
    ratna.fill("Nilai baru", "4")
    ratna.press("Catat putusan")
    ratna.sees("Sebelum harinya tiba, keputusan ini dapat ditarik di sini.", "akan berlaku")
    unfold(ratna, "Tarik kembali: 4 hari kerja")
    ratna.fill("Mengapa ditarik?", "Mitra belum siap; ditunda.")
    ratna.press("Tarik keputusan")
    ratna.sees("Keputusan itu tidak pernah berlaku.", "ditarik kembali", WHY, "5 hari kerja")


def a_table_and_a_label(yusuf: Typist) -> None:
    """A table with a fault names the place; mended it goes in; the label is corrected."""
    yusuf.go("/dinas/pengaturan/daftar-kode/channel/")
    yusuf.follow("Masukkan tabel")
    yusuf.fill("Atau tempel tabelnya", FAULTY)
    yusuf.press("Lihat dulu")
    yusuf.sees("Baris 3, kolom label_id", "Label kode bawaan tidak berubah.")
    yusuf.fill("Atau tempel tabelnya", TABLE)
    yusuf.press("Lihat dulu")
    yusuf.sees("Baru: 1. Berubah: 0.", "Radyo")
    yusuf.press("Masukkan")
    yusuf.heading("Kanal laporan")
    yusuf.follow("RADIO")
    yusuf.fill("Sebutan dalam bahasa Indonesia", "Radio komunitas")
    yusuf.fill("Mengapa?", "Salah ketik.")
    yusuf.press("Betulkan")
    yusuf.sees("Yang lama tetap ada di riwayat.", "Radyo → Radio komunitas")


def a_day_off(yusuf: Typist) -> None:
    """Yesterday cannot be declared; a day to come can, and is taken back."""
    yusuf.go("/dinas/pengaturan/hari-libur/")
    yusuf.fill("Hari yang ditetapkan", (today() - timedelta(days=1)).isoformat())
    yusuf.fill("Nama atau alasan", "Hari jadi kabupaten")
    yusuf.press("Nyatakan")
    yusuf.sees("Ada yang perlu diperiksa")
    yusuf.fill("Hari yang ditetapkan", (today() + timedelta(days=3)).isoformat())
    yusuf.press("Nyatakan")
    yusuf.press("Tarik kembali: Hari jadi kabupaten")
    yusuf.sees("Sudah ditarik. Ini tetap ada di riwayat.", "ditarik kembali")


def all_of_it(ratna: Typist) -> None:
    """One page tells everything, by noun and by person."""
    ratna.go("/dinas/pengaturan/riwayat/")
    ratna.sees("6 perubahan.", "ditarik sebelum berlaku", "kode ditambahkan", "ditetapkan libur")
    ratna.pick("Tentang", "Kalender")
    ratna.pick("Oleh", "Yusuf")
    ratna.press("Tampilkan")
    ratna.sees("2 perubahan.", "Hari jadi kabupaten")
    ratna.sees_no("Rujukan dijawab")


def test_settings_are_decided_taken_back_and_told(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = build.staffed_unit(now() - timedelta(days=2))
    load_codes(by=SYSTEM, at=unit.at)
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        decided_and_taken_back(ratna)
        with Typist(browser, live_server, WIDE, who="yusuf") as yusuf:
            a_table_and_a_label(yusuf)
            a_day_off(yusuf)
            yusuf.go("/dinas/pengaturan/atur/clock.referral_reply_working_days/")
            yusuf.sees("Ini ditetapkan oleh: Kepala dinas, Kepala unit.")
        all_of_it(ratna)
