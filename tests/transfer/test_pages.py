"""The rooms of hand-overs: who may do what there, and how much they ask of the database."""

import base64
import re
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pabolo.ground.agencies.models import AgencyKey
from pabolo.ground.audit.queries import entries
from pabolo.ground.keys.cards import own_card, read_card
from pabolo.programme.cases.actions import closing, team
from pabolo.programme.cases.models import Case
from pabolo.programme.transfers.actions import incoming, outgoing
from pabolo.programme.transfers.models import Transfer
from pabolo.programme.transfers.secrets import code_of, passphrase_of
from tests import builders as build
from tests.office_cases.conftest import signed_in
from tests.transfer.conftest import asked, neighbour, sent, trusted
from tests.transfer.stranger import Stranger, opened
from tests.transfer.test_sending import answer

TAKE = "/dinas/pelimpahan/terima/"


def room(case_id: UUID, name: str = "office:case_transfer") -> str:
    """An address of the case's hand-over."""
    return reverse(name, args=[case_id])


def text(answer: HttpResponse) -> str:
    """What the page says."""
    return answer.content.decode()


def upload(client: Client, raw: bytes, **more: str) -> HttpResponse:
    """Send a file to the receiving door."""
    file = SimpleUploadedFile("pelimpahan.age", raw)
    sent_: HttpResponse = client.post(TAKE, {"do": "look", "file": file, **more})
    return sent_


def hidden(page: HttpResponse) -> str:
    """What travels back with the form."""
    found = re.search(r'name="sealed" value="([^"]+)"', text(page))
    assert found is not None
    return found[1]


