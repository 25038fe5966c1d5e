"""The pages of assessment: what they show, keep after a refusal, and never show."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.instruments import queries
from pabolo.ground.instruments.models import Edition
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.actions import risk, safety
from pabolo.rules.instruments import ASSESSMENT, RISK, VISIT, facts_from
from pabolo.rules.vocabulary import Risk
from tests import builders as build
from tests.assessment.test_assessing import begun, complete, fill, told
from tests.assessment.workbooks import shipped_sheets, xlsx

type Desk = Callable[[str], Client]


def room(case_id: UUID) -> str:
    return reverse("office:assessment", args=[case_id])


def part(case_id: UUID, code: str) -> str:
    return reverse("office:assessment_part", args=[case_id, ASSESSMENT, code])


def end(case_id: UUID) -> str:
    return reverse("office:assessment_end", args=[case_id, ASSESSMENT])


def said(client: Client, address: str, **typed: object) -> str:
    answer = client.post(address, typed) if typed else client.get(address)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def test_the_room_says_how_risk_stands_read_and_is_read_next(unit: build.Unit, desk: Desk) -> None:
    case_id = build.assigned(unit)
    answers = {"weapon": "yes", "missing": "no"}
    risk.read_risk(
        case_id=case_id, facts=facts_from(answers), assessed=Risk.LOW, signs=answers, edition=1,
        note="Tetangga melihat parang.", by=unit.dedi, at=unit.at,
    )  # fmt: skip
    page = said(desk("dedi"), room(case_id))
    for words in (
        "Ada ancaman dengan senjata.", "Tetangga melihat parang.", "Edisi 1", "Ya 1, Tidak 1",
        "Dinilai ulang paling lambat", "belum ada rencana aman", "<svg", "Risiko dari waktu",
    ):  # fmt: skip
        assert words in page, words
    case_page = said(desk("dedi"), reverse("office:case", args=[case_id]))
    assert "Risiko dinilai" in case_page
    assert room(case_id) in case_page


def test_a_draft_is_gone_on_with_and_completed(unit: build.Unit, desk: Desk) -> None:
    case_id, dedi = build.assigned(unit), desk("dedi")
    address = reverse("office:assessment_begin", args=[case_id])
    answer = dedi.post(address, {"instrument": ASSESSMENT})
    assert answer["Location"] == part(case_id, "words")
    answer = dedi.post(part(case_id, "words"), {"q_child_wishes": "Mau pulang.", "go": "next"})
    assert answer["Location"] == part(case_id, "body")
    assert "Mau pulang." in said(dedi, part(case_id, "words"))
    page = said(desk("ratna"), room(case_id))
    assert "Draf" in page
    answer = dedi.post(end(case_id), {"do": "finish", "needs": "Anak butuh rasa aman."})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Masih ada pertanyaan wajib" in page
    assert "Anak butuh rasa aman." in page, "what was typed is still there"
    fill(unit, case_id)
    assert dedi.post(end(case_id), {"do": "finish", "needs": "Rasa aman."}).status_code == 302
    page = said(dedi, room(case_id))
    assert "Selesai" in page
    assert "Skor 7" in page


def test_what_was_said_before_stands_beside_the_question(unit: build.Unit, desk: Desk) -> None:
    case_id = begun(unit)
    fill(unit, case_id)
    complete(unit, case_id)
    desk("dedi").post(
        reverse("office:assessment_begin", args=[case_id]), {"instrument": ASSESSMENT}
    )
    page = said(desk("dedi"), part(case_id, "carers"))
    assert "Sebelumnya" in page
    assert "Nenek dari ibu." in page


def test_a_side_that_a_post_does_not_write_is_left_to_colleagues(
    unit: build.Unit, desk: Desk
) -> None:
    case_id = begun(unit)
    page = said(desk("ratna"), part(case_id, "body"))
    assert "Dijawab rekan lain" in page
    assert "q_injury" not in page
    assert desk("ratna").post(part(case_id, "body"), {"q_injury": "none"}).status_code == 302
    assert "checked" not in said(desk("dedi"), part(case_id, "body")).split("q_injury")[1][:40]


def test_answers_are_read_side_by_side_and_only_as_opened(unit: build.Unit, desk: Desk) -> None:
    case_id = begun(unit)
    fill(unit, case_id)
    complete(unit, case_id)
    address = reverse("office:assessment_read", args=[case_id, 1])
    shut = said(desk("ratna"), address)
    assert "Ada, belum dirawat" not in shut
    assert "Nenek dari ibu." not in shut
    opened = said(desk("ratna"), address, buka="health")
    assert "Ada, belum dirawat" in opened
    assert "Nenek dari ibu." not in opened
    assert desk("siti").post(address, {"buka": "health"}).status_code in (403, 409)


def test_a_safety_plan_is_kept_shown_when_opened_and_its_shelter_never_printed(
    unit: build.Unit, desk: Desk
) -> None:
    case_id, dedi = build.assigned(unit), desk("dedi")
    address = reverse("office:safety_plan", args=[case_id])
    typed = {"people": "Bibi Rahma", "at_once": "Ke bibi", "place": "Jalan Rahasia 9"}
    answer = dedi.post(address, typed)
    page = unescape(answer.content.decode())
    assert answer.status_code in (403, 409)
    assert "Bibi Rahma" in page
    assert "mengapa anak tidak bisa ikut" in page
    review = (day_of(unit.at) + timedelta(days=10)).isoformat()
    more = {"with_whom": ["child"], "review": review, "shelter": "on"}
    assert dedi.post(address, typed | more).status_code == 302
    assert "Bibi Rahma" not in said(dedi, room(case_id))
    opened = said(dedi, room(case_id), buka=["narrative", "location"])
    assert "Bibi Rahma" in opened
    assert "Jalan Rahasia 9" not in opened
    paper = said(dedi, reverse("office:safety_plan_print", args=[case_id]))
    assert "Bibi Rahma" in paper
    assert "Jalan Rahasia" not in paper
    assert "Rumah aman" not in paper


def test_children_at_home_are_listed_and_settled(unit: build.Unit, desk: Desk) -> None:
    case_id, dedi = build.assigned(unit), desk("dedi")
    children = reverse("office:home_children", args=[case_id])
    assert "nama panggilan" in unescape(dedi.post(children, {"age": "7"}).content.decode())
    assert dedi.post(children, {"called": "Ucok", "age": "7"}).status_code == 302
    assert "Ucok" in said(dedi, children)
    assert "Ucok" not in said(dedi, room(case_id))
    one = reverse("office:home_child", args=[case_id, 1])
    answer = dedi.post(one, {"outcome": "no_concern", "reason": ""})
    assert answer.status_code == 409
    assert "mengapa tidak ada kekhawatiran" in unescape(answer.content.decode())
    answer = dedi.post(one, {"outcome": "no_concern", "reason": "Ditemui di sekolah."})
    assert answer.status_code == 302
    assert "Ditemui di sekolah." in said(dedi, room(case_id))


def test_the_room_costs_the_same_for_one_and_three_of_everything(
    unit: build.Unit, desk: Desk
) -> None:
    counts = []
    for many in (1, 3):
        case_id = build.assigned(unit)
        for turn in range(many):
            risk.read_risk(
                case_id=case_id, facts=facts_from({}), assessed=Risk.HIGH, by=unit.dedi,
                at=unit.at + timedelta(minutes=turn),
            )  # fmt: skip
            safety.list_child(
                case_id=case_id, called="U", age="", relation="", by=unit.dedi, at=unit.at
            )
        safety.plan_safety(case_id=case_id, told=told(unit), by=unit.dedi, at=unit.at)
        client = desk("dedi")
        said(client, room(case_id))
        with CaptureQueriesContext(connection) as asked:
            said(client, room(case_id))
        counts.append(len(asked))
    assert max(counts) - min(counts) <= 2, counts


# --- question sets ---


def bring(client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("set.xlsx", data)
    answer = client.post(reverse("office:instrument_import"), {"workbook": file})
    return unescape(answer.content.decode())


def test_a_set_is_looked_at_before_it_holds(unit: build.Unit, desk: Desk) -> None:
    sheets = shipped_sheets(VISIT)
    sheets["survey"][2][sheets["survey"][0].index("label")] = "Apakah Anda melihat anak?"
    ratna = desk("ratna")
    page = bring(ratna, xlsx(sheets))
    assert "Apakah Anda melihat anak?" in page
    assert not Edition.objects.exists(), "nothing holds yet"
    looked = page.split('name="set" value="')[1].split('"')[0]
    typed = {"set": looked, "valid_from": day_of(unit.at).isoformat(), "reason": ""}
    answer = ratna.post(reverse("office:instrument_import"), typed)
    assert answer.status_code == 422
    assert "Apakah Anda melihat anak?" in unescape(answer.content.decode())
    answer = ratna.post(
        reverse("office:instrument_import"), typed | {"reason": "SK Kepala Dinas 12/2026"}
    )
    assert answer.status_code == 302
    assert queries.current(VISIT, day_of(unit.at)).number == 2
    page = said(desk("dedi"), reverse("office:instrument", args=[VISIT]))
    assert "Apakah Anda melihat anak?" in page
    old = said(desk("dedi"), reverse("office:instrument", args=[VISIT]) + "?versi=1")
    assert "Apakah bertemu anak?" in old


def test_only_what_was_looked_at_can_be_published(unit: build.Unit, desk: Desk) -> None:
    typed = {"set": "eyJ9:x:y", "valid_from": day_of(unit.at).isoformat(), "reason": "SK 12/2026"}
    answer = desk("ratna").post(reverse("office:instrument_import"), typed)
    assert answer.status_code == 302
    assert not Edition.objects.exists()


def test_a_faulty_workbook_says_where(unit: build.Unit, desk: Desk) -> None:
    sheets = shipped_sheets(VISIT)
    sheets["survey"][2][sheets["survey"][0].index("type")] = "geopoint"
    page = bring(desk("ratna"), xlsx(sheets))
    assert "lembar survey, baris 3, kolom type" in page
    assert "bukan buku kerja" in bring(desk("ratna"), b"nama\n")


def test_red_flags_are_not_published_lame(unit: build.Unit, desk: Desk) -> None:
    sheets = shipped_sheets(RISK)
    del sheets["survey"][2]
    page = bring(desk("ratna"), xlsx(sheets))
    looked = page.split('name="set" value="')[1].split('"')[0]
    typed = {"set": looked, "valid_from": day_of(unit.at).isoformat(), "reason": "SK 12/2026"}
    answer = desk("ratna").post(reverse("office:instrument_import"), typed)
    assert "Tanda bahaya harus lengkap" in unescape(answer.content.decode())


@pytest.mark.parametrize(("who", "status"), [("dedi", 404), ("ratna", 200), ("ayu", 404)])
def test_who_brings_a_set_in(unit: build.Unit, desk: Desk, who: str, status: int) -> None:
    answer = desk(who).get(reverse("office:instrument_import"))
    assert answer.status_code == status
