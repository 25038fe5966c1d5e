"""One story through every door, as people walk it: a worry, a case, protection, a number.

Nothing is prepared but places, code lists, people at work and the seed's record. Each step
asserts what the person reads.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from pytest_django.live_server_helper import LiveServer

from pabolo.ground.lib.clock import WIB, now, today
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import triage
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.network.actions.groups import form_group
from pabolo.record.figures.actions import load_release_zero
from pabolo.record.innovations.actions import load_seed_record
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.safety.inhabited import picture
from tests.story.visitor import NARROW, WIDE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOLD = "Anak itu bilang pamannya masuk ke kamarnya malam-malam. Sejak itu ia diam saja."
ACCESS = "Kekerasan seksual, dan terduga pelaku dapat menjangkau anak."
QUESTION = "Apakah anak masih tidur di rumah itu?"
ANSWER = "Ya, masih. Ibunya bekerja malam."
KNOWN, SEARCHED = "Soerjani Poetri", "Suryani Putri"
PHOTO = FilePayload(name="foto.png", mimeType="image/png", buffer=picture().read())


@dataclass
class Story:
    """Who walks where, and what is carried from one to the next."""

    browser: Browser
    live: LiveServer
    code: str = ""
    case: str = ""
    report: str = ""

    def somebody(self, width: int = WIDE, *, who: str = "", script: bool = True) -> Visitor:
        """A person sits down at a screen."""
        return Visitor(self.browser, self.live, width, who=who, script=script)

    def at_case(self, who: str) -> Visitor:
        """An officer opens the case."""
        visitor = self.somebody(who=who)
        visitor.go(self.case)
        return visitor


def unprepared() -> None:
    """An office on its first morning: places, code lists, people, the seed's record."""
    unit = build.staffed_unit(now() - timedelta(days=30))
    load_codes(by=SYSTEM, at=unit.at)
    load_seed_record(by=SYSTEM, at=unit.at)
    load_release_zero(by=SYSTEM, at=unit.at)
    form_group(
        place="12.10.19.1001",
        formed_day=today().replace(year=2020),
        decree_number="141/1001",
        decree_day=unit.at.date(),
        by=unit.nurul,
        at=unit.at,
    )


# --- 1: the resident, on a small phone, without a script ---


def report_a_worry(story: Story) -> None:
    """Five questions, a code, and away."""
    with story.somebody(NARROW, script=False) as me:
        me.page.route("https://www.bmkg.go.id/**", lambda route: route.fulfill(body="Cuaca"))
        me.go("/")
        me.sees("Anak dalam bahaya sekarang?", "112", "129")
        me.picture("warga")
        me.follow("Laporkan kekhawatiran")
        me.sees("Pertanyaan 1 dari 5")
        me.picture("tanya")
        me.press("Lanjutkan")  # the refusal: nothing was picked
        me.sees("Pilih satu. Bila tidak yakin, pilih “Saya tidak tahu”.")
        me.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
        me.choose("Apa yang membuat Anda khawatir?", "Sentuhan, ajakan, atau gambar seksual")
        me.press("Lanjutkan")
        me.fill("Apa yang Anda lihat atau dengar?", TOLD)
        me.press("Lanjutkan")
        me.fill("Siapa nama anak itu?", SEARCHED)
        me.choose("Perempuan atau laki-laki?", "Perempuan")
        me.fill("Kira-kira umur berapa?", "11")
        me.press("Lanjutkan")
        me.page.get_by_label("Di desa atau kelurahan mana?").select_option("12.10.01.1001")
        me.press("Lanjutkan")
        me.fill("Siapa yang mungkin melakukannya?", "Pamannya")
        me.choose("Apakah ia tinggal serumah dengan anak?", "Ya")
        me.press("Lanjutkan")
        me.sees("Periksa, lalu kirim", TOLD)
        me.press("Kirim laporan")
        me.heading("Laporan Anda sudah kami terima")
        me.sees("Kami tidak menyimpannya", "Dibaca petugas dan dinilai bahayanya")
        story.code = me.page.locator(".receipt .code").inner_text()
        assert me.page.locator(".words li").count() == 8
        me.page.locator("#keluar-cepat").click()
        me.page.wait_for_url("https://www.bmkg.go.id/")
        assert me.page.context.cookies() == []


