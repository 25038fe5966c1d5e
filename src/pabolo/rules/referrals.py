"""Where can a referral go from here, who moves it, and what must be true?

One table; its diagram is drawn from it. A referral is a question to a partner agency about one
case. What the partner says can be put right by a later word of the partner; nothing is erased.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pabolo.rules.access import Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.consent import RecordedBasis, permits
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Event, LegalBasis, Purpose, ReferralState

S = ReferralState


class Mover(StrEnum):
    """Who moves a referral: the office, or the agency that holds the slip."""

    OFFICE = "office"
    PARTNER = "partner"


class Need(StrEnum):
    """What may have to be true before a step."""

    BASIS = "basis"
    AGENCY_RUNS = "agency_runs"
    ANSWER_DAY = "answer_day"
    REASON = "reason"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow: from, to, who may, what must be true."""

    origin: ReferralState
    to: ReferralState
    who: frozenset[Mover]
    needs: tuple[Need, ...] = ()


MISSING: dict[Need, Refusal] = {
    Need.BASIS: Refusal(
        "referral.no_basis",
        "Nothing carries this referral yet. Record consent for this very partner, or name the "
        "duty under the law or the danger.",
    ),
    Need.AGENCY_RUNS: Refusal(
        "referral.agency_ended", "This agency is no longer in the directory. Choose another."
    ),
    Need.ANSWER_DAY: Refusal(
        "referral.answer_day", "The day for the answer has passed. Choose a later one."
    ),
    Need.REASON: Refusal("referral.no_reason", "Write the reason. A few words are enough."),
    Need.WORDS: Refusal(
        "referral.no_feedback", "Write how and by whom the family was told, or why not."
    ),
}

_OFFICE = frozenset({Mover.OFFICE})
_EITHER = frozenset(Mover)

# What a partner can say. The office may record the same when it hears it by telephone.
REPLIES: tuple[ReferralState, ...] = (S.RECEIVED, S.ACCEPTED, S.REFUSED, S.STARTED, S.DONE)
WITH_PARTNER = frozenset({S.SENT, *REPLIES})
FINISHED = frozenset({S.FED_BACK, S.WITHDRAWN})
_REPLY_NEEDS: dict[ReferralState, tuple[Need, ...]] = {S.REFUSED: (Need.REASON,)}

STEPS: tuple[Step, ...] = (
    Step(S.DRAFT, S.READY, _OFFICE, (Need.BASIS,)),
    Step(S.READY, S.SENT, _OFFICE, (Need.BASIS, Need.AGENCY_RUNS, Need.ANSWER_DAY)),
    *(
        Step(origin, reply, _EITHER, _REPLY_NEEDS.get(reply, ()))
        for origin in (S.SENT, *REPLIES)
        for reply in REPLIES
        if origin is not reply
    ),
    Step(S.DONE, S.FED_BACK, _OFFICE, (Need.WORDS,)),
    Step(S.REFUSED, S.FED_BACK, _OFFICE, (Need.WORDS,)),
    *(
        Step(origin, S.WITHDRAWN, _OFFICE, (Need.REASON,))
        for origin in (S.DRAFT, S.READY, S.SENT, S.RECEIVED, S.ACCEPTED, S.REFUSED, S.STARTED)
    ),
)

EVENT_OF: dict[ReferralState, Event] = {
    S.DRAFT: Event.REFERRAL_DRAFTED,
    S.READY: Event.REFERRAL_READY,
    S.SENT: Event.REFERRAL_SENT,
    S.RECEIVED: Event.REFERRAL_RECEIVED,
    S.ACCEPTED: Event.REFERRAL_ACCEPTED,
    S.REFUSED: Event.REFERRAL_REFUSED,
    S.STARTED: Event.REFERRAL_STARTED,
    S.DONE: Event.REFERRAL_DONE,
    S.FED_BACK: Event.REFERRAL_FED_BACK,
    S.WITHDRAWN: Event.REFERRAL_WITHDRAWN,
}


