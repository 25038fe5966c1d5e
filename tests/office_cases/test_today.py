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
from pabolo.ground.lib.ids import display_code
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import plan
from pabolo.programme.cases.queries.desk import OTHERS, SHOWN
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
    law = page[page.rindex("Laporkan kekerasan seksual ini ke kepolisian.</a>") :][:600]
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
    assert "Dedi Kurnia Harahap" in late[late.index("Yang mungkin perlu dibantu") :]
    assert f"?orang={unit.dedi.id.hex}#h-late" in late
    with time_machine.travel(build.START + timedelta(days=3, hours=16), tick=False):
        assert "Yang mungkin perlu dibantu" not in text(desk("dedi"))


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


# --- what is shown is what is opened ---


def test_the_receipt_names_only_what_the_page_shows(unit: build.Unit, desk: Desk) -> None:
    for _n in range(SHOWN[OTHERS] + 3):
        build.assigned(unit, build.SEXUAL, sexual=True)
    with time_machine.travel(build.START + timedelta(days=3, hours=16), tick=False):
        client = desk("ratna")
        page = text(client)
        named = len(entries(limit=1)[0].objects)
        whole = text(client, f"{TODAY}?semua={OTHERS}")
    others = page[page.index('id="lain"') :]
    assert others.count('class="task"') == SHOWN[OTHERS] < whole.count('class="task"')
    assert f"?semua={OTHERS}" in page and named < SHOWN[OTHERS] + 3 + 20
    assert len(entries(limit=1)[0].objects) > named


def test_one_kind_or_one_file_is_shown_and_everything_again(unit: build.Unit, desk: Desk) -> None:
    one, two = build.assigned(unit), build.assigned(unit, build.SEXUAL, sexual=True)
    client = desk("dedi")
    police = text(client, f"{TODAY}?jenis=case.police")
    assert form_of(two, "polisi") in police and form_of(two, "asesmen") not in police
    file = text(client, f"{TODAY}?berkas={one}")
    assert str(one) in file and str(two) not in file
    assert "Tampilkan semua" in file
    for odd in ("?jenis=x", "?berkas=x", "?semua=x", "?jenis=%22%3E"):
        assert str(one) in text(client, TODAY + odd)


def test_a_file_of_others_is_not_shown_by_its_id(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    page = text(desk("maria"), f"{TODAY}?berkas={case_id}")
    assert form_of(case_id, "asesmen") not in page and display_code("K", case_id) not in page


def test_a_code_leads_to_its_file_and_outside_the_scope_to_nothing(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = build.assigned(unit)
    code = display_code("K", case_id)
    for written in (code, code.lower(), code.replace("-", ""), code[2:]):
        answer = desk("dedi").post("/dinas/kode/", {"kode": written})
        assert answer.status_code == 302 and str(case_id) in answer["Location"]
    for who, asked in (("maria", code), ("dedi", "K-000-000"), ("dedi", "apa?"), ("dedi", "")):
        answer = desk(who).post("/dinas/kode/", {"kode": asked})
        assert answer.status_code == 404
        assert "Tidak ada berkas berkode ini" in answer.content.decode()
    assert desk("rizky").post("/dinas/kode/", {"kode": code}).status_code == 404


def test_what_others_owe_says_whom_to_remind_and_when(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assessed(unit)
    plan.add_items(case_id=case_id, items=[build.plan_item(unit)], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=case_id, child_agreed=True, by=unit.dedi, at=unit.at)
    page = text(desk("dedi"))
    assert "Ingatkan: Kepala unit. Kantor Senin–Jumat 08.00–16.00 WIB" in page


def test_what_began_after_the_last_visit_is_new(unit: build.Unit, desk: Desk) -> None:
    old = build.assigned(unit)
    text(desk("dedi"))
    with time_machine.travel(build.START + timedelta(days=1), tick=False):
        later = build.Unit(build.START + timedelta(days=1, hours=-1))
        new = build.assigned(later)
        page = text(desk("dedi"))
    rows = page.split('<li class="task"')
    for case, fresh in ((old, False), (new, True)):
        mine = [row for row in rows if reverse("office:assessment", args=[case]) in row]
        assert mine and all(row.startswith(" data-new") is fresh for row in mine)


@pytest.mark.parametrize(
    ("username", "words"),
    [
        ("agus", "Siapa membaca apa"),
        ("rizky", "Cadangan terakhir"),
        ("togar", "Data inovasi"),
        ("yusuf", "Rilis"),
    ],
)
def test_who_has_no_duties_finds_what_waits(
    unit: build.Unit, desk: Desk, username: str, words: str
) -> None:
    assert words in text(desk(username))


@pytest.mark.parametrize("username", ["dedi", "ratna", "agus", "rizky", "yusuf"])
def test_help_is_there_for_everybody_here(unit: build.Unit, desk: Desk, username: str) -> None:
    assert "Papan tik" in text(desk(username), "/dinas/bantuan/")
