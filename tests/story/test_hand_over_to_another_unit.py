"""A case goes to another unit as a sealed file and is acknowledged; another one comes in.

By keyboard in the office. Files travel outside the browser, as they do between two regencies.
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Download
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.keys.cards import own_card, read_card
from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.models import Case
from pabolo.programme.transfers.models import Transfer
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.transfer.stranger import Stranger, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THERE = "UPTD PPA Kabupaten Labuhanbatu Utara"


def office() -> build.Unit:
    """The staffed unit some days ago, with its directory."""
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    load_directory(by=SYSTEM, at=unit.at)
    return unit


def downloaded(who: Typist, button: str) -> bytes:
    """Reach the button, press Enter, and hold what comes."""
    what = who.page.get_by_role("button", name=button).first
    who._reach(what)
    with who.page.expect_download() as waiting:
        who.page.keyboard.press("Enter")
    got: Download = waiting.value
    return Path(got.path()).read_bytes()


def ask(dedi: Typist, case: str) -> None:
    """The question, refused for want of the article, then asked."""
    dedi.go(case)
    dedi._activate(dedi.page.locator("main nav.jump a").filter(has_text="Pelimpahan"))
    dedi.sees("Kasus ini tetap di sini")
    dedi.follow("Limpahkan ke unit lain")
    dedi.pick("Ke unit mana?", THERE)
    dedi.pick("Mengapa kasus ke sana?", "Anak pindah ke sana")
    dedi.pick("Apa dasarnya?", "Tugas publik")
    dedi.fill("Apa yang pertama perlu diketahui unit lain?", "Keluarga pindah ke rumah nenek.")
    dedi.choose("Tidak diikutkan, walaupun boleh", "Sekolah")
    dedi.press("Limpahkan ke unit lain")
    dedi.sees("Sebutkan pasalnya, atau apa bahayanya")
    dedi.picture("limpahkan-ditolak")
    dedi.fill("Pasal berapa, atau bahaya apa?", "Pasal 20 ayat (2) huruf e UU 27/2022")
    dedi.press("Limpahkan ke unit lain")
    dedi.sees("Menunggu orang kedua", "Yang ikut", "Yang tinggal di sini")
    dedi.picture("pelimpahan-diusulkan")


def test_a_case_is_handed_over_and_acknowledged_by_its_code(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    case_id = build.assessed(unit)
    case, room = f"/dinas/kasus/{case_id}/", f"/dinas/kasus/{case_id}/pelimpahan/"
    with Typist(browser, live_server, 1280, who="dedi") as dedi:
        ask(dedi, case)
        with Typist(browser, live_server, 1280, who="ratna") as ratna:
            ratna.go(room)
            ratna.follow("Setujui pelimpahan")
            ratna.sees("Keluarga pindah ke rumah nenek", "Siapa anaknya")
            ratna.picture("setujui-pelimpahan")
            ratna.press("Setujui pelimpahan")
            ratna.sees("Disegel, belum dikirim")
        dedi.go(room)
        raw = downloaded(dedi, "Ambil berkas")
        dedi.go(room)
        dedi.sees("Anda sudah mengambilnya", "belum ada tanda terima")
        dedi.press("Tampilkan kata sandi")
        words = " ".join(dedi.page.locator("main ol li").all_inner_texts())
        dedi.picture("kata-sandi")
        content = opened(raw, passphrase=words)
        assert content["child"]["name"] == "Anak Sepuluh Tahun"
        dedi.follow("Pelimpahan")
        dedi.follow("Surat pengantar untuk dicetak")
        dedi.sees("Surat pengantar pelimpahan", THERE)
        dedi.sees_no("Anak Sepuluh Tahun")
        dedi.picture("pengantar")
        dedi.go(room)
        dedi.picture("pelimpahan-dikirim")
        dedi.follow("Ketik kode tanda terima")
        dedi.fill("Kode tanda terima", "0" * 17)
        dedi.press("Ketik kode tanda terima")
        dedi.sees("Kode ini bukan untuk pelimpahan ini")
        dedi.fill("Kode tanda terima", content["code"].lower())
        dedi.fill("Nomor kasus di sana", "77/PPA/2026")
        dedi.press("Ketik kode tanda terima")
        dedi.sees(f"{THERE} sudah memegang kasus ini", "77/PPA/2026")
        dedi.picture("pelimpahan-diterima")
        dedi.go(f"{case}usul-tutup/")
        dedi.pick("Mengapa kasus diakhiri?", "Pindah")
        dedi.fill("Dengan singkat", "Anak tinggal di sana sekarang.")
        dedi.press("Usulkan penutupan")
        with Typist(browser, live_server, 1280, who="ratna") as ratna:
            ratna.go(f"{case}tutup/")
            ratna.press("Tutup sebagai orang kedua")
    assert Case.objects.get(pk=case_id).stage == "transferred"


def test_a_file_from_an_unknown_unit_is_compared_and_taken_in(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    office()
    sender, ours = Stranger(), own_card().recipient
    path = tmp_path / "pelimpahan.age"
    path.write_bytes(sender.file(sender.content(ours), ours))
    card = read_card(sender.card)
    assert card is not None
    with Typist(browser, live_server, 1280, who="siti") as siti:
        siti.go("/dinas/pelimpahan/terima/")
        siti.press("Lihat berkas")
        siti.sees("Pilih dahulu berkasnya")
        siti.page.set_input_files("#id_file", path)
        siti.press("Lihat berkas")
        siti.sees("Butet Seberang", "Pengirim ini belum dikenal di sini", "Minta kepala unit")
        siti.picture("terima-belum-dikenal")
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go("/dinas/pelimpahan/terima/")
        ratna.page.set_input_files("#id_file", path)
        ratna.press("Lihat berkas")
        ratna.pick("Unit mana dalam daftar lembaga ini?", THERE)
        ratna.fill("Sidik, seperti yang dibacakan kepada Anda", "0" * 17)
        ratna.fill("Siapa yang membacakannya", "Ibu Tiur, telepon kantor")
        ratna.press("Sudah saya cocokkan")
        ratna.sees("Sidik ini tidak sama")
        ratna.fill("Sidik, seperti yang dibacakan kepada Anda", card.fingerprint)
        ratna.press("Sudah saya cocokkan")
        ratna.sees("Kartu unit ini sekarang tercatat")
        ratna.picture("terima-dikenal")
        ratna.press("Buka laporan dan kasus")
        ratna.sees("Datang dari unit lain", "12/PPA/2026", "Kasus sudah dibuka di sini")
        ratna.picture("diterima")
        raw = downloaded(ratna, "Ambil tanda terima")
        told = opened(raw, with_key=sender.identity)
        assert told["taken"] is True
        case_id = Transfer.objects.get().case_id
        ratna.go(f"/dinas/kasus/{case_id}/pelimpahan/tanda/")
        ratna.sees("Tanda terima")
        ratna.picture("tanda-terima")
        ratna.go("/dinas/pelimpahan/terima/")
        ratna.page.set_input_files("#id_file", path)
        ratna.press("Lihat berkas")
        ratna.sees("Berkas ini sudah pernah diterima")
    assert Case.objects.count() == 1
    assert UUID(int=case_id.int) == case_id
