"""A referral from the case to the partner's phone and back: by keyboard in the office, on 360 px
at the partner's, with the consent that was missing."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.secrets import code_of, secret_of
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import NARROW, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARTNER = "RSUD Rantauprapat"


def office() -> build.Unit:
    """The staffed unit some days ago, with its directory."""
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    load_directory(by=SYSTEM, at=unit.at)
    return unit


def ask(dedi: Visitor, case: str) -> str:
    """The question, refused for want of consent, then sent; its address."""
    dedi.go(case)
    dedi._activate(dedi.page.locator("main nav.jump a").filter(has_text="Rujukan"))
    dedi.follow("Mohon ke mitra")
    dedi.pick("Lembaga mana?", f"{PARTNER} (Rumah sakit umum)")
    dedi.pick("Untuk apa?", "Kesehatan")
    dedi.fill("Layanan apa yang diminta?", "Pemeriksaan kesehatan")
    dedi.fill("Apa yang kita mohon?", "Mohon diperiksa besok pagi.")
    dedi.press("Catat permohonan")
    dedi.sees("Belum ada yang dikirim", "Belum ada persetujuan untuk mitra ini")
    referral = dedi.address
    dedi.follow("Catat persetujuan untuk mitra ini")
    dedi.pick("Apa dasarnya?", "Persetujuan keduanya")
    dedi.fill("Bagaimana dijelaskan kepada anak?", "Dengan kata sederhana.")
    dedi.pick("Apakah anak setuju?", "Ya")
    dedi.tick("Orang tua atau wali ditanya")
    dedi.pick("Apakah wali setuju?", "Ya")
    dedi.press("Catat persetujuan atau dasar lain")
    dedi.go(referral)
    dedi.press("Pakai persetujuan yang tercatat")
    dedi.sees("Yang akan dilihat mitra", "Anak Sepuluh Tahun")
    dedi.press("Kirim: buat slip")
    dedi.sees("Dikirim")
    dedi.picture("rujukan-dikirim")
    dedi.follow("Cetak atau salin slip")
    dedi.sees("Slip rujukan", PARTNER)
    dedi.sees_no("Anak Sepuluh Tahun")
    dedi.picture("slip")
    return referral


def answer(nurse: Visitor) -> None:
    """On a small phone: the link fills the code in; refused, then put right, then done."""
    slip = Slip.objects.get()
    nurse.go(f"/mitra/#{secret_of(slip.pk)}")
    nurse.press("Buka rujukan")
    nurse.sees("Anak Sepuluh Tahun", "Mohon diperiksa besok pagi.")
    nurse.picture("mitra")
    nurse.choose("Jawaban Anda", "Kami tidak dapat menerima")
    nurse.press("Kirim jawaban")
    nurse.sees("Tulis alasannya")
    nurse.fill("Beberapa kata", "Salah tekan")
    nurse.press("Kirim jawaban")
    nurse.sees("Jawaban Anda sudah diterima")
    for said in ("Kami sanggupi", "Kami sudah selesai"):
        nurse.choose("Jawab lagi, atau perbaiki", said)
        nurse.press("Kirim jawaban")
        nurse.sees("Jawaban Anda sudah diterima")
    nurse.go("/mitra/")
    nurse.fill("Kode pada slip rujukan", code_of(slip.pk))
    nurse.press("Buka rujukan")
    nurse.sees("Jawaban Anda sejauh ini", "Salah tekan")


def test_a_partner_answers_and_the_family_is_told(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    case = f"/dinas/kasus/{build.assessed(unit)}/"
    with Typist(browser, live_server, 1280, who="dedi") as dedi:
        referral = ask(dedi, case)
        with Visitor(browser, live_server, NARROW) as nurse:
            answer(nurse)
        dedi.go("/dinas/rujukan/")
        dedi.sees(PARTNER, "Dijawab hari ini")
        dedi.picture("rujukan")
        dedi.go(referral)
        dedi.fill("Bagaimana dan oleh siapa anak dan keluarga diberi tahu?", "Ibu, di rumah.")
        dedi.press("Catat")
        dedi.sees("Selesai, keluarga sudah diberi tahu")
        dedi.picture("rujukan-selesai")
        dedi.go("/dinas/lembaga/")
        dedi.sees("Daftar lembaga mitra", PARTNER)
        dedi.picture("lembaga")
    assert Referral.objects.get().state == "fed_back"
