"""From a report to a case: search first; a way to call the child is all that is needed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pabolo.programme.cases.models import Case, Incident
from pabolo.programme.cases.queries.files import child_of, incident_files, open_file
from pabolo.programme.intake.models import Report
from pabolo.rules.vocabulary import Facet
from tests import builders as build

type Desk = Callable[[str], Client]
EVERYTHING = (Facet.IDENTITY, Facet.LOCATION, Facet.NARRATIVE, Facet.ACCUSED)


def address(route: str, folder: UUID) -> str:
    return reverse(f"office:{route}", args=[folder])


def searched(client: Client, folder: UUID, name: str, route: str = "case_from_report") -> str:
    """The signed word that the child was searched for."""
    page = client.post(address(route, folder), {"name": name}).content.decode()
    mark = 'name="searched" value="'
    assert mark in page, page
    return page[page.index(mark) + len(mark) :].split('"')[0]


def typed(report: Report, token: str, **more: Any) -> dict[str, Any]:
    return {
        "searched": token,
        "version": str(report.version),
        "people": "1",
        "go": "open",
        "a-name": "Si Kecil",
        "k-roles": ["A1"],
        "k-assessed": "medium",
        "k-authority": "K1",
        **more,
    }


def only_case() -> Case:
    return Case.objects.get()


def test_the_four_ways_and_why_not(unit: build.Unit, desk: Desk) -> None:
    report = build.read(unit, build.received(unit, worries=("SEK",)), sexual=True)
    page = desk("siti").get(address("case_from_report", report.pk)).content.decode()
    assert "Kekerasan seksual tidak cukup dijawab dengan informasi." in page
    assert "Catat dahulu laporan polisi." in page
    unread = build.received(unit)
    page = desk("siti").get(address("case_from_report", unread.pk)).content.decode()
    assert page.count('class="off"') == 4


def test_a_name_is_enough(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Si Kecil")
    answer = siti.post(address("case_new", report.pk), typed(report, token))
    assert answer.status_code == 302, answer.content.decode()
    file = open_file(case_id=only_case().pk, by=unit.ratna, at=unit.at, facets=EVERYTHING)
    identity, _places = child_of(file)
    assert identity is not None and identity.name == "Si Kecil"
    assert (file.state.risk, file.stats.age_at_report) == ("medium", None)
    assert Report.objects.get(pk=report.pk).progress == "handling"


def test_everything_that_can_be_said_is_kept(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Dina")
    more = {
        "a-name": "Dina", "a-other_names": "Din, Dinah", "a-sex": "P", "a-birth_day": "",
        "a-birth_month": "5", "a-birth_year": "2014", "a-carers": "Nenek Ros\nBibi Ida",
        "a-domicile": "12.10.01.1001", "a-now_note": "Di rumah bibi", "a-disability": "D4R",
        "j-sub_forms": ["TPKS12"], "j-modifiers": ["DARING"], "j-place_kind": "SK",
        "j-village": "12.10.02.1002", "j-happened_year": "2026", "j-text": "Ceritanya.",
        "people": "2", "t0-name": "Pak Anu", "t0-relation": "GU", "t0-is_child": "no",
        "t0-has_access": "yes", "t1-relation": "TG", "k-roles": ["A1", "A2"],
        "k-signs": ["retaliation"], "k-light": "on",
    }  # fmt: skip
    answer = siti.post(address("case_new", report.pk), typed(report, token, **more))
    assert answer.status_code == 302, answer.content.decode()
    file = open_file(case_id=only_case().pk, by=unit.ratna, at=unit.at, facets=EVERYTHING)
    identity, places = child_of(file)
    (incident,) = incident_files(file)
    assert identity and places and incident.story and incident.accused
    assert (identity.birth, identity.carers) == ("2014-05", ("Nenek Ros", "Bibi Ida"))
    assert (places.domicile, places.now_note) == ("12.10.01.1001", "Di rumah bibi")
    assert incident.facts.forms == ("SEK",), "a sexual crime makes the form sexual"
    assert [one.relation for one in incident.accused.people] == ["GU", "TG"]
    assert set(file.state.flags) == {"sexual_with_access", "retaliation"}
    assert (file.state.risk, file.state.light) == ("high", True)
    assert file.stats.roles == ("A1", "A2")


def test_what_was_opened_is_carried_into_the_form(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit, text="Anak menangis malam.")), desk("siti")
    token = searched(siti, report.pk, "Ani")
    start = {"searched": token, "go": "start"}
    shut = siti.post(address("case_new", report.pk), start).content.decode()
    assert "Anak menangis malam." not in shut
    opened = siti.post(address("case_new", report.pk) + "?buka=story", start).content.decode()
    assert "Anak menangis malam." in opened
    assert 'value="Ani"' in opened


def test_another_person_is_added_and_nothing_typed_is_lost(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Ani")
    more = {"go": "more", "a-name": "", "j-text": "Masih ditulis.", "t0-name": "Pak Anu"}
    page = siti.post(address("case_new", report.pk), typed(report, token, **more)).content.decode()
    assert "Masih ditulis." in page and 'value="Pak Anu"' in page
    assert 'name="t1-name"' in page and 'name="people" value="2"' in page
    assert 'class="errors"' not in page


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"a-name": ""}, "a-name"),
    ({"a-birth_year": "2031"}, "ringkasan-kesalahan"),
    ({"a-birth_day": "31", "a-birth_month": "2", "a-birth_year": "2014"}, "ringkasan-kesalahan"),
    ({"a-stated_age": "10", "a-unborn": "on"}, "ringkasan-kesalahan"),
    ({"a-stated_age": "999"}, "ringkasan-kesalahan"),
    ({"j-happened_year": "2030"}, "ringkasan-kesalahan"),
    ({"k-assessed": "purple"}, "ringkasan-kesalahan"),
    ({"a-domicile": "99.99"}, "ringkasan-kesalahan"),
]


@pytest.mark.parametrize(("fault", "_where"), FAULTS)
def test_faults_come_back_with_everything_typed(
    unit: build.Unit, desk: Desk, fault: dict[str, Any], _where: str
) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Ani")
    data = typed(report, token, **{"j-text": "Tetap ada.", **fault})
    answer = siti.post(address("case_new", report.pk), data)
    assert answer.status_code == 422
    assert "Tetap ada." in answer.content.decode()
    assert not Case.objects.exists()


def test_control_characters_do_not_enter(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Ani")
    name = "An\u202ei\x07 Kecil"
    assert siti.post(address("case_new", report.pk), typed(report, token, **{"a-name": name}))
    file = open_file(case_id=only_case().pk, by=unit.ratna, at=unit.at, facets=EVERYTHING)
    identity, _places = child_of(file)
    assert identity and identity.name == "Ani Kecil"


def test_an_unborn_child_has_a_case(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Bayi Ibu Ani")
    more = {"a-name": "Bayi Ibu Ani", "a-unborn": "on", "a-birth_year": "2027"}
    assert siti.post(
        address("case_new", report.pk), typed(report, token, **more)
    ).status_code == 302  # fmt: skip
    file = open_file(case_id=only_case().pk, by=unit.ratna, at=unit.at)
    assert file.stats.age_at_report == 0


@pytest.mark.parametrize("token", ["", "x", "WyJ4Il0:1:abc"])
def test_no_case_without_a_search(unit: build.Unit, desk: Desk, token: str) -> None:
    report = build.read(unit, build.received(unit))
    answer = desk("siti").post(address("case_new", report.pk), typed(report, token))
    assert answer.status_code == 409
    assert not Case.objects.exists()


def test_a_search_for_another_report_does_not_count(unit: build.Unit, desk: Desk) -> None:
    one, other = (build.read(unit, build.received(unit)) for _n in range(2))
    token = searched(desk("siti"), one.pk, "Ani")
    answer = desk("siti").post(address("case_new", other.pk), typed(other, token))
    assert answer.status_code == 409


def test_sent_twice_opens_one_case(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    data = typed(report, searched(siti, report.pk, "Ani"), **{"j-text": "Sekali saja."})
    first = siti.post(address("case_new", report.pk), data)
    second = siti.post(address("case_new", report.pk), data)
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Sekali saja." in second.content.decode()
    assert Case.objects.count() == 1


def test_a_report_changed_meanwhile_keeps_the_text(unit: build.Unit, desk: Desk) -> None:
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    data = typed(report, searched(siti, report.pk, "Ani"), **{"j-text": "Tetap ada."})
    data["version"] = "0"
    answer = siti.post(address("case_new", report.pk), data)
    assert answer.status_code == 409
    assert "Tetap ada." in answer.content.decode()


def test_a_known_child_keeps_its_folder(unit: build.Unit, desk: Desk) -> None:
    before = Case.objects.get(pk=build.closed(unit))
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Anak Sepuluh Tahun")
    data = typed(report, token, child=before.child_id.hex)
    del data["a-name"]
    assert siti.post(address("case_new", report.pk), data).status_code == 302
    after = Case.objects.get(closed_day=None)
    assert after.child_id == before.child_id


def test_a_child_with_an_open_case_is_joined_to_it(unit: build.Unit, desk: Desk) -> None:
    case_id = build.opened(unit).case_id
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    page = siti.post(address("case_from_report", report.pk), {"name": "Anak Sepuluh Tahun"})
    assert "Gabung ke kasus K-" in page.content.decode()
    token = searched(siti, report.pk, "Anak Sepuluh Tahun")
    child = Case.objects.get(pk=case_id).child_id
    second = siti.post(address("case_new", report.pk), typed(report, token, child=child.hex))
    assert second.status_code == 409, "a child has one open case"
    data = typed(report, token, case=case_id.hex, go="start")
    assert siti.post(address("case_join", report.pk), data).status_code == 200
    data |= {"go": "join", "g-tells": "another", "j-forms": ["PSI"], "j-text": "Hal baru."}
    assert siti.post(address("case_join", report.pk), data).status_code == 302
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at)
    assert len(file.state.reports) == 2
    assert set(file.stats.forms) == {"FIS", "PSI"}


def test_a_join_to_a_closed_case_is_refused(unit: build.Unit, desk: Desk) -> None:
    case_id = build.closed(unit)
    report, siti = build.read(unit, build.received(unit)), desk("siti")
    token = searched(siti, report.pk, "Anak Sepuluh Tahun")
    data = typed(report, token, case=case_id.hex, go="join", **{"g-tells": "same"})
    answer = siti.post(address("case_join", report.pk), data)
    assert answer.status_code == 409
    assert "Buka kembali" in answer.content.decode() or "ditutup" in answer.content.decode()


def test_another_child_of_the_incident_gets_a_linked_case(unit: build.Unit, desk: Desk) -> None:
    case_id, siti = build.opened(unit).case_id, desk("siti")
    token = searched(siti, case_id, "Adik Kecil", "case_of_another")
    start = siti.post(address("case_another_new", case_id), {"searched": token, "go": "start"})
    assert 'name="j-text"' not in start.content.decode()
    data = {
        "searched": token, "go": "open", "a-name": "Adik Kecil", "k-roles": ["A2"],
        "k-assessed": "low", "k-authority": "K1",
    }  # fmt: skip
    answer = siti.post(address("case_another_new", case_id), data)
    assert answer.status_code == 302, answer.content.decode()
    assert Incident.objects.count() == 1
    other = Case.objects.exclude(pk=case_id).get()
    file = open_file(case_id=other.pk, by=unit.ratna, at=unit.at)
    assert (file.stats.forms, file.stats.roles) == (("FIS",), ("A2",))
    page = siti.get(address("case", case_id)).content.decode()
    assert address("case", other.pk) in page
    same = siti.post(address("case_another_new", case_id), data | {"child": other.child_id.hex})
    assert same.status_code == 409


@pytest.mark.parametrize("username", ["dedi", "ayu", "yusuf", "farida", "nur"])
def test_who_opens_no_cases_finds_no_door(unit: build.Unit, desk: Desk, username: str) -> None:
    report = build.read(unit, build.received(unit))
    assert desk(username).get(address("case_from_report", report.pk)).status_code in (403, 404)
    assert desk(username).post(address("case_new", report.pk)).status_code in (403, 404)


def test_a_report_out_of_scope_is_not_there(unit: build.Unit, desk: Desk) -> None:
    siti = desk("siti")
    absent = siti.get(address("case_from_report", uuid4()))
    assert absent.status_code == 404
    report = build.read(unit, build.received(unit))
    for form in ({"child": "x"}, {"child": str(uuid4())}):
        token = searched(siti, report.pk, "Ani")
        answer = siti.post(address("case_new", report.pk), typed(report, token, **form))
        assert answer.status_code == 404