def come_back(story: Story, *sees: str, write: str = "") -> None:
    """With the code from the paper; read the status, perhaps answer."""
    with story.somebody(NARROW, script=False) as me:
        me.go("/lacak")
        me.fill("Kode laporan Anda", story.code)
        me.press("Lihat")
        me.heading("Sampai di mana laporan Anda")
        me.sees(*sees)
        me.picture("lacak")
        if write:
            me.fill("Jawab, atau tambahkan sesuatu", write)
            me.press("Kirim ke petugas")
            me.sees("Tulisan Anda sudah kami terima.", write)


def mistype_the_code(story: Story) -> None:
    """One sign wrong: the check symbol says so, and nothing else."""
    wrong = ("A" if story.code[0] != "A" else "B") + story.code[1:]
    with story.somebody(NARROW, script=False) as me:
        me.go("/lacak")
        me.fill("Kode laporan Anda", wrong)
        me.press("Lihat")
        me.sees("Kode tidak cocok. Periksa huruf dan angkanya.")


# --- 2: the activist ---


def raise_an_alarm(story: Story) -> None:
    """A child in the village; that the office has it is seen at once and later."""
    with story.somebody(NARROW, who="nur") as nur:
        nur.follow("Khawatir tentang anak")
        nur.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
        nur.choose("Tentang apa?", "Anak ditinggal, kurang makan, atau tidak diobati")
        nur.choose("Perempuan atau laki-laki?", "Laki-laki")
        nur.press("Kirim ke petugas")
        nur.heading("Diterima kantor")
        nur.sees("Dibaca petugas", "Langkah pertama diputuskan")
        nur.go("/desa/")
        nur.sees("Diterima kantor", "Dibaca paling lambat")
        nur.follow("Kegiatan")
        nur.choose("Untuk siapa?", "Keluarga")
        nur.page.get_by_label("Kegiatan apa?").select_option(index=1)
        nur.page.get_by_label("Terutama untuk apa?").select_option(index=1)
        nur.fill("25–44 tahun, Perempuan", "14")
        nur.press("Simpan kegiatan")
        nur.sees("14 orang")
        nur.go("/dinas/laporan/")  # the refusal: no office behind this door
        nur.heading("Halaman ini tidak ada")


# --- 3: the intake officer ---


def take_a_chat(story: Story) -> None:
    """The same form takes a chat with a photo; the code goes back with a reply that is safe."""
    with story.somebody(who="budi") as budi:
        budi.follow("Catat laporan")
        budi.pick("Masuk lewat apa?", "WhatsApp")
        budi.choose("Apakah anak dalam bahaya sekarang?", "Tidak")
        budi.choose("Apa yang membuat pelapor khawatir?", "Anak dipukul atau dilukai")
        budi.fill("Apa yang diceritakan?", "[24/11 09.05] Bu Sri: anak di gang sebelah dipukul.")
        budi.page.get_by_label("Pesan suara, foto, atau PDF").set_input_files(PHOTO)
        budi.press("Catat laporan ini")
        budi.heading("Laporan tercatat")
        reply = budi.page.get_by_label("Jawaban untuk disalin").input_value()
        assert "/lacak" in reply and "dipukul" not in reply
        assert budi.page.locator(".receipt .code").inner_text().replace("\n", "-") in reply


def known_before(story: Story) -> None:
    """Budi took a child's story down last week: it is known, under the old spelling."""
    unit = build.Unit(now() - timedelta(days=7))
    report = build.read(unit, build.received(unit))
    triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=build.opening(name=KNOWN),
        decision=build.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )


