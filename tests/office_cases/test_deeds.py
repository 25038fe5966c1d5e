"""What is done on a case, form by form: kept, or refused with what was typed still there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.duties.queries import owned_by
from pabolo.programme.cases.actions import closing, team
from pabolo.programme.cases.actions.rescreening import rescreen
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import CaseFile, open_file
from pabolo.rules.vocabulary import Facet
from tests import builders as build

type Desk = Callable[[str], Client]
PLAN = {
    "service": "L5", "for_whom": "family", "goal": "Ibu tahu cara mendampingi",
    "function": "accompaniment", "task": "e", "provider": "PUSPAGA", "times": "2",
    "due": "2026-11-20",
}  # fmt: skip
CONSENT = {
    "purpose": "service", "basis": "public_task", "status": "given", "guardian_is_suspect": "on",
    "why_not_asked": "Wali diduga pelaku.", "law": "UU 27/2022 Pasal 20",
}  # fmt: skip
CLOSURE = {
    "reason": "goals_met", "note": "Tujuan tercapai.", "child_is_safe": "on",
    "child_view": "Anak setuju.",
}  # fmt: skip


def form_of(case_id: UUID, slug: str) -> str:
    return reverse("office:deed", args=[case_id, slug])


def file_of(unit: build.Unit, case_id: UUID) -> CaseFile:
    facets = [Facet.NARRATIVE, Facet.HEALTH, Facet.LEGAL]
    return open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=facets)


def do(unit: build.Unit, client: Client, case_id: UUID, slug: str, **typed: Any) -> CaseFile:
    """Fill a form in as it stands now; it must be kept."""
    seen = str(file_of(unit, case_id).case.version)
    assert client.get(form_of(case_id, slug)).status_code == 200
    answer = client.post(form_of(case_id, slug), {"seen": seen, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return file_of(unit, case_id)


def refused(unit: build.Unit, client: Client, case_id: UUID, slug: str, **typed: Any) -> str:
    seen = str(file_of(unit, case_id).case.version)
    answer = client.post(form_of(case_id, slug), {"seen": seen, **typed})
    assert answer.status_code == 409, answer.status_code
    return answer.content.decode()


def test_a_case_goes_its_way_through_the_forms(unit: build.Unit, desk: Desk) -> None:
    case_id = build.opened(unit, build.SEXUAL, sexual=True).case_id
    dedi, ratna, hendra = desk("dedi"), desk("ratna"), desk("hendra")
    file = do(unit, ratna, case_id, "petugas", person=unit.dedi.id.hex)
    assert file.case.worker_id == unit.dedi.id
    file = do(unit, dedi, case_id, "asesmen", needs="Rasa aman.", child_words="Saya mau sekolah.")
    assert file.case.stage == "assessing"
    file = do(unit, dedi, case_id, "persetujuan", **CONSENT)
    assert file.state.consents[0].guardian_is_suspect
    file = do(unit, dedi, case_id, "rencana", **PLAN)
    (item,) = file.state.plan
    do(unit, dedi, case_id, "ajukan", child_agreed="on")
    file = do(unit, ratna, case_id, "kembalikan", reason="Tambahkan siapa yang menemani.")
    assert file.state.proposal is None
    do(unit, dedi, case_id, "ajukan", child_agreed="on")
    file = do(unit, ratna, case_id, "setujui", note="Baik.")
    assert (file.case.stage, file.state.plan[item].approved) == ("planned", True)
    given = {"item": item, "service": "L5", "for_whom": "family", "on": "2026-11-02"}
    file = do(unit, dedi, case_id, "layanan", **given)
    assert (file.case.stage, file.state.plan[item].given) == ("delivering", 1)
    do(unit, dedi, case_id, "akhiri", item=item, outcome="done", reason="Cukup sekali.")
    police = {"number": "STPL/9/XI/2026", "reported_at": "2026-11-02T09:30"}
    file = do(unit, dedi, case_id, "polisi", **police)
    assert file.state.police and file.state.police.number == "STPL/9/XI/2026"
    file = do(unit, dedi, case_id, "hukum", stage="H2", on="2026-11-02")
    assert file.state.legal_stage == "H2"
    file = do(unit, dedi, case_id, "simfoni", number="LAB-2026-0012")
    assert file.state.simfoni == "LAB-2026-0012"
    do(unit, dedi, case_id, "tinjauan", summary="Membaik.", next_step="Pantau.")
    file = do(unit, dedi, case_id, "tahap", to="monitoring")
    assert file.case.stage == "monitoring"
    do(unit, dedi, case_id, "kunjungan", text="Anak ceria.", reached="on", safe="yes")
    do(unit, dedi, case_id, "usul-tutup", **CLOSURE)
    file = do(unit, hendra, case_id, "tolak-tutup", reason="Tunggu sidang.")
    assert file.state.closure is None
    do(unit, dedi, case_id, "usul-tutup", **CLOSURE)
    file = do(unit, ratna, case_id, "tutup", note="Setuju.")
    assert file.case.stage == "closed"
    do(unit, dedi, case_id, "purnalayanan", text="Baik di rumah.", reached="on", safe="yes")
    file = do(unit, dedi, case_id, "buka-kembali", reason="Anak menelepon lagi.")
    assert (file.case.stage, file.state.reopened) == ("reopened", 1)


def test_risk_is_read_by_the_worker_and_lowered_by_the_supervisor(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = build.assigned(unit)
    signs = {"q_accused_lives_with_child": "yes", "q_weapon": "unknown"}
    file = do(unit, desk("dedi"), case_id, "risiko", **signs, assessed="low", edition="1")
    assert file.state.risk == "high"
    reading = file.state.readings[-1]
    assert getattr(reading, "signs", None) == {
        "accused_lives_with_child": "yes", "weapon": "unknown",
    }  # fmt: skip
    reason = "Terlapor pindah ke luar kota."
    file = do(unit, desk("ratna"), case_id, "turunkan-risiko", to="medium", reason=reason)
    assert file.state.risk == "medium"
    assert desk("dedi").get(form_of(case_id, "turunkan-risiko")).status_code == 403


def test_a_note_lies_on_its_side(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    do(unit, desk("ratna"), case_id, "ahli", person=unit.ayu.id.hex)
    file = do(unit, desk("ayu"), case_id, "catatan", side="health", text="Tidur lebih tenang.")
    assert file.lines[-1].entry.facet == "health"
    sentence = refused(unit, desk("ayu"), case_id, "catatan", side="legal", text="Bukan tugas.")
    assert "Bukan tugas." in sentence


def test_only_a_supervisor_excuses_the_police_report(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    why = "Sudah dilaporkan keluarga, nomor menyusul."
    page = refused(unit, desk("dedi"), case_id, "polisi", reason_not=why)
    assert why in page
    assert "Hanya kepala unit yang dapat membebaskan" in page
    do(unit, desk("ratna"), case_id, "polisi", reason_not=why)
    codes = owned_by(unit.dedi).filter(folder_id=case_id)
    assert codes.count() == 5


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("persetujuan", CONSENT | {"basis": "guardian_consent", "guardian_agrees": "true",
                               "explained": "Dengan gambar."}, "Dengan gambar."),
    ("rencana", PLAN | {"due": "2026-10-01"}, "Ibu tahu cara mendampingi"),
    ("rencana", PLAN | {"function": "mediation"}, "Ibu tahu cara mendampingi"),
    ("ajukan", {"why_not_agreed": "Anak belum siap"}, "Anak belum siap"),
    ("layanan", {"service": "L2", "for_whom": "child", "on": "2026-11-02", "note": "obat"}, "obat"),
    ("polisi", {"number": "STPL/1", "reported_at": "2027-01-01T10:00"}, "STPL/1"),
    ("simfoni", {"number": "??"}, "??"),
    ("tahap", {"to": "monitoring", "reason": "cepat"}, "cepat"),
    ("usul-tutup", CLOSURE, "Tujuan tercapai."),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "typed", "kept"), REFUSALS)
def test_a_refusal_keeps_what_was_typed(
    unit: build.Unit, desk: Desk, slug: str, typed: dict[str, Any], kept: str
) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    seen = str(file_of(unit, case_id).case.version)
    answer = desk("dedi").post(form_of(case_id, slug), {"seen": seen, **typed})
    assert answer.status_code in (409, 422)
    assert kept in answer.content.decode()
    assert 'class="errors"' in answer.content.decode()
    assert file_of(unit, case_id).case.version == int(seen)


@pytest.mark.parametrize(("slug", "typed"), [
    ("kembalikan", {"reason": "x"}), ("setujui", {}),
    ("tutup", {}), ("tolak-tutup", {"reason": "x"}),
    ("turunkan-risiko", {"to": "medium", "reason": " "}), ("petugas", {"person": "0" * 32}),
])  # fmt: skip
def test_a_supervisor_is_refused_what_does_not_stand(
    unit: build.Unit, desk: Desk, slug: str, typed: dict[str, Any]
) -> None:
    case_id = build.assigned(unit)
    seen = str(file_of(unit, case_id).case.version)
    answer = desk("ratna").post(form_of(case_id, slug), {"seen": seen, **typed})
    assert answer.status_code in (409, 422)
    assert file_of(unit, case_id).case.version == int(seen)


def test_two_officers_on_one_case(unit: build.Unit, desk: Desk) -> None:
    """Who comes second keeps the text, sees what is new, and can save the next time."""
    case_id = build.assigned(unit)
    seen = str(file_of(unit, case_id).case.version)
    do(unit, desk("ratna"), case_id, "asesmen", needs="Ditulis lebih dulu.")
    typed = {"seen": seen, "needs": "Ditulis belakangan."}
    answer = desk("dedi").post(form_of(case_id, "asesmen"), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ditulis belakangan." in page
    assert "Baru sejak Anda membuka formulir" in page
    again = str(file_of(unit, case_id).case.version)
    assert f'name="seen" value="{again}"' in page
    typed["seen"] = again
    assert desk("dedi").post(form_of(case_id, "asesmen"), typed).status_code == 302


def test_a_second_click_adds_nothing(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    typed = {"seen": str(file_of(unit, case_id).case.version), **CONSENT}
    dedi = desk("dedi")
    answers = [dedi.post(form_of(case_id, "persetujuan"), typed).status_code for _n in range(2)]
    assert answers == [302, 409]
    assert len(file_of(unit, case_id).state.consents) == 1


def test_a_form_without_its_version_is_refused(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    for seen in ("", "x", "-1", "9" * 30):
        answer = desk("dedi").post(form_of(case_id, "asesmen"), {"seen": seen, "needs": "a"})
        assert answer.status_code == 409


def test_nobody_closes_what_they_asked_to_close(unit: build.Unit, desk: Desk) -> None:
    case_id = build.served(unit)
    asked = replace(build.closure(unit), by=unit.ratna.id.hex)
    closing.ask_closure(case_id=case_id, asked=asked, by=unit.ratna, at=unit.at)
    refused(unit, desk("ratna"), case_id, "tutup")
    assert do(unit, desk("hendra"), case_id, "tutup").case.stage == "closed"


@pytest.mark.parametrize("username", ["yusuf", "siti", "farida"])
def test_who_does_not_work_on_it_writes_nothing(
    unit: build.Unit, desk: Desk, username: str
) -> None:
    case_id = build.assigned(unit)
    answer = desk(username).post(form_of(case_id, "asesmen"), {"seen": "1", "needs": "a"})
    assert answer.status_code in (403, 404)


def test_an_unknown_form_is_not_there(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    assert desk("dedi").get(form_of(case_id, "hapus")).status_code == 404


@pytest.mark.parametrize("slug", sorted(DEEDS))
def test_every_form_opens_in_both_languages(unit: build.Unit, desk: Desk, slug: str) -> None:
    case_id = build.planned(unit)[0]
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    address, clients = form_of(case_id, slug), [desk("dedi"), desk("ratna"), desk("ayu")]
    for one in (address, f"/en{address}"):
        assert 200 in [client.get(one).status_code for client in clients]


def test_a_supervisor_decides_a_match_on_its_page_and_nobody_else_reads_whose(
    unit: build.Unit, desk: Desk
) -> None:
    case_id, maria = build.assigned(unit), unit.maria
    path = reverse("office:deed", args=[case_id, "kecocokan"])
    page = reverse("office:case", args=[case_id])
    assert path not in desk("ratna").get(page).content.decode()
    team.assign_worker(case_id=case_id, worker_id=maria.id, by=unit.ratna, at=unit.at)
    declare_kin(kin=[Kin("Anak Sepuluh Tamba")], by=maria, at=unit.at)
    rescreen(person=maria.id, at=unit.at)
    assert path in desk("ratna").get(page).content.decode()
    answers = {"person": maria.id.hex, "meant": "no", "reason": "Orang lain.", "seen": "0"}
    answers["seen"] = str(Case.objects.get(pk=case_id).version)
    assert desk("siti").get(path).status_code == 403
    assert desk("ratna").post(path, answers).status_code == 302
    told = desk("ratna").get(page).content.decode()
    assert path not in told and "Orang lain." in told
