"""What goes along when a case goes to another unit, who decides it, and when is it theirs?

A hand-over is a sealed file to one other unit that takes the case on as a whole. Until that unit
has acknowledged it, the case and all that is owed to the child stay here. Notes of a psychologist's
sessions, who reported, and the place of a shelter stand in no file.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.second import SECOND_POSTS
from pabolo.rules.vocabulary import Event, LegalBasis, Risk, Role


class Part(StrEnum):
    """One thing that can go along. Notes of sessions are not even here."""

    CHILD = "child"
    DOCUMENTS = "documents"
    CARERS = "carers"
    PLACES = "places"
    SCHOOL = "school"
    INCIDENTS = "incidents"
    STORY = "story"
    ACCUSED = "accused"
    RISK = "risk"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    SERVICES = "services"
    LEGAL = "legal"
    HEALTH = "health"
    NOTES = "notes"
    CONSENTS = "consents"
    DUTIES = "duties"


class TransferPurpose(StrEnum):
    """Why a case goes to another unit."""

    PROVINCE = "province"
    MINISTRY = "ministry"
    REGENCY = "regency"
    MOVED = "moved"
    BACK = "back"


class TransferState(StrEnum):
    """Where a hand-over stands."""

    ASKED = "asked"
    APPROVED = "approved"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


P, S = Part, TransferState

RUNNING = frozenset({S.ASKED, S.APPROVED, S.SENT})
# What a unit must have to go on helping on the same day; it cannot be left out.
NEEDED = frozenset({P.CHILD, P.INCIDENTS, P.RISK, P.DUTIES})
_EVERY = frozenset(Part)

KINDS: Mapping[TransferPurpose, frozenset[str]] = {
    TransferPurpose.PROVINCE: frozenset({"UPTD-PROV"}),
    TransferPurpose.MINISTRY: frozenset({"KPPPA"}),
    TransferPurpose.REGENCY: frozenset({"UPTD-LAIN"}),
    TransferPurpose.MOVED: frozenset({"UPTD-LAIN", "UPTD-PROV"}),
    TransferPurpose.BACK: frozenset({"UPTD-LAIN", "UPTD-PROV", "KPPPA"}),
}
UNITS = frozenset().union(*KINDS.values())

BY_PURPOSE: Mapping[TransferPurpose, frozenset[Part]] = {
    TransferPurpose.PROVINCE: _EVERY,
    TransferPurpose.MINISTRY: _EVERY - {P.SCHOOL, P.NOTES},
    TransferPurpose.REGENCY: _EVERY,
    TransferPurpose.MOVED: _EVERY,
    TransferPurpose.BACK: _EVERY,
}

# Consent is the child's: it does not carry what is said of somebody else.
_CONSENT = _EVERY - {P.ACCUSED}
BY_BASIS: Mapping[LegalBasis, frozenset[Part]] = {
    LegalBasis.CHILD: _CONSENT,
    LegalBasis.GUARDIAN: _CONSENT,
    LegalBasis.BOTH: _CONSENT,
    LegalBasis.LEGAL_DUTY: _EVERY,
    LegalBasis.VITAL_INTEREST: _EVERY - {P.ACCUSED, P.DOCUMENTS, P.SCHOOL, P.NOTES},
    LegalBasis.PUBLIC_TASK: _EVERY - {P.ACCUSED, P.HEALTH, P.NOTES},
}
CONSENTED = frozenset({LegalBasis.CHILD, LegalBasis.GUARDIAN, LegalBasis.BOTH})


def parts_for(purpose: TransferPurpose, kind: str, basis: LegalBasis | None) -> frozenset[Part]:
    """Which parts may go to a unit of this kind, for this purpose, on this basis?

    None to a kind that does not take cases over, and none without a basis.

    Source: UU 27/2022 (PDP), Pasal 16 and 20; UU 11/2012 (SPPA), Pasal 19; UU 12/2022 (TPKS),
    Pasal 69 (identity kept secret); Permen PPPA 2/2022 (regency, province, ministry).
    """
    if basis is None or kind not in KINDS[purpose]:
        return frozenset()
    return BY_PURPOSE[purpose] & BY_BASIS[basis]


def removable(parts: Collection[Part]) -> frozenset[Part]:
    """Which of these may be left out?

    Source: UU 27/2022 (PDP), Pasal 16 (limited); no child is lost between two units.
    """
    return frozenset(parts) - NEEDED


NOT_YOURS = Refusal("transfer.not_yours", "The case worker or a supervisor hands a case over.")
NOT_SECOND = Refusal("transfer.not_second", "A supervisor or a higher post decides this hand-over.")
OWN = Refusal("transfer.own", "You asked for this hand-over; another person must decide it.")
NO_REASON = Refusal("transfer.no_reason", "Write why. A few words are enough.")
ENDED = Refusal("transfer.case_ended", "This case has ended. Open it again first.")
RUNS = Refusal(
    "transfer.runs", "A hand-over of this case is under way. See it through, or withdraw it first."
)
THEIRS = Refusal(
    "transfer.theirs",
    "The other unit has acknowledged this case. Ask for closure, or wait for it to come back.",
)
WRONG_KIND = Refusal(
    "transfer.kind", "This agency does not take cases for this purpose. Choose another one."
)
AGENCY_ENDED = Refusal(
    "transfer.agency_ended", "This agency is no longer in the directory. Choose another."
)
NO_CONSENT = Refusal(
    "transfer.no_consent",
    "No consent is recorded for this very unit. Record it first, or name what else carries this.",
)
NO_LAW = Refusal("transfer.no_law", "Name the article, or what the danger is.")
TOO_MUCH = Refusal(
    "transfer.too_much", "One of these parts may not go on this basis. Leave it out."
)
TOO_LITTLE = Refusal(
    "transfer.too_little",
    "Without the child, the incidents, the risk and what is owed the other unit cannot help. "
    "Leave them in.",
)
NO_FIRST = Refusal("transfer.no_first", "This case did not come from another unit.")


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """A hand-over as it is asked for.

    `basis` is what is named, `consented` what consent for this very unit carries today. `last`:
    where the last hand-over of the case stands. `came`: the case came from another unit.
    """

    purpose: TransferPurpose
    kind: str
    basis: LegalBasis | None
    law: str
    parts: frozenset[Part]
    consented: LegalBasis | None = None
    agency_runs: bool = True
    closed: bool = False
    last: TransferState | None = None
    came: bool = False


def may_ask(actor: Actor, facts: TransferFacts) -> Refusal | None:
    """May this person ask for this hand-over?

    Source: Permen PPPA 2/2022; UU 12/2022 (TPKS), Pasal 74-76 (ministry, province, regency);
    UU 27/2022 (PDP), Pasal 20.
    """
    return NOT_YOURS if may_do(actor, Verb.WORK_CASE) is not None else check_going(facts)


def check_going(facts: TransferFacts) -> Refusal | None:
    """Can the case go so, today? Asked again when the second person decides.

    Source: as `may_ask`; consent can be withdrawn at any time (UU 27/2022, Pasal 9).
    """
    checks = (
        (facts.closed, ENDED),
        (facts.last in RUNNING, RUNS),
        (facts.last is S.ACKNOWLEDGED, THEIRS),
        (not facts.agency_runs, AGENCY_ENDED),
        (facts.kind not in KINDS[facts.purpose], WRONG_KIND),
        (facts.purpose is TransferPurpose.BACK and not facts.came, NO_FIRST),
        (not _carried(facts), NO_CONSENT),
        (facts.basis not in CONSENTED and not facts.law.strip(), NO_LAW),
        (not facts.parts <= parts_for(facts.purpose, facts.kind, facts.basis), TOO_MUCH),
        (not facts.parts >= NEEDED, TOO_LITTLE),
    )
    return next((refusal for wrong, refusal in checks if wrong), None)


def _carried(facts: TransferFacts) -> bool:
    if facts.basis is None:
        return False
    return facts.basis not in CONSENTED or facts.consented is facts.basis


class Step(StrEnum):
    """What is done about a hand-over that was asked for."""

    APPROVE = "approve"
    DECLINE = "decline"
    EXPORT = "export"
    CHASE = "chase"
    ACKNOWLEDGE = "acknowledge"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: from which states, to which, what happens to what is owed."""

    origins: frozenset[TransferState]
    to: TransferState
    event: Event


