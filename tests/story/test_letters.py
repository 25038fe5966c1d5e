"""Letters by keyboard alone: the unit's words refused and mended, a letter made and found again."""

import io
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import WIDE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKED = "Satu kursi di kelas VIII, dan guru pendamping."


def copy_of(who: Typist, button: str) -> str:
    """Take a copy; what stands in the PDF that comes down."""
    wanted = who.page.get_by_role("button", name=button).first
    who._reach(wanted)
    with who.page.expect_download() as coming:
        who.page.keyboard.press("Enter")
    pdf = PdfReader(io.BytesIO(coming.value.path().read_bytes()))
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def the_unit_changes_its_words(ratna: Typist) -> None:
    """An unknown placeholder is refused with its place; mended, the words hold."""
    ratna.go("/dinas/pengaturan/")
    ratna.follow("Templat surat")
    ratna.follow("Surat rujukan")
    ratna.fill("Pembuka", "Salam hormat. Kami merujuk {anak}, kode {kode_kasus}.\nLihat {nama}.")
    ratna.fill("Mengapa diubah", "Kesepakatan rapat unit.")
    ratna.press("Catat putusan")
    ratna.sees("Baris 2, kolom 7: {nama} bukan isian dokumen ini")
    assert ratna.page.get_by_label("Mengapa diubah").input_value() == "Kesepakatan rapat unit."
    ratna.fill("Pembuka", "Salam hormat. Kami merujuk {anak}, kode {kode_kasus}.")
    said = copy_of(ratna, "Lihat pada contoh (PDF)")
    assert "Salam hormat. Kami merujuk" in said
    assert "CONTOH" in said
    ratna.press("Catat putusan")
    ratna.sees("Versi 1", "Kesepakatan rapat unit.")


def a_letter_is_made(dedi: Typist, address: str) -> None:
    """What is missing is asked for, what was typed stays; then the number, and two copies."""
    dedi.go(address)
    dedi.follow("Surat dan dokumen")
    dedi.sees("Laporan akhir dibuat setelah kasus berakhir.")
    dedi.follow("Surat rujukan")
    dedi.fill("Hal", "Rujukan: kembali sekolah")
    dedi.fill("Yang kami mohon", ASKED)
    dedi.press("Buat, dengan nomor")
    dedi.sees("Kepada siapa")
    assert dedi.page.get_by_label("Yang kami mohon").input_value() == ASKED
    dedi.fill("Kepada siapa", "Ketua TPPK SMP Contoh")
    dedi.press("Buat, dengan nomor")
    dedi.sees("Dokumen sudah bernomor")
    first = copy_of(dedi, "Cetak sebagai PDF")
    assert "Salam hormat" in first
    assert ASKED in first
    assert "Dicetak oleh Dedi" in first
    dedi.go(dedi.address)
    assert "Salinan ke-2" in copy_of(dedi, "Ambil salinan lagi (PDF)")


def the_register_knows_it(dedi: Visitor, number: str) -> None:
    """Found by its number in the register."""
    dedi.go("/dinas/")
    dedi.follow("Surat")
    dedi.heading("Agenda surat")
    dedi.fill("Nomor surat", number)
    dedi.press("Cari")
    dedi.sees(f"Ditemukan: {number}", "Ketua TPPK SMP Contoh")


def test_the_unit_writes_its_own_letters_and_every_copy_is_accounted_for(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    case_id, _item = build.planned(unit)
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        the_unit_changes_its_words(ratna)
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        a_letter_is_made(dedi, f"/dinas/kasus/{case_id}/")
        number = dedi.page.locator("dl.kv dd b").first.inner_text()
        the_register_knows_it(dedi, number)
