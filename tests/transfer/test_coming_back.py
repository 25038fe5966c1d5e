"""A case of a child that is known here: it comes back, or joins another; nothing of it is lost."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from pabolo.ground.agencies.actions import withdraw_key
from pabolo.ground.duties.queries import standing
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.actions import revoke
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import closing
from pabolo.programme.cases.actions.journal import begin
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import child_of, incident_files
from pabolo.programme.cases.standing import last_state
from pabolo.programme.intake.models import Report
from pabolo.programme.transfers import envelope, shape
from pabolo.programme.transfers.actions import incoming, outgoing
from pabolo.programme.transfers.models import Transfer
from pabolo.rules.transfer import TransferState
from pabolo.rules.vocabulary import Facet
from tests import builders as build
from tests.transfer.conftest import asked, sent, trusted
from tests.transfer.stranger import Stranger, opened
from tests.transfer.test_sending import answer, refused
from tests.transfer.test_taking_in import to_us, whole

BACK = "b" * 32
NEWS: dict[str, Any] = {
    "child": {
        "name": "Anak Sepuluh Tahun", "other_names": ["Ucok"], "sex": "P", "carers": ["Opung Boru"],
        "school": "SD Seberang", "contact": "0800",
    },
    "places": {"domicile": "12.10.01.1001", "now_note": "Rumah nenek"},
    "incidents": [
        {"forms": ["FIS"], "place_kind": "RT", "story": "Cerita dari seberang."},
        {"forms": ["SEK"], "sub_forms": ["TPKS12"], "story": "Baru diceritakan di sana.",
         "accused": [{"name": "Paman Jauh", "relation": "KEL"}]},
    ],
    "danger": {"level": "high"},
}  # fmt: skip


def take(unit: build.Unit, raw: bytes, **given: Any) -> UUID:
    """Looked at and taken in by the intake officer."""
    looked = incoming.look(raw, by=unit.siti, at=unit.at)
    return incoming.take_in(looked, by=unit.siti, at=unit.at, **given)


def gone(unit: build.Unit, stranger: Stranger) -> tuple[UUID, str]:
    """A case that is with the stranger; the id of its hand-over."""
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    content = opened(sent(unit, case_id), with_key=stranger.identity)
    outgoing_answer(unit, case_id, stranger, content)
    transfer: str = content["transfer"]
    return case_id, transfer


def outgoing_answer(
    unit: build.Unit, case_id: UUID, stranger: Stranger, content: dict[str, Any]
) -> None:
    """The stranger acknowledges."""
    raw = answer(stranger, content)
    outgoing.take_answer(case_id=case_id, raw=raw, by=unit.dedi, at=unit.at)


def back(stranger: Stranger, first: str, **fields: Any) -> bytes:
    """The file with which the stranger hands it back."""
    return to_us(stranger, transfer=BACK, purpose="back", first=first, **fields)


def carried(unit: build.Unit, case_id: UUID) -> dict[str, str]:
    """What came along in words, by side."""
    found: dict[str, str] = {}
    for one in whole(unit, case_id).lines:
        if isinstance(one.line, e.TransferCarried):
            text = "\n".join(row.text for row in one.line.rows)
            found[one.entry.facet] = found.get(one.entry.facet, "") + text
    return found


def all_is_here(unit: build.Unit, case_id: UUID) -> None:
    """Incidents and accused, carers, places, danger, and the clock of the law."""
    file = whole(unit, case_id)
    stories = [one.story.text for one in incident_files(file) if one.story]
    assert "Baru diceritakan di sana." in stories
    named = [who.name for one in incident_files(file) if one.accused for who in one.accused.people]
    assert "Paman Jauh" in named
    identity, _places = child_of(file)
    assert identity is not None
    assert (identity.carers, identity.other_names) == (("Opung Boru",), ("Ucok",))
    assert file.state.risk == "high"
    assert "case.police" in {duty.code for duty in standing(case_id, file.proof)}
    words = carried(unit, case_id)
    assert "SD Seberang" in words[Facet.IDENTITY]
    assert "Rumah nenek" in words[Facet.LOCATION]


def test_a_case_that_comes_back_brings_all_that_was_learned_there(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id, first = gone(unit, stranger)
    assert take(unit, back(stranger, first, **NEWS)) == case_id
    all_is_here(unit, case_id)
    assert len(whole(unit, case_id).state.incidents) == 2  # the one that left with it, and the new
    assert "Cerita dari seberang." in carried(unit, case_id)[Facet.NARRATIVE]


def test_a_case_that_joins_another_of_the_child_brings_it_too(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    child = Case.objects.get(pk=case_id).child_id
    assert take(unit, to_us(stranger, **NEWS), child_id=child) == case_id
    all_is_here(unit, case_id)


def test_a_second_incident_of_sexual_violence_starts_the_clock_of_the_law(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    case_id = take(unit, to_us(stranger, incidents=NEWS["incidents"]))
    file = whole(unit, case_id)
    assert "case.police" in {duty.code for duty in standing(case_id, file.proof)}


def test_it_goes_on_in_the_case_that_was_opened_meanwhile(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id, first = gone(unit, stranger)
    moved = build.closure(unit, reason="moved_away", note="Pindah.")
    closing.ask_closure(case_id=case_id, asked=moved, by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    again = build.opened_again(unit, Case.objects.get(pk=case_id).child_id)
    assert take(unit, back(stranger, first, **NEWS)) == again
    all_is_here(unit, again)


def test_nothing_joins_a_case_whose_own_hand_over_runs_and_no_report_is_kept(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    asked(unit, case_id)
    child, before = Case.objects.get(pk=case_id).child_id, Report.objects.count()
    refused("transfer.runs", take, unit=unit, raw=to_us(stranger), child_id=child)
    assert Report.objects.count() == before
    work = begin(case_id, by=unit.dedi, at=unit.at)
    assert last_state(work.state.transfers.values()) is TransferState.ASKED


def test_what_cannot_be_opened_keeps_no_report(unit: build.Unit, stranger: Stranger) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    revoke(folder=case_id, people=[unit.budi.id], day=unit.at.date())
    child, before = Case.objects.get(pk=case_id).child_id, Report.objects.count()
    looked = incoming.look(to_us(stranger), by=unit.budi, at=unit.at)
    with pytest.raises(Case.DoesNotExist):
        incoming.take_in(looked, child_id=child, by=unit.budi, at=unit.at)
    assert Report.objects.count() == before


def test_another_file_that_is_called_the_same_is_not_the_same(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    take(unit, to_us(stranger))
    look, who = incoming.look, {"by": unit.siti, "at": unit.at}
    other = to_us(stranger, number="13/PPA/2026")
    refused("transfer.another_file", look, raw=other, **who)
    case_id = build.assessed(unit)
    asked(unit, case_id)
    outgoing.approve_transfer(case_id=case_id, by=unit.ratna, at=unit.at)
    ours = Transfer.objects.get(incoming=False).pk.hex
    refused("transfer.another_file", look, raw=to_us(stranger, transfer=ours), **who)


def test_a_case_comes_back_only_from_where_it_went_and_to_who_may_open_it(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id, first = gone(unit, stranger)
    other = Stranger()
    trusted(unit, other.card, "UPTD-PROV")
    raw = back(other, first)
    refused("transfer.not_from_receiver", take, unit=unit, raw=raw)
    revoke(folder=case_id, people=[unit.budi.id], day=unit.at.date())
    looked = incoming.look(back(stranger, first), by=unit.budi, at=unit.at)
    with pytest.raises(Refused) as caught:
        incoming.take_in(looked, by=unit.budi, at=unit.at)
    assert caught.value.refusal.code == "transfer.back_elsewhere"
    assert not Transfer.objects.filter(incoming=True).exists()
    assert Case.objects.get(pk=case_id).closed_day is None


def test_our_own_file_and_one_whose_card_was_taken_back(
    unit: build.Unit, stranger: Stranger
) -> None:
    agency = trusted(unit, stranger.card)
    withdraw_key(agency_id=agency.pk, reason="Kunci hilang.", by=unit.ratna, at=unit.at)
    refused("transfer.unknown_signer", take, unit=unit, raw=to_us(stranger))
    ours = own_card()
    content = stranger.content(ours.recipient)
    inside = envelope.sign(shape.FORMAT, msgspec.convert(content, shape.Content))
    raw = envelope.seal_to(ours.recipient, inside)
    refused("transfer.own_file", incoming.look, raw=raw, by=unit.siti, at=unit.at)
