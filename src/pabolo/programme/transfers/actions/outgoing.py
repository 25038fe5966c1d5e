"""Handing a case over to another unit: asked for, decided by a second person, sealed, answered."""

import hmac
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from pabolo.ground.agencies.models import Agency
from pabolo.ground.agencies.queries import agency, card_of, keys_of
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.duties.queries import standing
from pabolo.ground.keys.cards import Card
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import consents
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions.duties import record, tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.second import let_in, second_in
from pabolo.programme.cases.queries.files import OVERVIEW, file_under
from pabolo.programme.cases.standing import Transfer as Standing
from pabolo.programme.cases.standing import last_asked, last_state, last_taken
from pabolo.programme.transfers import envelope, shape
from pabolo.programme.transfers.contents import Going, content_of
from pabolo.programme.transfers.facets import SealedFile
from pabolo.programme.transfers.models import Transfer
from pabolo.programme.transfers.queries.standing import standing_of
from pabolo.programme.transfers.secrets import code_of, passphrase_of
from pabolo.programme.transfers.telling import sides_of
from pabolo.rules.actors import Actor
from pabolo.rules.codes import check_code, normalise_code
from pabolo.rules.decisions import Refusal
from pabolo.rules.referrals import standing_basis
from pabolo.rules.transfer import (
    MOVES,
    NOT_NOW,
    Part,
    Step,
    TransferFacts,
    TransferPurpose,
    check_going,
    may_ask,
    may_step,
    parts_for,
)
from pabolo.rules.transfer import Standing as Facts
from pabolo.rules.vocabulary import Event, LegalBasis

TOO_LARGE = Refusal(
    "transfer.too_large",
    "The file would be larger than another unit takes. Decline, and ask again without the notes.",
)
NOT_THEIRS = Refusal(
    "transfer.not_back", "A case goes back to the unit it came from. Choose that unit."
)
WRONG_CODE = Refusal(
    "transfer.wrong_code", "This code does not answer this hand-over. Let it be read again."
)
NOT_THIS = Refusal(
    "transfer.not_this", "This answer belongs to another hand-over. Look at the other cases."
)
NOT_FROM_THEM = Refusal(
    "transfer.not_from_them",
    "This answer is not signed by the unit that the file was sealed to. Call that unit.",
)
CARD_GONE = Refusal(
    "transfer.card_gone",
    "The card that this file is sealed to no longer holds. Withdraw the hand-over, and ask for it "
    "anew.",
)
NO_PASSPHRASE = Refusal(
    "transfer.no_passphrase", "This file is sealed to the unit's own card; it has no passphrase."
)


def parts_of(asked_purpose: str, kind: str, basis: str, left_out: Collection[str]) -> list[str]:
    """All that may go, without what was left out."""
    may = parts_for(TransferPurpose(asked_purpose), kind, LegalBasis(basis))
    return sorted(part.value for part in may if part.value not in set(left_out))


def ask_transfer(
    *,
    case_id: UUID,
    agency_id: UUID,
    purpose: TransferPurpose,
    basis: LegalBasis,
    law: str = "",
    note: str = "",
    left_out: Collection[str] = (),
    by: Actor,
    at: datetime,
    seen: int | None = None,
    proof: Receipt | None = None,
) -> Work:
    """Ask to hand the case over to a unit of the directory. Nothing leaves the office yet."""
    work = begin(case_id, by=by, at=at, seen=seen, proof=proof)
    unit, came = agency(agency_id), last_taken(work.state.transfers.values())
    parts = parts_of(purpose, unit.kind, basis, left_out)
    ensure(may_ask(by, _facts(work, unit, purpose, basis, law, parts)))
    back = purpose is TransferPurpose.BACK and came and came.taken
    ensure(NOT_THEIRS if back and UUID(back.agency) != agency_id else None)
    line = e.TransferAsked(
        at=at,
        by=by.id.hex,
        transfer=random_id().hex,
        agency=agency_id.hex,
        kind=unit.kind,
        name=unit.name,
        purpose=purpose,
        basis=basis,
        parts=tuple(parts),
        law=law.strip(),
        note=note.strip(),
        back=back.transfer if back else "",
    )
    not_by = frozenset({by.id, work.case.worker_id or by.id})
    second = second_in(work.case, not_by=not_by, at=at)
    with writing("transfer.asked", work):
        let_in(work, second)
        append(work, line)
        tell(work, Event.TRANSFER_ASKED, not_by=not_by)
    return work


def _facts(
    work: Work,
    unit: Agency,
    purpose: TransferPurpose,
    basis: LegalBasis,
    law: str,
    parts: Collection[str],
) -> TransferFacts:
    today = day_of(work.at)
    recorded = consents.recorded(work.state.consents)
    transfers = work.state.transfers.values()
    return TransferFacts(
        purpose=purpose,
        kind=unit.kind,
        basis=basis,
        law=law,
        parts=frozenset(map(Part, parts)),
        consented=standing_basis(recorded, unit.name, on=today),
        agency_runs=_runs(unit, today),
        closed=work.case.closed_day is not None,
        last=last_state(transfers),
        came=last_taken(transfers) is not None,
    )


