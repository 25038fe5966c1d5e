"""Lists without names; one case on one page; each side by one click, each opening recorded."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from msgspec.structs import replace

from pabolo.ground.audit.queries import entries, readings_of, size
from pabolo.ground.lib.ids import display_code
from pabolo.ground.vault.actions import grant
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, closing, legal, team
from pabolo.programme.cases.actions.correcting import correct_child
from pabolo.programme.cases.models import CaseReport
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.rules.vocabulary import Facet, Subject
from tests import builders as build

type Desk = Callable[[str], Client]
NAME = "Anak Sepuluh Tahun"


def case_page(case_id: UUID) -> str:
    return reverse("office:case", args=[case_id])


def opened(client: Client, case_id: UUID, *sides: str) -> str:
    answer = (
        client.post(case_page(case_id), {"buka": sides})
        if sides
        else client.get(case_page(case_id))
    )
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_lists_name_no_child_and_show_what_is_next(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    page = desk("dedi").get(reverse("office:cases")).content.decode()
    assert case_page(case_id) in page
    assert NAME not in page
    assert "Laporkan kekerasan seksual" in page
    assert "Anak perempuan, 6–12 tahun" in page


def test_tabs_divide_the_list(unit: build.Unit, desk: Desk) -> None:
    mine, nobodys, ended = build.assigned(unit), build.opened(unit).case_id, build.closed(unit)
    lists = {
        tab: desk("ratna").get(reverse("office:cases"), {"lihat": tab}).content.decode()
        for tab in ("", "tanpa-petugas", "selesai")
    }
    assert case_page(mine) in lists[""] and case_page(ended) not in lists[""]
    assert case_page(nobodys) in lists["tanpa-petugas"]
    assert case_page(mine) not in lists["tanpa-petugas"]
    assert case_page(ended) in lists["selesai"] and case_page(mine) not in lists["selesai"]
    own = desk("dedi").get(reverse("office:cases"), {"lihat": "saya"}).content.decode()
    assert case_page(mine) in own and case_page(nobodys) not in own


def test_the_list_asks_the_same_for_one_and_for_three(unit: build.Unit, desk: Desk) -> None:
    counts = []
    for _n in range(2):
        build.assigned(unit)
        client = desk("ratna")
        client.get(reverse("office:cases"))
        before = size()
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("office:cases"))
        counts.append(build.beside_the_log(seen))
        assert size() == before + 1
        build.assigned(unit)
    assert counts[0] == counts[1]


def test_a_page_number_that_is_none_shows_the_first(unit: build.Unit, desk: Desk) -> None:
    build.assigned(unit)
    for number in ("x", "-3", "0", "999999999", "²"):
        assert desk("dedi").get(reverse("office:cases"), {"hal": number}).status_code == 200


def test_the_page_opens_on_its_overview_and_a_side_by_one_click(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = build.assigned(unit, build.SEXUAL, sexual=True)
    dedi = desk("dedi")
    before = size()
    shut = opened(dedi, case_id)
    assert size() == before + 1
    assert NAME not in shut and "Cerita singkat" not in shut
    assert "UU 12/2022" in shut and "Mediasi tidak tersedia" in shut
    open_one = opened(dedi, case_id, "identity")
    assert NAME in open_one and "Cerita singkat" not in open_one
    assert "identity" in entries(limit=1)[0].facets
    both = opened(dedi, case_id, "identity", "narrative")
    assert NAME in both and "Cerita singkat" in both


def test_who_opened_the_identity_last_is_told(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    opened(desk("ratna"), case_id, "identity")
    page = opened(desk("dedi"), case_id)
    assert "Terakhir dibuka" in page[page.index("Buka identitas") :]
    assert "Ratna Dewi Siregar" in page[page.index("Terakhir dibuka") :][:200]


def test_sides_follow_the_post(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    note = e.Noted(at=unit.at, by=unit.ayu.id.hex, text="Anak tidur lebih tenang.")
    care.write_note(case_id=case_id, note=note, facet=Facet.HEALTH, by=unit.ayu, at=unit.at)
    ayu, yusuf = desk("ayu"), desk("yusuf")
    assert "Anak tidur lebih tenang." in opened(ayu, case_id, "health")
    assert "Catatan tersegel" in opened(ayu, case_id)
    assert 'value="location"' not in opened(ayu, case_id)
    assert ayu.post(case_page(case_id), {"buka": "location"}).status_code == 409
    assert 'value="health"' not in opened(yusuf, case_id)
    refused = yusuf.post(case_page(case_id), {"buka": "health"})
    assert refused.status_code == 409
    assert "Anak tidur" not in refused.content.decode()


@pytest.mark.parametrize("username", ["agus", "nurul", "nur", "rizky"])
def test_who_has_no_part_in_cases_does_not_enter(
    unit: build.Unit, desk: Desk, username: str
) -> None:
    case_id = build.assigned(unit)
    for address in (case_page(case_id), reverse("office:cases"), reverse("office:search")):
        assert desk(username).get(address).status_code in (403, 404)


ROUTES = ["case", "case_print", "readings", "case_of_another"]


@pytest.mark.parametrize("route", ROUTES)
def test_outside_the_scope_there_is_nothing(unit: build.Unit, desk: Desk, route: str) -> None:
    """Hendra's kin is the child's carer, so the case does not exist for him."""
    opening = build.opening(name="Lisna Wahyuni Pohan")
    report = build.read(unit, build.received(unit))
    from pabolo.ground.accounts.actions.people import declare_kin
    from pabolo.ground.accounts.kin import Kin
    from pabolo.programme.cases.actions.triage import open_case

    declare_kin(kin=[Kin("Lisna Wahyuni Pohan", "anak")], by=unit.hendra, at=unit.at)
    ids = open_case(
        report_id=report.pk,
        version=report.version,
        opening=opening,
        decision=build.decision(unit, "new_case"),
        by=unit.siti,
        at=unit.at,
    )
    hendra = desk("hendra")
    real = hendra.get(reverse(f"office:{route}", args=[ids.case_id]))
    made_up = hendra.get(reverse(f"office:{route}", args=[uuid4()]))
    assert (real.status_code, made_up.status_code) == (404, 404)
    assert real.content == made_up.content
    assert NAME not in hendra.get(reverse("office:cases")).content.decode()


def test_forms_of_a_case_outside_the_scope_are_not_there(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    maria = desk("maria")
    real = maria.get(reverse("office:deed", args=[case_id, "catatan"]))
    made_up = maria.get(reverse("office:deed", args=[uuid4(), "catatan"]))
    assert (real.status_code, real.content) == (404, made_up.content)


def test_what_cannot_be_done_says_why(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    dedi, ratna = opened(desk("dedi"), case_id), opened(desk("ratna"), case_id)
    assert "Belum ada butir rencana baru untuk diajukan." in dedi
    assert reverse("office:deed", args=[case_id, "ajukan"]) not in dedi
    assert "Tidak ada rencana yang menunggu putusan." in ratna
    assert "Setujui rencana" not in dedi


def test_who_asked_for_closure_cannot_be_the_second(unit: build.Unit, desk: Desk) -> None:
    case_id = build.served(unit)
    asked = replace(build.closure(unit), by=unit.ratna.id.hex)
    closing.ask_closure(case_id=case_id, asked=asked, by=unit.ratna, at=unit.at)
    page = opened(desk("ratna"), case_id)
    assert reverse("office:deed", args=[case_id, "tutup"]) not in page
    assert reverse("office:deed", args=[case_id, "tutup"]) in opened(desk("hendra"), case_id)


def test_the_history_is_told_in_sentences(unit: build.Unit, desk: Desk) -> None:
    case_id = build.closed(unit, build.SEXUAL, sexual=True)
    page = opened(desk("ratna"), case_id, "narrative")
    for words in (
        "Dari laporan L-",
        "Kebutuhan: Rasa aman di rumah.",
        "UU 27/2022 Pasal 20",
        "Anak setuju.",
        "STPL/12/XI/2026",
        "Tujuan tercapai dan anak aman",
    ):
        assert words in page, words
    assert "Buka kembali kasus" in page


def test_a_shelter_is_never_named(unit: build.Unit, desk: Desk) -> None:
    ids = build.opened(unit)
    team.assign_worker(case_id=ids.case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)
    hidden = ChildPlaces(now="12.10.02.1002", now_note="Jalan Rahasia 7", now_sealed=True)
    correct_child(
        case_id=ids.case_id, identity=ChildIdentity(name=NAME), places=hidden, child_seen=1,
        by=unit.dedi, at=unit.at,
    )  # fmt: skip
    dedi = desk("dedi")
    assert "Jalan Rahasia" not in opened(dedi, ids.case_id, "location")
    printed = dedi.post(reverse("office:case_print", args=[ids.case_id]), {"buka": "location"})
    assert printed.status_code == 200 and "Jalan Rahasia" not in printed.content.decode()


def test_printing_is_an_entry_of_its_own(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    address = reverse("office:case_print", args=[case_id])
    bare = desk("dedi").get(address).content.decode()
    assert NAME not in bare
    full = desk("dedi").post(address, {"buka": ["identity"]}).content.decode()
    assert NAME in full
    assert [one.verb for one in readings_of(case_id)[:2]] == ["case.print", "case.print"]
    assert desk("ayu").get(address).status_code == 404


def test_who_read_what_is_for_the_supervisor(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    opened(desk("dedi"), case_id, "identity")
    address = reverse("office:readings", args=[case_id])
    assert "Dedi Kurnia Harahap" in desk("ratna").get(address).content.decode()
    assert desk("dedi").get(address).status_code == 404


def test_a_search_tells_whom_to_ask_and_no_more(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    address = reverse("office:search")
    known = desk("dedi").post(address, {"name": "Anak Sepuluh Tahoen"}).content.decode()
    assert NAME in known and case_page(case_id) in known
    foreign = desk("maria").post(address, {"name": NAME}).content.decode()
    assert "Ratna Dewi Siregar" in foreign
    assert case_page(case_id) not in foreign and NAME not in foreign.replace(f'value="{NAME}"', "")
    assert desk("dedi").post(address, {"name": ""}).status_code == 422


def test_a_legal_stage_that_is_sealed_is_not_guessed(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    stage = e.LegalStaged(at=unit.at, by=unit.dedi.id.hex, stage="H9", on="2026-11-01")
    legal.record_legal_stage(case_id=case_id, stage=stage, by=unit.dedi, at=unit.at)
    assert "Tahap hukum" not in opened(desk("yusuf"), case_id)
    assert "Sidang" in opened(desk("dedi"), case_id, "legal")


def test_a_report_is_a_link_only_for_who_can_open_it(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    report = CaseReport.objects.get(case_id=case_id).report_id
    code, address = display_code("L", report), reverse("office:report", args=[report])
    worker, supervisor = opened(desk("dedi"), case_id), opened(desk("ratna"), case_id)
    assert code in worker and address not in worker
    assert code in supervisor and f'href="{address}"' in supervisor
    # a grant without the post that enters the room is no link either
    people = [unit.dedi.id]
    grant(folder=report, subject=Subject.REPORT, people=people, basis="team", day=unit.at.date())
    assert address not in opened(desk("dedi"), case_id)
    assert desk("dedi").get(address).status_code == 404
