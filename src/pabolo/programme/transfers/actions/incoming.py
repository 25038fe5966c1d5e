"""Taking in a case that another unit hands over: looked at, compared, opened, answered.

Looking keeps nothing. What is taken in becomes a report and a case through the actions that people
use; the same file twice is the same case.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.ground.agencies import queries as agencies
from pabolo.ground.agencies.actions import enter_key
from pabolo.ground.agencies.models import Agency
from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.keys import ring, store
from pabolo.ground.keys.cards import Card, card_of, own_card
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code, random_id
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy.queries import values
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.queries import holders
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import opening as opens
from pabolo.programme.cases.actions import triage
from pabolo.programme.cases.actions.closing import reopen_case
from pabolo.programme.cases.actions.duties import tell
from pabolo.programme.cases.actions.journal import Work, append, begin, writing
from pabolo.programme.cases.actions.readers import readers_for_opening
from pabolo.programme.cases.actions.rescreening import rescreen_case
from pabolo.programme.cases.labels import RISK
from pabolo.programme.cases.models import Case, CaseReport
from pabolo.programme.cases.queries.scope import case_for, open_case_of_child
from pabolo.programme.cases.standing import last_asked, last_state, last_taken
from pabolo.programme.intake.actions.entry import Arrival, record_report
from pabolo.programme.intake.actions.reading import Look, read_report
from pabolo.programme.intake.facets import Decision
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import report_for
from pabolo.programme.transfers import envelope, fitting, shape
from pabolo.programme.transfers.actions import known
from pabolo.programme.transfers.beside import rows_beside
from pabolo.programme.transfers.facets import SealedFile
from pabolo.programme.transfers.models import Transfer
from pabolo.programme.transfers.queries.scope import called, own
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.codes import normalise_code
from pabolo.rules.decisions import Refusal
from pabolo.rules.telling import Moments
from pabolo.rules.transfer import NO_REASON, UNKNOWN_SIGNER, may_join, may_take_in
from pabolo.rules.violence import is_sexual
from pabolo.rules.vocabulary import Event, Facet

CHANNEL = "LMP"
_TOKEN = b"pabolo|transfer|report|"

OWN_FILE = Refusal(
    "transfer.own_file", "This office made this file itself. It is for the other unit."
)
NO_FIRST = Refusal(
    "transfer.unknown_first",
    "This case is said to come back, but it was never handed over from here. Call the sender; "
    "nothing was kept.",
)
NOT_FROM_RECEIVER = Refusal(
    "transfer.not_from_receiver",
    "This case went to another unit than the one that sends it back. Call both; nothing was kept.",
)
NOT_AGENCY = Refusal("transfer.no_agency", "Choose from the directory which unit this is.")
KEPT_FOR_OTHERS = Refusal(
    "transfer.kept_for_others",
    "The report is kept, and a colleague opens the case: a name in it may be close to you.",
)
CLOSE_TO_YOU = Refusal(
    "transfer.close_to_you",
    "A name in this file may be close to you. A colleague takes it in; nothing was kept.",
)
BACK_ELSEWHERE = Refusal(
    "transfer.back_elsewhere",
    "The case that comes back is not yours to open. Ask a supervisor to take this file in; nothing "
    "was kept.",
)

ANOTHER_FILE = Refusal(
    "transfer.another_file",
    "Another file with this number lies here already. Call the sender and ask for a new hand-over; "
    "nothing was kept.",
)
ALREADY = Refusal("transfer.already", "This file was taken in already. Hand the case back instead.")

NOTHING_CAME = Refusal("transfer.nothing_came", "This case did not come from another unit.")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was opened and holds. `agency`: whose compared key signed it, if anybody's.

    `raw` is the signed envelope; `again` the case here where the same file was taken in before,
    `first` our own hand-over that it answers.
    """

    content: shape.Content
    signer: str
    digest: str
    raw: bytes
    card: Card
    agency: Agency | None = None
    again: UUID | None = None
    first: Transfer | None = None

    @property
    def transfer(self) -> UUID:
        """The id that the file carries."""
        return UUID(self.content.transfer)


def look(raw: bytes, passphrase: str = "", *, by: Actor, at: datetime) -> Looked:
    """Open a file and check it; kept is only that somebody looked. Raises `Refused`."""
    ensure(may_take_in(by))
    return _looked(envelope.unseal(raw, passphrase), by, at)


def carried(looked: Looked) -> bytes:
    """The opened file, sealed to this office alone: `look` opens it again without its words."""
    return envelope.seal_to(ring.transfer_recipient(), looked.raw)


