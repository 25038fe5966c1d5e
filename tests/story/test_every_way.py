"""The ways beside the main road: every channel, every end of a report, a second child, SIMFONI.

Each step asserts what the person reads; a wait ends after ten seconds at most.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.record.figures.actions import load_release_zero
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import NARROW, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHANNELS = (
    ("Telepon", ""),
    ("Datang langsung", ""),
    ("Surat atau surel", ""),
    ("SAPA 129", "SAPA-2026-0117"),
    ("Berita atau media sosial", ""),
)
HELD, TOLD_AS = "Soerjono Poetra", "Suryono Putra"
LATE = timedelta(days=12)


def office(days: float = 5) -> build.Unit:
    """The staffed unit some days ago."""
    unit = build.staffed_unit(now() - timedelta(days=days))
    load_codes(by=SYSTEM, at=unit.at)
    return unit


def waiting(unit: build.Unit, text: str) -> str:
    """The address of a report that was looked at and waits for its decision."""
    report = build.read(unit, build.received(unit, text=text, worries=("PEN",)))
    return f"/dinas/laporan/{report.pk}/"


# --- 3: one form for every channel ---


def take_down(budi: Visitor, channel: str, number: str) -> None:
    """The same form, whatever the channel; a code to hand back."""
    budi.go("/dinas/laporan/baru/")
    budi.pick("Masuk lewat apa?", channel)
    if number:
        budi.fill("Nomor di layanan lain", number)
    budi.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
    budi.choose("Apa yang membuat pelapor khawatir?", "Anak dipukul atau dilukai")
    budi.fill("Apa yang diceritakan?", f"Anak di warung menangis. Lewat {channel}.")
    budi.press("Catat laporan ini")
    budi.heading("Laporan tercatat")
    assert budi.page.locator(".receipt .code span").count() == 4


def test_one_form_takes_every_channel(browser: Browser, live_server: LiveServer) -> None:
    office()
    with Typist(browser, live_server, 1280, who="budi") as budi:
        for channel, number in CHANNELS:
            take_down(budi, channel, number)
        budi.follow("Ke daftar laporan")
        budi.sees(*(channel for channel, _number in CHANNELS))


# --- 3: four ends of a report ---


def decide(siti: Visitor, address: str, outcome: str, agency: str = "") -> None:
    """An end without a case, with its reason."""
    siti.go(address)
    siti.choose("Diputus menjadi apa?", outcome)
    if agency:
        siti.fill("Dirujuk ke mana?", agency)
    siti.press("Catat putusan")
    siti.sees("Kesalahan")  # the refusal: not without a reason
    siti.choose("Diputus menjadi apa?", outcome)
    siti.fill("Mengapa?", "Pelapor menanyakan jadwal; tidak ada anak yang dalam bahaya.")
    siti.press("Catat putusan")
    siti.sees(outcome, "Diputus")


def join(siti: Visitor, address: str) -> str:
    """Found under another spelling, held in a case: joined to it. The case's address."""
    siti.go(address + "kasus/")
    siti.fill("Nama anak", TOLD_AS)
    siti.press("Cari")
    siti.sees(HELD)
    siti.press("Gabung ke kasus K-")
    siti.heading("Gabung ke kasus K-")
    siti.choose("Apa yang diceritakan laporan ini?", "Kejadian yang sudah ada di kasus")
    siti.press("Gabungkan laporan ke kasus")
    siti.heading("Kasus K-")
    return siti.address


def test_a_report_ends_as_information_as_a_referral_or_in_a_case(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office(days=1)
    held = held_case(unit)
    reports = [waiting(unit, text) for text in ("Jadwal posyandu?", "Anak putus sekolah.", "Lagi.")]
    with Typist(browser, live_server, 1280, who="siti") as siti:
        decide(siti, reports[0], "Keterangan saja")
        decide(siti, reports[1], "Dirujuk ke lembaga lain", "Dinas Pendidikan")
        siti.sees("Dinas Pendidikan")
        assert str(held) in join(siti, reports[2])


def held_case(unit: build.Unit) -> UUID:
    """A running case of a child known under the old spelling."""
    report = build.read(unit, build.received(unit))
    opened = build.triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=build.opening(name=HELD),
        decision=build.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )
    return opened.case_id


