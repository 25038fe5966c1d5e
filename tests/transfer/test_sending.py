"""A case goes to another unit: what goes, who decides, and that the child stays ours until then."""

import json
from typing import Any
from uuid import UUID

import pytest

from pabolo.ground.agencies.actions import enter_key, withdraw_key
from pabolo.ground.agencies.models import Agency
from pabolo.ground.duties.queries import standing
from pabolo.ground.keys.cards import own_card, read_card
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, clinical, closing, shelter, team
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import open_file
from pabolo.programme.cases.standing import last_asked, last_state
from pabolo.programme.transfers.actions import outgoing
from pabolo.programme.transfers.models import Transfer
from pabolo.programme.transfers.secrets import code_of, passphrase_of
from pabolo.rules.transfer import UNITS, TransferState
from pabolo.rules.vocabulary import Facet, LegalBasis
from tests import builders as build
from tests.transfer.conftest import asked, neighbour, sent, trusted
from tests.transfer.stranger import ANSWER, Stranger, opened


def owed(case_id: UUID, unit: build.Unit) -> set[str]:
    """The codes of what stands open on the case about its hand-over."""
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    return {duty.code for duty in standing(case_id, file.proof) if "transfer." in duty.code}


def state_of(case_id: UUID, unit: build.Unit) -> TransferState | None:
    """Where the last hand-over stands."""
    file = open_file(case_id=case_id, by=unit.dedi, at=unit.at)
    return last_state(file.state.transfers.values())


def refused(why: str, do: Any, /, **given: Any) -> None:
    """Doing it is refused with this code."""
    with pytest.raises(Refused) as caught:
        do(**given)
    assert caught.value.refusal.code == why


def answer(stranger: Stranger, content: dict[str, Any], **fields: object) -> bytes:
    """The other unit's answer, as the document says."""
    told = {
        "transfer": content["transfer"],
        "made_at": "2026-11-03T09:00:00+07:00",
        "answering": {"name": stranger.name},
        "taken": True,
        "digest": content["_digest"],
        "code": code_of(UUID(content["transfer"])),
        "number": "77/PPA",
    }
    return stranger.file({**told, **fields}, content["origin"]["recipient"], ANSWER)


def test_a_case_is_handed_over_acknowledged_and_closed(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    data = sent(unit, case_id)
    assert owed(case_id, unit) == {"transfer.chase"}
    content = opened(data, with_key=stranger.identity)
    assert content["child"]["name"] == "Anak Sepuluh Tahun"
    assert content["receiver"]["recipient"] == stranger.recipient
    moved = build.closure(unit, reason="moved_away", note="Pindah.", handed_over_to="Seberang")
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    refused("close.not_handed_over", closing.ask_closure, asked=moved, **who)
    outgoing.take_answer(raw=answer(stranger, content), **who)
    assert owed(case_id, unit) == {"transfer.close"}
    closing.ask_closure(asked=moved, **who)
    done = closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)
    assert done.state.closed is not None
    assert done.case.stage == "transferred"
    assert Case.objects.get(pk=case_id).closed_day is not None
    line = [one for one in _lines(case_id, unit) if isinstance(one, e.ClosureAsked)][-1]
    assert line.handed_over_to == f"{neighbour().name}, 77/PPA"


def _lines(case_id: UUID, unit: build.Unit) -> list[e.Line | None]:
    file = open_file(case_id=case_id, by=unit.ratna, at=unit.at)
    return [one.line for one in file.lines]


