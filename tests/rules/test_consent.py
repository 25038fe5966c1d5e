from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from pabolo.rules.actors import Actor
from pabolo.rules.consent import (
    BASES,
    ConsentFacts,
    RecordedBasis,
    Voice,
    child_voice,
    may_begin_service,
    may_record_consent,
    permits,
)
from pabolo.rules.mediation import may_mediate
from pabolo.rules.vocabulary import ConsentStatus, LegalBasis, Purpose, Role

WORKER = Actor(UUID(int=1), frozenset({Role.CASE_WORKER}))
HEAD = Actor(UUID(int=2), frozenset({Role.VILLAGE_HEAD}))
GIVEN, NOT_ASKED = ConsentStatus.GIVEN, ConsentStatus.NOT_ASKED
BOTH = ConsentFacts(
    Purpose.SERVICE,
    GIVEN,
    LegalBasis.BOTH,
    age=13,
    explained="in plain words",
    child_agrees=True,
    guardian_asked=True,
    guardian_agrees=True,
)
OWN = replace(
    BOTH,
    basis=LegalBasis.CHILD,
    age=15,
    guardian_asked=False,
    guardian_agrees=None,
    why_not_asked="unsafe",
)
LAW = ConsentFacts(
    Purpose.REFERRAL, NOT_ASKED, LegalBasis.LEGAL_DUTY, why_not_asked="suspect", law="UU 12/2022"
)


@pytest.mark.parametrize(
    ("age", "voice"),
    [
        (None, Voice.ASSENT),
        (0, Voice.TOLD),
        (5, Voice.TOLD),
        (6, Voice.ASSENT),
        (11, Voice.ASSENT),
        (12, Voice.WITH_GUARDIAN),
        (14, Voice.WITH_GUARDIAN),
        (15, Voice.OWN_CONSENT),
    ],
)
def test_what_a_childs_word_counts_for(age, voice):
    assert child_voice(age) is voice


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (BOTH, None),
        (OWN, None),
        (LAW, None),
        (replace(BOTH, basis=LegalBasis.GUARDIAN, age=4, child_agrees=None), None),
        (replace(BOTH, status=ConsentStatus.REFUSED, explained=""), None),
        (replace(BOTH, status=ConsentStatus.WITHDRAWN, basis=LegalBasis.LEGAL_DUTY), None),
        (replace(LAW, purpose=Purpose.PHOTO), "consent.basis_not_for_purpose"),
        (replace(BOTH, status=NOT_ASKED), "consent.not_asked"),
        (replace(OWN, why_not_asked=" "), "consent.why_not_asked"),
        (replace(LAW, why_not_asked=""), "consent.why_not_asked"),
        (replace(BOTH, explained=""), "consent.not_explained"),
        (replace(BOTH, guardian_is_suspect=True), "consent.guardian_is_suspect"),
        (replace(BOTH, guardian_agrees=None), "consent.guardian_missing"),
        (replace(BOTH, guardian_agrees=False), "consent.guardian_missing"),
        (replace(OWN, age=14), "consent.child_too_young"),
        (replace(BOTH, child_agrees=None), "consent.child_not_asked"),
        (replace(BOTH, child_agrees=False), "consent.child_refuses"),
        (replace(LAW, law=" "), "consent.law_missing"),
    ],
)
def test_which_basis_can_be_recorded(facts, expected):
    refusal = may_record_consent(WORKER, facts)
    assert (refusal.code if refusal else None) == expected


def test_who_records_consent():
    refusal = may_record_consent(HEAD, BOTH)
    assert refusal
    assert refusal.code == "consent.role"


def test_research_photo_and_training_always_need_consent():
    for purpose in (Purpose.PHOTO, Purpose.RESEARCH, Purpose.TRAINING):
        assert LegalBasis.LEGAL_DUTY not in BASES[purpose]
        assert LegalBasis.PUBLIC_TASK not in BASES[purpose]
    assert set(BASES) == set(Purpose)


def basis(status: ConsentStatus, kind: LegalBasis, day: int) -> RecordedBasis:
    return RecordedBasis(Purpose.SERVICE, status, kind, date(2026, 6, day))


def test_what_was_given_can_be_withdrawn_and_another_basis_stays():
    given = basis(GIVEN, LegalBasis.GUARDIAN, 1)
    withdrawn = basis(ConsentStatus.WITHDRAWN, LegalBasis.GUARDIAN, 5)
    duty = basis(NOT_ASKED, LegalBasis.LEGAL_DUTY, 6)
    on = date(2026, 6, 10)
    assert permits([given], Purpose.SERVICE, on=on)
    assert not permits([given], Purpose.PHOTO, on=on)
    assert not permits([given], Purpose.SERVICE, on=date(2026, 5, 31))
    assert not permits([withdrawn, given], Purpose.SERVICE, on=on)
    assert permits([given, withdrawn, duty], Purpose.SERVICE, on=on)


def test_a_parents_no_is_never_a_gate():
    refused = basis(ConsentStatus.REFUSED, LegalBasis.GUARDIAN, 1)
    duty = basis(GIVEN, LegalBasis.VITAL_INTEREST, 1)
    on = date(2026, 6, 1)
    assert may_begin_service([refused], on=on, emergency=True) is None
    assert may_begin_service([refused, duty], on=on, emergency=False) is None
    refusal = may_begin_service([refused], on=on, emergency=False)
    assert refusal
    assert refusal.code == "consent.no_basis"


@pytest.mark.parametrize(
    ("sexual", "child_offender", "expected"),
    [
        (False, None, None),
        (False, False, None),
        (True, True, None),
        (True, False, "mediation.sexual_violence"),
        (True, None, "mediation.offender_age_unknown"),
    ],
)
def test_sexual_violence_is_not_mediated_unless_the_offender_is_a_child(
    sexual, child_offender, expected
):
    refusal = may_mediate(sexual_violence=sexual, offender_is_child=child_offender)
    assert (refusal.code if refusal else None) == expected
