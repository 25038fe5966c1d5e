"""Correcting who the child is, at the desk: what stands comes first, a shelter stays shut."""

from collections.abc import Callable
from uuid import UUID

from django.test import Client
from django.urls import reverse

from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import child_of, open_file
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.vocabulary import Facet
from tests import builders as build

type Desk = Callable[[str], Client]
NAME = "Anak Sepuluh Tahun"
BORN = {"birth_day": "", "birth_month": "5", "birth_year": "2014"}


def page_of(case_id: UUID) -> str:
    return reverse("office:case_child", args=[case_id])


def known(unit: build.Unit, case_id: UUID) -> tuple[ChildIdentity, ChildPlaces]:
    sides = [Facet.IDENTITY, Facet.LOCATION]
    who, where = child_of(open_file(case_id=case_id, by=unit.dedi, at=unit.at, facets=sides))
    assert who is not None and where is not None
    return who, where


def test_the_form_starts_with_what_stands_and_saves_what_changed(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = build.assigned(unit)
    dedi = desk("dedi")
    assert page_of(case_id) in dedi.get(reverse("office:case", args=[case_id])).content.decode()
    assert NAME in dedi.get(page_of(case_id)).content.decode()
    typed = {"version": "1", "name": "Melati", "sex": "P", **BORN}
    answer = dedi.post(page_of(case_id), typed, follow=True)
    assert "Data anak sudah dibetulkan." in answer.content.decode()
    who, _where = known(unit, case_id)
    assert (who.name, who.birth) == ("Melati", "2014-05")


def test_who_saves_second_sees_both_and_can_save_again(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    dedi, ratna = desk("dedi"), desk("ratna")
    typed = {"version": "1", "name": "Melati", "sex": "P", **BORN}
    assert dedi.post(page_of(case_id), typed).status_code == 302
    answer = ratna.post(page_of(case_id), {**typed, "name": "Mawar"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mawar" in page and "Melati" in page and "Catatan sekarang" in page
    assert 'name="version" value="2"' in page
    assert (
        ratna.post(page_of(case_id), {**typed, "version": "2", "name": "Mawar"}).status_code == 302
    )


def test_a_slip_keeps_the_text_and_the_version_that_was_read(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    dedi, ratna = desk("dedi"), desk("ratna")
    typed = {"version": "1", "name": "Melati", "sex": "P", **BORN}
    assert dedi.post(page_of(case_id), typed).status_code == 302
    answer = ratna.post(page_of(case_id), {**typed, "name": "Mawar", "birth_year": "2031"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Mawar" in page and 'name="version" value="1"' in page


def test_a_shelter_is_not_shown_and_stays_when_left_empty(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    dedi = desk("dedi")
    typed = {"version": "1", "name": NAME, "sex": "P", **BORN, "now": "12.10.02.1002",
             "now_note": "Jalan Rahasia 7", "now_sealed": "on"}  # fmt: skip
    assert dedi.post(page_of(case_id), typed).status_code == 302
    assert "Jalan Rahasia" not in dedi.get(page_of(case_id)).content.decode()
    kept = {"version": "2", "name": "Melati", "sex": "P", **BORN, "now_sealed": "on"}
    assert dedi.post(page_of(case_id), kept).status_code == 302
    _who, where = known(unit, case_id)
    assert where.now_note == "Jalan Rahasia 7" and where.now_sealed


def test_who_may_open_it(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    assert desk("joko").get(page_of(case_id)).status_code == 404, "not of this team"
    assert desk("ayu").get(page_of(case_id)).status_code == 404, "does not correct records"
    assert Case.objects.get(pk=case_id).child.version == 1
