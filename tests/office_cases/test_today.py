"""The office opens on what is due: how long, why, by which source, whose, and where to do it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.audit.queries import entries, size
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import plan
from tests import builders as build

type Desk = Callable[[str], Client]
TODAY = "/dinas/"


def text(client: Client, address: str = TODAY) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(case_id: UUID, slug: str) -> str:
    return reverse("office:deed", args=[case_id, slug])


def test_a_duty_says_why_and_leads_to_its_form(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    page = text(desk("dedi"))
    assert form_of(case_id, "polisi") in page
    assert "UU 12/2022 (TPKS)" in page
    assert "Anda" in page
    assert "Anak Sepuluh Tahun" not in page


def test_no_hour_of_an_anonymous_report_is_shown(unit: build.Unit, desk: Desk) -> None:
    build.assigned(unit, build.SEXUAL, sexual=True)
    page = text(desk("dedi"))
    law = page[page.index("Laporkan kekerasan seksual") :][:600]
    assert "Sejak Senin, 2 November 2026." in law
    assert "pukul" not in law


def test_what_others_owe_on_my_cases_waits_apart(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assessed(unit)
    plan.add_items(case_id=case_id, items=[build.plan_item(unit)], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    page = text(desk("dedi"))
    waiting = page[page.index('id="tunggu"') :]
    assert "menunggu" in waiting
    assert form_of(case_id, "setujui") not in waiting
    assert form_of(case_id, "setujui") in text(desk("ratna"))


def test_a_supervisor_sees_who_is_late_and_what_nobody_holds(unit: build.Unit, desk: Desk) -> None:
    build.assigned(unit, build.SEXUAL, sexual=True)
    build.opened(unit)
    with time_machine.travel(build.START + timedelta(hours=7), tick=False):
        page = text(desk("ratna"))
    assert "?lihat=tanpa-petugas" in page
    assert 'id="lain"' not in page
    with time_machine.travel(build.START + timedelta(days=3, hours=16), tick=False):
        late = text(desk("ratna"))
    assert 'id="lain"' in late
    assert "Dedi Kurnia Harahap" in late[late.index("Lewat tenggat, per orang") :]
    with time_machine.travel(build.START + timedelta(days=3, hours=16), tick=False):
        assert "Lewat tenggat, per orang" not in text(desk("dedi"))


@pytest.mark.parametrize("username", ["agus", "rizky", "togar"])
def test_who_has_no_duties_is_told_what_to_do(unit: build.Unit, desk: Desk, username: str) -> None:
    build.assigned(unit)
    page = text(desk(username))
    assert "Tidak ada tenggat untuk Anda" in page
    assert "K-" not in page


def test_one_receipt_and_the_same_queries_for_one_and_for_three(
    unit: build.Unit, desk: Desk
) -> None:
    counts = []
    for _n in range(2):
        build.assigned(unit)
        client = desk("dedi")
        text(client)
        before = size()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            text(client)
        counts.append(build.beside_the_log(seen))
        assert size() == before + 1
        assert entries(limit=1)[0].verb == "duty.list"
        build.assigned(unit)
    assert counts[0] == counts[1]


def test_a_plan_item_is_told_by_its_own_words_on_the_case(unit: build.Unit, desk: Desk) -> None:
    case_id, _item = build.planned(unit)
    page = text(desk("dedi"), reverse("office:case", args=[case_id]))
    assert "Rehabilitasi sosial: Anak merasa aman" in page
    assert isinstance(build.plan_item(unit), e.Planned)
