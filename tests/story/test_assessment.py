"""Assessment and risk, by keyboard alone: in parts, refused while a part is untouched, complete;
the risk read and lowered; a safety plan; another child at home."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import now, today
from pabolo.ground.policy.actions import load_codes
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REST = (
    ("Tubuh dan kesehatan", (("Adakah luka", "Ada, belum dirawat"), ("penyandang disab", "Tidak"))),
    ("Perasaan dan pikiran", (("Bagaimana keadaan anak?", "Cemas"), ("bicara tentang mati", "Ya"))),
)


def begin_and_be_refused(dedi: Visitor) -> None:
    """One part saved, the rest untouched: not complete, and what was typed stays."""
    dedi.press("Mulai: Asesmen biopsikososial")
    dedi.heading("Kata-kata anak")
    dedi.fill("Apa yang diinginkan", "Mau sekolah lagi.")
    dedi.press("Simpan dan lanjut")
    dedi.heading("Tubuh dan kesehatan")
    dedi.follow("Selesaikan")
    dedi.fill("Apa yang anak perlukan?", "Rasa aman dan dirawat.")
    dedi.press("Nyatakan selesai")
    dedi.sees("Masih ada pertanyaan wajib yang belum ditanyakan", "Adakah luka atau sakit")
    assert dedi.page.get_by_label("Apa yang anak perlukan?").input_value() != ""
    dedi.follow("Adakah luka atau sakit pada anak?")


def fill_the_rest(dedi: Visitor) -> None:
    """Part by part; not known is an answer."""
    for heading, answers in REST:
        dedi.heading(heading)
        for question, answer in answers:
            dedi.choose(question, answer)
        dedi.press("Simpan dan lanjut")
    dedi.heading("Pengasuh")
    dedi.fill("Siapa yang mengasuh", "Nenek dari ibu.")
    dedi.choose("Bagaimana sikap pengasuh", "Melindungi")
    dedi.press("Simpan dan lanjut")
    dedi.heading("Rumah")
    dedi.choose("tinggal serumah", "Tidak tahu")
    dedi.choose("anak lain di bawah 18", "Ya")
    dedi.press("Simpan dan lanjut")
    dedi.heading("Sekolah")
    dedi.choose("Bagaimana sekolah", "Sering tidak masuk")
    dedi.press("Simpan dan lanjut")
    dedi.fill("Apa yang sudah menolong", "Nenek selalu ada.")
    dedi.press("Simpan dan lanjut")
    dedi.fill("Apa yang anak perlukan?", "Rasa aman dan dirawat.")
    dedi.press("Nyatakan selesai")
    dedi.sees("Jawaban menunjukkan tanda bahaya", "Anak berbicara tentang mati", "Skor")


def plan_safety(dedi: Visitor) -> None:
    """Refused without the child and without why; then it stands."""
    dedi.sees("belum ada rencana aman")
    dedi.follow("Buat rencana aman")
    dedi.fill("Siapa yang aman", "Nenek, rumah biru.")
    dedi.fill("Apa yang segera dilakukan anak?", "Ke rumah nenek.")
    dedi.fill("Kapan ditinjau lagi?", (today() + timedelta(days=14)).isoformat())
    dedi.press("Rencana ini berlaku")
    dedi.sees("Tulis mengapa anak tidak bisa ikut.")
    dedi.choose("Dibuat bersama siapa?", "Bersama anak")
    dedi.press("Rencana ini berlaku")
    dedi.sees("Beri anak salinannya", "Ditinjau lagi")


def list_a_brother(dedi: Visitor) -> None:
    """Each other child is somebody's duty until it was seen."""
    dedi.follow("Siapa lagi yang belum 18 tahun")
    dedi.fill("Siapa nama panggilannya", "Ucok")
    dedi.press("Catat anak ini")
    dedi.sees("Ucok", "Belum ditemui")
    dedi.follow("Bagaimana hasilnya?")
    dedi.choose("Bagaimana hasilnya?", "Sudah ditemui")
    dedi.press("Simpan")
    dedi.sees("mengapa tidak ada kekhawatiran")
    dedi.fill("Siapa yang menemui anak", "Ditemui di sekolah; tidak ada kekhawatiran.")
    dedi.press("Simpan")
    dedi.sees("Sudah ditemui, tidak ada kekhawatiran")


def test_a_child_is_assessed_and_watched(browser: Browser, live_server: LiveServer) -> None:
    unit = build.staffed_unit(now() - timedelta(days=3))
    load_codes(by=SYSTEM, at=unit.at)
    case = f"/dinas/kasus/{build.assigned(unit)}/"
    with Typist(browser, live_server, 1280, who="dedi") as dedi:
        dedi.go(case)
        dedi.follow("Asesmen dan risiko")
        begin_and_be_refused(dedi)
        fill_the_rest(dedi)
        plan_safety(dedi)
        list_a_brother(dedi)
    with Typist(browser, live_server, 1280, who="ratna") as ratna:
        ratna.go(case + "asesmen-dan-risiko/")
        ratna.follow("Turunkan risiko")
        ratna.pick("Ke tingkat apa?", "Risiko sedang")
        ratna.press("Turunkan risiko")
        ratna.sees("Kesalahan")  # the refusal: not without a reason
        ratna.fill("Mengapa anak lebih aman", "Sudah bersama psikolog dan nenek setiap hari.")
        ratna.press("Turunkan risiko")
        ratna.go(case + "asesmen-dan-risiko/")
        ratna.sees("Diturunkan: Sudah bersama psikolog", "Risiko sedang", "Risiko tinggi")