def test_the_file_is_taken_out_once_and_stands_in_the_log(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    asked(unit, case_id)
    outgoing.approve_transfer(case_id=case_id, by=unit.ratna, at=unit.at)
    dedi = signed_in("dedi")
    assert "Ambil berkas" in text(dedi.get(room(case_id)))
    file = dedi.post(room(case_id, "office:transfer_file"))
    assert file.status_code == 200
    assert file["Content-Disposition"].endswith('.age"')
    assert file["Cache-Control"] == "no-store"
    again = dedi.post(room(case_id, "office:transfer_file"))
    assert again.status_code in (403, 409)
    assert "Anda sudah mengambil" in text(again)
    verbs = [entry.verb for entry in entries()]
    assert verbs.count("transfer.exported") == 1
    words = dedi.post(room(case_id, "office:transfer_words"))
    spoken = passphrase_of(Transfer.objects.get().pk)
    assert all(word in text(words) for word in spoken.split())
    assert opened(file.content, passphrase=spoken)["child"]
    letter = text(dedi.get(room(case_id, "office:transfer_letter")))
    assert "Anak Sepuluh" not in letter
    assert not any(f">{word}<" in letter for word in spoken.split())


def test_the_answer_is_uploaded(unit: build.Unit, stranger: Stranger) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    content = opened(sent(unit, case_id), with_key=stranger.identity)
    dedi, there = signed_in("dedi"), room(case_id, "office:transfer_answer")
    assert "Pilih dahulu berkas" in text(dedi.post(there))
    bad = dedi.post(there, {"file": SimpleUploadedFile("x.age", b"%PDF")})
    assert "bukan berkas pelimpahan" in text(bad)
    good = SimpleUploadedFile("x.age", answer(stranger, content))
    assert dedi.post(there, {"file": good}).status_code == 302
    assert "sudah memegang kasus ini" in text(dedi.get(room(case_id)))


def test_out_of_scope_is_not_there_and_other_posts_are_shut_out(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    sent(unit, case_id)
    posts = ("office:transfer_file", "office:transfer_words", "office:transfer_answer")
    for who in ("joko", "ayu", "yusuf"):
        client = signed_in(who)
        for name in posts:
            assert client.post(room(case_id, name)).status_code in (403, 404), (who, name)
    for who in ("joko",):
        assert signed_in(who).get(room(case_id)).status_code == 404
    assert signed_in("dedi").get(TAKE).status_code == 404
    key = reverse("office:agency_key", args=[neighbour().pk])
    assert signed_in("siti").get(key).status_code == 404


def test_a_file_comes_in_by_way_of_the_page(unit: build.Unit, stranger: Stranger) -> None:
    ours = own_card().recipient
    raw = stranger.file(stranger.content(ours), ours)
    siti, ratna = signed_in("siti"), signed_in("ratna")
    page = upload(siti, raw)
    assert "belum dikenal" in text(page)
    assert 'value="vouch"' not in text(page)
    page = upload(ratna, raw)
    card = read_card(stranger.card)
    assert card is not None
    typed = {
        "do": "vouch", "sealed": hidden(page), "agency": neighbour().pk.hex,
        "fingerprint": card.fingerprint, "read_by": "Ibu Tiur",
    }  # fmt: skip
    page = ratna.post(TAKE, typed)
    assert page.status_code == 200
    assert AgencyKey.objects.count() == 1
    page = ratna.post(TAKE, {"do": "take", "sealed": hidden(page)})
    case = Case.objects.get()
    assert page.status_code == 302
    assert page["Location"] == room(case.pk)
    assert "Anak mau sekolah" not in text(ratna.get(room(case.pk)))
    assert "Anak mau sekolah" in text(ratna.get(room(case.pk) + "?buka=1"))
    receipt = ratna.get(room(case.pk, "office:transfer_receipt"))
    assert "TEST-C0DE" in text(receipt)
    assert "Butet" not in text(receipt)
    assert ratna.post(room(case.pk, "office:transfer_receipt")).status_code == 200
    assert "sudah pernah diterima" in text(upload(siti, raw))


def test_what_was_carried_through_the_browser_is_checked_again(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    ours = own_card().recipient
    page = upload(signed_in("siti"), stranger.file(stranger.content(ours), ours))
    good = base64.b64decode(hidden(page))
    for raw in (b"!", base64.b64encode(good[:-4]), base64.b64encode(b"age" * 40)):
        page = signed_in("siti").post(TAKE, {"do": "take", "sealed": raw.decode()})
        assert page.status_code in (403, 409)
    assert not Case.objects.exists()


def test_a_child_who_may_be_known_is_asked_about(unit: build.Unit, stranger: Stranger) -> None:
    trusted(unit, stranger.card)
    known = build.opened(unit)
    child = {"name": "Anak Sepuluh Tahun", "sex": "P", "birth": "2014-05"}
    ours = own_card().recipient
    places = {"domicile": "12.10.01.1001"}
    raw = stranger.file(stranger.content(ours, child=child, places=places), ours)
    siti = signed_in("siti")
    page = upload(siti, raw)
    assert "Siapa anak ini?" in text(page)
    refused = siti.post(TAKE, {"do": "take", "sealed": hidden(page)})
    assert refused.status_code in (403, 409)
    assert Case.objects.count() == 1
    taken = siti.post(TAKE, {"do": "take", "sealed": hidden(page), "child": known.child_id.hex})
    assert taken["Location"] == room(known.case_id)
    assert Case.objects.count() == 1
    assert Transfer.objects.get().case_id == known.case_id


def test_a_no_is_a_file_to_send(unit: build.Unit, stranger: Stranger) -> None:
    trusted(unit, stranger.card)
    ours = own_card().recipient
    siti = signed_in("siti")
    page = upload(siti, stranger.file(stranger.content(ours), ours))
    said = siti.post(TAKE, {"do": "refuse", "sealed": hidden(page), "reason": "Bukan di sini."})
    told = opened(said.content, with_key=stranger.identity)
    assert (told["taken"], told["reason"]) == (False, "Bukan di sini.")
    assert not Case.objects.exists()


def test_the_pages_ask_as_much_for_three_as_for_one(unit: build.Unit) -> None:
    dedi, found = signed_in("dedi"), []
    dedi.get(reverse("office:transfers"))  # what the process holds from the first request on
    for more in (1, 2):
        for _ in range(more):
            sent(unit, build.assessed(unit))
        case_id = Transfer.objects.order_by("pk")[0].case_id
        for address in (reverse("office:transfers"), room(case_id)):
            with CaptureQueriesContext(connection) as asked_for:
                assert dedi.get(address).status_code == 200
            found.append(build.beside_the_log(asked_for.captured_queries))
    assert found[:2] == found[2:]


def test_a_case_that_came_can_go_back(unit: build.Unit, stranger: Stranger) -> None:
    trusted(unit, stranger.card)
    ours = own_card().recipient
    looked = incoming.look(stranger.file(stranger.content(ours), ours), by=unit.siti, at=unit.at)
    case_id = incoming.take_in(looked, by=unit.siti, at=unit.at)
    team.assign_worker(case_id=case_id, worker_id=unit.dedi.id, by=unit.ratna, at=unit.at)
    back = {"purpose": outgoing.TransferPurpose.BACK, "agency_id": neighbour().pk}
    asked(unit, case_id, **back)
    outgoing.approve_transfer(case_id=case_id, by=unit.ratna, at=unit.at)
    data = outgoing.export_file(case_id=case_id, by=unit.dedi, at=unit.at).data
    content = opened(data, with_key=stranger.identity)
    assert content["first"] == "0123456789abcdef0123456789abcdef"
    assert content["code"] == code_of(UUID(content["transfer"]))


def test_a_hand_over_that_ended_with_its_case_stands_for_nothing_when_it_is_opened_again(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    content = opened(sent(unit, case_id), with_key=stranger.identity)
    who = {"case_id": case_id, "at": unit.at}
    outgoing.take_answer(raw=answer(stranger, content), by=unit.dedi, **who)
    moved = build.closure(unit, reason="moved_away", note="Pindah.")
    closing.ask_closure(asked=moved, by=unit.dedi, **who)
    closing.close_case(by=unit.ratna, **who)
    dedi = signed_in("dedi")
    assert "sudah memegang kasus ini" in text(dedi.get(room(case_id)))
    closing.reopen_case(reason="Kembali.", by=unit.ratna, **who)
    assert "sudah memegang kasus ini" not in text(dedi.get(room(case_id)))