def test_the_code_that_is_inside_the_file_acknowledges_it(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    data = sent(unit, case_id)
    transfer = Transfer.objects.get().pk
    words = outgoing.show_passphrase(case_id=case_id, by=unit.dedi, at=unit.at)
    assert words == passphrase_of(transfer)
    assert len(words.split()) == 8
    content = opened(data, passphrase=words)
    assert content["code"] == code_of(transfer)
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    refused("code.mistyped", outgoing.acknowledge_by_code, code="0" * 16 + "1", **who)
    refused("transfer.wrong_code", outgoing.acknowledge_by_code, code="0" * 17, **who)
    outgoing.acknowledge_by_code(code=code_of(transfer), number="9/X", **who)
    assert state_of(case_id, unit) is TransferState.ACKNOWLEDGED


def test_a_refusal_leaves_the_case_with_its_worker(unit: build.Unit, stranger: Stranger) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    content = opened(sent(unit, case_id), with_key=stranger.identity)
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    raw = answer(stranger, content, taken=False, number="", reason="Anak tidak di sini.")
    outgoing.take_answer(raw=raw, **who)
    assert state_of(case_id, unit) is TransferState.REFUSED
    assert owed(case_id, unit) == {"transfer.another_way"}
    assert Case.objects.get(pk=case_id).worker_id == unit.dedi.id
    other = build.closure(unit, reason="handed_to_agency", accepted_by="UPTD Seberang")
    refused("close.not_accepted", closing.ask_closure, asked=other, **who)
    care.hold_review(review=e.Reviewed(at=unit.at, by="", summary="Tetap di sini."), **who)
    assert owed(case_id, unit) == set()


def test_an_answer_counts_only_from_the_unit_and_for_this_file(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    content = opened(sent(unit, case_id), with_key=stranger.identity)
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    take = outgoing.take_answer
    refused("transfer.not_from_them", take, raw=answer(Stranger(), content), **who)
    refused("transfer.not_this", take, raw=answer(stranger, content, digest="0" * 64), **who)
    refused("transfer.wrong_code", take, raw=answer(stranger, content, code="0" * 17), **who)
    mine = own_card().recipient
    refused("file.malformed", take, raw=stranger.file(content, mine), **who)
    refused("file.not_sealed", take, raw=b"%PDF-1.7", **who)
    assert state_of(case_id, unit) is TransferState.SENT


def test_who_decides_and_who_takes_the_file_out(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    asked(unit, case_id)
    assert owed(case_id, unit) == {"transfer.decide"}
    who = {"case_id": case_id, "at": unit.at}
    refused("transfer.not_second", outgoing.approve_transfer, by=unit.dedi, **who)
    refused("transfer.no_file", outgoing.export_file, by=unit.dedi, **who)
    refused("transfer.no_reason", outgoing.decline_transfer, by=unit.ratna, reason=" ", **who)
    outgoing.approve_transfer(by=unit.ratna, **who)
    assert owed(case_id, unit) == {"transfer.send"}
    refused("transfer.not_yours", outgoing.export_file, by=unit.siti, **who)
    first = outgoing.export_file(by=unit.dedi, **who)
    refused("transfer.once", outgoing.export_file, by=unit.dedi, **who)
    assert outgoing.export_file(by=unit.ratna, **who).data == first.data
    refused("transfer.runs", lambda **_: asked(unit, case_id))


def test_nobody_approves_their_own_hand_over(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    given = {
        "agency_id": neighbour().pk, "purpose": "moved", "basis": LegalBasis.PUBLIC_TASK,
        "law": "Pasal 20",
    }  # fmt: skip
    from_lead = {**given, "purpose": outgoing.TransferPurpose.MOVED}
    outgoing.ask_transfer(case_id=case_id, **from_lead, by=unit.ratna, at=unit.at)  # type: ignore[arg-type]
    refused("transfer.own", outgoing.approve_transfer, case_id=case_id, by=unit.ratna, at=unit.at)


def test_consent_is_asked_for_this_very_unit(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    basis = LegalBasis.BOTH
    refused("transfer.no_consent", lambda **_: asked(unit, case_id, basis=basis, law=""))
    line = build.basis(
        unit, purpose="referral", basis="both_consent", partner=neighbour().name,
        explained="Dengan kata sederhana.", child_agrees=True, guardian_asked=True,
        guardian_agrees=True, why_not_asked="", law="",
    )  # fmt: skip
    care.record_consent(case_id=case_id, consent=line, by=unit.dedi, at=unit.at)
    asked(unit, case_id, basis=basis, law="")
    gone = e.Consented(
        at=unit.at, by="", purpose="referral", basis="both_consent", status="withdrawn",
        partner=neighbour().name,
    )  # fmt: skip
    care.record_consent(case_id=case_id, consent=gone, by=unit.dedi, at=unit.at)
    refused(
        "transfer.no_consent", outgoing.approve_transfer, case_id=case_id, by=unit.ratna,
        at=unit.at,
    )  # fmt: skip


def consented(unit: build.Unit, case_id: UUID) -> e.Consented:
    """Consent for this very unit is on file; how it would be withdrawn."""
    line = build.basis(
        unit, purpose="referral", basis="both_consent", partner=neighbour().name,
        explained="Dengan kata sederhana.", child_agrees=True, guardian_asked=True,
        guardian_agrees=True, why_not_asked="", law="",
    )  # fmt: skip
    care.record_consent(case_id=case_id, consent=line, by=unit.dedi, at=unit.at)
    return e.Consented(
        at=unit.at, by="", purpose="referral", basis="both_consent", status="withdrawn",
        partner=neighbour().name,
    )  # fmt: skip


def test_consent_that_is_withdrawn_after_the_decision_keeps_the_file_here(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    gone = consented(unit, case_id)
    asked(unit, case_id, basis=LegalBasis.BOTH, law="")
    who = {"case_id": case_id, "at": unit.at}
    outgoing.approve_transfer(by=unit.ratna, **who)
    care.record_consent(consent=gone, by=unit.dedi, **who)
    refused("transfer.no_consent", outgoing.export_file, by=unit.dedi, **who)
    refused("transfer.no_consent", outgoing.show_passphrase, by=unit.dedi, **who)
    assert state_of(case_id, unit) is TransferState.APPROVED


def test_a_card_that_is_taken_back_after_the_decision_keeps_the_file_here(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    agency = trusted(unit, stranger.card)
    asked(unit, case_id)
    who = {"case_id": case_id, "at": unit.at}
    outgoing.approve_transfer(by=unit.ratna, **who)
    withdraw_key(agency_id=agency.pk, reason="Kunci hilang.", by=unit.ratna, at=unit.at)
    refused("transfer.card_gone", outgoing.export_file, by=unit.dedi, **who)
    trusted(unit, Stranger().card)
    refused("transfer.card_gone", outgoing.export_file, by=unit.dedi, **who)
    trusted(unit, stranger.card)
    assert outgoing.export_file(by=unit.dedi, **who).data


def test_an_answer_is_held_against_the_card_that_the_file_was_sealed_to(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    content = opened(sent(unit, case_id), with_key=stranger.identity)
    later = Stranger()
    trusted(unit, later.card)
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    take = outgoing.take_answer
    refused("transfer.not_from_them", take, raw=answer(later, content), **who)
    take(raw=answer(stranger, content), **who)
    assert state_of(case_id, unit) is TransferState.ACKNOWLEDGED


def secret_case(unit: build.Unit) -> UUID:
    """A case that holds what may never go: session notes, a shelter, and who is accused."""
    case_id = build.assessed(unit)
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    clinical.record_session(
        case_id=case_id, note="RAHASIA SESI", on=unit.at.date(), by=unit.ayu, at=unit.at
    )
    stay = e.Sheltered(
        at=unit.at, by="", stay="5" * 32, reasons=("KLG",), begins=unit.at, until="2026-11-09"
    )
    shelter.enter_shelter(stay=stay, place="RUMAH AMAN RAHASIA", **who)
    for side in (Facet.HEALTH, Facet.NARRATIVE, Facet.LEGAL):
        note = e.Noted(at=unit.at, by="", text=f"CATATAN {side.upper()}")
        by = unit.ayu if side is Facet.HEALTH else unit.dedi
        care.write_note(case_id=case_id, note=note, facet=side, by=by, at=unit.at)
    return case_id


@pytest.mark.parametrize(
    ("basis", "there", "not_there"),
    [
        ("public_task", {"CATATAN LEGAL", "Cerita singkat."}, {"CATATAN HEALTH", "CATATAN NARR"}),
        ("legal_duty", {"CATATAN HEALTH", "CATATAN NARR", '"relation":"TG"'}, set()),
        ("vital_interest", {"CATATAN HEALTH"}, {"CATATAN NARR", '"relation"'}),
    ],
)
def test_what_goes_depends_on_the_basis_and_some_things_never_go(
    unit: build.Unit, stranger: Stranger, basis: str, there: set[str], not_there: set[str]
) -> None:
    case_id = secret_case(unit)
    trusted(unit, stranger.card)
    data = sent(unit, case_id, basis=LegalBasis(basis))
    text = json.dumps(opened(data, with_key=stranger.identity), separators=(",", ":"))
    assert all(word in text for word in there)
    never = {"RAHASIA SESI", "RUMAH AMAN RAHASIA", "Pelapor"}
    assert not any(word in text for word in not_there | never)


def test_what_was_left_out_stays_out_and_what_is_needed_cannot(
    unit: build.Unit, stranger: Stranger
) -> None:
    case_id = secret_case(unit)
    trusted(unit, stranger.card)
    refused("transfer.too_little", lambda **_: asked(unit, case_id, left_out=["duties"]))
    content = opened(sent(unit, case_id, left_out=["story", "legal"]), with_key=stranger.identity)
    assert "story" not in content["parts"]
    assert not any(one.get("story") for one in content["incidents"])
    assert "CATATAN LEGAL" not in json.dumps(content)


@pytest.mark.parametrize("far", [TransferState.ASKED, TransferState.APPROVED, TransferState.SENT])
def test_no_case_closes_for_any_reason_while_its_hand_over_is_under_way(
    unit: build.Unit, far: TransferState
) -> None:
    case_id = build.assessed(unit)
    asked(unit, case_id)
    if far is not TransferState.ASKED:
        outgoing.approve_transfer(case_id=case_id, by=unit.ratna, at=unit.at)
    if far is TransferState.SENT:
        outgoing.export_file(case_id=case_id, by=unit.dedi, at=unit.at)
    assert state_of(case_id, unit) is far
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    stopped = build.closure(unit, reason="stopped_by_child", capacity_checked=True)
    refused("close.transfer_runs", closing.ask_closure, asked=stopped, **who)
    outgoing.withdraw_transfer(reason="Tidak jadi pindah.", **who)
    closing.ask_closure(asked=stopped, **who)


def test_chasing_begins_the_clock_anew_and_withdrawing_ends_it(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    sent(unit, case_id)
    who = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    outgoing.chase_transfer(text="Ditelepon, besok dijawab.", **who)
    assert owed(case_id, unit) == {"transfer.chase"}
    outgoing.withdraw_transfer(reason="Tidak jadi pindah.", **who)
    assert owed(case_id, unit) == set()
    assert state_of(case_id, unit) is TransferState.WITHDRAWN
    asked(unit, case_id)
    assert state_of(case_id, unit) is TransferState.ASKED


def test_the_file_opens_for_nobody_here(unit: build.Unit, stranger: Stranger) -> None:
    case_id = build.assessed(unit)
    trusted(unit, stranger.card)
    data = sent(unit, case_id)
    with pytest.raises(Refused) as caught:
        outgoing.envelope.unseal(data)
    assert caught.value.refusal.code == "file.not_for_us"
    one = last_asked(open_file(case_id=case_id, by=unit.dedi, at=unit.at).state.transfers.values())
    assert one is not None
    assert one.approved is not None
    assert one.approved.fingerprint
    refused("transfer.no_passphrase", outgoing.show_passphrase, case_id=case_id, by=unit.dedi,
            at=unit.at)  # fmt: skip


def test_whose_card_is_entered_and_why_it_is_taken_back(
    unit: build.Unit, stranger: Stranger
) -> None:
    found = read_card(stranger.card)
    assert found is not None
    heard = {"card": stranger.card, "fingerprint": found.fingerprint, "read_by": "Ibu Tiur"}
    who = {"by": unit.ratna, "at": unit.at}
    police = Agency.objects.exclude(kind__in=UNITS).first()
    assert police is not None
    here = neighbour().pk
    refused("key.no_card", enter_key, agency_id=here, **{**heard, "card": "PABOLO-2 x"}, **who)
    refused("key.no_unit", enter_key, agency_id=police.pk, **heard, **who)
    ours = own_card()
    mine = {**heard, "card": str(ours), "fingerprint": ours.fingerprint}
    refused("key.own_card", enter_key, agency_id=here, **mine, **who)
    refused("key.none", withdraw_key, agency_id=here, reason="Hilang.", **who)
    trusted(unit, stranger.card)
    refused("key.no_reason", withdraw_key, agency_id=here, reason=" ", **who)


def test_what_is_written_while_the_second_person_approves_is_seen(
    unit: build.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Consent goes between the question whether it still stands and the sealing of the file."""
    case_id = build.assessed(unit)
    withdrawn = consented(unit, case_id)
    asked(unit, case_id, basis=LegalBasis.BOTH, law="")
    really = outgoing.sides_of

    def meanwhile(parts: Any) -> Any:
        care.record_consent(case_id=case_id, consent=withdrawn, by=unit.dedi, at=unit.at)
        return really(parts)

    monkeypatch.setattr(outgoing, "sides_of", meanwhile)
    refused("case.changed_meanwhile", outgoing.approve_transfer, case_id=case_id, by=unit.ratna,
            at=unit.at)  # fmt: skip
    assert not Transfer.objects.exists()
