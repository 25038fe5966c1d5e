"""Activities, meetings, members, figures and kin, as the village meets them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pabolo.ground.accounts.actions.people import appoint
from pabolo.ground.accounts.kin import KinDeclared
from pabolo.ground.accounts.models import Kinship
from pabolo.ground.audit.actions import receipt
from pabolo.ground.vault.opening import open_sealed
from pabolo.programme.network.actions.activities import record_activity, withdraw_activity
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.actions.members import add_member
from pabolo.programme.network.models import Activity, Group, Meeting, Member
from pabolo.programme.network.queries.village import activity_lines
from pabolo.rules.activities import Count
from pabolo.rules.vocabulary import Facet, Role
from tests.village.conftest import NOW, OURS, THEIRS, form_group, phone, text_of, token_on, who

NEW_ACTIVITY, NEW_MEETING = "/desa/kegiatan/baru/", "/desa/pertemuan/baru/"
ACTIVITY: dict[str, Any] = {
    "place": OURS, "day": "2026-11-01", "level": "K", "kind": "SAR", "strategy": "4",
    "P_U4": "12", "L_U4": "3", "where": "Balai desa", "note": "Tentang jam malam",
}  # fmt: skip
MEETING = {"place": OURS, "day": "2026-11-01", "attendance": "9", "minutes": "Bagi tugas"}
JOINING = {"place": OURS, "name": "Ibu Rosna", "element": "PKK", "role": "ANGGOTA"}


def send(client: Client, path: str, typed: dict[str, Any], **change: Any) -> Any:
    token = change.pop("token", None) or token_on(client, path)
    return client.post(path, {**typed, "token": token, **change})


def test_an_activity_goes_into_the_register(ours: Group) -> None:
    client = phone()
    assert send(client, NEW_ACTIVITY, ACTIVITY).status_code == 302
    one = Activity.objects.get()
    assert (one.total, one.turnout.count(), one.recorded_by) == (15, 2, who("nur").id)
    words = text_of(client.get("/desa/kegiatan/"))
    assert "Sarasehan" in words and "15 orang" in words


def test_an_activity_sent_twice_is_one(ours: Group) -> None:
    client = phone()
    token = token_on(client, NEW_ACTIVITY)
    for _time in range(2):
        assert send(client, NEW_ACTIVITY, ACTIVITY, token=token).status_code == 302
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"day": "2026-11-03"}, 409, "setelah hari ini"),
        ({"day": "31/02/2026"}, 422, "24/11/2026"),
        ({"P_U4": "", "L_U4": ""}, 409, "berapa"),
        ({"P_U4": "dua"}, 422, "angka bulat"),
        ({"P_U4": "-4"}, 409, "nol"),
        ({"kind": "XXX"}, 422, ""),
        ({"note": "NIK 1210 1954 0219 8000"}, 409, "nomor"),
        ({"place": THEIRS}, 422, "desa lain"),
    ],
)
def test_a_refused_activity_comes_back_filled_in(
    ours: Group, theirs: Group, change: dict[str, str], status: int, sentence: str
) -> None:
    answer = send(phone(), NEW_ACTIVITY, ACTIVITY, **change)
    words = text_of(answer)
    assert answer.status_code == status and 'class="errors"' in words
    assert sentence in words and "Balai desa" in words
    assert not Activity.objects.exists()


def test_a_day_as_people_write_it_is_understood(ours: Group) -> None:
    send(phone(), NEW_ACTIVITY, ACTIVITY, day="1/11/2026")
    assert Activity.objects.get().day == date(2026, 11, 1)


def activity(group: Group, username: str, **change: Any) -> Activity:
    asked = {
        "day": NOW.date(), "level": "K", "kind": "SAR", "strategy": "4",
        "counts": (Count("P", "U4", 5),), "where": "Surau", "note": "Catatan rahasia kelompok",
    } | change  # fmt: skip
    return record_activity(by=who(username), at=NOW, group_id=group.pk, **asked)


def test_a_wrong_entry_is_taken_back_with_a_reason(ours: Group) -> None:
    client, path = phone(), f"/desa/kegiatan/{activity(ours, 'nur').pk}/tarik/"
    assert client.get(path).status_code == 200
    empty = client.post(path, {"reason": ""})
    assert empty.status_code == 422
    short = client.post(path, {"reason": "salah"})
    assert short.status_code == 409 and "salah</textarea>" in text_of(short)
    assert client.post(path, {"reason": "Tanggalnya keliru."}).status_code == 302
    assert "Tanggalnya keliru." in text_of(client.get("/desa/kegiatan/"))


def test_somebody_elses_entry_is_taken_back_by_the_lead_only(ours: Group) -> None:
    path = f"/desa/kegiatan/{activity(ours, 'halim').pk}/tarik/"
    assert phone("nur").post(path, {"reason": "Tanggalnya keliru."}).status_code == 409
    path = f"/desa/kegiatan/{activity(ours, 'nur').pk}/tarik/"
    assert phone("halim").post(path, {"reason": "Tanggalnya keliru."}).status_code == 302


def test_another_villages_entry_looks_like_one_that_is_not_there(
    ours: Group, theirs: Group
) -> None:
    client = phone("nur")
    foreign = client.get(f"/desa/kegiatan/{activity(theirs, 'sari').pk}/tarik/")
    absent = client.get(f"/desa/kegiatan/{uuid4()}/tarik/")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content
    assert "Surau" not in text_of(client.get("/desa/kegiatan/"))


def test_a_meeting_goes_into_the_register_once(ours: Group) -> None:
    client = phone()
    token = token_on(client, NEW_MEETING)
    for _time in range(2):
        assert send(client, NEW_MEETING, MEETING, token=token).status_code == 302
    assert Meeting.objects.get().attendance == 9
    assert "Bagi tugas" in text_of(client.get("/desa/pertemuan/"))


@pytest.mark.parametrize(
    ("change", "status"),
    [({"attendance": "0"}, 409), ({"attendance": "banyak"}, 422), ({"day": "2027-01-01"}, 409),
     ({"place": THEIRS}, 422)],
)  # fmt: skip
def test_a_refused_meeting_comes_back_filled_in(
    ours: Group, change: dict[str, str], status: int
) -> None:
    answer = send(phone(), NEW_MEETING, MEETING, **change)
    assert answer.status_code == status and "Bagi tugas" in text_of(answer)
    assert not Meeting.objects.exists()


def test_home_says_what_is_due_for_the_group() -> None:
    soon = NOW.date() + timedelta(days=20)
    group = form_group(decree_day=date(2024, 1, 2), decree_until=soon)
    assert "Adakan pertemuan pertama" in text_of(phone().get("/desa/"))
    met = NOW.date() - timedelta(days=5)
    record_meeting(by=who("nur"), at=NOW, group_id=group.pk, day=met, attendance=8)
    words = text_of(phone().get("/desa/"))
    assert "Bertemu paling lambat 26 Desember 2026" in words
    assert "SK berakhir 22 November 2026" in words


def test_a_village_without_a_group_is_told_who_enters_it() -> None:
    client = phone()
    for path in ("/desa/", "/desa/kegiatan/", "/desa/pertemuan/", "/desa/kelompok/", NEW_ACTIVITY):
        answer = client.get(path)
        assert answer.status_code == 200 and "Petugas program" in text_of(answer)


def test_the_lead_keeps_the_list_of_members(ours: Group) -> None:
    lead = phone("halim")
    path = "/desa/kelompok/anggota/baru/"
    typed = {**JOINING, "from_day": "2026-11-01"}
    assert lead.post(path, {**typed, "name": ""}).status_code == 422
    assert lead.post(path, {**typed, "from_day": "2026-12-01"}).status_code == 409
    assert lead.post(path, {**typed, "place": THEIRS}).status_code == 422
    assert lead.post(path, typed).status_code == 302
    assert "Ibu Rosna" in text_of(lead.get("/desa/kelompok/"))
    leave = f"/desa/kelompok/anggota/{Member.objects.get().pk}/keluar/"
    assert lead.post(leave, {"last_day": "2026-12-01"}).status_code == 409
    assert lead.post(leave, {"last_day": "2026-11-01"}).status_code == 302
    assert Member.objects.get().until_day == date(2026, 11, 1)


def test_an_activist_reads_the_list_and_does_not_change_it(ours: Group) -> None:
    phone("halim").post("/desa/kelompok/anggota/baru/", {**JOINING, "from_day": "2026-11-01"})
    client = phone("nur")
    words = text_of(client.get("/desa/kelompok/"))
    assert "Ibu Rosna" in words and "anggota/baru" not in words
    assert client.get("/desa/kelompok/anggota/baru/").status_code == 404
    leave = f"/desa/kelompok/anggota/{Member.objects.get().pk}/keluar/"
    assert client.post(leave, {"last_day": "2026-11-01"}).status_code == 404


def test_another_villages_member_is_out_of_reach(ours: Group, theirs: Group) -> None:
    away = add_member(
        by=who("nurul"), at=NOW, group_id=theirs.pk, name="Pak Jauh", element="PKK",
        from_day=date(2026, 11, 1),
    )  # fmt: skip
    path = f"/desa/kelompok/anggota/{away.pk}/keluar/"
    assert phone("halim").post(path, {"last_day": "2026-11-01"}).status_code == 404
    assert "Pak Jauh" not in text_of(phone("halim").get("/desa/kelompok/"))


HIDDEN_FROM_HEAD = (
    "/desa/alarm/", "/desa/alarm/saya/", "/desa/kegiatan/", "/desa/pertemuan/", "/desa/kelompok/",
    NEW_ACTIVITY, NEW_MEETING, "/desa/kelompok/anggota/baru/",
)  # fmt: skip


def test_the_village_head_sees_counts_and_activities_and_nothing_else(ours: Group) -> None:
    activity(ours, "nur")
    add_member(
        by=who("halim"), at=NOW, group_id=ours.pk, name="Ibu Rosna", element="PKK",
        from_day=date(2026, 11, 1),
    )  # fmt: skip
    head = phone("suryadi")
    words = text_of(head.get("/desa/"))
    assert "Sarasehan" in words and "5 orang" in words
    for hidden in ("Rosna", "rahasia", "Surau", "/desa/alarm/", "/desa/kegiatan/"):
        assert hidden not in words
    assert [path for path in HIDDEN_FROM_HEAD if head.get(path).status_code != 404] == []


def test_figures_are_for_head_and_lead(ours: Group) -> None:
    assert phone("halim").get("/desa/angka/").status_code == 200
    assert phone("suryadi").get("/desa/angka/").status_code == 200
    assert phone("nur").get("/desa/angka/").status_code == 404


def test_withdrawn_entries_are_not_in_the_figures(ours: Group) -> None:
    one = activity(ours, "nur")
    withdraw_activity(by=who("nur"), at=NOW, activity_id=one.pk, reason="Salah tanggal.")
    assert "Sarasehan" not in text_of(phone("suryadi").get("/desa/"))


def test_kin_are_sealed_and_not_shown_again() -> None:
    client = phone()
    nothing = client.post("/desa/keluarga/", {})
    assert nothing.status_code == 422 and "paling sedikit satu nama" in text_of(nothing)
    typed = {"k0-name": "Marwan Tanjung", "k0-relation": "sibling", "k5-name": "Siti Aminah"}
    assert client.post("/desa/keluarga/", typed).status_code == 302
    nur = who("nur")
    proof = receipt("kin.test", by=nur, at=NOW, folders=[nur.id], facets=[Facet.IDENTITY])
    kin = open_sealed(proof, Kinship.objects.get(person_id=nur.id), "sealed", KinDeclared).kin
    assert [one.name for one in kin] == ["Marwan Tanjung", "Siti Aminah"]
    assert "Marwan" not in text_of(client.get("/desa/keluarga/"))


def test_nobody_to_name_is_an_answer_and_replaces_the_list() -> None:
    client = phone("suryadi")
    client.post("/desa/keluarga/", {"k0-name": "Marwan Tanjung"})
    assert client.post("/desa/keluarga/", {"nobody": "on"}).status_code == 302
    head = who("suryadi")
    proof = receipt("kin.test", by=head, at=NOW, folders=[head.id], facets=[Facet.IDENTITY])
    kinship = Kinship.objects.get(person_id=head.id)
    assert open_sealed(proof, kinship, "sealed", KinDeclared).kin == ()


def test_a_refused_declaration_keeps_what_was_typed() -> None:
    typed = {"k0-name": "Marwan Tanjung", "k1-name": "x" * 130}
    answer = phone().post("/desa/keluarga/", typed)
    assert answer.status_code == 422 and "Marwan Tanjung" in text_of(answer)
    assert not Kinship.objects.exists()


ROOMS = ("/desa/", "/desa/panduan/", "/desa/keluarga/", *HIDDEN_FROM_HEAD, "/desa/angka/")


def test_the_office_does_not_come_in_by_this_door(ours: Group) -> None:
    for username in ("siti", "ratna", "nurul", "agus"):
        client = phone(username)
        assert {client.get(path).status_code for path in ROOMS} == {404}


def test_who_has_not_signed_in_is_sent_to_the_door(ours: Group) -> None:
    client = Client()
    assert {client.get(path).status_code for path in ROOMS} == {302}


def test_a_card_stands_for_every_kind_of_worry() -> None:
    words = text_of(phone("suryadi").get("/desa/panduan/"))
    assert words.count("<details") == 8 and "UU 12/2022" in words


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


@pytest.mark.parametrize(
    ("username", "path"),
    [("nur", "/desa/kegiatan/"), ("nur", "/desa/pertemuan/"), ("nur", "/desa/kelompok/"),
     ("suryadi", "/desa/")],
)  # fmt: skip
def test_three_rows_cost_no_more_queries_than_one(ours: Group, username: str, path: str) -> None:
    client = phone(username)

    def add(day: date) -> None:
        activity(ours, "nur", day=day)
        record_meeting(by=who("nur"), at=NOW, group_id=ours.pk, day=day, attendance=4)
        add_member(
            by=who("halim"), at=NOW, group_id=ours.pk, name="Warga", element="PKK", from_day=day
        )

    add(date(2026, 11, 1))
    one = queries(client, path)
    add(date(2026, 10, 1))
    add(date(2026, 9, 1))
    assert queries(client, path) == one


def test_lines_of_another_village_are_not_there(ours: Group, theirs: Group) -> None:
    activity(theirs, "sari")
    for username in ("suryadi", "halim", "nur"):
        with pytest.raises(Group.DoesNotExist):
            activity_lines(who(username), THEIRS, date(2026, 1, 1), NOW.date())
    seen = activity_lines(who("nurul"), THEIRS, date(2026, 1, 1), NOW.date())
    assert [line.total for line in seen] == [5]


def test_head_here_and_activist_there_works_in_the_one_and_counts_the_other(
    ours: Group, theirs: Group
) -> None:
    suryadi = who("suryadi")
    appoint(
        person=suryadi.id, role=Role.ACTIVIST, village=THEIRS, from_day=NOW.date(),
        by=who("rizky"), at=NOW,
    )  # fmt: skip
    for group, name in ((ours, "Ibu Rosna"), (theirs, "Pak Jauh")):
        add_member(
            by=who("nurul"), at=NOW, group_id=group.pk, name=name, element="PKK",
            from_day=date(2026, 11, 1),
        )  # fmt: skip
    client = phone("suryadi")
    words = text_of(client.get("/desa/kelompok/"))
    assert "Pak Jauh" in words and "Rosna" not in words
    form = text_of(client.get(NEW_ACTIVITY))
    assert THEIRS in form and OURS not in form
    assert client.get("/desa/angka/").status_code == 200