def may_step(
    mover: Mover, origin: ReferralState, to: ReferralState, *, true: Collection[Need] = ()
) -> Refusal | None:
    """May this side move a referral from here to there?

    `true` names what holds.

    Source: Permen PPPA 2/2022 (case management: referral); UU 27/2022 (PDP), Pasal 20.
    """
    step = next((one for one in STEPS if one.origin is origin and one.to is to), None)
    if step is None:
        return Refusal("referral.no_step", "This step is not possible from here.")
    if mover not in step.who:
        return Refusal("referral.not_yours", "This step belongs to the office.")
    missing = [MISSING[need] for need in step.needs if need not in true]
    return missing[0] if missing else None


def may_refer(actor: Actor) -> Refusal | None:
    """May this person make and move referrals at all?

    Who works on cases; which case, the grants say.

    Source: Permen PPPA 2/2022 (case management: referral).
    """
    return may_do(actor, Verb.WORK_CASE)


def check_asked(
    *, agency_chosen: bool, service: str, question: str, answer_by: date, today: date
) -> Refusal | None:
    """Does a draft say whom it asks, for what, and until when?

    Source: Permen PPPA 2/2022 (case management: referral).
    """
    if not agency_chosen:
        return Refusal("referral.no_agency", "Choose an agency of the directory.")
    if not (service.strip() and question.strip()):
        return Refusal("referral.no_question", "Write which service is wanted and what is asked.")
    return MISSING[Need.ANSWER_DAY] if answer_by < today else None


# Bases that need no consent of anybody for passing on, each only with its reason.
WITHOUT_CONSENT = frozenset({LegalBasis.LEGAL_DUTY, LegalBasis.VITAL_INTEREST})


def consent_for(
    recorded: Iterable[RecordedBasis], partner: str, *, on: date
) -> tuple[RecordedBasis, ...]:
    """Which recorded bases speak of a referral to this very partner?

    A consent that names no partner, or another, carries nothing here.

    Source: UU 27/2022 (PDP), Pasal 20 and 22 (consent for a stated purpose).
    """
    wanted = _same(partner)
    return tuple(
        one
        for one in recorded
        if one.purpose is Purpose.REFERRAL and one.from_day <= on and _same(one.partner) == wanted
    )


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def standing_basis(
    recorded: Iterable[RecordedBasis], partner: str, *, on: date
) -> LegalBasis | None:
    """On which recorded basis may something be passed to this partner today? None: on none.

    Source: UU 27/2022 (PDP), Pasal 9 (withdrawal) and Pasal 20.
    """
    mine = consent_for(recorded, partner, on=on)
    for basis in LegalBasis:
        if permits([one for one in mine if one.basis is basis], Purpose.REFERRAL, on=on):
            return basis
    return None


def check_without_consent(basis: LegalBasis, reason: str) -> Refusal | None:
    """May a referral rest on law or danger instead of consent?

    Only with the article, or with what the danger is.

    Source: UU 27/2022 (PDP), Pasal 20 (2) c and d; UU 12/2022 (TPKS) for the report to the police.
    """
    if basis not in WITHOUT_CONSENT:
        return MISSING[Need.BASIS]
    if not reason.strip():
        return Refusal("referral.no_law", "Name the article, or what the danger is.")
    return None


def next_states(mover: Mover, origin: ReferralState) -> tuple[ReferralState, ...]:
    """To which states may this side move it, if all that is needed is true?

    Source: the table of this module.
    """
    return tuple(step.to for step in STEPS if step.origin is origin and mover in step.who)


def is_open(state: ReferralState) -> bool:
    """Is a referral in this state still owed something?

    Source: no child is lost between two steps.
    """
    return state not in FINISHED


def link_lives(state: ReferralState, *, until: date, today: date, withdrawn: bool) -> bool:
    """Does a slip still open its packet?

    While the referral is with the partner, until its last day, and not withdrawn.

    Source: UU 27/2022 (PDP), Pasal 16 (only as long as needed).
    """
    return state in WITH_PARTNER and today <= until and not withdrawn