# --- 4: what a case holds ---


def open_whole(siti: Visitor, address: str) -> None:
    """Three places, several forms and roles, the alleged perpetrator apart."""
    siti.go(address + "kasus/")
    siti.fill("Nama anak", "Melati")
    siti.press("Cari")
    siti.press("Buka kasus untuk anak baru")
    siti.heading("Buka kasus")
    for label, village in (
        ("Desa menurut alamat KK", "12.10.01.1001"),
        ("Desa tempat anak tinggal sekarang", "12.10.02.1002"),
        ("Di desa mana kejadiannya?", "12.10.19.1001"),
    ):
        siti.page.get_by_label(label).select_option(village)
    for form in ("Fisik", "Psikis"):
        siti.choose("Bentuk kekerasan", form)
    siti.choose("Peran anak", "Saksi")
    siti.pick("Apa hubungannya dengan anak?", "Tetangga")
    siti.press("Buka kasus")
    siti.heading("Kasus K-")
    siti.sees("Fisik, Psikis", "Tiga tempat", "Terpisah dari yang lain")


def add_a_sibling(siti: Visitor, address: str) -> None:
    """Another child of the same incident: searched first, a case of its own, linked."""
    siti.follow("Anak lain dalam kejadian ini")
    siti.page.locator("main input[name=name]").fill("Mawar")
    siti.press("Cari")
    siti.press("Buka kasus untuk anak baru")
    siti.sees("Kejadian, tempat, dan terlapor diambil dari kasus terkait.")
    siti.press("Buka kasus")
    siti.heading("Kasus K-")
    assert siti.address != address


def test_one_incident_two_children_two_linked_cases(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office(days=1)
    address = waiting(unit, "Dua anak dikurung di rumah tetangga.")
    with Typist(browser, live_server, 1280, who="siti") as siti:
        open_whole(siti, address)
        first = siti.address
        name = siti.page.locator("h1").inner_text().removeprefix("Kasus ")
        add_a_sibling(siti, first)
        siti.sees(name)


def test_a_case_where_simfoni_leads_keeps_its_number_and_its_clocks(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    case = f"/dinas/kasus/{build.assigned(unit)}/"
    with Typist(browser, live_server, 1280, who="dedi") as dedi:
        dedi.go(case)
        dedi.do("Serahkan pimpinan kasus ke SIMFONI")
        dedi.fill("Mengapa?", "Sudah lengkap di SIMFONI sejak awal.")
        dedi.save("Serahkan pimpinan kasus ke SIMFONI")
        dedi.sees("SIMFONI memimpin kasus ini.", "Periksa perkembangan kasus ini di SIMFONI.")
        dedi.follow("Lembar SIMFONI")
        dedi.fill("Nomor di SIMFONI", "SIM-2026-000117")
        dedi.press("Catat pemeriksaan")
        dedi.sees("Pemeriksaan tercatat bersama nomornya.", "SIM-2026-000117")


# --- 5 and 6: the head, and what anyone may count ---


def test_the_head_sees_what_is_late_and_opens_the_list_behind_a_count(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office(days=LATE.days)
    late = build.opened(unit)
    build.served(unit)
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.follow("Pengawasan")
        ratna.sees("kewajiban terlambat", "Kasus tanpa pendamping")
        assert ratna.page.locator(f"a[href*='{late.case_id}']").count()
        ratna.follow("Angka")
        row = ratna.page.locator("tr").filter(has_text="Anak korban kekerasan yang dilayani")
        counted = int(row.first.locator("b.num").inner_text())
        row.first.get_by_role("link", name="Buka daftarnya").click()
        ratna.sees("Anak korban kekerasan yang dilayani")
        assert ratna.page.locator("main a[href^='/dinas/kasus/']").count() == counted > 0


def test_anyone_reads_a_release_and_takes_its_open_data(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = office()
    load_release_zero(by=SYSTEM, at=unit.at)
    with Visitor(browser, live_server, NARROW, script=False) as me:
        me.go("/angka/rilis/0")
        me.sees("29", "48", "Dari naskah inovasi, tidak dibulatkan")
        answer = me.page.request.get(live_server.url + "/angka/rilis/0.csv")
        assert answer.ok and "VAC_N" in answer.text()
