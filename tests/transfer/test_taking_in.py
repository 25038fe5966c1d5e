"""A file from another unit: looked at, refused for one named reason, or one case here for good."""

import base64
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pabolo.ground.accounts.queries import staff_names
from pabolo.ground.duties.queries import standing
from pabolo.ground.keys.cards import own_card, read_card
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import CaseFile, child_of, incident_files, open_file
from pabolo.programme.children.models import Child
from pabolo.programme.intake.models import Report
from pabolo.programme.transfers import envelope
from pabolo.programme.transfers.actions import incoming
from pabolo.programme.transfers.fitting import told_of
from pabolo.programme.transfers.models import Transfer
from pabolo.rules.access import facets_of
from pabolo.rules.vocabulary import Facet
from tests import builders as build
from tests.transfer.conftest import neighbour, trusted
from tests.transfer.stranger import Stranger, canonical, opened


def refused(why: str, do: Callable[..., object], /, *args: Any, **given: Any) -> None:
    """Doing it is refused with this code, and nothing was kept."""
    before = kept()
    with pytest.raises(Refused) as caught:
        do(*args, **given)
    assert caught.value.refusal.code == why
    assert kept() == before


def kept() -> tuple[int, ...]:
    """How much lies here."""
    kinds = (Case, Child, Report, Transfer)
    return tuple(kind.objects.count() for kind in kinds)  # type: ignore[attr-defined]


def to_us(stranger: Stranger, **fields: object) -> bytes:
    """A good file for this office."""
    ours = own_card().recipient
    return stranger.file(stranger.content(ours, **fields), ours)


def whole(unit: build.Unit, case_id: UUID) -> CaseFile:
    """The case as the supervisor reads it."""
    return open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=facets_of(unit.ratna))


def test_a_case_comes_in_once_with_all_that_was_written_there(
    unit: build.Unit, stranger: Stranger
) -> None:
    agency = trusted(unit, stranger.card)
    raw = to_us(stranger)
    looked = incoming.look(raw, by=unit.siti, at=unit.at)
    assert looked.agency == agency
    case_id = incoming.take_in(looked, by=unit.siti, at=unit.at)
    file = whole(unit, case_id)
    identity, _places = child_of(file)
    assert identity is not None
    assert identity.name == "Butet Seberang"
    assert file.stats.channel == "LMP"
    assert told_of(looked.content, on=unit.at.date()).people.reporter_kind == "APH"
    assert [one.story.text for one in incident_files(file) if one.story] == ["Dipukul di rumah."]
    lines = [one.line for one in file.lines]
    taken = next(line for line in lines if isinstance(line, e.TransferTaken))
    assert (taken.origin, taken.number) == (stranger.name, "12/PPA/2026")
    carried = [one for one in file.lines if isinstance(one.line, e.TransferCarried)]
    assert {one.entry.facet for one in carried} == {Facet.CARE, Facet.NARRATIVE}
    assert {duty.code for duty in standing(case_id, file.proof)} >= {"transfer.answer"}
    before = kept()
    again = incoming.look(raw, by=unit.siti, at=unit.at)
    assert again.again == case_id
    assert incoming.take_in(again, by=unit.siti, at=unit.at) == case_id
    assert kept() == before


