"""The room of the legal track: what it shows, to whom, and each form that leads back to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.cases.legal_deeds import LEGAL_TRACK
from pabolo.ground.audit.queries import entries
from pabolo.programme.cases.actions import closing, team
from pabolo.rules.access import FACETS
from pabolo.rules.vocabulary import Facet, Role
from tests import builders as build
from tests.legal.track import (
    asked,
    decided,
    letter,
    paid,
    planned,
    staged,
    state_of,
    takedown,
    waived,
)

type Desk = Callable[[str], Client]
ADDRESS = "https://contoh.id/akun/berita-12"


def room(case_id: UUID) -> str:
    return reverse("office:case_legal", args=[case_id])


def form_of(case_id: UUID, slug: str) -> str:
    return reverse("office:deed", args=[case_id, slug])


def furnished(unit: build.Unit) -> UUID:
    """A case with something in each part of its legal track."""
    case_id = build.served(unit, build.SEXUAL, sexual=True)
    staged(unit, case_id, "H4", institution="Polres, Unit PPA", number="LP/12")
    planned(unit, case_id)
    letter(unit, case_id)
    decided(unit, case_id, asked(unit, case_id, amount=9_000_000), "granted", 8_000_000)
    asked(unit, case_id, "protection")
    takedown(unit, case_id)
    return case_id


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_room_shows_how_the_process_stands(unit: build.Unit, desk: Desk) -> None:
    said = body(desk("dedi"), room(furnished(unit)))
    for words in (
        "Proses hukum sedang berjalan.", "Penyidikan", "LP/12", "STPL/12/XI/2026", "Sidang",
        "Orang yang dipercaya anak duduk di sampingnya", "Siapkan anak", "SP2HP", "B/12/XI/2026",
        "Rp9.000.000", "Belum dibayar: Rp8.000.000", "Perlindungan LPSK", "Korban",
        "Restitusi dapat dimohon", "Situs contoh", ADDRESS,
    ):  # fmt: skip
        assert words in said, words
    assert entries(limit=1)[0].verb == "case.legal_read"


def test_the_room_is_for_who_opens_the_legal_side(unit: build.Unit, desk: Desk) -> None:
    case_id = furnished(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    team.add_specialist(case_id=case_id, person_id=unit.lestari.id, by=unit.ratna, at=unit.at)
    assert desk("lestari").get(room(case_id)).status_code == 200
    assert desk("ratna").get(room(case_id)).status_code == 200
    for shut in ("siti", "ayu", "yusuf"):
        assert desk(shut).get(room(case_id)).status_code in (403, 404)
    assert desk("joko").get(room(case_id)).status_code == 404
    assert Facet.LEGAL not in FACETS[Role.PSYCHOLOGIST]


def test_a_room_shown_without_its_side_is_caught(
    unit: build.Unit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = furnished(unit)
    whole = "pabolo.doors.office.legal.room.Facet"
    monkeypatch.setattr(whole, type("Shut", (), {"LEGAL": Facet.CARE}))
    said = body(desk("dedi"), room(case_id))
    assert "LP/12" not in said


def test_the_address_of_content_stands_in_the_room_alone(unit: build.Unit, desk: Desk) -> None:
    case_id = furnished(unit)
    client = desk("dedi")
    printed = client.post(reverse("office:case_legal_print", args=[case_id]))
    opened = client.post(reverse("office:case", args=[case_id]), {"buka": ["legal"]})
    summary = client.post(reverse("office:case_print", args=[case_id]), {"buka": ["legal"]})
    for answer in (printed, opened, summary):
        assert answer.status_code == 200
        assert ADDRESS not in answer.content.decode()
    assert "Situs contoh" in printed.content.decode()
    assert "Situs contoh" in opened.content.decode()


def test_the_paper_is_an_export_of_its_own(unit: build.Unit, desk: Desk) -> None:
    case_id = furnished(unit)
    team.add_specialist(case_id=case_id, person_id=unit.lestari.id, by=unit.ratna, at=unit.at)
    for who in ("dedi", "lestari", "ratna"):
        answer = desk(who).post(reverse("office:case_legal_print", args=[case_id]))
        assert answer.status_code == 200
        assert entries(limit=1)[0].verb == "case.legal_print"
        assert "Riwayat hukum" in answer.content.decode()


FORMS: dict[str, dict[str, Any]] = {
    "hukum": {"stage": "H5", "on": "2026-11-02", "institution": "Kejaksaan"},
    "janji-hukum": {
        "kind": "BAP", "on": "2026-11-20", "start": "09.30", "place": "Polres",
        "beside": "Nenek", "needs": ["support"],
    },
    "siapkan-anak": {"how": "Denah ruangan digambar bersama."},
    "hasil-janji": {"to": "called_off", "note": "Hakim berhalangan."},
    "tunda-janji": {"reason": "Hakim cuti.", "on": "2026-11-25", "start": "10.00"},
    "surat-hukum": {
        "way": "in", "kind": "SPDP", "on": "2026-11-02", "number": "B/9", "party": "Polres",
    },
    "coret-surat": {"reason": "Milik kasus lain."},
    "koreksi-tahap": {"stage": "H4", "on": "2026-11-01", "reason": "Salah hari."},
    "bayar-restitusi": {"amount": "8000000", "on": "2026-11-02"},
    "putusan-permohonan": {"outcome": "refused", "on": "2026-11-02"},
    "tidak-dimohon": {"kind": "protection", "sayer": "both", "because": "Sudah aman."},
    "permohonan": {"kind": "protection", "through": "lpsk", "on": "2026-11-02"},
    "hapus-konten": {
        "platform": "Situs", "kind": "TKS", "to": "platform", "on": "2026-11-02",
        "where": "Kolom komentar",
    },
    "cek-konten": {"answer": "removed", "on": "2026-11-02"},
}  # fmt: skip


def options(client: Client, address: str, field: str) -> str:
    """What the form offers first in a field about one thing of the track."""
    form = client.get(address).context["form"]
    if field not in form.fields:
        return ""
    return str(form.fields[field].choices[0][0])


def test_every_form_keeps_what_it_is_told_and_leads_back(unit: build.Unit, desk: Desk) -> None:
    case_id, client = furnished(unit), desk("dedi")
    assert set(FORMS) == set(LEGAL_TRACK)
    for slug, typed in FORMS.items():
        address = form_of(case_id, slug)
        page = client.get(address)
        assert page.status_code == 200, slug
        one = {
            name: options(client, address, name)
            for name in ("date", "claim", "takedown")
            if name in page.context["form"].fields
        }
        if slug == "coret-surat":
            one["of"] = options(client, address, "of")
        if slug == "koreksi-tahap":
            one["of"] = str(page.context["form"].initial["of"])
        if slug == "tunda-janji":
            planned(unit, case_id)
            one["date"] = options(client, address, "date")
        seen = str(client.get(address).context["file"].case.version)
        answer = client.post(address, {"seen": seen, **one, **typed})
        assert answer.status_code == 302, (slug, answer.context and answer.context["form"].errors)
        assert answer["Location"] == room(case_id), slug
    track = state_of(unit, case_id).legal
    assert track.takedowns and all(one.gone for one in track.takedowns.values()) is False
    assert body(client, room(case_id))


def test_a_refusal_comes_back_with_what_was_typed(unit: build.Unit, desk: Desk) -> None:
    case_id, client = furnished(unit), desk("dedi")
    address = form_of(case_id, "hukum")
    typed = {"stage": "H12", "on": "2026-11-02", "note": "Putusan tetap.", "seen": "1"}
    answer = client.post(address, typed)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Tahap ini tidak lazim" in said and "Putusan tetap." in said
    content = {"platform": "Situs", "kind": "GBR", "to": "platform", "on": "2026-11-02"}
    seen = str(client.get(address).context["file"].case.version)
    answer = client.post(
        form_of(case_id, "hapus-konten"),
        {**content, "address": "https://cdn.contoh.id/foto.jpg", "seen": seen},
    )
    assert answer.status_code == 409
    assert "tidak boleh disimpan di sini" in answer.content.decode()


def test_who_does_not_write_legal_lines_is_offered_none(unit: build.Unit, desk: Desk) -> None:
    case_id = furnished(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    for slug in LEGAL_TRACK:
        assert desk("ayu").get(form_of(case_id, slug)).status_code == 403
    assert "Jalur hukum" not in body(desk("ayu"), reverse("office:case", args=[case_id]))


def test_the_letter_form_offers_what_was_made_here(unit: build.Unit, desk: Desk) -> None:
    case_id = furnished(unit)
    form = desk("dedi").get(form_of(case_id, "surat-hukum")).context["form"]
    assert [key for key, _name in form.fields["made"].choices] == [""]


def test_todays_appointment_stands_in_hari_ini(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    planned(unit, case_id, starts_at=unit.at + timedelta(hours=3), kind="BAP")
    said = body(desk("dedi"), reverse("office:today"))
    assert "Pemeriksaan di kepolisian (BAP)" in said
    assert room(case_id) in said
    assert "Siapkan anak untuk janji dengan polisi atau pengadilan." in said
    assert form_of(case_id, "siapkan-anak") in said


def test_every_claim_of_a_kind_is_shown(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    first = asked(unit, case_id, amount=9_000_000)
    decided(unit, case_id, first, "granted", 8_000_000)
    paid(unit, case_id, first, 8_000_000)
    asked(unit, case_id, amount=3_000_000)
    said = body(desk("dedi"), room(case_id))
    assert "Rp9.000.000" in said and "Rp3.000.000" in said
    assert f"{form_of(case_id, 'bayar-restitusi')}?butir=" not in said


def test_a_waived_claim_says_so(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    staged(unit, case_id, "H4")
    waived(unit, case_id)
    said = body(desk("dedi"), room(case_id))
    assert "Tidak dikehendaki" in said and "Ingin segera selesai." in said


def test_after_the_end_only_the_process_is_noted(unit: build.Unit, desk: Desk) -> None:
    case_id = build.served(unit)
    planned(unit, case_id)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    said = body(desk("dedi"), room(case_id))
    assert form_of(case_id, "hukum") in said
    assert form_of(case_id, "hasil-janji") in said
    assert form_of(case_id, "tunda-janji") not in said
    assert form_of(case_id, "permohonan") not in said
    assert form_of(case_id, "janji-hukum") not in said
    assert form_of(case_id, "hapus-konten") not in said


def test_the_page_of_the_case_names_the_stage_where_the_side_is_open(
    unit: build.Unit, desk: Desk
) -> None:
    case_id, client = furnished(unit), desk("dedi")
    assert "Jalur hukum" in body(client, reverse("office:case", args=[case_id]))
    shown = {slug for slug, deed in DEEDS.items() if slug in LEGAL_TRACK and not deed.room_only}
    assert shown == {"hukum", "janji-hukum"}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked_:
        assert client.get(address).status_code == 200
    return len(asked_)


def test_three_of_everything_cost_as_many_questions_as_one(unit: build.Unit, desk: Desk) -> None:
    case_id, client = furnished(unit), desk("dedi")
    client.get(room(case_id))
    one = queries(client, room(case_id))
    for _ in range(2):
        planned(unit, case_id)
        letter(unit, case_id)
        takedown(unit, case_id)
    # The audit tree asks a little more or less by where it stands.
    assert queries(client, room(case_id)) <= one + 1


def test_no_form_has_a_field_named_as_the_forms_own_version() -> None:
    assert [slug for slug, deed in DEEDS.items() if "seen" in deed.form.base_fields] == []
