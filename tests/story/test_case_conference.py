"""A case conference by keyboard: an agency without a basis is refused, the minutes stay sealed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.lib.clock import now, today
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import risk, team
from pabolo.rules.actors import SYSTEM
from pabolo.rules.risk import RiskFacts
from pabolo.rules.vocabulary import Risk
from tests import builders as build
from tests.story.keyboard import Typist
from tests.story.visitor import WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "Di mana anak tinggal dan bersekolah bulan ini?"
SAID = "Guru khawatir anak berhenti sekolah."
WORDS = "Saya mau sekolah, tetapi tidak mau bertemu dia."
DECISION = "Periksa luka dan kirim hasilnya."
NO_BASIS = "Belum ada dasar untuk memberi tahu lembaga ini tentang anak."


def called_by(dedi: Typist, address: str) -> str:
    """The case worker calls it and invites; the agency waits for a basis. Its address."""
    dedi.go(address)
    dedi.follow("Konferensi")
    dedi.heading("Konferensi kasus")
    dedi.sees("Konferensi mungkin membantu di sini: risikonya tinggi.")
    dedi.picture("konferensi-ruang-kosong")
    dedi.follow("Panggil konferensi")
    dedi.fill("Mengapa bertemu?", "Tiga lembaga membantu, langkah belum jelas.")
    dedi.fill("Pertanyaan apa yang harus diputuskan?", QUESTION)
    dedi.fill("Apa yang dibahas? Satu pokok satu baris.", "Keadaan anak\nSekolah")
    dedi.fill("Pada hari apa?", today().isoformat())
    dedi.fill("Jam berapa?", f"{now() + timedelta(minutes=1):%H.%M}")
    dedi.fill("Di mana, atau bagaimana ikut lewat telepon?", "Ruang rapat lantai 2")
    dedi.pick("Siapa yang memimpin?", "Ratna")
    dedi.picture("konferensi-panggil")
    dedi.press("Panggil konferensi ini")
    dedi.sees("Konferensi sudah dipanggil.", QUESTION)
    home = dedi.address
    dedi.follow("Undang rekan")
    dedi.pick("Siapa dari tim?", "Ayu")
    dedi.save("Undang rekan")
    dedi.follow("Undang lembaga")
    dedi.pick("Lembaga mana?", "Puskesmas")
    dedi.pick("Untuk apa?", "Kesehatan")
    dedi.fill("Siapa yang diharapkan datang?", "Bidan yang bertugas")
    dedi.press("Undang lembaga")
    dedi.sees("Ada yang perlu diperiksa", NO_BASIS)
    dedi.pick("Apa dasar memberi tahu lembaga ini?", "Kepentingan vital")
    dedi.fill("Pasal mana, atau apa bahayanya?", "Luka belum diperiksa.")
    dedi.save("Undang lembaga")
    dedi.sees("Boleh disampaikan", "Jangan disampaikan", "Luka belum diperiksa.")
    dedi.picture("konferensi-menunggu")
    dedi.press("Cetak atau kirim undangan")
    dedi.heading("Undangan KK-")
    dedi.sees("Bidan yang bertugas", "Ruang rapat lantai 2")
    dedi.sees_no(QUESTION, "Anak Sepuluh Tahun")
    dedi.picture("konferensi-undangan")
    return home


def held_by(ratna: Typist, home: str) -> None:
    """The chair reads the oath, writes who was there, what was said, and what is decided."""
    ratna.go("/dinas/")
    ratna.sees("Konferensi kasus")
    ratna.go(home)
    ratna.follow("Tulis siapa yang hadir")
    ratna.choose("Siapa dari tim yang hadir?", "Ayu")
    ratna.fill("Puskesmas setempat: siapa yang datang?", "Bidan Lestari Hasibuan")
    ratna.fill("Apa jabatannya?", "Bidan")
    ratna.press("Tulis siapa yang hadir")
    ratna.sees("Bacakan janji kerahasiaan")
    ratna.tick("Janji kerahasiaan dibacakan")
    ratna.picture("konferensi-hadir")
    ratna.save("Tulis siapa yang hadir")
    ratna.follow("Tulis notulen")
    ratna.fill("Keadaan anak", SAID)
    ratna.fill("Sekolah", "Pindah kelas mulai Senin.")
    ratna.press("Tulis notulen")
    ratna.sees("Tulis apa kata dan keinginan anak")
    ratna.fill("Apa kata dan keinginan anak", WORDS)
    ratna.picture("konferensi-notulen")
    ratna.save("Tulis notulen")
    ratna.follow("Tulis keputusan")
    ratna.fill("Apa yang dilakukan?", DECISION)
    ratna.pick("Siapa yang melakukannya?", "Puskesmas")
    ratna.fill("Sampai kapan?", (today() + timedelta(days=7)).isoformat())
    ratna.save("Tulis keputusan")
    ratna.sees(DECISION, "Belum menyatakan membaca: Ayu Lestarini")


def read_by(ayu: Typist, home: str) -> None:
    """Who was there opens the minutes and confirms them."""
    ayu.go(home)
    ayu.sees_no(SAID)
    ayu.press("Buka notulen")
    ayu.sees(SAID, WORDS, "Pembacaan ini dicatat")
    ayu.picture("konferensi-terbuka")
    ayu.follow("Nyatakan sudah membaca notulen")
    ayu.choose("Apakah notulen ini benar?", "Ya, saya setuju")
    ayu.save("Nyatakan sudah membaca notulen")


def followed_by(dedi: Typist, home: str) -> None:
    """Who was not there sees what is owed, not what was said."""
    dedi.go(home)
    dedi.sees("Notulen tersegel bagi yang hadir.", DECISION)
    dedi.sees_no(SAID)
    dedi.picture("konferensi-tersegel")
    dedi.follow("Masukkan ke rencana")
    dedi.heading("Tambah butir rencana")
    dedi.go(home)
    dedi.follow("Catat tindak lanjut")
    dedi.choose("Bagaimana hasilnya?", "Tidak dilakukan")
    dedi.press("Catat tindak lanjut keputusan")
    dedi.sees("Tulis mengapa tidak dilakukan.")
    dedi.fill("Bila tidak: mengapa?", "Anak menolak diperiksa hari itu.")
    dedi.save("Catat tindak lanjut keputusan")


def test_a_conference_from_its_call_to_its_finished_minutes(
    browser: Browser, live_server: LiveServer
) -> None:
    unit = build.staffed_unit(now() - timedelta(days=2))
    load_codes(by=SYSTEM, at=unit.at)
    load_directory(by=SYSTEM, at=unit.at)
    case_id = build.assessed(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    risk.read_risk(case_id=case_id, facts=RiskFacts(), assessed=Risk.HIGH, by=unit.dedi, at=unit.at)
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        home = called_by(dedi, f"/dinas/kasus/{case_id}/")
    with Typist(browser, live_server, WIDE, who="ratna") as ratna:
        held_by(ratna, home)
        with Typist(browser, live_server, WIDE, who="ayu") as ayu:
            read_by(ayu, home)
        ratna.go(home)
        ratna.follow("Selesaikan notulen")
        ratna.save("Selesaikan notulen")
        ratna.press("Cetak notulen")
        ratna.heading("Notulen konferensi kasus KK-")
        ratna.sees(SAID, DECISION, "Dicetak Ratna Dewi Siregar")
        ratna.picture("konferensi-cetak")
    with Typist(browser, live_server, WIDE, who="dedi") as dedi:
        followed_by(dedi, home)