def _runs(unit: Agency, today: date) -> bool:
    return unit.until_day is None or unit.until_day >= today


def _step(work: Work, step: Step, reason: str = "-") -> Standing:
    """The hand-over that the step is about, once the rule lets it."""
    transfers = list(work.state.transfers.values())
    ensure(may_step(work.by, step, standing_of(transfers, work.case.worker_id), reason=reason))
    found = last_asked(transfers)
    if found is None:
        raise Refused(NOT_NOW[step])
    return found


def _asked(one: Standing) -> e.TransferAsked:
    assert one.asked is not None
    return one.asked


def approve_transfer(*, case_id: UUID, by: Actor, at: datetime, seen: int | None = None) -> Work:
    """Approve as second person: the file is made, signed and sealed as the case stands now."""
    first = begin(case_id, by=by, at=at, seen=seen)
    asked = _asked(_step(first, Step.APPROVE))
    ensure(_still_carried(first, asked))
    wanted = sides_of(map(Part, asked.parts))
    work = begin(case_id, by=by, at=at, seen=first.case.version, facets=wanted)
    made = _sealed(work, asked)
    row = Transfer(id=UUID(asked.transfer), case=work.case, day=day_of(at))
    seal(row, "file", made)
    line = e.TransferApproved(
        at=at, by="", transfer=asked.transfer, digest=made.digest, fingerprint=made.fingerprint
    )
    with writing("transfer.approved", work):
        row.save(force_insert=True)
        append(work, line)
        tell(work, Event.TRANSFER_APPROVED)
    return work


def _still_carried(work: Work, asked: e.TransferAsked) -> Refusal | None:
    """Consent may have been withdrawn, the unit may have left the directory since it was asked."""
    unit = agency(UUID(asked.agency))
    facts = _facts(
        work, unit, TransferPurpose(asked.purpose), LegalBasis(asked.basis), asked.law, asked.parts
    )
    return check_going(replace(facts, last=None))


def _sealed(work: Work, asked: e.TransferAsked) -> SealedFile:
    """The file: filled from the opened case, signed by this unit, sealed for the other."""
    card = card_of(UUID(asked.agency))
    wanted = {*OVERVIEW, *sides_of(map(Part, asked.parts))}
    file = file_under(work.case, work.proof, wanted)
    owed = standing(work.case.pk, work.proof)
    content = content_of(Going(file, asked, owed, work.at, card))
    signed = envelope.sign(shape.FORMAT, content)
    held = envelope.verified(signed, shape.FORMAT, shape.Content)
    if card is not None:
        data = envelope.seal_to(card.recipient, signed)
    else:
        data = envelope.seal_with(passphrase_of(UUID(asked.transfer)), signed)
    ensure(TOO_LARGE if len(data) > envelope.MOST_BYTES else None)
    return SealedFile(data=data, digest=held.digest, fingerprint=card.fingerprint if card else "")