def read_the_report(story: Story) -> None:
    """*Hari ini*, the report, its signs and why, the first look, a question to the reporter."""
    with story.somebody(who="siti") as siti:
        siti.heading("Hari ini")
        siti.sees("Baca laporan ini untuk pertama kali.", "Tanggapan dalam 24 jam")
        siti.picture("hari-ini")
        rows = siti.page.locator("li.task").filter(has_text="Risiko tinggi")
        rows.get_by_role("link").first.click()
        siti.sees("Seberapa berbahaya, dan mengapa", ACCESS)
        siti.sees("Terduga pelaku tinggal serumah dengan anak.")
        siti.sees_no(TOLD)
        siti.open_side("Yang diceritakan")
        siti.sees(TOLD)
        siti.tick("Ini kekerasan seksual")
        siti.choose("Seberapa tinggi risikonya?", "Risiko rendah")  # the flags are stronger
        siti.press("Catat tinjauan")
        siti.sees(ACCESS, "Ditinjau Siti Rahmawani Hasibuan")
        expect(siti.page.locator(".titlebar .tag")).to_have_text("Risiko tinggi")
        story.report = siti.address.partition("?")[0]
        siti.fill("Tulis kepada pelapor", QUESTION)
        siti.press("Simpan pesan")
        siti.sees(QUESTION)


def open_a_case(story: Story) -> None:
    """Searched first, found under another spelling, not the same; opened."""
    with story.somebody(who="siti") as siti:
        siti.go(story.report)
        siti.sees(ANSWER)
        siti.follow("Cari anak, buka atau gabung kasus")
        for side in (
            "Yang diceritakan",
            "Anak, dan siapa yang melapor",
            "Yang mungkin melakukannya",
        ):
            siti.open_side(side)
        siti.fill("Nama anak", SEARCHED)
        siti.press("Cari")
        siti.sees(f"Hasil untuk “{SEARCHED}”", KNOWN, "sangat mirip")
        siti.press("Bukan mereka: buka kasus untuk anak baru")
        siti.heading("Buka kasus")
        expect(siti.page.get_by_label("Nama, atau sebutan untuk anak")).to_have_value(SEARCHED)
        siti.press("Buka kasus")
        siti.heading("Kasus K-")
        siti.sees("Risiko tinggi", "belum ada", ACCESS)
        siti.sees_no(SEARCHED, TOLD)
        story.case = siti.address


# --- 4 and 5: the case worker and the supervisor ---


def assign(story: Story) -> None:
    """Nobody carries it yet: the supervisor sees that and says who does."""
    with story.somebody(who="ratna") as ratna:
        ratna.sees("Tunjuk pendamping untuk kasus ini.", "Kasus tanpa penanggung jawab")
        ratna.go(story.case)
        ratna.do("Tugaskan pendamping")
        ratna.pick("Siapa?", "Dedi Kurnia Harahap")
        ratna.save("Tugaskan pendamping")
        ratna.sees("Pendamping kasus: Dedi Kurnia Harahap")


def plan_with_the_child(story: Story) -> None:
    """Assessment, a legal basis where a parent is no gate, items for child and family."""
    with story.at_case("dedi") as dedi:
        dedi.sees("Laporkan kekerasan seksual ini ke kepolisian.", "Hari ini")
        dedi.sees("Mediasi tidak tersedia.")
        dedi.picture("kasus")
        dedi.do("Catat asesmen ringkas")
        dedi.fill("Apa yang anak perlukan?", "Tidur di tempat yang aman.")
        dedi.save("Catat asesmen ringkas")
        dedi.do("Catat persetujuan atau dasar lain")
        dedi.pick("Untuk apa?", "Layanan")
        dedi.pick("Apa dasarnya?", "Tugas pelayanan publik")
        dedi.pick("Bagaimana keadaannya?", "Diberikan, atau berlaku")
        dedi.tick("Wali mungkin yang melukai anak")
        dedi.fill("Bila wali tidak ditanya: mengapa?", "Paman yang diduga tinggal serumah.")
        dedi.fill("Pasal, bahaya, atau tugas", "UU 27/2022 Pasal 20 ayat (2) huruf e")
        dedi.save("Catat persetujuan atau dasar lain")
        plan_item(dedi, "Untuk anak", "Anak tidur tanpa takut")
        plan_item(dedi, "Untuk keluarga", "Ibu tahu cara menjaga anaknya")
        dedi.sees("Belum disetujui", "Anak tidur tanpa takut", "Ibu tahu cara menjaga anaknya")
        dedi.do("Ajukan rencana")
        dedi.tick("Anak setuju dengan rencana")
        dedi.save("Ajukan rencana")


