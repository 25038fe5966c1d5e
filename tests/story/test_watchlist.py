"""A child who left school: noticed in the village, answered by the agency, settled: by keyboard
alone, at 1280 px, with the refusals that come before. And how many taps it takes on a phone."""

from datetime import timedelta
from time import monotonic

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.intake.models import Report
from pabolo.programme.watchlist.models import WatchItem
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.village.test_browser import Thumb, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS, MOST_SECONDS = 8, 60


def office() -> build.Unit:
    """The staffed unit some days ago."""
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    load_directory(by=SYSTEM, at=unit.at)
    return unit


def open_deed(who: Typist, slug: str) -> None:
    """Unfold one of the things that can be done."""
    who._reach(who.page.locator(f"#d-{slug} summary"))
    who.page.keyboard.press("Enter")


def notice(nur: Typist) -> None:
    """Danger does not wait on a list; then it is written down, and the name is gone."""
    nur.go("/desa/")
    nur.follow("Pantauan")
    nur.sees("Tidak ada yang terbuka")
    nur.follow("Catat sesuatu")
    nur.follow("Putus sekolah")
    nur.choose("Anak ini", "berhenti")
    nur.choose("Apa sebabnya?", "bekerja")
    nur.fill("Nama anak", "Rahmat Contoh")
    nur.choose("Perempuan atau laki-laki?", "Laki-laki")
    nur.fill("Berapa umurnya?", "12")
    nur.tick("Anak dalam bahaya sekarang")
    nur.press("Masukkan ke pantauan")
    nur.sees("tidak menunggu di daftar", "Kirim alarm")
    box = nur.page.get_by_label("Anak dalam bahaya sekarang").first
    nur._reach(box)
    nur.page.keyboard.press("Space")
    nur.press("Masukkan ke pantauan")
    nur.sees("Masuk pantauan", "Dinas Pendidikan", "P-")
    nur.sees_no("Rahmat")
    nur.picture("pantauan-masuk")


def answer(nurul: Typist) -> None:
    """The duty leads to the item; its sides are opened by a click; what settles it is shown."""
    nurul.go("/dinas/")
    nurul.sees("Desa memantau seorang anak")
    nurul.follow("Catat jawaban lembaga")
    nurul.sees_no("Rahmat Contoh")
    nurul.press("Buka siapa anaknya dan di mana")
    nurul.sees("Rahmat Contoh")
    nurul.picture("pantauan-dinas")
    open_deed(nurul, "answer")
    nurul.pick("Apa kata lembaga?", "Tuntas")
    nurul.press("Catat jawaban lembaga")
    nurul.sees("Tulis apa buktinya")
    nurul.fill("Dengan kata mereka", "Terdaftar di PKBM, hadir sejak Senin.")
    nurul.fill("Yang boleh diketahui desa", "Sudah sekolah lagi di PKBM.")
    nurul.press("Catat jawaban lembaga")
    nurul.sees("Tersimpan.", "Tuntas", "Yang diperlukan sudah dilakukan")


def test_a_child_who_left_school_is_noticed_and_answered(
    browser: Browser, live_server: LiveServer
) -> None:
    office()
    with Typist(browser, live_server, 1280, who="nur") as nur:
        notice(nur)
    assert WatchItem.objects.get().state == "new"
    with Typist(browser, live_server, 1280, who="nurul") as nurul:
        answer(nurul)
    with Typist(browser, live_server, 1280, who="nur") as nur:
        nur.go("/desa/pantauan/")
        nur.sees("Putus sekolah", "Sudah sekolah lagi di PKBM.")
        nur.sees_no("Rahmat")
        nur.follow("Putus sekolah")
        nur.sees("Mengapa anak ini dipantau?")
    assert not Report.objects.exists()


def test_a_routine_item_takes_eight_taps_and_less_than_a_minute(
    browser: Browser, live_server: LiveServer
) -> None:
    office()
    page = signed_in(
        live_server, browser, "nur", 360, java_script_enabled=False, has_touch=True, is_mobile=True
    )
    thumb, begun = Thumb(page), monotonic()
    thumb.tap("a:has-text('Pantauan')")
    thumb.tap("a:has-text('Catat sesuatu')")
    thumb.tap("a:has-text('Tanpa akta kelahiran')")
    thumb.tap("label:has-text('terlambat')")
    thumb.type("#id_name", "Rahmat")
    thumb.type("#id_age", "3")
    thumb.tap("button:has-text('Masukkan ke pantauan')")
    page.locator("h1:text-is('Masuk pantauan')").wait_for()
    assert thumb.taps <= MOST_TAPS
    assert monotonic() - begun < MOST_SECONDS
    assert WatchItem.objects.count() == 1
    page.context.close()
