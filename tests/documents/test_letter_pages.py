"""Letters in the office: what can be made, the number, the copy and its mark, the register."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from pabolo.doors.office.documents.kinds import SLUG_OF
from pabolo.ground.audit.queries import entries
from pabolo.ground.documents import actions, queries
from pabolo.ground.documents.models import Letter as Row
from pabolo.ground.documents.models import Printed
from pabolo.ground.vault.actions import grant, revoke
from pabolo.programme.cases.actions import closing, plan, triage
from pabolo.programme.cases.facets import IncidentAccused, Perpetrator
from pabolo.rules.letters import Letter
from pabolo.rules.vocabulary import Facet, Subject
from tests import builders as build

type Desk = Callable[[str], Client]

REFERRAL = {
    "to": "Ketua TPPK SMP Contoh\ndi Pangkatan",
    "about": "Rujukan: kembali sekolah",
    "note": "Satu kursi di kelas VIII. #read(\"/etc/passwd\")",
    "reply_by": "2026-11-13",
}  # fmt: skip
WRITTEN = {
    Letter.REFERRAL: REFERRAL,
    Letter.MINUTES: {
        "about": "Pertemuan keluarga",
        "place": "kantor UPTD",
        "people": "Guru\nBidan",
        "note": "Disepakati jadwal kunjungan.",
    },
}


def room(case_id: UUID) -> str:
    return reverse("office:case_letters", args=[case_id])


def form(case_id: UUID, kind: Letter) -> str:
    return reverse("office:case_letter", args=[case_id, SLUG_OF[kind]])


def make(desk: Client, case_id: UUID, kind: Letter = Letter.REFERRAL) -> Row:
    """Make a document through its page."""
    before = set(Row.objects.values_list("pk", flat=True))
    answer = desk.post(form(case_id, kind), {**WRITTEN.get(kind, {}), "do": "make"})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Row.objects.exclude(pk__in=before).get()


def take(desk: Client, letter: Row) -> tuple[bytes, str]:
    """A copy: its bytes and what stands in it."""
    answer = desk.post(reverse("office:letter_print", args=[letter.pk]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return answer.content, " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_room_says_what_can_be_made_and_why_not(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    said = desk("dedi").get(room(case_id)).content.decode()
    assert "Laporan akhir dibuat setelah kasus berakhir." in said
    assert form(case_id, Letter.PLAN) in said
    assert form(case_id, Letter.CLOSING) not in said
    assert form(case_id, Letter.SIMFONI) in said
    assert desk("dedi").post(form(case_id, Letter.CLOSING), {"do": "make"}).status_code == 409


@pytest.mark.parametrize("kind", list(Letter))
def test_every_kind_is_made_and_printed(kind: Letter, unit: build.Unit, desk: Desk) -> None:
    case_id = build.closed(unit) if kind is Letter.CLOSING else build.served(unit)
    dedi = desk("dedi")
    shown = dedi.get(form(case_id, kind))
    assert shown.status_code == 200
    letter = make(dedi, case_id, kind)
    pdf, said = take(dedi, letter)
    assert pdf.startswith(b"%PDF-")
    assert "400.2." in said
    assert "UPTD Perlindungan Perempuan dan Anak" in said
    names = "Anak Sepuluh Tahun" in said
    assert names == (kind not in (Letter.REFERRAL, Letter.MINUTES, Letter.STORY))


def test_a_referral_carries_what_was_written_and_no_name(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    letter = make(desk("dedi"), case_id)
    _pdf, said = take(desk("dedi"), letter)
    for part in (
        "Kepada Yth. Ketua TPPK SMP Contoh di Pangkatan",
        'Satu kursi di kelas VIII. #read("/etc/passwd")',
        "Paling lambat Jumat, 13 November 2026",
        "400.2.3/0001/UPTD-PPA/XI/2026",
        "Rantauprapat, 2 November 2026",
        "Sifat RAHASIA",
        "Lembar jawaban",
        "Tembusan: arsip",
    ):
        assert part in said
    assert "Anak Sepuluh" not in said


def test_the_mark_names_reader_time_and_entry(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    letter = make(desk("dedi"), case_id)
    pdf, said = take(desk("dedi"), letter)
    done, receipt = entries(limit=2)
    assert (done.verb, receipt.verb) == ("letter.printed", "letter.print")
    assert f"Jejak J-{receipt.seq:06}." in said
    assert "Senin, 2 November 2026, pukul 10.00 WIB" in said
    assert "Dedi" in said.partition("Dicetak oleh")[2]
    assert done.detail["sha256"] == f"sha256:{hashlib.sha256(pdf).hexdigest()}"
    assert done.detail["reading"] == receipt.seq
    assert {Facet.CARE.value, Facet.STATS.value} == set(receipt.facets)


def test_the_second_print_is_a_copy_with_the_same_number(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    letter = make(desk("dedi"), case_id)
    _pdf, first = take(desk("dedi"), letter)
    _pdf, second = take(desk("ratna"), letter)
    number = "400.2.3/0001/UPTD-PPA/XI/2026"
    assert number in first
    assert number in second
    assert "Salinan ke-2" not in first
    assert "Salinan ke-2" in second
    assert list(Printed.objects.order_by("copy").values_list("copy", flat=True)) == [1, 2]


def test_the_copy_is_what_was_made_whatever_came_after(unit: build.Unit, desk: Desk) -> None:
    case_id = build.served(unit)
    letter = make(desk("dedi"), case_id, Letter.PLAN)
    _pdf, before = take(desk("dedi"), letter)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    _pdf, after = take(desk("dedi"), letter)
    cut = "Dicetak oleh"
    assert before.partition(cut)[0] == after.partition(cut)[0]


def test_a_refusal_keeps_what_was_typed_and_takes_no_number(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    answer = desk("dedi").post(form(case_id, Letter.REFERRAL), {**REFERRAL, "to": ""})
    assert answer.status_code == 422
    assert "Satu kursi di kelas VIII" in answer.content.decode()
    assert not Row.objects.exists()
    stale = desk("dedi").post(form(case_id, Letter.REFERRAL), {**REFERRAL, "seen": "1"})
    assert stale.status_code == 409
    assert "Satu kursi di kelas VIII" in stale.content.decode()
    assert make(desk("dedi"), case_id).place == 1


def test_looking_again_shows_the_words_and_takes_no_number(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    answer = desk("dedi").post(form(case_id, Letter.REFERRAL), {**REFERRAL, "do": "look"})
    assert answer.status_code == 200
    assert "Paling lambat Jumat, 13 November 2026" in answer.content.decode()
    assert not Row.objects.exists()


def test_who_may_not_see_the_case_gets_404_and_knows_no_letter(
    unit: build.Unit, desk: Desk
) -> None:
    case_id, _item = build.planned(unit)
    letter = make(desk("dedi"), case_id)
    dedi = desk("dedi")
    revoke(folder=case_id, people=[unit.dedi.id], day=unit.at.date())
    nowhere = dedi.get(reverse("office:letter", args=[UUID(int=7)]))
    for answer in (
        dedi.get(reverse("office:letter", args=[letter.pk])),
        dedi.post(reverse("office:letter_print", args=[letter.pk])),
        dedi.post(reverse("office:letter_cancel", args=[letter.pk]), {"reason": "salah alamat"}),
        dedi.get(room(case_id)),
        dedi.get(form(case_id, Letter.REFERRAL)),
    ):
        assert (answer.status_code, answer.content) == (404, nowhere.content)
    said = dedi.get(reverse("office:letters")).content.decode()
    assert "Dari kasus di luar akses Anda" in said
    assert "400.2.3" not in said
    assert "TPPK" not in said


def test_who_lacks_a_side_takes_no_copy_and_leaves_no_reading(unit: build.Unit, desk: Desk) -> None:
    case_id = build.served(unit)
    letter = make(desk("dedi"), case_id, Letter.SUMMARY)
    grant(
        folder=case_id, subject=Subject.CASE, people=[unit.yusuf.id, unit.ayu.id], basis="team",
        day=unit.at.date(),
    )  # fmt: skip
    size = entries(limit=1)[0].seq
    data = desk("yusuf").post(reverse("office:letter_print", args=[letter.pk]))
    assert data.status_code == 403
    assert "letter.print" not in {one.verb for one in entries(limit=50) if one.seq > size}
    # The psychologist holds every side, but this document is not of her post.
    assert desk("ayu").post(reverse("office:letter_print", args=[letter.pk])).status_code == 403
    assert desk("budi").get(reverse("office:letter", args=[letter.pk])).status_code in (403, 404)
    assert not Printed.objects.exists()


def test_a_cancelled_number_stays_and_is_not_given_again(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    dedi = desk("dedi")
    letter = make(dedi, case_id)
    address = reverse("office:letter_cancel", args=[letter.pk])
    assert dedi.post(address, {"reason": "x"}).status_code == 409
    assert dedi.post(address, {"reason": "Salah alamat tujuan."}).status_code == 302
    assert dedi.post(reverse("office:letter_print", args=[letter.pk])).status_code == 409
    assert make(dedi, case_id).place == 2
    said = dedi.get(reverse("office:letters")).content.decode()
    assert "Salah alamat tujuan." in said
    assert "400.2.3/0001/UPTD-PPA/XI/2026" in said


def test_a_number_is_found_whole_or_by_its_place(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    dedi = desk("dedi")
    make(dedi, case_id)
    make(dedi, case_id, Letter.MINUTES)
    address = reverse("office:letters")
    for wanted in ("2", "400.2.4/0002/uptd-ppa/xi/2026"):
        said = dedi.post(address, {"number": wanted}).content.decode()
        assert "Berita acara" in said
        assert "Surat rujukan" not in said
    assert "Tidak ada surat" in dedi.post(address, {"number": "99/X"}).content.decode()


# --- the child's own sheet ---


SECRETS = ("Soeryono", "Rumah Melati", "Bu Pelapor", "Adik Rina")


def test_the_childs_sheet_names_none_of_those_who_must_not_be_named(
    unit: build.Unit, desk: Desk
) -> None:
    """Whatever was written into the case, nothing of it comes onto this sheet."""
    case_id = build.assessed(unit)
    hostile = " ".join(SECRETS)
    item = build.plan_item(unit, goal=hostile, provider="Rumah Melati")
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    letter = make(desk("dedi"), case_id, Letter.STORY)
    _pdf, said = take(desk("dedi"), letter)
    for secret in SECRETS:
        assert secret not in said
    assert "bukan salahmu" in said


def test_words_for_the_child_with_a_name_of_the_accused_are_refused(
    unit: build.Unit, desk: Desk
) -> None:
    accused = IncidentAccused(people=(Perpetrator(name="Soeryono", relation="TG"),))
    told = build.opening()
    told = replace(told, told=replace(told.told, accused=accused))
    report = build.read(unit, build.received(unit))
    case_id = triage.open_case(
        report_id=report.pk, version=report.version, opening=told,
        decision=build.decision(unit, "new_case"), by=unit.siti, at=unit.at,
    ).case_id  # fmt: skip
    address = form(case_id, Letter.STORY)
    note = {"note": "Pak Soeryono tidak boleh datang.", "do": "make"}
    refused = desk("ratna").post(address, note)
    assert refused.status_code == 409
    assert "Hapus nama itu" in refused.content.decode()
    assert "tidak boleh datang" in refused.content.decode()
    assert not Row.objects.exists()
    assert queries.of_folder(case_id) == []


def test_a_shelter_is_never_printed(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assessed(unit)
    item = build.plan_item(
        unit, function="shelter", goal="Di Rumah Melati", provider="Rumah Melati"
    )
    plan.add_items(case_id=case_id, items=[item], by=unit.dedi, at=unit.at)
    for kind in (Letter.PLAN, Letter.SUMMARY):
        _pdf, said = take(desk("dedi"), make(desk("dedi"), case_id, kind))
        assert "Penampungan" in said or "Rumah aman" in said or "sementara" in said
        assert "Melati" not in said


def test_two_who_print_at_once_do_not_share_a_number(
    unit: build.Unit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, _item = build.planned(unit)
    letter = make(desk("dedi"), case_id)
    take(desk("ratna"), letter)
    monkeypatch.setattr(actions, "next_copy", lambda _letter: 1)  # counted before the other's
    answer = desk("dedi").post(reverse("office:letter_print", args=[letter.pk]))
    assert answer.status_code == 409
    assert "cetak sekali lagi" in answer.content.decode()
    assert list(Printed.objects.values_list("copy", flat=True)) == [1]