def _looked(raw: bytes, by: Actor, at: datetime) -> Looked:
    held = envelope.verified(raw, shape.FORMAT, shape.Content)
    content, ours = held.content, own_card()
    ensure(OWN_FILE if held.signer == ours.signer else None)
    ensure(_check_addressed(content, ours))
    card = card_of(content.origin.recipient, content.origin.signer)
    if card is None or card.signer != held.signer:
        raise Refused(envelope.ALTERED)
    before = called(UUID(content.transfer))
    ensure(ANOTHER_FILE if before and not _is_same(before, held.digest, at) else None)
    first = own(UUID(content.first)) if content.first else None
    ensure(NO_FIRST if content.first and first is None else None)
    ensure(CLOSE_TO_YOU if _is_close(content, by, at) else None)
    with act("transfer.looked", by=by, at=at, detail={"digest": held.digest[:16]}):
        agency = agencies.agency_signing_with(held.signer)
    again = before.case_id if before else None
    return Looked(content, held.signer, held.digest, raw, card, agency, again, first)


def _is_same(row: Transfer, digest: str, at: datetime) -> bool:
    """Whether what was taken in under this id is this very file, not only called the same."""
    if not row.incoming:
        return False
    proof = receipt(
        "transfer.compared", by=SYSTEM, at=at, folders=[row.case_id], facets=[Facet.CARE]
    )
    return open_sealed(proof, row, "file", SealedFile).digest == digest


def _is_close(content: shape.Content, by: Actor, at: datetime) -> bool:
    """Whether a name in the file may be the reader's own, or of their kin."""
    names = triage.names_in(fitting.opening_of(content, on=day_of(at)))
    accused = [who.name for one in content.incidents for who in one.accused]
    readers = readers_for_opening([*names, *accused], None, set(), at=at)
    return by.id in readers.barred


def _check_addressed(content: shape.Content, ours: Card) -> Refusal | None:
    """A file that was made for another unit and sealed anew for us is no hand-over to us."""
    meant = content.receiver.recipient
    return envelope.NOT_FOR_US if meant and meant != ours.recipient else None