def test_what_lies_on_a_sealed_side_is_not_read_without_it(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    looked = incoming.look(to_us(stranger), by=unit.siti, at=unit.at)
    case_id = incoming.take_in(looked, by=unit.siti, at=unit.at)
    file = open_file(case_id=case_id, by=unit.siti, at=unit.at)
    shown = [one.line for one in file.lines if isinstance(one.line, e.TransferCarried)]
    assert "Anak mau sekolah." not in str(shown)


def test_the_answer_says_so_to_the_sender(unit: build.Unit, stranger: Stranger) -> None:
    trusted(unit, stranger.card)
    looked = incoming.look(to_us(stranger), by=unit.siti, at=unit.at)
    case_id = incoming.take_in(looked, by=unit.siti, at=unit.at)
    made = incoming.answer_file(case_id=case_id, by=unit.siti, at=unit.at)
    told = opened(made.data, with_key=stranger.identity)
    assert told["taken"] is True
    assert told["digest"] == looked.digest
    assert told["code"] == "TESTC0DE"
    file = open_file(case_id=case_id, by=unit.siti, at=unit.at)
    assert "transfer.answer" not in {duty.code for duty in standing(case_id, file.proof)}


def test_saying_no_keeps_nothing_but_tells_the_sender_why(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    looked = incoming.look(to_us(stranger), by=unit.siti, at=unit.at)
    who = {"by": unit.siti, "at": unit.at}
    refused("transfer.no_reason", incoming.refuse_file, looked, reason=" ", **who)
    before = kept()
    made = incoming.refuse_file(looked, reason="Anak tinggal di Asahan.", **who)
    told = opened(made.data, with_key=stranger.identity)
    assert (told["taken"], told["reason"]) == (False, "Anak tinggal di Asahan.")
    assert kept() == before


def test_an_unknown_sender_waits_until_a_supervisor_compared_the_fingerprint(
    unit: build.Unit, stranger: Stranger
) -> None:
    raw = to_us(stranger)
    looked = incoming.look(raw, by=unit.siti, at=unit.at)
    assert looked.agency is None
    refused("transfer.unknown_signer", incoming.take_in, looked, by=unit.siti, at=unit.at)
    right, told = looked.card.fingerprint, {"agency_id": neighbour().pk, "at": unit.at}
    said = {**told, "read_by": "Ibu Tiur"}
    refused("transfer.unknown_signer", incoming.vouch, looked, fingerprint=right, by=unit.siti,
            **said)  # fmt: skip
    refused("transfer.not_compared", incoming.vouch, looked, fingerprint="0" * 17, by=unit.ratna,
            **said)  # fmt: skip
    refused("transfer.no_reader", incoming.vouch, looked, fingerprint=right, read_by="",
            by=unit.ratna, **told)  # fmt: skip
    incoming.vouch(looked, fingerprint=right.lower(), by=unit.ratna, **said)
    looked = incoming.look(raw, by=unit.siti, at=unit.at)
    assert looked.agency == neighbour()
    assert incoming.take_in(looked, by=unit.siti, at=unit.at)


def test_a_passphrase_opens_where_there_is_no_card(unit: build.Unit, stranger: Stranger) -> None:
    trusted(unit, stranger.card)
    content = stranger.content("")
    raw = pyrage.passphrase.encrypt(stranger.envelope(content), "satu dua tiga empat")
    who = {"by": unit.siti, "at": unit.at}
    refused("file.needs_passphrase", incoming.look, raw, **who)
    refused("file.wrong_passphrase", incoming.look, raw, "satu dua", **who)
    looked = incoming.look(raw, " Satu-dua TIGA  empat ", **who)
    there = incoming.look(incoming.carried(looked), **who)
    assert there.content == looked.content


def test_a_busy_machine_is_not_a_wrong_passphrase(
    unit: build.Unit, stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """age measures the machine, and gives up while it is busy."""
    raw = pyrage.passphrase.encrypt(stranger.envelope(stranger.content("")), "satu dua")
    tried: list[str] = []

    class Busy:
        @staticmethod
        def decrypt(_raw: bytes, words: str) -> bytes:
            tried.append(words)
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")

    monkeypatch.setattr(envelope.pyrage, "passphrase", Busy)
    refused("file.too_busy", incoming.look, raw, "satu dua", by=unit.siti, at=unit.at)
    assert len(tried) == envelope.TRIES


def broken(stranger: Stranger) -> dict[str, tuple[str, bytes]]:
    """Every way in which a file can be wrong, with the reason it is refused for."""
    ours = own_card().recipient
    good = stranger.content(ours)
    sealed = to_us(stranger)
    other = Stranger()
    to = pyrage.x25519.Recipient.from_str(ours)
    signed = json.loads(stranger.envelope(good))
    body = json.loads(base64.b64decode(signed["body"]))
    forged = canonical({**body, "number": "13/PPA/2026"})
    costly = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 30\n" + b"B" * 43 + b"\n--- "
    altered = {**signed, "body": base64.b64encode(forged).decode()}
    deep = b"[" * 100_000
    many = [{"on": "", "kind": "noted", "text": "x"}] * 2_001
    return {
        "no file": ("file.not_sealed", b""),
        "a picture": ("file.not_sealed", b"\x89PNG\r\n\x1a\n" * 10),
        "a bomb": ("file.too_large", b"age-encryption.org/v1\n" + b"\0" * envelope.MOST_BYTES),
        "a costly passphrase": ("file.too_costly", costly),
        "cut": ("file.not_for_us", sealed[:-20]),
        "cut in the head": ("file.not_for_us", sealed[:80]),
        "one bit": ("file.not_for_us", sealed[:-9] + bytes([sealed[-9] ^ 1]) + sealed[-8:]),
        "for another": ("file.not_for_us", stranger.file(good, other.recipient)),
        "for another, sealed anew": (
            "file.not_for_us", stranger.file(stranger.content(other.recipient), ours),
        ),
        "nothing inside": ("file.malformed", pyrage.encrypt(b"", [to])),
        "deep inside": ("file.malformed", pyrage.encrypt(deep, [to])),
        "another format": ("file.malformed", stranger.file(good, ours, format="surat")),
        "an answer": ("file.malformed", stranger.file(good, ours, "pabolo-jawaban-pelimpahan")),
        "a newer version": (
            "file.newer", stranger.file(good, ours, version=2, body={"another": "shape"}),
        ),
        "altered": ("file.altered", pyrage.encrypt(canonical(altered), [to])),
        "signed by another": ("file.altered", stranger.file(good, ours, signer=other.signer)),
        "signed by nobody": ("file.altered", stranger.file(good, ours, signer="zz")),
        "another's card inside": (
            "file.altered",
            stranger.file({**good, "origin": {**good["origin"], "signer": other.signer}}, ours),
        ),
        "a field too long": ("file.malformed", to_us(stranger, number="x" * 301)),
        "too many rows": (
            "file.malformed", to_us(stranger, sides=[{"side": "care", "rows": many}]),
        ),
        "no id": ("file.malformed", to_us(stranger, transfer="../../etc")),
        "comes back from nowhere": ("transfer.unknown_first", to_us(stranger, first="a" * 32)),
    }  # fmt: skip


def test_what_is_wrong_is_refused_with_its_sentence_and_nothing_kept(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    for name, (why, raw) in broken(stranger).items():
        try:
            refused(why, incoming.look, raw, by=unit.siti, at=unit.at)
        except BaseException as error:
            raise AssertionError(f"{name}: {error}") from error


def test_who_takes_cases_in(unit: build.Unit, stranger: Stranger) -> None:
    raw = to_us(stranger)
    for person in (unit.dedi, unit.ayu, unit.maria):
        refused("access.role", incoming.look, raw, by=person, at=unit.at)


def test_whose_name_stands_in_the_file_does_not_see_it(
    unit: build.Unit, stranger: Stranger
) -> None:
    trusted(unit, stranger.card)
    accused = [{"name": staff_names()[unit.siti.id]}]
    raw = to_us(stranger, incidents=[{"forms": ["FIS"], "accused": accused}])
    refused("transfer.close_to_you", incoming.look, raw, by=unit.siti, at=unit.at)
    looked = incoming.look(raw, by=unit.ratna, at=unit.at)
    case_id = incoming.take_in(looked, by=unit.ratna, at=unit.at)
    with pytest.raises(Case.DoesNotExist):
        open_file(case_id=case_id, by=unit.siti, at=unit.at)


def test_what_hides_in_a_file_is_cleaned_or_left_out(unit: build.Unit, stranger: Stranger) -> None:
    trusted(unit, stranger.card)
    raw = to_us(
        stranger,
        child={"name": "Bu\u202etet\u200b", "sex": "?", "birth": "9999", "education": "zz"},
        incidents=[{"forms": ["FIS", "???"], "village": "99.99", "happened_on": "x"}],
        danger={"level": "sky-high"},
        sides=[{"side": "clinical", "rows": [{"on": "", "kind": "?", "text": "Sesi\u202e."}]}],
    )
    looked = incoming.look(raw, by=unit.siti, at=unit.at)
    case_id = incoming.take_in(looked, by=unit.siti, at=unit.at)
    file = whole(unit, case_id)
    identity, _places = child_of(file)
    assert identity is not None
    assert (identity.name, identity.sex, identity.birth) == ("Butet", "NA", "")
    assert file.stats.forms == ("FIS",)
    assert not file.case.entries.filter(facet="clinical").exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_no_changed_byte_passes(unit: build.Unit, stranger: Stranger, place: int, bit: int) -> None:
    raw = bytearray(to_us(stranger))
    raw[place % len(raw)] ^= 1 << bit
    with pytest.raises(Refused):
        incoming.look(bytes(raw), by=unit.siti, at=unit.at)


@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(raw=st.binary(max_size=2_000))
def test_no_rubbish_passes_sealed_or_not(unit: build.Unit, raw: bytes) -> None:
    to = pyrage.x25519.Recipient.from_str(own_card().recipient)
    for one in (raw, b"age-encryption.org/v1\n" + raw, pyrage.encrypt(raw, [to])):
        with pytest.raises(Refused):
            incoming.look(one, by=unit.siti, at=unit.at)


def test_a_door_that_did_not_check_the_signature_would_be_caught(
    unit: build.Unit, stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant: a key that verifies everything."""

    class Blind:
        @staticmethod
        def from_public_bytes(_raw: bytes) -> "Blind":
            return Blind()

        def verify(self, _signature: bytes, _message: bytes) -> None:
            return

    monkeypatch.setattr(envelope, "Ed25519PublicKey", Blind)
    why, raw = broken(stranger)["altered"]
    with pytest.raises(pytest.fail.Exception):
        refused(why, incoming.look, raw, by=unit.siti, at=unit.at)


def test_a_card_is_entered_by_who_heard_it(unit: build.Unit, stranger: Stranger) -> None:
    card = read_card(stranger.card)
    assert card is not None
    assert str(card) == stranger.card
    assert read_card("PABOLO-2 x y") is None
    assert read_card(stranger.card[:-2]) is None
