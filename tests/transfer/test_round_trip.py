"""Two regencies, two folders, two roots: a case goes, is acknowledged, and comes back."""

import base64
from collections.abc import Iterator
from uuid import UUID

import pytest

from pabolo.ground.duties.queries import standing
from pabolo.ground.keys.cards import own_card
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import closing
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.transfers.actions import incoming, outgoing
from pabolo.rules.access import facets_of
from pabolo.rules.vocabulary import LegalBasis
from tests import builders as build
from tests.transfer.conftest import asked, sent, trusted
from tests.transfer.regency import Regency, another_regency, b64


@pytest.fixture(scope="module")
def there() -> Iterator[Regency]:
    """The other regency."""
    with another_regency() as regency:
        yield regency


def exchange_cards(unit: build.Unit, there: Regency) -> str:
    """Both compare the other's card by telephone; how this unit is called over there."""
    trusted(unit, there("card")["card"])
    called: str = there("trust", card=str(own_card()))["agency"]
    return called


def test_a_case_goes_and_comes_back_and_is_never_nobodys(unit: build.Unit, there: Regency) -> None:
    us = exchange_cards(unit, there)
    case_id = build.assessed(unit, build.SEXUAL, sexual=True)
    raw = sent(unit, case_id, basis=LegalBasis.LEGAL_DUTY)
    held = there("take", file=b64(raw))
    again = there("take", file=b64(raw))
    assert (again["case"], again["cases"]) == (held["case"], held["cases"])
    read = there("read", case=held["case"])
    assert read["name"] == "Anak Sepuluh Tahun"
    assert read["birth"] == "2014-05"
    assert read["domicile"] == "12.10.01.1001"
    assert read["forms"] == ["SEK"]
    ours = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert read["risk"] == ours.state.risk
    assert read["stories"] == ["Cerita singkat."]
    assert read["channel"] == "LMP"
    assert any("Rasa aman di rumah." in text for text in read["carried"])
    assert "case.police" in read["owed"]  # the clock of the law runs on over there
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    outgoing.take_answer(raw=base64.b64decode(held["answer"]), **who)
    note = "Tugas polisi diteruskan unit tujuan."
    moved = build.closure(unit, reason="moved_away", note="Pindah.", legal_reason=note)
    closing.ask_closure(asked=moved, **who)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    assert Case.objects.get(pk=case_id).stage == "transferred"
    there("work", case=held["case"], text="Sekolah baru menerima.")
    home = there("back", case=held["case"], agency=us)["file"]
    looked = incoming.look(base64.b64decode(home), by=unit.siti, at=unit.at)
    child = Case.objects.get(pk=case_id).child_id
    assert incoming.take_in(looked, by=unit.siti, at=unit.at) == case_id
    case = Case.objects.get(pk=case_id)
    assert (case.stage, case.closed_day, case.child_id) == ("reopened", None, child)
    assert incoming.take_in(incoming.look(base64.b64decode(home), by=unit.siti, at=unit.at),
                            by=unit.siti, at=unit.at) == case_id  # fmt: skip
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=facets_of(unit.ratna))
    carried = [one.line for one in file.lines if isinstance(one.line, e.TransferCarried)]
    texts = [row.text for line in carried for row in line.rows]
    assert any("Sekolah baru menerima." in text for text in texts)
    assert not any("Rasa aman di rumah." in text for text in texts)  # that was ours
    codes = {duty.code for duty in standing(case_id, file.proof)}
    assert "transfer.answer" in codes
    assert not codes & {"transfer.chase", "transfer.close"}
    asked(unit, case_id, basis=LegalBasis.LEGAL_DUTY)  # and it can go again


def test_what_the_other_regency_refuses_stays_with_us(unit: build.Unit, there: Regency) -> None:
    exchange_cards(unit, there)
    case_id = build.assessed(unit)
    raw = sent(unit, case_id)
    said = there("refuse", file=b64(raw), reason="Anak tinggal di Asahan.")
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    work = outgoing.take_answer(raw=base64.b64decode(said["answer"]), **who)
    assert work.case.closed_day is None
    assert work.case.worker_id == unit.dedi.id
    assert work.state.transfers[next(iter(work.state.transfers))].words == "Anak tinggal di Asahan."


def test_a_file_of_ours_cannot_be_opened_there_without_their_card(
    unit: build.Unit, there: Regency
) -> None:
    case_id = build.assessed(unit)
    raw = sent(unit, case_id)
    with pytest.raises(AssertionError, match=r"file\.needs_passphrase"):
        there("take", file=b64(raw))
    assert UUID(int=case_id.int) == case_id
