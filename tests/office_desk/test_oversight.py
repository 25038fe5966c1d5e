"""What a supervisor sees of everybody's work, and who may see who read what."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.doors.office.oversight import views
from pabolo.ground.audit.queries import entries, tokens_of
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.ids import display_code
from pabolo.ground.vault.models import Grant
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.queries.oversight import oversight
from pabolo.rules.vocabulary import Facet
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


def test_a_stage_that_does_not_move_is_stuck_whatever_else_is_written(unit: build.Unit) -> None:
    case_id = build.assigned(unit)
    late = NOW + timedelta(days=31)
    care.write_note(case_id=case_id, note=e.Noted(at=late, by=unit.dedi.id.hex, text="Telepon."),
                  facet=Facet.NARRATIVE, by=unit.dedi, at=late)  # fmt: skip
    assert [case.pk for case in oversight(unit.ratna, at=late).stuck] == [case_id]
    care.record_assessment(
        case_id=case_id, by=unit.dedi, at=late,
        assessment=e.Assessed(at=late, by=unit.dedi.id.hex, needs="Rasa aman."),
    )  # fmt: skip
    assert oversight(unit.ratna, at=late).stuck == []


def test_high_risk_without_contact_is_listed_until_somebody_met_the_child(
    unit: build.Unit,
) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    late = NOW + timedelta(days=20)
    assert [case.pk for case in oversight(unit.ratna, at=NOW).unseen] == []
    assert [case.pk for case in oversight(unit.ratna, at=late).unseen] == [case_id]
    for reached in (False, True):
        visit = e.FollowedUp(at=late, by=unit.dedi.id.hex, text="Kunjungan.", reached=reached)
        care.follow_up(case_id=case_id, visit=visit, by=unit.dedi, at=late)
        unseen = [case.pk for case in oversight(unit.ratna, at=late).unseen]
        assert unseen == ([] if reached else [case_id])


def test_a_long_list_shows_its_beginning_and_leads_to_the_rest(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(3):
        build.assigned(unit)
    monkeypatch.setattr(views, "FIRST", 1)
    dedis = f"orang={unit.dedi.id.hex}"
    late = NOW + timedelta(days=31)
    with time_machine.travel(late, tick=False):
        some = page(signed_in("ratna"), reverse("office:oversight"))
        whole = page(signed_in("ratna"), reverse("office:oversight") + "?semua=1")
        his = page(signed_in("ratna"), f"{reverse('office:oversight')}?{dedis}")
        monkeypatch.setattr(views, "MOST", 2)
        cut = page(signed_in("ratna"), reverse("office:oversight") + "?semua=1")
    assert f"?semua=1&amp;{dedis}#h-stuck" in his, "who was asked for stays"
    assert "?semua=1" not in cut and "1 lagi tidak ditampilkan" in cut
    assert "?semua=1#h-stuck" in some and "?semua=1#h-stuck" not in whole
    assert [_listed(text, "h-stuck") for text in (some, whole)] == [1, 3]


def _listed(text: str, part: str) -> int:
    """How many rows a part of the page shows."""
    return text.partition(f'id="{part}"')[2].partition("</section>")[0].count("data-row")


def test_plans_that_wait_for_approval_are_listed_with_their_form(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    build.plan.add_items(case_id=case_id, items=[build.plan_item(unit)], by=unit.dedi, at=unit.at)
    build.plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    found = oversight(unit.ratna, at=NOW)
    assert [line.rule.code for line in found.approvals] == ["case.approve_plan"]
    text = page(signed_in("ratna"), reverse("office:oversight"))
    assert reverse("office:deed", args=[case_id, "setujui"]) in text


def test_late_ones_of_one_person_are_shown_apart(unit: build.Unit) -> None:
    build.assigned(unit)
    address = reverse("office:oversight")
    with time_machine.travel(MUCH_LATER, tick=False):
        client = signed_in("ratna")
        mine = page(client, f"{address}?orang={unit.dedi.id.hex}")
        nobody = page(client, f"{address}?orang={unit.budi.id.hex}")
        page(client, f"{address}?orang=%22x")
    assert "Hanya yang ada pada Dedi Kurnia Harahap." in mine
    assert "Tidak ada yang terlambat" in nobody


def test_people_are_listed_by_name_and_never_ranked(unit: build.Unit) -> None:
    build.assigned(unit)
    for _n in range(3):
        build.opened(unit)
    with time_machine.travel(MUCH_LATER, tick=False):
        text = page(signed_in("ratna"), reverse("office:oversight"))
    loads = text[text.index("Siapa memegang apa") :]
    assert loads.index("Belum ada") < loads.index("Dedi Kurnia Harahap")
    assert "bukan membandingkan orang" in text


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
        return build.beside_the_log(seen)

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
