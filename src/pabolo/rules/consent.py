"""What may rest on whose consent, and what on another basis?

Recorded for each purpose by itself. A parent's consent is never a gate: the parent may be the
suspect, and a service that protects has other bases.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import ConsentStatus, LegalBasis, Purpose, Role

OWN_CONSENT_FROM = 15
ASSENT_FROM = 6
_SHARED_FROM = 12

_CONSENTS = frozenset({LegalBasis.CHILD, LegalBasis.GUARDIAN, LegalBasis.BOTH})
_ALL = frozenset(LegalBasis)
_WITH_GUARDIAN = frozenset({LegalBasis.GUARDIAN, LegalBasis.BOTH})
_WITH_CHILD = frozenset({LegalBasis.CHILD, LegalBasis.BOTH})

BASES: dict[Purpose, frozenset[LegalBasis]] = {
    Purpose.SERVICE: _ALL,
    Purpose.REFERRAL: _ALL,
    Purpose.PHOTO: _CONSENTS,
    Purpose.STATISTICS: _CONSENTS | {LegalBasis.LEGAL_DUTY, LegalBasis.PUBLIC_TASK},
    Purpose.RESEARCH: _CONSENTS,
    Purpose.TRAINING: _CONSENTS,
}

RECORDERS = (Role.INTAKE, Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.SUPERVISOR)


class Voice(StrEnum):
    """What the child's own word counts for at its age."""

    TOLD = "told"
    ASSENT = "assent"
    WITH_GUARDIAN = "with_guardian"
    OWN_CONSENT = "own_consent"


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """One purpose, its status and what it rests on.

    `age` is the least age in years, None when unknown. `guardian_asked` with its opposite needs
    `why_not_asked`. `explained` says how it was put to the child. `law` names article or danger
    for a basis other than consent.
    """

    purpose: Purpose
    status: ConsentStatus
    basis: LegalBasis
    age: int | None = None
    explained: str = ""
    child_agrees: bool | None = None
    guardian_asked: bool = False
    guardian_agrees: bool | None = None
    guardian_is_suspect: bool = False
    why_not_asked: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class RecordedBasis:
    """A basis as it stands in the file: for one purpose, from a day on, until withdrawn."""

    purpose: Purpose
    status: ConsentStatus
    basis: LegalBasis
    from_day: date
    partner: str = field(default="")


def child_voice(age: int | None) -> Voice:
    """What does the child's own word count for?

    Under 6 it is told; 6 to 11 it assents beside a guardian; 12 to 14 both agree; from 15 its own
    consent is enough. Unknown age: asked as if it were 6.

    Source: Inter-Agency Guidelines for Case Management and Child Protection (2014), consent.
    """
    if age is None:
        return Voice.ASSENT
    if age < ASSENT_FROM:
        return Voice.TOLD
    if age < _SHARED_FROM:
        return Voice.ASSENT
    return Voice.WITH_GUARDIAN if age < OWN_CONSENT_FROM else Voice.OWN_CONSENT


def may_record_consent(actor: Actor, facts: ConsentFacts) -> Refusal | None:
    """Can this basis be recorded for this purpose?

    A refusal or withdrawal can always be recorded.

    Source: UU 27/2022 (PDP), Pasal 20 and 25; Inter-Agency Guidelines for Case Management (2014).
    """
    if not actor.has(*RECORDERS):
        return Refusal("consent.role", "Only people who work with the child record consent.")
    if facts.status in (ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN):
        return None
    return (
        _check_purpose(facts)
        or _check_guardian_asked(facts)
        or (_check_agreed(facts) if facts.basis in _CONSENTS else _check_law(facts))
    )


def _check_purpose(facts: ConsentFacts) -> Refusal | None:
    if facts.basis not in BASES[facts.purpose]:
        return Refusal(
            "consent.basis_not_for_purpose",
            "This purpose needs consent. Another legal basis does not carry it.",
        )
    if facts.status is ConsentStatus.NOT_ASKED and facts.basis in _CONSENTS:
        return Refusal(
            "consent.not_asked",
            "Consent that was not asked for is no basis. Choose the basis you act on.",
        )
    return None


def _check_guardian_asked(facts: ConsentFacts) -> Refusal | None:
    if facts.guardian_asked or facts.why_not_asked.strip():
        return None
    return Refusal(
        "consent.why_not_asked", "Write why no parent or guardian was asked. It need not be long."
    )


def _check_agreed(facts: ConsentFacts) -> Refusal | None:
    if not facts.explained.strip():
        return Refusal("consent.not_explained", "Write how it was explained to the child.")
    if facts.basis in _WITH_GUARDIAN:
        refusal = _check_guardian(facts)
        if refusal is not None:
            return refusal
    return _check_child(facts)


def _check_guardian(facts: ConsentFacts) -> Refusal | None:
    if facts.guardian_is_suspect:
        return Refusal(
            "consent.guardian_is_suspect",
            "Consent of someone who may have harmed the child does not count. "
            "Ask another guardian, or choose another basis.",
        )
    if facts.guardian_agrees is not True:
        return Refusal(
            "consent.guardian_missing", "The guardian has not agreed. Choose another basis."
        )
    return None


def _check_child(facts: ConsentFacts) -> Refusal | None:
    voice = child_voice(facts.age)
    if facts.basis is LegalBasis.CHILD and voice is not Voice.OWN_CONSENT:
        return Refusal(
            "consent.child_too_young",
            "Below 15 the child's own consent is not enough. Add a guardian's, or another basis.",
        )
    asked = voice is not Voice.TOLD
    if asked and facts.child_agrees is None:
        return Refusal("consent.child_not_asked", "The child has not been asked yet.")
    if asked and facts.child_agrees is False:
        return Refusal(
            "consent.child_refuses", "The child does not agree. Choose another basis, or leave it."
        )
    return None


def _check_law(facts: ConsentFacts) -> Refusal | None:
    if facts.law.strip():
        return None
    return Refusal(
        "consent.law_missing", "Name the article, the danger or the task that is the basis."
    )


def permits(recorded: Iterable[RecordedBasis], purpose: Purpose, *, on: date) -> bool:
    """Does a basis stand for this purpose on this day?

    The latest word of each kind of basis counts: what was given may be withdrawn.

    Source: UU 27/2022 (PDP), Pasal 9 (withdrawal) and Pasal 20.
    """
    latest: dict[LegalBasis, RecordedBasis] = {}
    for one in recorded:
        if one.purpose is purpose and one.from_day <= on:
            earlier = latest.get(one.basis)
            if earlier is None or earlier.from_day <= one.from_day:
                latest[one.basis] = one
    return any(_stands(one) for one in latest.values())


def _stands(one: RecordedBasis) -> bool:
    if one.basis in _CONSENTS:
        return one.status is ConsentStatus.GIVEN
    return one.status in (ConsentStatus.GIVEN, ConsentStatus.NOT_ASKED)


def may_begin_service(
    recorded: Iterable[RecordedBasis], *, on: date, emergency: bool
) -> Refusal | None:
    """May help begin?

    In an emergency always. Otherwise a basis for the service must stand; whose, does not matter:
    a parent's no does not stop a service that stands on law, danger or public task.

    Source: UU 27/2022 (PDP), Pasal 20; UU 35/2014, Pasal 59A (quick handling).
    """
    if emergency or permits(recorded, Purpose.SERVICE, on=on):
        return None
    return Refusal(
        "consent.no_basis", "Record first what this service rests on: consent, or another basis."
    )
