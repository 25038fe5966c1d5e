"""The plan's room: goals and versions, the log with its costs, and the month's table."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.doors.office import sheets
from pabolo.doors.office.planning import costs
from pabolo.ground.accounts.actions import people
from pabolo.ground.audit.queries import entries
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import plan, services
from pabolo.programme.cases.queries.costs import CostLine
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.cases import test_planning as planning
from tests.office_cases.test_deeds import do, form_of, refused

type Desk = Callable[[str], Client]
ITEM = {
    "goal": "Saya bisa tidur tenang", "voice": "child", "service": "KPS", "for_whom": "child",
    "provider": "Psikolog UPTD", "times": "3", "due": "2026-11-20",
}  # fmt: skip
GIVEN = {"service": "KPS", "for_whom": "child", "on": "2026-11-02", "note": "Anak mau bercerita."}
COST = {"budget": "DMP", "amount": "150000", "evidence": "KW-7/2026"}


def room(case_id: UUID) -> str:
    return reverse("office:case_plan", args=[case_id])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_one_choice_of_service_fills_function_and_task(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assessed(unit)
    file = do(unit, desk("dedi"), case_id, "rencana", **ITEM)
    (item,) = file.state.plan.values()
    line = item.planned
    assert (line.service, line.detail, line.function, line.task) == (
        "L5", "KPS", "accompaniment", "d",
    )  # fmt: skip
    assert file.state.goals[line.goal_id].set.text == ITEM["goal"]
    assert line.responsible == unit.dedi.id.hex
    other = {**ITEM, "goal": "", "goal_id": line.goal_id, "task": "e", "service": "L5"}
    file = do(unit, desk("dedi"), case_id, "rencana", **other)
    assert len(file.state.goals) == 1
    assert [one.planned.task for one in file.state.plan.values()] == ["d", "e"]


def test_a_plan_goes_its_way_and_its_versions_stay(unit: build.Unit, desk: Desk) -> None:
    case_id, dedi, ratna = build.assessed(unit), desk("dedi"), desk("ratna")
    file = do(unit, dedi, case_id, "rencana", **ITEM)
    (key,) = file.state.plan
    do(unit, dedi, case_id, "ajukan", child_agreed="on", child_words="Saya mau.", how="talk")
    assert "Rencana sedang menunggu kepala unit." in page(ratna, room(case_id))
    do(unit, ratna, case_id, "kembalikan", reason="Tambah satu kali.")
    assert "Tambah satu kali." in page(dedi, room(case_id))
    goal = file.state.plan[key].planned.goal_id
    again = {**ITEM, "goal": "", "goal_id": goal, "item": key, "times": "4"}
    do(unit, dedi, case_id, "ubah-butir", **again)
    do(unit, dedi, case_id, "ajukan", child_agreed="on")
    do(unit, ratna, case_id, "setujui")
    do(unit, dedi, case_id, "ubah-butir", **{**again, "times": "5"})
    do(unit, dedi, case_id, "ajukan", child_agreed="on")
    assert "Berapa kali: 4 → 5" in page(ratna, form_of(case_id, "setujui"))
    do(unit, ratna, case_id, "setujui")
    shown = page(dedi, room(case_id))
    assert "Versi 2 berlaku." in shown
    assert "Berapa kali: 4 → 5" in shown
    assert "Saya mau." in shown
    goals = {f"status_{goal}": "partly", f"why_{goal}": "Masih takut gelap."}
    do(unit, dedi, case_id, "tinjauan", summary="Membaik.", **goals)
    assert "Masih takut gelap." in page(dedi, form_of(case_id, "kunjungan"))


def test_mediation_says_why_before_anybody_tries_and_what_is_open(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = build.planned(unit, build.SEXUAL, sexual=True)[0]
    why = "Kekerasan seksual tidak boleh diselesaikan di luar pengadilan"
    for address in (room(case_id), form_of(case_id, "rencana"), form_of(case_id, "layanan")):
        shown = page(desk("dedi"), address)
        assert why in shown
        assert "Pendampingan sidang" in shown
    assert "Mediasi hak asuh: tidak terbuka" in page(desk("dedi"), form_of(case_id, "layanan"))
    for door in ({"service": "MDH"}, {"function": "mediation"}, {"what": "Mediasi keluarga"}):
        answer = refused(unit, desk("dedi"), case_id, "layanan", **{**GIVEN, **door})
        assert why in answer
        refused(unit, desk("dedi"), case_id, "rencana", **{**ITEM, **door})
    physical = build.planned(unit)[0]
    assert why not in page(desk("dedi"), room(physical))


def test_a_service_its_cost_and_its_correction(unit: build.Unit, desk: Desk) -> None:
    load_codes(by=SYSTEM, at=unit.at)
    case_id, key = build.planned(unit)
    dedi = desk("dedi")
    wrong = {**GIVEN, "item": key, **COST, "evidence": "kuitansi ibu"}
    assert "kuitansi ibu" in refused(unit, dedi, case_id, "layanan", **wrong)
    typed = {**GIVEN, "item": key, "place": "RMH", "minutes": "90", **COST}
    file = do(unit, dedi, case_id, "layanan", **typed)
    (given,) = file.state.log
    shown = page(dedi, room(case_id))
    assert "Rp150.000, Pendampingan dan penjangkauan, KW-7/2026" in shown
    assert "Kunjungan rumah, 1 jam 30 menit" in shown
    more = {"service": given, "budget": "MED", "amount": "50000", "evidence": "KW-8/2026"}
    file = do(unit, dedi, case_id, "biaya", **more)
    second = list(file.state.costs)[1]
    do(unit, dedi, case_id, "koreksi-biaya", of=second, reason="Ganda.", struck="on")
    table = page(desk("ratna"), f"{reverse('office:costs')}?bulan=2026-11")
    assert "Rp150.000" in table
    assert "Rp50.000" not in table
    fields = {**GIVEN, "of": given, "item": "", "reason": "Bukan di rencana.", "note": "Lain."}
    file = do(unit, dedi, case_id, "koreksi-layanan", **fields)
    assert (file.state.plan[key].given, file.state.services[0].item) == (0, "")
    strike = {**fields, "struck": "on", "reason": "Tidak terjadi."}
    do(unit, dedi, case_id, "koreksi-layanan", **strike)
    assert "Dicoret" in page(dedi, room(case_id))
    assert "Belum ada biaya" in page(desk("ratna"), reverse("office:costs"))


def test_what_is_late_or_nobodys_is_seen_at_a_glance(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assessed(unit)
    gone = build.plan_item(unit, responsible=unit.maria.id.hex, due="2026-11-02")
    plan.add_items(case_id=case_id, items=[gone], by=unit.dedi, at=unit.at)
    planning.approved(unit, case_id)
    client = desk("dedi")
    assert "Terlambat" not in page(client, room(case_id))
    people.deactivate(person=unit.maria.id, by=SYSTEM, at=unit.at)
    shown = page(client, room(case_id))
    assert "Yang mengurus sudah pindah tugas" in shown


def test_the_sheet_neutralises_formulas_and_is_an_entry_of_its_own(
    unit: build.Unit, desk: Desk
) -> None:
    case_id, key = spent(unit)
    address = f"{reverse('office:costs_csv')}?bulan=2026-11"
    answer = desk("ratna").get(address)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["rupiah"], row["bukti"]) for row in rows] == [("150000", "KW-1/2026")]
    assert rows[0]["kasus"].startswith("K-")
    assert "case.costs_export" in {one.verb for one in entries(limit=4)}
    assert desk("dedi").get(address).status_code == 404
    evil = CostLine("2026-11-02", "DMP", "L5", "", 1, "=1+1", case_id, case_id, key)
    sent = sheets.sheet("x", costs.COLUMNS, [costs.cells("2026-11", evil)]).content.decode()
    assert ",1,'=1+1,K-" in sent


def spent(unit: build.Unit) -> tuple[UUID, str]:
    case_id, key = build.planned(unit)
    services.give_service(
        case_id=case_id, service=planning.given(unit, item=key), costs=[planning.cost(unit)],
        by=unit.dedi, at=unit.at,
    )  # fmt: skip
    return case_id, key


@pytest.mark.parametrize("month", ["2026-13", "x", "2031-01", "2017-12", "2026-1", "2026-11-01"])
def test_a_month_that_is_none_is_not_there(unit: build.Unit, desk: Desk, month: str) -> None:
    assert desk("ratna").get(f"{reverse('office:costs')}?bulan={month}").status_code == 404


def queries(client: Client, address: str) -> int:
    page(client, address)
    with CaptureQueriesContext(connection) as caught:
        page(client, address)
    return len(caught)


def test_the_months_table_costs_as_many_queries_at_one_and_at_three(
    unit: build.Unit, desk: Desk
) -> None:
    client, counts = desk("ratna"), []
    for more in (1, 2):
        for _n in range(more):
            spent(unit)
        counts.append(queries(client, reverse("office:costs")))
    assert counts[0] == counts[1]


def test_the_plan_costs_as_many_queries_at_one_and_at_three(unit: build.Unit, desk: Desk) -> None:
    case_id, _key = build.planned(unit)
    client, counts = desk("dedi"), [queries(desk("dedi"), room(case_id))]
    items = [build.plan_item(unit, responsible=unit.ratna.id.hex) for _n in range(2)]
    plan.add_items(case_id=case_id, items=items, by=unit.dedi, at=unit.at)
    planning.approved(unit, case_id)
    counts.append(queries(client, room(case_id)))
    assert counts[0] == counts[1]


SHEETS: dict[str, Any] = {"office:case_plan_print": "Rencana dan layanan K-"}


@pytest.mark.parametrize("route", sorted(SHEETS))
def test_the_plan_on_paper_is_an_entry_of_its_own(unit: build.Unit, desk: Desk, route: str) -> None:
    case_id = spent(unit)[0]
    shown = page(desk("dedi"), reverse(route, args=[case_id]))
    assert SHEETS[route] in shown
    assert entries(limit=1)[0].verb == "case.plan_print"
    assert desk("siti").get(reverse(route, args=[case_id])).status_code == 404


def test_a_stay_begins_is_extended_and_ends_through_its_forms(unit: build.Unit, desk: Desk) -> None:
    load_codes(by=SYSTEM, at=unit.at)
    case_id, dedi, ratna = build.assessed(unit), desk("dedi"), desk("ratna")
    enter = {"reasons": ["KLG"], "begins": "2026-11-01T20:00", "until": "2026-11-08"}
    page_ = refused(unit, dedi, case_id, "penampungan", **{**enter, "until": "2026-11-30"})
    assert "Kepala unit dapat memperpanjangnya" in page_
    do(unit, dedi, case_id, "penampungan", place="Rumah aman Melur", **enter)
    stay = reverse("office:case_shelter", args=[case_id])
    assert "Sedang tinggal" in page(ratna, stay)
    do(unit, ratna, case_id, "perpanjang", until="2026-11-12", reason="Belum aman.")
    assert "Belum aman." in page(dedi, stay)
    leave = {"left": "2026-11-02T09:30", "to": "KEL", "checked": "Bibi menjaga.", "safe": "on"}
    file = do(unit, dedi, case_id, "keluar-penampungan", **leave)
    assert file.state.stay is None
    assert "Pulang ke keluarga yang aman" in page(dedi, stay)


def test_the_cost_of_a_line_is_summed_once(unit: build.Unit) -> None:
    line = CostLine("2026-11-02", "DMP", "L5", "KPS", 5, "1", None, UUID(int=1), "a")
    same = replace_all(line, amount=7)
    (whole,) = costs.sums([line, same])
    assert (whole[0].total, whole[0].services, whole[0].cases) == (12, 1, 1)


def replace_all(line: CostLine, **fields: Any) -> CostLine:
    values = {name: getattr(line, name) for name in CostLine.__slots__}
    return CostLine(**{**values, **fields})
