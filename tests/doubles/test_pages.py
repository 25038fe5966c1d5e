"""The list and the pair: who sees what, what is asked first, and how many questions it takes."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pabolo.ground.keys import ring
from pabolo.ground.vault.actions import revoke
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.children.models import Child, Pair
from tests import builders as build
from tests.doubles import pairs as p
from tests.office_desk.conftest import NOW, page, signed_in

LIST = "/dinas/kembar/"


@pytest.fixture
def unit() -> Iterator[build.Unit]:
    with time_machine.travel(NOW, tick=False):
        ring.make_pairs()
        yield build.staffed_unit()


def test_a_supervisor_sees_both_records_and_why(unit: build.Unit) -> None:
    _one, _other, pair = p.paired(unit)
    ratna = signed_in("ratna")
    text = page(ratna, LIST)
    assert "Soerjono Poetra" in text and "Suryono Putra" in text
    text = page(ratna, f"{LIST}{pair.pk}/")
    assert "Lahir pada hari yang sama" in text, text[text.find("<main") :]
    assert "satukan catatannya" in text


def test_without_a_reason_the_form_comes_back_filled_in(unit: build.Unit) -> None:
    _one, _other, pair = p.paired(unit)
    ratna, address = signed_in("ratna"), f"{LIST}{pair.pk}/"
    sent = {"what": "join", "reason": "", "seen": pair.version, "one": 1, "other": 1}
    answer = ratna.post(address, sent)
    assert answer.status_code == 409 and b"checked" in answer.content
    assert ratna.post(address, sent | {"reason": "Satu akta."}).status_code == 302
    assert Child.objects.filter(merged_into__isnull=False).count() == 1
    pair = Pair.objects.get(pk=pair.pk)
    part = {"reason": "", "seen": pair.version}
    assert ratna.post(address + "pisah/", part).status_code == 409
    assert ratna.post(address + "pisah/", part | {"reason": "Dua akta."}).status_code == 302
    assert not Child.objects.filter(merged_into__isnull=False).exists()


def test_of_a_pair_half_in_scope_is_said_only_whom_to_ask(unit: build.Unit) -> None:
    one, _other, pair = p.paired(unit)
    p.assigned(unit, one.case_id)
    dedi, address = signed_in("dedi"), f"{LIST}{pair.pk}/"
    for text in (page(dedi, address), page(dedi, LIST)):
        assert "Ratna" in text and "Suryono" not in text and "Soerjono" not in text
    revoke(folder=one.child_id, people=[unit.dedi.id], day=unit.at.date())
    page(dedi, address, 404)
    assert dedi.post(address, {"what": "propose", "reason": "-"}).status_code == 404


def test_a_list_that_forgot_the_scope_would_show_the_other_side(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other, _pair = p.paired(unit)
    p.assigned(unit, one.case_id)
    monkeypatch.setattr(
        "pabolo.programme.cases.queries.doubles.visible_to", lambda _actor: Pair.objects.all()
    )
    assert "Suryono" in page(signed_in("dedi"), LIST), "this is what the test above catches"


def test_the_duty_of_a_case_leads_to_the_pair_only_whom_it_lets_in(unit: build.Unit) -> None:
    both = p.paired(unit)[:2]
    for who, led in (("ratna", True), ("yusuf", False)):
        texts = [page(signed_in(who), f"/dinas/kasus/{one.case_id}/") for one in both]
        assert any("Bandingkan kedua catatan dan putuskan" in text for text in texts)
        assert any("/dinas/kembar/" in text for text in texts) is led


def test_who_compares_nothing_finds_nothing_here(unit: build.Unit) -> None:
    for username in ("halim", "nurul"):
        page(signed_in(username), LIST, 404)


def test_the_list_asks_as_much_for_three_pairs_as_for_one(unit: build.Unit) -> None:
    counts = []
    ratna = signed_in("ratna")
    for name in ("", " Tiga", " Empat Belas"):
        more = {"birth": f"201{len(name)}-03-04"} if name else {}
        first = p.rewritten(p.FIRST, name=f"Zulkarnaen Poetra{name}", **more)
        again = p.rewritten(p.AGAIN, name=f"Zulkarnain Putra{name}", **more)
        p.twice(unit, first, again)
        look_for_doubles(at=unit.at)
        page(ratna, LIST)  # what a process keeps is known
        with CaptureQueriesContext(connection) as asked:
            page(ratna, LIST)
        counts.append(build.beside_the_log(asked))
    assert counts[0] == counts[1] == counts[2], counts


def test_both_cases_tell_of_each_other_and_of_the_question(unit: build.Unit) -> None:
    one, other, pair = p.paired(unit)
    ratna, address = signed_in("ratna"), f"/dinas/kasus/{one.case_id}/"
    assert f"{LIST}{pair.pk}/" in page(ratna, address)
    sent = {"what": "join", "reason": "Satu akta.", "seen": pair.version, "one": 1, "other": 1}
    ratna.post(f"{LIST}{pair.pk}/", sent)
    text = page(ratna, address)
    assert f"/dinas/kasus/{other.case_id}/" in text and "Dua kasus satu anak terbuka" in text