MOVES: Mapping[Step, Move] = {
    Step.APPROVE: Move(frozenset({S.ASKED}), S.APPROVED, Event.TRANSFER_APPROVED),
    Step.DECLINE: Move(frozenset({S.ASKED}), S.DECLINED, Event.TRANSFER_DECLINED),
    Step.EXPORT: Move(frozenset({S.APPROVED, S.SENT}), S.SENT, Event.TRANSFER_SENT),
    Step.CHASE: Move(frozenset({S.SENT}), S.SENT, Event.TRANSFER_CHASED),
    Step.ACKNOWLEDGE: Move(frozenset({S.SENT}), S.ACKNOWLEDGED, Event.TRANSFER_ACKNOWLEDGED),
    Step.REFUSE: Move(frozenset({S.SENT}), S.REFUSED, Event.TRANSFER_REFUSED),
    Step.WITHDRAW: Move(RUNNING, S.WITHDRAWN, Event.TRANSFER_WITHDRAWN),
}
NOT_ASKED = Refusal("transfer.not_asked", "No hand-over waits for a decision.")
NO_FILE = Refusal("transfer.no_file", "There is no file to take out now.")
NOT_OUT = Refusal("transfer.not_out", "No file is with the other unit.")
NOT_RUNNING = Refusal("transfer.not_running", "No hand-over of this case is under way.")
NOT_NOW: Mapping[Step, Refusal] = {
    Step.APPROVE: NOT_ASKED,
    Step.DECLINE: NOT_ASKED,
    Step.EXPORT: NO_FILE,
    Step.CHASE: NOT_OUT,
    Step.ACKNOWLEDGE: NOT_OUT,
    Step.REFUSE: NOT_OUT,
    Step.WITHDRAW: NOT_RUNNING,
}
_WITH_REASON = frozenset({Step.DECLINE, Step.CHASE, Step.REFUSE, Step.WITHDRAW})
ONCE = Refusal(
    "transfer.once",
    "You took this file out already. Ask a colleague, or withdraw the hand-over and begin anew.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A hand-over as it stands: its state, who asked, who took the file out."""

    state: TransferState | None = None
    asked_by: UUID | None = None
    taken_by: frozenset[UUID] = field(default_factory=frozenset)
    worker: UUID | None = None


def may_step(actor: Actor, step: Step, one: Standing, *, reason: str = "-") -> Refusal | None:
    """May this person do this about the hand-over now?

    The second person approves or declines; the case worker or a supervisor does the rest. The
    file is taken out once by each.

    Source: separation of duties; Permen PPPA 2/2022; UU 27/2022 (PDP), Pasal 31 and 35.
    """
    if one.state not in MOVES[step].origins:
        return NOT_NOW[step]
    if step in (Step.APPROVE, Step.DECLINE):
        if not actor.has(*SECOND_POSTS):
            return NOT_SECOND
        if actor.id in (one.asked_by, one.worker):
            return OWN
    elif may_do(actor, Verb.WORK_CASE) is not None:
        return NOT_YOURS
    if step in _WITH_REASON and not reason.strip():
        return NO_REASON
    return ONCE if step is Step.EXPORT and actor.id in one.taken_by else None


def counts_as_accepted(last: TransferState | None, named: str) -> bool:
    """Has another agency accepted the case?

    Where a file was sent, only its acknowledgement counts; an agency that takes no files is named
    with who accepted there.

    Source: list of reasons for ending a case (handed over and accepted); no child is lost.
    """
    if last in (None, S.DECLINED, S.WITHDRAWN):
        return bool(named.strip())
    return last is S.ACKNOWLEDGED


def counts_as_handed_over(last: TransferState | None) -> bool:
    """Has the child's new regency taken the case over?

    Only an acknowledged file counts; a name that somebody typed does not.

    Source: list of reasons for ending a case (moved, handed over); no child is lost.
    """
    return last is S.ACKNOWLEDGED


def may_take_in(actor: Actor) -> Refusal | None:
    """Who takes in a file from another unit?

    Source: Permen PPPA 2/2022 (complaints are received and examined by the unit).
    """
    return may_do(actor, Verb.OPEN_CASE)


def may_join(last: TransferState | None) -> Refusal | None:
    """May a file from another unit join a case whose last hand-over stands so?

    Not while one is under way: what came would stand for the answer that is waited for.

    Source: Permen PPPA 2/2022; no child is lost between two units.
    """
    return RUNS if last in RUNNING else None


_RISING = (Risk.LOW, Risk.MEDIUM, Risk.NOT_ASSESSED, Risk.HIGH)


def risk_after(here: Risk, there: Risk) -> Risk:
    """How high is the danger of a case that is known here, once another unit's reading came?

    The higher of both. Where nobody has assessed it there, ours stands.

    Source: own design; a case that comes (back) is not calmer here than where it was.
    """
    if there is Risk.NOT_ASSESSED:
        return here
    return max(here, there, key=_RISING.index)


NOT_COMPARED = Refusal(
    "transfer.not_compared",
    "This fingerprint is not the one of the file. Call the other unit and let it be read again.",
)
NO_READER = Refusal("transfer.no_reader", "Write who read the fingerprint aloud, and how.")
UNKNOWN_SIGNER = Refusal(
    "transfer.unknown_signer",
    "Nobody here has compared the fingerprint of this sender. Ask a supervisor to call that unit "
    "and compare it; nothing was kept.",
)
VOUCHERS = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD})


