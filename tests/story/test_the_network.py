"""The network by keyboard alone: a lead plans, appoints, meets; the office looks on."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now, today
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.network.actions.groups import form_group
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MEMBER = "Rosna Hutahaean"


def village() -> None:
    """A group that was formed, and nothing else."""
    unit = build.staffed_unit(now() - timedelta(days=30))
    load_codes(by=SYSTEM, at=unit.at)
    form_group(
        place="12.10.19.1001", formed_day=today().replace(year=2020), by=unit.nurul, at=unit.at,
        decree_number="141/1001", decree_day=unit.at.date(),
        decree_until=today() + timedelta(days=30),
    )  # fmt: skip


def test_a_group_from_its_plan_to_its_report(browser: Browser, live_server: LiveServer) -> None:
    village()
    with Typist(browser, live_server, WIDE, who="nurul") as nurul:
        nurul.go("/dinas/jaringan/")
        nurul.sees("Kelompok yang diam", "bukan penilaian resmi")
        nurul.fill("Judul", "Rencana tahun ini")
        nurul.fill("Beberapa kalimat", "Bawa ke musyawarah desa.")
        nurul.press("Kirim ke kelompok")
        nurul.sees("0 dari 1 kelompok sudah membaca")
    with Typist(browser, live_server, NARROW, who="halim", script=False) as halim:
        halim.go("/desa/")
        halim.sees("Rencana tahun ini")
        halim.press("Sudah kami baca")
        halim.sees("Kantor melihat")
        halim.go("/desa/kelompok/")
        halim.sees("Belum aktif")
        halim.follow("Tambah anggota")
        halim.fill("Nama", MEMBER)
        halim.pick("Berasal dari", "PKK")
        halim.press("Tambah anggota")
        halim.sees("Belum ada pernyataan", "Belum ada pelatihan")
        halim.follow(MEMBER)
        halim.follow("Catat pernyataan")
        halim.fill("Ditandatangani di hadapan", MEMBER)
        halim.press("Catat")
        halim.sees("Tak seorang pun menjadi saksi bagi dirinya sendiri")
        halim.fill("Ditandatangani di hadapan", "Kepala desa")
        halim.press("Catat")
        halim.sees("Kepala desa")
        halim.go("/desa/kelompok/")
        halim.follow("Rencana tahunan")
        halim.follow("Rencanakan kegiatan")
        halim.fill("Apa yang direncanakan?", "Kelas pengasuhan")
        halim.choose("Untuk siapa?", "Keluarga")
        halim.pick("Terutama untuk apa?", "Pengasuhan")
        halim.fill("Untuk berapa orang?", "30")
        halim.fill("Anggaran dalam rupiah", "1.500.000")
        halim.pick("Siapa yang membiayai?", "APBDes")
        halim.press("Masukkan ke rencana")
        halim.sees("0 dari 1", "Rp1.500.000")
        halim.go("/desa/pertemuan/baru/")
        halim.fill("Berapa orang", "0")
        halim.choose("Anggota mana yang hadir?", MEMBER)
        halim.press("Simpan pertemuan")
        halim.sees("1 sampai 300")
        halim.fill("Berapa orang", "7")
        halim.press("Simpan pertemuan")
        halim.sees(MEMBER)
        halim.go("/desa/kelompok/")
        halim.sees("Aktif")
    with Typist(browser, live_server, WIDE, who="nurul") as nurul:
        nurul.go("/dinas/jaringan/aktif/")
        nurul.sees("Aktif")
        nurul.go("/dinas/jaringan/")
        nurul.sees("1 dari 1 kelompok sudah membaca")
    with Typist(browser, live_server, NARROW, who="suryadi") as head:
        head.go("/desa/")
        head.sees("Rencana tahunan", "Rp1.500.000")
        head.sees_no(MEMBER)
