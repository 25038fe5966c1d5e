"""The lead's pages: status, plan, members, reports, pictures. What the head never sees."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from pabolo.ground.attachments.covering import cover
from pabolo.ground.attachments.models import File
from pabolo.ground.audit.queries import entries
from pabolo.programme.network.actions import circulars, groups, members, plans
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.models import (
    Activity,
    Declaration,
    Group,
    Meeting,
    PeriodReport,
    Photo,
    PlannedActivity,
    Term,
    Training,
)
from pabolo.programme.network.queries import photos as photo_queries
from pabolo.programme.network.queries import scope
from pabolo.programme.network.queries.members import standings
from tests.safety.inhabited import picture
from tests.village.conftest import NOW, OURS, form_group, phone, text_of, token_on, who
from tests.village.test_register import ACTIVITY, MEETING, NEW_ACTIVITY, NEW_MEETING, activity, send
from tests.village.test_register import queries as queries_of

LINE = {
    "title": "Kelas pengasuhan", "month": "5", "level": "K", "strategy": "4", "target": "30",
    "budget": "1.500.000", "source": "APBDES",
}  # fmt: skip
TODAY = NOW.date()


def member(group: Group, name: str = "Ibu Rosna", **more: Any) -> Any:
    return members.add_member(
        by=who("halim"), at=NOW, group_id=group.pk, name=name, element="PKK",
        from_day=date(2026, 1, 5), **more,
    )  # fmt: skip


def plan_path(group: Group) -> str:
    return f"/desa/kelompok/{group.pk}/rencana/"


def test_the_lead_plans_and_an_activity_carries_it_out(ours: Group) -> None:
    lead = phone("halim")
    assert lead.post(f"{plan_path(ours)}baru/", {**LINE, "month": "13"}).status_code == 422
    wrong = lead.post(f"{plan_path(ours)}baru/", {**LINE, "budget": "banyak"})
    assert wrong.status_code == 422 and "rupiah" in text_of(wrong)
    assert lead.post(f"{plan_path(ours)}baru/", LINE).status_code == 302
    line = PlannedActivity.objects.get()
    assert (line.budget, line.year) == (1_500_000, TODAY.year)
    done = send(phone(), NEW_ACTIVITY, ACTIVITY, planned=str(line.pk), cost="Rp 250.000")
    assert done.status_code == 302
    assert (Activity.objects.get().cost, Activity.objects.get().planned_id) == (250_000, line.pk)
    words = text_of(phone().get(plan_path(ours)))
    assert "1 dari 1" in words and "Rp250.000" in words and "Rp1.500.000" in words
    assert lead.post(f"/desa/kelompok/rencana/{line.pk}/hapus/").status_code == 302
    assert PlannedActivity.objects.get().dropped_day is None


def test_an_activist_reads_the_plan_and_does_not_write_it(ours: Group, theirs: Group) -> None:
    assert phone().get(plan_path(ours)).status_code == 200
    assert "baru/" not in text_of(phone().get(plan_path(ours)))
    assert phone().post(f"{plan_path(ours)}baru/", LINE).status_code in {403, 404}
    assert phone("halim").get(plan_path(theirs)).status_code == 404
    assert not PlannedActivity.objects.exists()


def test_term_training_and_declaration_of_a_member(ours: Group) -> None:
    one, lead = member(ours), phone("halim")
    path = f"/desa/kelompok/anggota/{one.pk}/"
    assert "Belum ditandatangani" in text_of(lead.get(path))
    typed: dict[str, dict[str, str]] = {
        "masa-tugas": {"from_day": "2026-01-05", "until": "2029-01-04"},
        "pelatihan": {"kind": "DASAR", "day": "2026-03-01", "hours": "8", "issuer": "DP3A"},
        "pernyataan": {"day": "2026-03-01", "witness": "Ibu Rosna"},
    }
    refused = lead.post(f"{path}pernyataan/", typed["pernyataan"])
    assert refused.status_code == 409 and "saksi" in text_of(refused)
    typed["pernyataan"]["witness"] = "Pak Lurah"
    for what, fields in typed.items():
        assert lead.get(f"{path}{what}/").status_code == 200
        assert lead.post(f"{path}{what}/", fields).status_code == 302
    assert [table.objects.count() for table in (Term, Training, Declaration)] == [1, 1, 1]
    words = text_of(phone().get(path))
    assert "Pak Lurah" in words and "Dasar PATBM" in words and "pernyataan/" not in words
    assert phone().get(f"{path}pernyataan/").status_code in {403, 404}


def test_the_status_names_its_criteria_and_is_no_official_grade(ours: Group) -> None:
    member(ours)
    words = text_of(phone("halim").get("/desa/kelompok/"))
    assert "bukan" in words and "resmi" in words and "Belum ada pernyataan" in words
    assert phone("halim").post(f"/desa/kelompok/{ours.pk}/kontak/").status_code == 302
    assert Group.objects.get(pk=ours.pk).contacts_checked_day == TODAY
    assert phone().post(f"/desa/kelompok/{ours.pk}/kontak/").status_code in {403, 404}


def test_members_are_ticked_in_a_meeting(ours: Group) -> None:
    one = member(ours)
    refused = send(phone(), NEW_MEETING, {**MEETING, "attendance": "0"}, present=[str(one.pk)])
    assert refused.status_code == 409
    assert send(phone(), NEW_MEETING, MEETING, present=[str(one.pk)]).status_code == 302
    assert Meeting.objects.get().present.get().member == one
    assert "Ibu Rosna" in text_of(phone().get("/desa/pertemuan/"))


def test_the_half_year_is_handed_in_and_printed(ours: Group) -> None:
    lead, path = phone("halim"), f"/desa/kelompok/{ours.pk}/laporan/"
    assert lead.post(path, {"period": "2026-S2"}).status_code == 409
    assert lead.post(path, {"period": "2026-S1"}).status_code == 302
    assert PeriodReport.objects.get().day == TODAY
    assert lead.post(path, {"period": "2026-S1"}).status_code == 409


@pytest.mark.parametrize("what", ["2026-S1", "2026-T3", "anggota", "rencana-2026"])
def test_a_paper_of_the_group_is_a_pdf_and_leaves_an_entry(ours: Group, what: str) -> None:
    member(ours)
    activity(ours, "nur")
    plans.plan_activity(
        by=who("halim"), at=NOW, group_id=ours.pk, year=2026, month=5, title="Kelas",
        level="K", strategy="4", target=30, budget=0, source="TANPA",
    )  # fmt: skip
    lead = phone("halim")
    answer = lead.get(f"/desa/kelompok/{ours.pk}/cetak/{what}.pdf")
    assert answer.content.startswith(b"%PDF-") and "sandbox" in answer["Content-Security-Policy"]
    assert [one.verb for one in entries()].count("network.exported") == 1
    assert lead.get(f"/desa/kelompok/{ours.pk}/cetak/2019-S1.pdf").status_code == 404
    assert phone().get(f"/desa/kelompok/{ours.pk}/cetak/{what}.pdf").status_code in {403, 404}


@pytest.mark.parametrize("kind", ["kegiatan", "pertemuan", "daftar-hadir", "pantauan"])
def test_a_blank_form_is_a_pdf(kind: str) -> None:
    answer = phone().get(f"/desa/formulir/{kind}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert phone().get("/desa/formulir/lain.pdf").status_code == 404


def test_guidance_stands_on_the_home_until_it_is_read(ours: Group) -> None:
    sent = circulars.send_circular(
        by=who("nurul"), at=NOW, title="Rapat triwulan", text="Bawa rencana.", area=OURS[:8]
    )
    client = phone()
    assert "Rapat triwulan" in text_of(client.get("/desa/"))
    assert client.post(f"/desa/arahan/{sent.pk}/{ours.pk}/").status_code == 302
    assert "Rapat triwulan" not in text_of(client.get("/desa/"))


def photo_path(group: Group) -> str:
    return f"/desa/kegiatan/{activity(group, 'nur').pk}/foto/"


def test_a_picture_is_seen_by_nobody_else_before_faces_are_covered(ours: Group) -> None:
    client, path = phone(), photo_path(ours)
    sent = client.post(path, {"kind": "scene", "picture": picture()})
    assert sent.status_code == 302
    one, first = Photo.objects.get(), File.objects.get()
    assert phone("halim").get(f"/desa/foto/{one.pk}/").status_code == 404
    before = client.get(f"/desa/foto/{one.pk}/").content
    assert 'name="cover"' in text_of(client.get(f"/desa/foto/{one.pk}/tutup/"))
    assert client.post(f"/desa/foto/{one.pk}/tutup/", {"cover": ["0-0", "x"]}).status_code == 302
    assert not File.objects.filter(pk=first.pk).exists() and File.objects.count() == 1
    after = phone("halim").get(f"/desa/foto/{one.pk}/")
    assert after.status_code == 200 and before
    assert after["Cache-Control"] == "no-store"
    assert "network.photo_opened" in [one.verb for one in entries()]


def seen_before_covering(group: Group) -> int:
    """What the lead is answered about a picture that Nur has not finished."""
    phone().post(photo_path(group), {"kind": "scene", "picture": picture()})
    return phone("halim").get(f"/desa/foto/{Photo.objects.get().pk}/").status_code


def test_without_its_guard_an_uncovered_picture_would_be_seen(
    ours: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seen_before_covering(ours) == 404
    Photo.objects.all().delete()
    broken = Photo.objects.select_related("file")
    monkeypatch.setattr(photo_queries, "photos_for", lambda _actor: broken)
    assert seen_before_covering(ours) == 200


def test_without_its_guard_a_head_would_read_the_list_of_members(
    ours: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = member(ours)
    assert not standings(who("suryadi"), TODAY, ours.pk)
    monkeypatch.setattr(scope, "network_scope", lambda actor: actor.villages)
    assert [seen.id for seen in standings(who("suryadi"), TODAY, ours.pk)] == [one.pk]


def test_what_is_covered_is_gone_from_the_file() -> None:
    noisy = Image.effect_noise((120, 160), 90).convert("RGB")
    out = io.BytesIO()
    noisy.save(out, "PNG")
    with Image.open(io.BytesIO(cover(out.getvalue(), ["0-0"]))) as shown:
        corner = shown.crop((0, 0, 15, 15)).getextrema()
        rest = shown.crop((60, 80, 100, 120)).getextrema()
    assert all(high - low < 12 for low, high in corner)  # one colour, but for the JPEG
    assert all(high - low > 60 for low, high in rest)


def test_a_picture_can_be_thrown_away_and_only_pictures_come_in(ours: Group) -> None:
    client, path = phone(), photo_path(ours)
    pdf = picture()
    pdf.name, content = "x.pdf", b"%PDF-1.4 "
    pdf.truncate(0), pdf.seek(0), pdf.write(content), pdf.seek(0)  # type: ignore[func-returns-value]
    assert client.post(path, {"kind": "scene", "picture": pdf}).status_code == 409
    client.post(path, {"kind": "sheet", "picture": picture()})
    one = Photo.objects.get()
    assert client.post(f"/desa/foto/{one.pk}/tutup/", {"discard": "1"}).status_code == 302
    assert not Photo.objects.exists() and not File.objects.exists()


def test_pictures_of_another_village_are_not_there(ours: Group, theirs: Group) -> None:
    path = photo_path(ours)
    phone().post(path, {"kind": "sheet", "picture": picture()})
    one = Photo.objects.get()
    phone().post(f"/desa/foto/{one.pk}/tutup/", {})
    stranger = phone("sari")
    assert stranger.get(f"/desa/foto/{one.pk}/").status_code == 404
    assert stranger.get(path).status_code == 404
    assert phone("suryadi").get(f"/desa/foto/{one.pk}/").status_code in {403, 404}


def test_the_village_head_sees_counts_and_the_plans_sums_and_never_a_name(ours: Group) -> None:
    one = member(ours)
    members.record_declaration(
        by=who("halim"), at=NOW, member_id=one.pk, day=TODAY, witness="Pak Saksi"
    )
    plans.plan_activity(
        by=who("halim"), at=NOW, group_id=ours.pk, year=2026, month=5, title="Judul rencana",
        level="K", strategy="4", target=30, budget=750_000, source="APBDES",
    )  # fmt: skip
    activity(ours, "nur", materials="Bahan rahasia", cost=90_000)
    record_meeting(
        by=who("nur"), at=NOW, group_id=ours.pk, day=TODAY, attendance=5,
        minutes="Risalah rahasia", present=[one.pk],
    )  # fmt: skip
    head = phone("suryadi")
    for path in ("/desa/", "/desa/angka/"):
        words = text_of(head.get(path))
        assert "Rp750.000" in words and "Rp90.000" in words
        for name in ("Rosna", "Saksi", "rahasia", "Judul rencana"):
            assert name not in words
    for path in (
        "/desa/kelompok/", plan_path(ours), f"/desa/kelompok/anggota/{one.pk}/",
        f"/desa/kelompok/{ours.pk}/laporan/", f"/desa/kelompok/{ours.pk}/cetak/anggota.pdf",
        "/desa/pertemuan/", "/desa/kegiatan/",
    ):  # fmt: skip
        assert head.get(path).status_code in {302, 403, 404}, path


@pytest.mark.parametrize(
    "path", ["/desa/kelompok/", "plan", "/desa/pertemuan/", "/desa/kegiatan/", "/desa/"]
)
def test_three_rows_cost_no_more_queries_than_one(ours: Group, path: str) -> None:
    client = phone("halim")
    path = plan_path(ours) if path == "plan" else path

    def add(order: int) -> None:
        one = member(ours, f"Warga {order}", term_until=date(2028, 1, 1))
        members.record_declaration(
            by=who("halim"), at=NOW, member_id=one.pk, day=TODAY, witness="Pak Lurah"
        )
        line = plans.plan_activity(
            by=who("halim"), at=NOW, group_id=ours.pk, year=2026, month=order, title="Kelas",
            level="K", strategy="4", target=30, budget=0, source="TANPA",
        )  # fmt: skip
        activity(ours, "nur", planned_id=line.pk)
        record_meeting(
            by=who("nur"), at=NOW, group_id=ours.pk, day=TODAY - timedelta(days=order),
            attendance=4, present=[one.pk],
        )  # fmt: skip
        circulars.send_circular(by=who("nurul"), at=NOW, title=f"Arahan {order}", text="Baca.")

    add(1)
    one = queries_of(client, path)
    add(2)
    add(3)
    assert queries_of(client, path) == one


def test_a_lead_of_a_hamlet_chooses_which_group_met(ours: Group) -> None:
    groups.form_group(
        by=who("nurul"), at=NOW, place=OURS, locality="Dusun II", formed_day=date(2020, 1, 1)
    )
    client: Client = phone()
    assert "Dusun II" in text_of(client.get(NEW_MEETING))
    token = token_on(client, NEW_MEETING)
    answer = client.post(NEW_MEETING, {**MEETING, "place": f"{OURS} Dusun II", "token": token})
    assert answer.status_code == 302
    assert Meeting.objects.get().group.locality == "Dusun II"
    assert form_group is not None