def may_vouch(actor: Actor, *, same: bool, read_by: str) -> Refusal | None:
    """May this person say that these keys are that unit's?

    A supervisor or the head, who heard the fingerprint read aloud and typed it.

    Source: own design; keys are compared by another way than the file's (as age and Signal ask).
    """
    if not actor.has(*VOUCHERS):
        return UNKNOWN_SIGNER
    if not same:
        return NOT_COMPARED
    return None if read_by.strip() else NO_READER


NO_CARD = Refusal(
    "key.no_card", "This is no card of a unit. Copy the whole line, from PABOLO-1 on."
)
OWN_CARD = Refusal("key.own_card", "This is the card of this very unit. Ask for theirs.")
NO_UNIT = Refusal("key.no_unit", "This agency does not take cases over, so it needs no card.")
NO_KEY = Refusal("key.none", "No card is entered for this unit.")
KEY_REASON = Refusal("key.no_reason", "Write why the card no longer holds.")


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card that somebody enters: whether it is one, whose, and whether it is as it was heard."""

    is_card: bool
    same: bool
    kind: str
    own: bool


def may_enter_card(actor: Actor, card: CardFacts, *, read_by: str) -> Refusal | None:
    """May this person enter this card for that unit?

    Source: own design; keys are compared by another way than the file's (as age and Signal ask).
    """
    if refusal := may_vouch(actor, same=card.same or not card.is_card, read_by=read_by):
        return refusal
    if not card.is_card:
        return NO_CARD
    if card.kind not in UNITS:
        return NO_UNIT
    return OWN_CARD if card.own else None


def may_withdraw_card(actor: Actor, *, held: bool, reason: str) -> Refusal | None:
    """May this person say that a unit's card no longer holds?

    Source: own design; whoever may vouch for a card may doubt it.
    """
    if refusal := may_vouch(actor, same=True, read_by="-"):
        return refusal
    if not held:
        return NO_KEY
    return None if reason.strip() else KEY_REASON