NEW_GOAL = "Bila tujuan baru: keadaan apa yang diharapkan bagi anak?"


def plan_item(dedi: Visitor, for_whom: str, goal: str) -> None:
    """One item of the plan."""
    dedi.do("Tambah butir rencana")
    dedi.pick("Layanan apa?", "Pendampingan tokoh agama")
    dedi.pick("Untuk siapa?", for_whom)
    dedi.fill(NEW_GOAL, goal)
    dedi.pick("Fungsi yang mana dari enam?", "Pendampingan")
    dedi.pick("Tugas yang mana dari sebelas?", "d. Penguatan psikologis")
    dedi.fill("Atau siapa lagi yang memberikannya?", "Psikolog UPTD")
    dedi.fill("Sampai kapan?", (today() + timedelta(days=7)).isoformat())
    dedi.save("Tambah butir rencana")


def refused_mediation(story: Story) -> None:
    """Somebody plans to settle it by talking. The rule says no, with its reason."""
    with story.at_case("dedi") as dedi:
        dedi.do("Tambah butir rencana")
        dedi.pick("Layanan apa?", "Pendampingan tokoh agama")
        dedi.pick("Untuk siapa?", "Untuk keluarga")
        dedi.fill(NEW_GOAL, "Berdamai dengan paman")
        dedi.pick("Fungsi yang mana dari enam?", "Mediasi")
        dedi.pick("Tugas yang mana dari sebelas?", "j. Koordinasi pemenuhan hak")
        dedi.fill("Atau siapa lagi yang memberikannya?", "Kepala dusun")
        dedi.fill("Sampai kapan?", (today() + timedelta(days=7)).isoformat())
        dedi.press("Tambah butir rencana")
        dedi.sees("Kekerasan seksual tidak boleh diselesaikan di luar pengadilan")
        expect(dedi.page.get_by_label(NEW_GOAL)).to_have_value("Berdamai dengan paman")


def approve(story: Story) -> None:
    """Not by its author; by the supervisor, from her list."""
    with story.somebody(who="ratna") as ratna:
        ratna.sees("Setujui rencana, atau kembalikan dengan alasan.")
        ratna.go(story.case)
        ratna.do("Setujui rencana")
        ratna.sees("Anak tidur tanpa takut")
        ratna.save("Setujui rencana")
        ratna.sees_no("Belum disetujui")
        ratna.do("Turunkan risiko")
        ratna.press("Turunkan risiko")  # the refusal: not without a reason
        ratna.sees("Kesalahan")
        ratna.fill("Mengapa anak lebih aman daripada yang tampak?", "Anak sudah di rumah nenek.")
        ratna.save("Turunkan risiko")
        ratna.sees("Risiko sedang", "Kepala unit menurunkan risiko")


def give_and_tell(story: Story) -> None:
    """Both services, the number of the police report, a note, and the asking for an end."""
    with story.at_case("dedi") as dedi:
        ask_for_an_end(dedi)
        dedi.sees("Masih ada tujuan rencana yang belum tercapai.")
        for goal in ("Anak tidur tanpa takut", "Ibu tahu cara menjaga anaknya"):
            dedi.go(story.case)
            dedi.page.locator("table.plan tr", has_text=goal).get_by_role("link").click()
            dedi.save("Catat layanan")
        dedi.sees("1 dari 1")
        dedi.follow("Catat nomor STPL")
        dedi.fill("Nomor laporan polisi (STPL)", "STPL/41/XI/2026")
        dedi.fill("Kapan dilaporkan? (WIB)", f"{now().astimezone(WIB):%Y-%m-%dT%H:%M}")
        dedi.save("Catat nomor STPL")
        dedi.sees_no("Laporkan kekerasan seksual ini ke kepolisian.")
        dedi.do("Tulis catatan")
        dedi.pick("Di bagian mana dari berkas?", "Cerita dan pekerjaan harian")
        dedi.page.get_by_label("Catatan", exact=True).fill("Anak sudah tertawa lagi.")
        dedi.save("Tulis catatan")
        dedi.sees_no("Anak sudah tertawa lagi.")  # sealed until it is opened
        dedi.page.get_by_role("button", name=re.compile("Buka.*Cerita")).click()
        dedi.sees("Anak sudah tertawa lagi.", TOLD)
        ask_for_an_end(dedi)
        dedi.sees("Tersimpan: Usulkan penutupan.")


