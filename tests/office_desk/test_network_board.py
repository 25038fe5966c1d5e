"""The network today: each count opens its list, guidance goes out, the workbook is logged."""

import io
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from pabolo.ground.audit.queries import entries
from pabolo.programme.network.actions.circulars import mark_read
from pabolo.programme.network.actions.groups import form_group
from pabolo.programme.network.actions.members import add_member
from pabolo.programme.network.models import Circular
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

BOARD = "/dinas/jaringan/"


def group(unit: build.Unit, place: str = "12.10.01.1001", **more: str) -> UUID:
    made = form_group(
        by=unit.nurul, at=NOW, place=place, formed_day=date(2024, 1, 1),
        decree_number=f"140/{place[-4:]}", decree_day=date(2024, 1, 5),
        decree_until=NOW.date() + timedelta(days=20), **more,
    )  # fmt: skip
    add_member(
        by=unit.nurul, at=NOW, group_id=made.pk, name="=Contoh Warga", element="PKK",
        from_day=date(2024, 2, 1),
    )  # fmt: skip
    return made.pk


@pytest.mark.parametrize("which", ["diam", "sk", "pelatihan", "pernyataan"])
def test_each_count_opens_its_list(unit: build.Unit, which: str) -> None:
    group_id = group(unit)
    text = page(signed_in("nurul"), BOARD)
    assert f"{BOARD}{which}/" in text and "bukan" in text
    assert str(group_id) in page(signed_in("ratna"), f"{BOARD}{which}/")
    assert str(group_id) not in page(signed_in("ratna"), f"{BOARD}aktif/")
    assert signed_in("nurul").get(f"{BOARD}lain/").status_code == 404


def test_guidance_goes_out_and_the_office_sees_who_read_it(unit: build.Unit) -> None:
    group_id = group(unit)
    client: Client = signed_in("nurul")
    empty = client.post(reverse("office:circular_send"), {"title": "", "text": "", "area": ""})
    assert empty.status_code == 422
    told = {"title": "Telepon", "text": "Hubungi 0812 3456 7890", "area": ""}
    assert client.post(reverse("office:circular_send"), told).status_code == 409
    told["text"] = "Bawa rencana."
    assert client.post(reverse("office:circular_send"), told).status_code == 302
    assert "0 dari 1" in page(client, BOARD)
    mark_read(by=unit.nurul, at=NOW, circular_id=Circular.objects.get().pk, group_id=group_id)
    assert "1 dari 1" in page(client, BOARD)
    assert signed_in("ratna").post(reverse("office:circular_send"), told).status_code in {403, 404}


def test_the_workbook_holds_text_and_leaves_an_entry(unit: build.Unit) -> None:
    group(unit, locality="=1+1")
    answer = signed_in("nurul").get(reverse("office:board_xlsx"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    head, line = sheet.to_python()
    assert "bukan" in str(head[3]) and line[2] == "=1+1" and line[7] == 1
    assert [one.verb for one in entries()].count("network.exported") == 1


def test_a_group_of_a_district_and_of_a_hamlet_can_be_entered(unit: build.Unit) -> None:
    group(unit)
    client, path = signed_in("nurul"), reverse("office:new_group")
    typed = {"place": "12.10.01.1001", "formed": "2026-01-05", "locality": ""}
    assert client.post(path, typed).status_code == 422
    for change in ({"locality": "Dusun I"}, {"place": "12.10.01"}, {"place": "12.10"}):
        assert client.post(path, {**typed, **change}).status_code == 302, change
    assert "Dusun I" in page(client, reverse("office:groups"))


@pytest.mark.parametrize("what", ["anggota", "rencana", "2026-S1"])
def test_the_office_prints_what_a_lead_prints(unit: build.Unit, what: str) -> None:
    path = reverse("office:group_pdf", args=[group(unit), what])
    assert signed_in("nurul").get(path).content.startswith(b"%PDF-")


@pytest.mark.parametrize("path", [BOARD, f"{BOARD}pelatihan/"])
def test_three_groups_cost_no_more_queries_than_one(unit: build.Unit, path: str) -> None:
    client = signed_in("nurul")

    def count() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    group(unit)
    one = count()
    group(unit, "12.10.01.1002")
    group(unit, "12.10.01.1003")
    assert count() == one