def vouch(
    looked: Looked, *, agency_id: UUID | None, fingerprint: str, read_by: str, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """A supervisor compared the sender's fingerprint: its card stands in the directory now."""
    ensure(NOT_AGENCY if agency_id is None else None)
    assert agency_id is not None
    enter_key(
        agency_id=agency_id,
        card=str(looked.card),
        fingerprint=fingerprint,
        read_by=read_by,
        by=by,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where the file belongs: its case, whether the child was known here, which incidents are to
    be added to the case (`more`), and which stand here already (`same`)."""

    case_id: UUID
    known: bool = False
    more: Sequence[shape.Incident] = ()
    same: Sequence[shape.Incident] = ()


def take_in(looked: Looked, *, child_id: UUID | None = None, by: Actor, at: datetime) -> UUID:
    """Open the case here, or the one that comes back; the same file twice gives the same case."""
    ensure(may_take_in(by))
    if looked.again is not None:
        return looked.again
    agency = looked.agency
    if agency is None:
        raise Refused(UNKNOWN_SIGNER)
    if looked.first is not None:
        arrived = _back(looked, looked.first, agency, by, at)
    else:
        arrived = _opened(looked, child_id, by, at)
    _keep(looked, arrived, agency, by, at)
    rescreen_case(case_id=arrived.case_id, at=at)
    return arrived.case_id


def _back(looked: Looked, first: Transfer, agency: Agency, by: Actor, at: datetime) -> Arrived:
    """The case that left comes back: the same case of the same child, open again.

    Where another case of the child was opened meanwhile, it goes on there.
    """
    case = _mine_back(first.case_id, by)
    work = begin(case.pk, by=by, at=at)
    gone = work.state.transfers.get(first.pk.hex)
    went_to = gone.asked.agency if gone and gone.asked else ""
    ensure(None if went_to == agency.pk.hex else NOT_FROM_RECEIVER)
    if last_asked(work.state.transfers.values()) is not gone:
        ensure(may_join(last_state(work.state.transfers.values())))
    running = open_case_of_child(case.child_id) if case.closed_day is not None else None
    if running is not None:
        case = _mine_back(running.pk, by)
        ensure(_joinable(case, by, at))
    elif case.closed_day is not None:
        with override("id"):
            reason = _("Handed back by %(unit)s.") % {"unit": looked.content.origin.name}
        reopen_case(case_id=case.pk, reason=reason, by=by, at=at)
    told = looked.content.incidents
    more = known.new_here(case, told, at=at)
    return Arrived(case.pk, known=True, more=more, same=[one for one in told if one not in more])


def _mine_back(case_id: UUID, by: Actor) -> Case:
    try:
        return case_for(by, case_id)
    except Case.DoesNotExist as error:
        raise Refused(BACK_ELSEWHERE) from error


def _joinable(case: Case, by: Actor, at: datetime) -> Refusal | None:
    work = begin(case.pk, by=by, at=at)
    return may_join(last_state(work.state.transfers.values()))


def _opened(looked: Looked, child_id: UUID | None, by: Actor, at: datetime) -> Arrived:
    """Report and case, through the actions that people use; begun before, it goes on there.

    Whether it can be is asked first: what is refused keeps no report.
    """
    opening = replace(fitting.opening_of(looked.content, on=day_of(at)), child_id=child_id)
    running = open_case_of_child(child_id) if child_id else None
    if running is not None:
        ensure(_joinable(case_for(by, running.pk), by, at))
    else:
        triage.with_known_child(opening, by, at)
    report, more = _report(looked, by, at), looked.content.incidents[1:]
    begun = CaseReport.objects.filter(report=report).values_list("case_id", flat=True).first()
    if begun is not None:
        return Arrived(begun, known=child_id is not None, more=more)
    decision = Decision(
        at=at,
        by=by.id.hex,
        outcome="new_case",
        reason=fitting.line(looked.content.note or looked.content.law),
        searched=opening.identity.name or looked.content.number,
    )
    if running is not None:
        triage.join_case(
            report_id=report.pk, version=report.version, case_id=running.pk, told=opening.told,
            decision=decision, by=by, at=at,
        )  # fmt: skip
        return Arrived(running.pk, known=True, more=more)
    opened = triage.open_case(
        report_id=report.pk,
        version=report.version,
        opening=opening,
        decision=decision,
        by=by,
        at=at,
    )
    return Arrived(opened.case_id, known=child_id is not None, more=more)


def _report(looked: Looked, by: Actor, at: datetime) -> Report:
    """The report that the hand-over is: recorded once, read with the risk as it was read there."""
    content, today = looked.content, day_of(at)
    token = hashlib.sha256(_TOKEN + looked.transfer.bytes).digest()[:16]
    moments = Moments(at, fitting.disclosed_at(content, at))
    recorded = record_report(
        told=fitting.told_of(content, on=today),
        arrival=Arrival(CHANNEL, moments, reference=fitting.line(content.number)),
        token=token,
        by=by,
        at=at,
    )
    report = _mine(recorded.id, by)
    if report.state == "received":
        seen = Look(
            sexual=fitting.is_of_sexual_violence(content), assessed=fitting.level_of(content)
        )
        read_report(report_id=report.pk, version=report.version, look=seen, by=by, at=at)
    return _mine(recorded.id, by)


def _mine(report_id: UUID, by: Actor) -> Report:
    try:
        return report_for(by, report_id)
    except Report.DoesNotExist as error:
        raise Refused(KEPT_FOR_OTHERS) from error


def _keep(looked: Looked, arrived: Arrived, agency: Agency, by: Actor, at: datetime) -> None:
    """What came along, each on its side; where it came from; and the answer that is owed."""
    work = begin(arrived.case_id, by=by, at=at, facets=known.NAMING if arrived.known else ())
    content, more = looked.content, arrived.more
    ids = [random_id() for _one in more]
    store.create(ids)
    row = Transfer(id=looked.transfer, case=work.case, incoming=True, day=day_of(at))
    seal(row, "file", _answer(looked, arrived.case_id, at))
    was_sexual = is_sexual((*work.stats.forms, *work.stats.sub_forms))
    with writing("transfer.taken", work):
        row.save(force_insert=True)
        for incident_id, one in zip(ids, more, strict=True):
            _add_incident(work, incident_id, one)
        append(work, _taken(looked, agency, at), *_carried(content, at))
        if arrived.known:
            append(work, *_beside(content, arrived, at))
            known.add_names(work, content)
            known.raise_risk(work, content)
        if not was_sexual and is_sexual((*work.stats.forms, *work.stats.sub_forms)):
            tell(work, Event.SEXUAL_VIOLENCE_DISCLOSED)
        tell(work, Event.TRANSFER_TAKEN)


def _beside(content: shape.Content, arrived: Arrived, at: datetime) -> Iterator[e.TransferCarried]:
    """What the record that is here does not take: in words, in Indonesian."""
    with override("id"):
        found = rows_beside(content, arrived.same)
    for facet, rows in found.items():
        yield e.TransferCarried(
            at=at, by="", transfer=content.transfer, facet=facet.value, rows=tuple(rows)
        )


def _add_incident(work: Work, incident_id: UUID, one: shape.Incident) -> None:
    told = fitting.incident_of(one, on=day_of(work.at))
    readers = holders(work.case.pk)
    opens.add_incident_rows(work.case, told, incident_id, work.stats, readers, work.at)
    line = e.Joined(at=work.at, by="", incident=incident_id.hex)
    append(work, line, stats=opens.with_incident(work.stats, told.facts, told.accused))


def _taken(looked: Looked, agency: Agency, at: datetime) -> e.TransferTaken:
    content = looked.content
    return e.TransferTaken(
        at=at,
        by="",
        transfer=content.transfer,
        origin=fitting.line(content.origin.name),
        number=fitting.line(content.number),
        agency=agency.pk.hex,
        purpose=fitting.line(content.purpose),
        digest=looked.digest,
        fingerprint=looked.card.fingerprint,
        code=normalise_code(content.code),
        parts=fitting.lines(content.parts),
        first=content.first,
    )


def _carried(content: shape.Content, at: datetime) -> Iterator[e.TransferCarried]:
    """What was written there, by side; how the danger stood and what was owed, under care."""
    said = {"at": at, "by": "", "transfer": content.transfer}
    with override("id"):
        summary = fitting.rows_of(tuple(_summary(content)))
    if summary:
        yield e.TransferCarried(**said, facet=Facet.CARE.value, rows=summary)  # type: ignore[arg-type]
    for side in content.sides:
        rows, facet = fitting.rows_of(side.rows), fitting.side_of(side.side).value
        if rows:
            yield e.TransferCarried(**said, facet=facet, rows=rows)  # type: ignore[arg-type]


def _summary(content: shape.Content) -> Iterator[e.CarriedRow]:
    day = content.made_at.date().isoformat()
    note = "\n".join(text for text in (content.law, content.note) if text)
    if note:
        yield e.CarriedRow(on=day, kind="transfer_asked", text=note)
    danger = content.danger
    if danger is not None:
        level = str(RISK[danger.level]) if danger.level in RISK else danger.level
        text = "\n".join(filter(None, (level, *danger.says, danger.police_number)))
        yield e.CarriedRow(on=day, kind="risk_read", text=text)
    for owed in content.owed:
        yield e.CarriedRow(on=owed.due or day, kind="owed", text=f"{owed.text}\n{owed.source}")


def _answer(looked: Looked, case_id: UUID | None, at: datetime, *, reason: str = "") -> SealedFile:
    """The answer for the unit of origin: signed here, sealed to its card."""
    content, unit, card = looked.content, values(day_of(at)), own_card()
    answer = shape.Answer(
        transfer=content.transfer,
        made_at=at,
        answering=shape.Unit(
            name=str(unit["unit.name"]),
            phone=str(unit["phone.unit"]),
            recipient=card.recipient,
            signer=card.signer,
        ),
        taken=case_id is not None,
        digest=looked.digest,
        code=normalise_code(content.code),
        number=display_code("K", case_id) if case_id else "",
        reason=reason,
    )
    data = envelope.seal_to(looked.card.recipient, envelope.sign(shape.ANSWER, answer))
    return SealedFile(data=data, digest=looked.digest, fingerprint=looked.card.fingerprint)


def refuse_file(looked: Looked, *, reason: str, by: Actor, at: datetime) -> SealedFile:
    """Say that this office does not take the case, with why. Nothing of the file is kept."""
    ensure(may_take_in(by))
    ensure(None if reason.strip() else NO_REASON)
    ensure(ALREADY if looked.again else None)
    answer = _answer(looked, None, at, reason=reason.strip())
    with act("transfer.file_refused", by=by, at=at, detail={"digest": looked.digest[:16]}):
        return answer


def answer_file(*, case_id: UUID, by: Actor, at: datetime) -> SealedFile:
    """Take the acknowledgement out for the unit of origin."""
    work = begin(case_id, by=by, at=at)
    one = last_taken(work.state.transfers.values())
    ensure(NOTHING_CAME if one is None else None)
    assert one is not None
    assert one.taken is not None
    row = Transfer.objects.get(pk=UUID(one.taken.transfer), case_id=case_id)
    made = open_sealed(work.proof, row, "file", SealedFile)
    line = e.TransferAnswered(at=at, by="", transfer=one.taken.transfer)
    with writing("transfer.answered", work):
        append(work, line)
        tell(work, Event.TRANSFER_ANSWERED)
    return made