def ask_for_an_end(dedi: Visitor) -> None:
    """The criteria are in the form; what stands in the way is said."""
    dedi.do("Usulkan penutupan")
    dedi.pick("Mengapa kasus diakhiri?", "Tujuan tercapai dan anak aman")
    dedi.fill("Dengan singkat", "Anak aman di rumah nenek.")
    dedi.tick("Anak aman")
    dedi.fill(
        "Apa kata anak tentang pengakhiran ini?", "Ia senang dan tahu ke mana harus bercerita."
    )
    dedi.press("Usulkan penutupan")


def close_and_reopen(story: Story) -> None:
    """Who worked on it does not close it; a second person does, and can open it again."""
    with story.at_case("dedi") as dedi:
        dedi.sees_no("Tutup sebagai orang kedua")
    with story.somebody(who="ratna") as ratna:
        ratna.sees("Putuskan sebagai orang kedua apakah kasus ini boleh ditutup.")
        ratna.go(story.case)
        ratna.do("Tutup sebagai orang kedua")
        ratna.save("Tutup sebagai orang kedua")
        ratna.sees("Riwayatnya tetap ada; kasus bisa dibuka kembali.")
    come_back(story, "Bagian kami sudah selesai.")
    with story.at_case("ratna") as ratna:
        ratna.do("Buka kembali kasus")
        ratna.fill("Mengapa?", "Paman terlihat lagi di sekitar rumah nenek.")
        ratna.save("Buka kembali kasus")
        ratna.sees("Dibuka kembali", "Tinjau lagi kasus yang dibuka kembali ini.")
    come_back(story, "Kami sedang menanganinya")


def who_read_what(story: Story) -> None:
    """Every opening by its person; the admin reads no case."""
    with story.at_case("ratna") as ratna:
        ratna.follow("Semua pembukaan")
        ratna.heading("Siapa membaca K-")
        ratna.sees("Siti Rahmawani Hasibuan", "Dedi Kurnia Harahap", "Ratna Dewi Siregar")
    with story.at_case("rizky") as rizky:
        rizky.heading("Halaman ini tidak ada")


# --- 6: anyone ---


def check_the_numbers(story: Story) -> None:
    """What the record claims, beside what can be computed; figures of releases only."""
    with story.somebody(NARROW, script=False) as me:
        me.go("/inovasi/anak-pabolo")
        me.sees(
            "87 %",
            "85,7 %",
            "48 dari 56 = 85,7 %",
            "60 % bisa tercapai tanpa satu anak pun lebih aman",
        )
        me.sees("Tanggal uji coba sama dengan tanggal penerapan")
        me.go("/angka")
        me.heading("Angka")
        me.sees("29", "48")
        me.sees_no(TOLD)


def test_from_a_worry_to_protection_to_a_number(browser: Browser, live_server: LiveServer) -> None:
    unprepared()
    story = Story(browser, live_server)
    known_before(story)
    report_a_worry(story)
    mistype_the_code(story)
    admit_waiting(at=now())
    come_back(story, "Laporan Anda sudah kami terima.", "Akan dibaca petugas", "Belum ada pesan.")
    raise_an_alarm(story)
    take_a_chat(story)
    read_the_report(story)
    come_back(story, "Petugas sudah membaca laporan Anda", QUESTION, write=ANSWER)
    open_a_case(story)
    assign(story)
    plan_with_the_child(story)
    refused_mediation(story)
    approve(story)
    give_and_tell(story)
    close_and_reopen(story)
    who_read_what(story)
    check_the_numbers(story)
