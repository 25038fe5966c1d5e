"""One child written down twice: refused, joined, told, parted again. By keyboard only."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.doubles import pairs as p
from tests.story.keyboard import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JOIN = "Satu anak: satukan catatannya"
MUST_SAY = "Tulis mengapa keduanya anak yang sama."
TWINS = "kembar atau kakak-adik bukan satu anak"


def office() -> build.Unit:
    unit = build.staffed_unit(now() - timedelta(days=2))
    load_codes(by=SYSTEM, at=unit.at)
    return unit


def say(who: Typist, found: str, reason: str) -> None:
    who.choose("Apa hasil perbandingan Anda?", found)
    who.fill("Mengapa?", reason)
    who.press("Simpan")


def test_one_child_written_down_twice_is_joined_and_parted(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    first, again = p.twice(unit)
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go("/dinas/kembar/")
        ratna.sees("Tidak ada yang menunggu")
        ratna.press("Cari sekarang")
        ratna.sees("Soerjono Poetra", "Suryono Putra", "Lahir pada hari yang sama")
        ratna.follow("Bandingkan")
        ratna.sees("Mendukung satu anak", "Nama pengasuhnya mirip", "Mendukung dua anak")
        ratna.picture("kembar")
        say(ratna, JOIN, "")
        ratna.sees(MUST_SAY)
        say(ratna, JOIN, "Akta yang sama; ibu membenarkan.")
        ratna.sees("Satu anak: sudah disatukan", "Akta yang sama")
        pair = ratna.address
        ratna.go(f"/dinas/kasus/{again.case_id}/")
        ratna.sees("Dua kasus satu anak terbuka", "Anak ini punya lebih dari satu berkas")
        assert ratna.page.locator(f"main a[href*='{first.case_id}']").count()
        ratna.go("/dinas/cari/")
        ratna.fill("Nama anak", "Suryono")
        ratna.press("Cari")
        assert ratna.page.locator(".hit").count() == 1
        ratna.go(pair)
        ratna.press("Pisahkan lagi")
        ratna.sees("Tulis mengapa keduanya anak yang berbeda.")
        ratna.fill("Mengapa keduanya dua anak?", "Ternyata sepupu: dua akta.")
        ratna.press("Pisahkan lagi")
        ratna.sees("Dipisah lagi", "Dua anak")


def test_twins_of_one_incident_are_refused_until_a_colleague_looked(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    pair = p.written_as_two(unit)
    address = f"/dinas/kembar/{pair.pk}/"
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go(address)
        ratna.sees("Keduanya dicatat sebagai dua anak dalam satu kejadian")
        say(ratna, JOIN, "Sangat mirip.")
        ratna.sees(TWINS)
    with Typist(browser, live_server, 1280, who="siti") as siti:
        siti.go(address)
        say(siti, "Satu anak: saya usulkan", "Satu anak tertulis dua kali semalam; sudah dicek.")
        siti.sees("Usul Anda menunggu penyelia.")
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go(address)
        say(ratna, JOIN, "Sudah dicek Siti dan bidan.")
        ratna.sees("Satu anak: sudah disatukan")


def test_before_a_new_child_is_opened_the_known_one_is_shown(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    p.opened(unit, p.FIRST)
    report = build.read(unit, build.received(unit, text="Anak dipukul di warung."))
    with Typist(browser, live_server, 1280, who="siti") as siti:
        siti.go(f"/dinas/laporan/{report.pk}/kasus/")
        siti.fill("Nama anak", "Yono")
        siti.press("Cari")
        siti.press("Buka kasus untuk anak baru")
        siti.fill("Nama, atau sebutan untuk anak", "Suryono Putra")
        siti.fill("Siapa yang mengasuh", "Rosna Wati")
        siti.page.get_by_label("Desa menurut alamat KK").select_option("12.10.01.1001")
        siti.pick("Perempuan atau laki-laki?", "Laki-laki")
        siti.choose("Bentuk kekerasan", "Fisik")
        siti.press("Buka kasus")
        siti.sees(
            "Anak ini mungkin sudah dikenal", "Soerjono Poetra", "Apakah salah satu dari ini?"
        )
        siti.tick("Sudah saya lihat: ini anak lain")
        siti.press("Buka kasus")
        siti.heading("Kasus K-")
    assert look_for_doubles(at=now()).found == 1
