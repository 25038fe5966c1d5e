"""A suspect asks for the file and learns nothing; what was kept long enough is destroyed by two:
by keyboard alone, with the refusals that come before."""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.keys import store
from pabolo.ground.lib.clock import now
from pabolo.ground.lib.ids import display_code
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import triage
from pabolo.programme.intake.models import Report
from pabolo.programme.rights.models import Request
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.rights.test_requests import SUSPECT, suspected
from tests.story.keyboard import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def office() -> build.Unit:
    """The staffed unit some days ago."""
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    return unit


def ask(siti: Typist) -> str:
    """The accused asks at the counter; what is missing is said; then it is recorded."""
    siti.go("/dinas/hak/")
    siti.sees("Tidak ada yang menunggu jawaban")
    siti.follow("Catat permintaan")
    siti.sees("jangan katakan apakah ada")
    siti.fill("Siapa yang meminta? Nama", SUSPECT)
    siti.pick("Apa hubungannya dengan anak?", "Orang tua")
    siti.pick("Bagaimana jati dirinya diperiksa?", "Dokumen")
    siti.fill("Tentang siapa?", "Anak Sepuluh Tahun")
    siti.press("Catat permintaannya")
    siti.sees("Tulis apa yang diminta")
    siti.fill("Apa persisnya yang diminta?", "Mau lihat berkas anak saya.")
    siti.press("Catat permintaannya")
    siti.sees("Tercatat. Waktunya berjalan.", "3 x 24 jam")
    siti.sees_no("Putuskan permintaan")
    return siti.address


def refuse(ratna: Typist, request: str, case: UUID) -> None:
    """Granting is refused, a ground that would tell is refused; then it is answered in silence."""
    ratna.go("/dinas/")
    ratna.sees("Seseorang meminta sesuatu tentang datanya")
    ratna.go(request)
    ratna.fill("Kode kasus", display_code("K", case))
    ratna.press("Catat yang ditemukan")
    ratna.sees("Nama peminta sama dengan nama terduga")
    ratna.pick("Keputusan", "Dikabulkan")
    ratna.fill("Mengapa?", "Ayahnya sendiri.")
    ratna.press("Putuskan permintaan")
    ratna.sees("Permintaan ditolak; suratnya tidak menyebut")
    ratna.pick("Keputusan", "Ditolak")
    ratna.pick("Bila ditolak: atas dasar apa?", "Ada proses hukum")
    ratna.press("Putuskan permintaan")
    ratna.sees("Dasar ini akan membocorkan")
    ratna.pick("Bila ditolak: atas dasar apa?", "Akan membahayakan")
    ratna.fill("Mengapa?", "Ia diduga pelaku.")
    ratna.press("Putuskan permintaan")
    ratna.sees("Ditolak", "Surat jawaban (PDF)")
    ratna.picture("permintaan-ditolak")


def test_a_suspect_who_asks_for_the_file_learns_nothing(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    case = suspected(unit)
    with Typist(browser, live_server, 1280, who="siti") as siti:
        request = ask(siti)
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        refuse(ratna, request, case)
        button = ratna.page.get_by_role("button", name="Surat jawaban (PDF)")
        ratna._reach(button)
        with ratna.page.expect_download() as taken:
            ratna.page.keyboard.press("Enter")
        assert taken.value.path().read_bytes().startswith(b"%PDF")
    assert Request.objects.get().state == "refused"


def old_reports(unit: build.Unit) -> list[UUID]:
    """Two reports that led to no case, decided more than two years ago."""
    found = [build.read(unit, build.received(unit)) for _ in range(2)]
    for one in found:
        triage.decide_without_case(
            report_id=one.pk, version=one.version, by=unit.siti, at=unit.at,
            decision=build.decision(unit, "information_only"),
        )  # fmt: skip
    day = (unit.at - timedelta(days=900)).date()
    Report.objects.filter(pk__in=[one.pk for one in found]).update(decided_day=day)
    return [one.pk for one in found]


def test_two_people_destroy_what_was_kept_long_enough(
    browser: Browser, live_server: LiveServer
) -> None:
    goes, stays = old_reports(office())
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go("/dinas/hak/")
        ratna.follow("Retensi dan pemusnahan")
        ratna.press("Usulkan pemusnahan")
        ratna.sees("Pilih sedikitnya satu yang sudah waktunya")
        ratna.choose("Apa yang akan dimusnahkan?", display_code("L", goes))
        ratna.press("Usulkan pemusnahan")
        ratna.sees("Orang kedua yang memutuskan", "Anda yang mengusulkan. Orang lain yang memutus")
        proposal = ratna.address
    assert store.tokens([goes, stays]).keys() == {goes, stays}
    with Typist(browser, live_server, 1280, who="farida") as farida:
        farida.go(proposal)
        farida.press("Tetap simpan")
        farida.sees("Tulis mengapa tetap disimpan")
        farida.press("Musnahkan")
        farida.sees("Dimusnahkan: 1 map tersegel.", "Berita acara pemusnahan (PDF)")
        farida.picture("pemusnahan")
        button = farida.page.get_by_role("button", name="Berita acara pemusnahan (PDF)")
        farida._reach(button)
        with farida.page.expect_download() as taken:
            farida.page.keyboard.press("Enter")
        assert taken.value.path().read_bytes().startswith(b"%PDF")
    assert store.tokens([goes, stays]).keys() == {stays}
    with Typist(browser, live_server, 1280, who="siti") as siti:
        siti.go(f"/dinas/laporan/{goes}/")
        siti.sees("Halaman ini tidak ada")
