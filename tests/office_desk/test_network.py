"""The network in the office: how far it reaches, and who keeps its register."""

from datetime import date
from uuid import UUID

from django.test import Client
from django.urls import reverse

from pabolo.ground.policy.queries import choices
from pabolo.programme.network.actions.groups import form_group
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.models import Decree, Group, Member
from pabolo.programme.network.queries.standing import group_lines
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

VILLAGE = "12.10.01.1001"


def group(unit: build.Unit) -> UUID:
    return form_group(
        by=unit.nurul,
        at=NOW,
        place=VILLAGE,
        formed_day=date(2024, 1, 1),
        decree_number="140/1/2024",
        decree_day=date(2024, 1, 5),
    ).pk


def member(**more: str) -> dict[str, str]:
    element = choices("member_element", NOW.date())[0][0]
    typed = {"name": "Contoh Warga", "element": element, "role": "ANGGOTA", "since": "2024-02-01"}
    return {f"member-{key}": value for key, value in (typed | more).items()}


def post(client: Client, name: str, group_id: UUID, typed: dict[str, str]) -> int:
    return client.post(reverse(f"office:{name}", args=[group_id]), typed).status_code


def test_reach_is_told_by_district_on_the_98_villages(unit: build.Unit) -> None:
    group_id = group(unit)
    text = page(signed_in("nurul"), reverse("office:network"))
    assert "0 dari 98" in text and "<svg" in text
    record_meeting(by=unit.nurul, at=NOW, group_id=group_id, day=NOW.date(), attendance=9)
    assert "1 dari 98" in page(signed_in("nurul"), reverse("office:network"))


def test_the_list_of_groups_agrees_with_each_group(unit: build.Unit) -> None:
    group_id = group(unit)
    record_meeting(by=unit.nurul, at=NOW, group_id=group_id, day=NOW.date(), attendance=9)
    (line,) = group_lines(unit.nurul, NOW.date())
    assert (line.active, line.has_decree, line.decree_until, line.members) == (True, True, None, 0)
    text = page(signed_in("ratna"), f"{reverse('office:groups')}?kecamatan=12.10.01")
    assert str(group_id) in text
    other = page(signed_in("ratna"), f"{reverse('office:groups')}?kecamatan=12.10.02")
    assert str(group_id) not in other


def test_the_programme_officer_forms_a_group_and_adds_to_it(unit: build.Unit) -> None:
    client = signed_in("nurul")
    typed = {"place": VILLAGE, "formed": "2026-10-01", "number": "", "decree_day": "", "until": ""}
    assert client.post(reverse("office:new_group"), typed).status_code == 302
    made = Group.objects.get()
    assert post(client, "group_member", made.pk, member(since="2026-10-02")) == 302
    decree = {"decree-number": "140/9", "decree-day": "2026-10-05", "decree-until": ""}
    assert post(client, "group_decree", made.pk, decree) == 302
    text = page(client, reverse("office:group", args=[made.pk]))
    assert "Contoh Warga" in text and "140/9" in text
    again = client.post(reverse("office:new_group"), typed)
    assert again.status_code == 422 and Group.objects.count() == 1


def test_a_refused_member_keeps_what_was_typed(unit: build.Unit) -> None:
    group_id = group(unit)
    address = reverse("office:group_member", args=[group_id])
    answer = signed_in("nurul").post(address, member(since="2020-01-01"))
    assert answer.status_code == 409 and "Contoh Warga" in answer.content.decode()
    assert not Member.objects.exists()


def test_a_member_leaves_and_a_group_ends(unit: build.Unit) -> None:
    group_id, client = group(unit), signed_in("nurul")
    post(client, "group_member", group_id, member())
    one = Member.objects.get()
    end = reverse("office:group_member_end", args=[group_id, one.pk])
    assert client.post(end).status_code == 302
    assert client.post(end).status_code == 409, "has left already"
    assert post(client, "group_close", group_id, {"end-last_day": "2026-11-02"}) == 302
    assert post(client, "group_close", group_id, {"end-last_day": "2026-11-02"}) == 409


def test_others_read_the_register_and_change_nothing(unit: build.Unit) -> None:
    group_id = group(unit)
    for reader in ("ratna", "yusuf"):
        page(signed_in(reader), reverse("office:group", args=[group_id]))
        assert post(signed_in(reader), "group_member", group_id, member()) == 404
        page(signed_in(reader), reverse("office:new_group"), status=404)
    for nobody in ("dedi", "agus", "rizky"):
        page(signed_in(nobody), reverse("office:network"), status=404)
    assert Decree.objects.count() == 1
