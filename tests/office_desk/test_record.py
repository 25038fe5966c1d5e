"""The innovation's record in the office: answers join findings, and steps need other people."""

import pytest
from django.urls import reverse

from pabolo.record.innovations.actions import load_seed_record
from pabolo.record.innovations.models import Answer, Revision
from pabolo.record.innovations.queries import revisions
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.office_desk.conftest import NOW, page, signed_in

SLUG = "anak-pabolo"
ROOM = f"/dinas/inovasi/{SLUG}/"


@pytest.fixture(autouse=True)
def seed(unit: build.Unit) -> None:
    load_seed_record(by=SYSTEM, at=NOW)


def answer(number: int, text: str = "Angka 2020 sedang dicari di arsip.") -> dict[str, str]:
    return {f"n{number}-text_id": text, f"n{number}-text_en": ""}


def test_an_answer_stands_beside_the_finding_also_in_public(unit: build.Unit) -> None:
    client = signed_in("nurul")
    assert client.post(f"{ROOM}temuan/1/", answer(1)).status_code == 302
    assert Answer.objects.get().by_person == unit.nurul.id
    for address in (ROOM, f"/inovasi/{SLUG}"):
        assert "Angka 2020 sedang dicari di arsip." in page(client, address)


def test_an_empty_answer_comes_back_and_an_unknown_finding_is_not_there(unit: build.Unit) -> None:
    client = signed_in("nurul")
    assert client.post(f"{ROOM}temuan/1/", answer(1, "  ")).status_code in (409, 422)
    assert client.post(f"{ROOM}temuan/999/", answer(999)).status_code == 404
    page(client, "/dinas/inovasi/lain/", status=404)
    assert not Answer.objects.exists()


def test_a_verifier_does_not_answer_for_the_office(unit: build.Unit) -> None:
    page(signed_in("togar"), ROOM)
    status = signed_in("togar").post(f"{ROOM}temuan/1/", answer(1)).status_code
    assert status in (403, 409) and not Answer.objects.exists()
    page(signed_in("dedi"), reverse("office:records"), status=404)


def test_a_revision_moves_only_along_its_steps_by_the_posts_named(unit: build.Unit) -> None:
    revision = Revision.objects.get()

    def go(who: str, to: str) -> int:
        address = reverse("office:record_step", args=[SLUG, revision.pk, to])
        return signed_in(who).post(address, {"note": "Diganti."}).status_code

    assert go("nurul", "withdrawn") in (403, 409), "not the publisher"
    assert go("wulan", "submitted") == 409, "does not follow from published"
    assert go("wulan", "burned") == 404
    assert go("wulan", "withdrawn") == 302
    (view,) = revisions(SLUG)
    assert (view.state, view.steps[0].note) == ("withdrawn", "Diganti.")
