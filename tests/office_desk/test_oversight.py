"""What a supervisor sees of everybody's work, and who may see who read what."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pabolo.rules.readings import Log, Reading, unusual

from pabolo.ground.audit.queries import entries, tokens_of
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.clock import WIB
from pabolo.ground.lib.ids import display_code
from pabolo.ground.vault.models import Grant
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.oversight import oversight
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

MUCH_LATER = NOW + timedelta(days=40)


def test_late_duties_of_everybody_say_whose_why_and_who_hears(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    with time_machine.travel(MUCH_LATER, tick=False):
        found = oversight(unit.ratna, at=MUCH_LATER)
        text = page(signed_in("ratna"), reverse("office:oversight"))
    assert found.overdue and [case.pk for case in found.stuck] == [case_id]
    assert display_code("K", case_id) in text and "Dedi Kurnia Harahap" in text
    assert all(line.body.due_at < MUCH_LATER for line in found.overdue)


def test_a_case_without_a_worker_is_listed_until_one_is_assigned(unit: build.Unit) -> None:
    case_id = build.opened(unit).case_id
    assert [one.pk for one in oversight(unit.ratna, at=NOW).unassigned] == [case_id]
    build.team.assign_worker(case_id=case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)
    assert oversight(unit.ratna, at=NOW).unassigned == []


def test_nothing_open_is_without_a_next_step_and_a_dropped_duty_is_caught(
    unit: build.Unit,
) -> None:
    case_id = build.assigned(unit)
    assert oversight(unit.ratna, at=NOW).without_step == []
    Duty.objects.filter(folder_id=case_id).delete()
    (lost,) = oversight(unit.ratna, at=NOW).without_step
    assert lost.id == case_id
    assert reverse("office:case", args=[case_id]) in page(
        signed_in("ratna"), reverse("office:oversight")
    )


def test_a_duty_whose_owner_may_not_see_the_case_is_no_next_step(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    Grant.objects.filter(folder=case_id).exclude(person_id=unit.ratna.id).delete()
    Duty.objects.filter(folder_id=case_id, owner_post="supervisor").delete()
    assert [one.id for one in oversight(unit.ratna, at=NOW).without_step] == [case_id]


def test_who_carries_what_counts_by_risk(unit: build.Unit) -> None:
    build.assigned(unit)
    build.opened(unit)
    loads = {load.worker: load.total for load in oversight(unit.ratna, at=NOW).loads}
    assert loads == {unit.dedi.id: 1, None: 1}


def test_oversight_is_scoped_and_for_those_who_oversee(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    Grant.objects.filter(person_id=unit.ratna.id).delete()
    assert str(case_id) not in page(signed_in("ratna"), reverse("office:oversight"))
    for nobody in ("dedi", "siti", "agus", "rizky"):
        page(signed_in(nobody), reverse("office:oversight"), status=404)


def test_the_number_of_queries_does_not_grow_with_the_cases(unit: build.Unit) -> None:
    client = signed_in("ratna")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client, reverse("office:oversight"))
        return len(seen)

    build.assigned(unit)
    few = asked()
    for _n in range(4):
        build.assigned(unit)
    assert asked() <= few <= 60


# --- who read what ---


def test_the_readings_of_a_case_name_people_verbs_and_sides(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    open_file(case_id=case_id, by=unit.dedi, at=NOW)
    text = page(signed_in("ratna"), reverse("office:readings", args=[case_id]))
    assert "Dedi Kurnia Harahap" in text and "Siti Rahmawani" in text
    assert "Anak Sepuluh Tahun" not in text


def test_readings_of_a_case_outside_the_scope_are_not_there(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    address = reverse("office:readings", args=[case_id])
    page(signed_in("dedi"), address, status=404)
    page(signed_in("agus"), address, status=404)
    Grant.objects.filter(person_id=unit.ratna.id).delete()
    page(signed_in("ratna"), address, status=404)


def test_the_inspector_sees_tokens_and_never_a_name_of_a_case(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    (token,) = tokens_of([case_id])
    text = page(signed_in("agus"), reverse("office:reading_log"))
    assert token[:8] in text
    assert str(case_id) not in text and display_code("K", case_id) not in text
    only = page(signed_in("agus"), f"{reverse('office:reading_log')}?tanda={token}")
    assert "Dedi" in only or "Siti" in only


def test_the_supervisor_sees_the_names_of_files_in_scope(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    text = page(signed_in("ratna"), reverse("office:reading_log"))
    assert display_code("K", case_id) in text


def test_the_log_pages_back_and_filters_by_person(unit: build.Unit) -> None:
    build.assigned(unit)
    client, address = signed_in("agus"), reverse("office:reading_log")
    mine = page(client, f"{address}?orang={unit.siti.id.hex}")
    assert "Siti Rahmawani" in mine
    assert f"?sebelum={entries(limit=50)[-1].seq}" in page(client, address)
    for odd in ("?sebelum=x", "?tanda=%22", "?sebelum=999999999999999"):
        page(client, address + odd)
    page(client, address + "?orang=bukan", status=404)


def test_the_whole_log_is_for_the_inspector_alone(unit: build.Unit) -> None:
    build.assigned(unit)
    address = reverse("office:reading_export")
    answer = signed_in("agus").get(address)
    body = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert body.count("\n") >= len(entries(limit=500))
    assert "Anak Sepuluh" not in body
    page(signed_in("ratna"), address, status=404)


AT = datetime(2026, 11, 10, 14, 0, tzinfo=WIB)


def reading(*folders: str, at: datetime = AT) -> Reading:
    return Reading("a", at, frozenset(folders))


@pytest.mark.parametrize(
    ("readings", "codes"),
    [
        ([reading("x")], []),
        ([reading(f"f{n}") for n in range(29)], []),
        ([reading(f"f{n}") for n in range(30)], ["many"]),
        ([reading("x")] * 40, []),
        ([reading("x", at=AT.replace(hour=23))], ["night"]),
        ([reading("x", at=AT.replace(hour=5))], []),
        ([reading("old")], ["closed"]),
        ([reading("old", at=AT.replace(day=1))], []),
    ],
)
def test_unusual_readings(readings: list[Reading], codes: list[str]) -> None:
    closed = {"old": AT.date() - timedelta(days=3)}
    assert [sign.code for sign in unusual(Log(readings=readings, closed=closed))] == codes