def decline_transfer(
    *, case_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Say as second person that the case stays here."""
    return _said(case_id, Step.DECLINE, reason, by, at, seen)


def chase_transfer(
    *, case_id: UUID, text: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Note that the other unit was asked; the clock begins anew."""
    return _said(case_id, Step.CHASE, text, by, at, seen)


def hear_refusal(
    *, case_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Write down that the other unit does not take the case. It stays with its worker."""
    return _said(case_id, Step.REFUSE, reason, by, at, seen)


def withdraw_transfer(
    *, case_id: UUID, reason: str, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """Take the hand-over back."""
    return _said(case_id, Step.WITHDRAW, reason, by, at, seen)


VERBS = {
    Step.DECLINE: "transfer.declined",
    Step.CHASE: "transfer.chased",
    Step.REFUSE: "transfer.refused",
    Step.WITHDRAW: "transfer.withdrawn",
}


def _said(case_id: UUID, step: Step, words: str, by: Actor, at: datetime, seen: int | None) -> Work:
    work = begin(case_id, by=by, at=at, seen=seen)
    transfer, text = _asked(_step(work, step, words)).transfer, words.strip()
    lines: dict[Step, e.TransferLine] = {
        Step.DECLINE: e.TransferDeclined(at=at, by="", transfer=transfer, reason=text),
        Step.CHASE: e.TransferChased(at=at, by="", transfer=transfer, text=text),
        Step.REFUSE: e.TransferRefused(at=at, by="", transfer=transfer, way="heard", reason=text),
        Step.WITHDRAW: e.TransferWithdrawn(at=at, by="", transfer=transfer, reason=text),
    }
    return record(VERBS[step], work, lines[step], then=MOVES[step].event)


def export_file(*, case_id: UUID, by: Actor, at: datetime) -> SealedFile:
    """Take the sealed file out, once for each person; the first time it counts as sent.

    What carries it is asked again: consent may have gone, or the card, since it was approved.
    """
    work = begin(case_id, by=by, at=at)
    one = _step(work, Step.EXPORT)
    ensure(_still_carried(work, _asked(one)))
    ensure(_still_sealed(one))
    made = file_of(work, one)
    line = e.TransferSent(at=at, by="", transfer=_asked(one).transfer)
    record("transfer.exported", work, line, then=MOVES[Step.EXPORT].event)
    return made


def _still_sealed(one: Standing) -> Refusal | None:
    """A card that was taken back or changed since: somebody else may hold what opens the file."""
    approved, card = one.approved, card_of(UUID(_asked(one).agency))
    if approved is None or not approved.fingerprint:
        return None
    return None if card is not None and card.fingerprint == approved.fingerprint else CARD_GONE


def file_of(work: Work, one: Standing) -> SealedFile:
    """The sealed file of a hand-over, under the work's receipt."""
    row = Transfer.objects.get(pk=UUID(_asked(one).transfer), case_id=work.case.pk)
    return open_sealed(work.proof, row, "file", SealedFile)


def show_passphrase(*, case_id: UUID, by: Actor, at: datetime) -> str:
    """The words that open the file where the unit has no card. Each showing is in the log."""
    work = begin(case_id, by=by, at=at)
    facts = standing_of(list(work.state.transfers.values()), work.case.worker_id)
    one = last_asked(work.state.transfers.values())
    ensure(may_step(by, Step.EXPORT, Facts(facts.state, facts.asked_by, worker=facts.worker)))
    if one is None or one.approved is None or one.approved.fingerprint:
        raise Refused(NO_PASSPHRASE)
    ensure(_still_carried(work, _asked(one)))
    with writing("transfer.passphrase", work):
        return passphrase_of(UUID(_asked(one).transfer))


def acknowledge_by_code(
    *,
    case_id: UUID,
    code: str,
    number: str = "",
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Work:
    """The other unit read its code aloud: only who opened the file knows it."""
    work = begin(case_id, by=by, at=at, seen=seen)
    one = _step(work, Step.ACKNOWLEDGE)
    ensure(check_code(code))
    ensure(None if _is_code(one, normalise_code(code)) else WRONG_CODE)
    line = e.TransferAcknowledged(
        at=at, by="", transfer=_asked(one).transfer, way="code", number=number.strip()
    )
    return record("transfer.acknowledged", work, line, then=Event.TRANSFER_ACKNOWLEDGED)


def _is_code(one: Standing, code: str) -> bool:
    own = code_of(UUID(_asked(one).transfer))
    return hmac.compare_digest(own.encode(), code.encode())


def take_answer(
    *, case_id: UUID, raw: bytes, by: Actor, at: datetime, seen: int | None = None
) -> Work:
    """The other unit's answer as a file: it takes the case on, or says why not."""
    work = begin(case_id, by=by, at=at, seen=seen)
    one = _step(work, Step.ACKNOWLEDGE)
    held = envelope.verified(envelope.unseal(raw), shape.ANSWER, shape.Answer)
    ensure(_check_answer(one, held))
    answer, transfer = held.content, _asked(one).transfer
    if answer.taken:
        line: e.TransferLine = e.TransferAcknowledged(
            at=at, by="", transfer=transfer, way="file", number=answer.number
        )
        return record("transfer.acknowledged", work, line, then=Event.TRANSFER_ACKNOWLEDGED)
    line = e.TransferRefused(
        at=at, by="", transfer=transfer, way="file", reason=answer.reason or "-"
    )
    return record("transfer.refused", work, line, then=Event.TRANSFER_REFUSED)


def _check_answer(one: Standing, held: envelope.Signed[shape.Answer]) -> Refusal | None:
    """It answers this very file, by who could open it: the unit's key, and the code inside."""
    asked, answer = _asked(one), held.content
    approved = one.approved
    if answer.transfer != asked.transfer or approved is None or answer.digest != approved.digest:
        return NOT_THIS
    if approved.fingerprint and held.signer not in _signers(asked.agency, approved.fingerprint):
        return NOT_FROM_THEM
    return None if _is_code(one, normalise_code(answer.code)) else WRONG_CODE


def _signers(agency_id: str, fingerprint: str) -> set[str]:
    """The key of the card that the file was sealed to, though the unit may have another since."""
    held = [Card(key.recipient, key.signer) for key in keys_of(UUID(agency_id)) if key.signer]
    return {card.signer for card in held if card.fingerprint == fingerprint}
