"""States of a referral, what a partner may see, and that one duty always stands open."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest

from pabolo.rules import duties as engine
from pabolo.rules.consent import RecordedBasis
from pabolo.rules.duties import DutyFacts, OpenDuty, OpenThing, orphans, what_changes
from pabolo.rules.packets import (
    ALWAYS,
    BY_KIND,
    BY_PURPOSE,
    Part,
    ReferralPurpose,
    check_parts,
    packet_for,
)
from pabolo.rules.referrals import (
    EVENT_OF,
    FINISHED,
    STEPS,
    Mover,
    Need,
    is_open,
    link_lives,
    may_step,
    next_states,
    standing_basis,
)
from pabolo.rules.vocabulary import (
    ConsentStatus,
    LegalBasis,
    Purpose,
    ReferralState,
    Role,
    Subject,
)

S = ReferralState
AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
DAY = date(2026, 11, 2)


def test_each_arrow_is_drawn_once_and_needs_are_asked() -> None:
    assert len({(step.origin, step.to) for step in STEPS}) == len(STEPS)
    for step in STEPS:
        for mover in Mover:
            refusal = may_step(mover, step.origin, step.to, true=step.needs)
            assert (refusal is None) == (mover in step.who)
        for need in step.needs:
            rest = [one for one in Need if one is not need]
            assert may_step(next(iter(step.who)), step.origin, step.to, true=rest) is not None


def test_what_is_not_in_the_table_is_refused() -> None:
    drawn = {(step.origin, step.to) for step in STEPS}
    for origin, to in product(S, S):
        if (origin, to) not in drawn:
            refusal = may_step(Mover.OFFICE, origin, to, true=Need)
            assert refusal is not None and refusal.code == "referral.no_step"


def test_a_partner_never_sends_withdraws_or_ends() -> None:
    reached = {to for origin in S for to in next_states(Mover.PARTNER, origin)}
    assert reached == {S.RECEIVED, S.ACCEPTED, S.REFUSED, S.STARTED, S.DONE}


def test_every_open_state_has_a_way_on() -> None:
    assert {s for s in S if not next_states(Mover.OFFICE, s)} == FINISHED


# Packets

SECRET_WORDS = ("shelter", "reporter", "accused", "narrative", "health", "now", "nik", "contact_of")


def test_nothing_beyond_the_three_tables_ever() -> None:
    for purpose, kind, basis in product(ReferralPurpose, [*BY_KIND, "???"], LegalBasis):
        about = packet_for(purpose, kind, basis) - ALWAYS
        assert about <= BY_KIND.get(kind, frozenset()) & BY_PURPOSE[purpose]
    for purpose, kind in product(ReferralPurpose, BY_KIND):
        assert packet_for(purpose, kind, None) == ALWAYS


def test_no_part_speaks_of_shelter_reporter_or_accused() -> None:
    assert not [p for p in Part if any(word in p.value for word in SECRET_WORDS)]


def test_the_village_learns_a_name_and_nothing_of_what_happened() -> None:
    for kind in ("DESA", "PATBM"):
        for purpose, basis in product(ReferralPurpose, LegalBasis):
            assert packet_for(purpose, kind, basis) - ALWAYS <= {Part.NAME, Part.VILLAGE}


def test_school_and_registry_never_learn_the_form_of_violence() -> None:
    for kind in ("DIK", "TPPK", "DUK", "PAG", "KUA"):
        for purpose, basis in product(ReferralPurpose, LegalBasis):
            seen = packet_for(purpose, kind, basis)
            assert not seen & {Part.FORMS, Part.INCIDENT_DAY, Part.POLICE_NUMBER}


def test_parts_may_be_taken_away_never_added() -> None:
    full = packet_for(ReferralPurpose.EDUCATION, "TPPK", LegalBasis.BOTH)
    assert (
        check_parts(full - {Part.NAME}, ReferralPurpose.EDUCATION, "TPPK", LegalBasis.BOTH) is None
    )
    assert check_parts({Part.FORMS}, ReferralPurpose.EDUCATION, "TPPK", LegalBasis.BOTH)


def broken_union(purpose: ReferralPurpose, kind: str, basis: LegalBasis | None) -> frozenset[Part]:
    """A packet that adds the tables up instead of keeping what stands in all."""
    return ALWAYS | BY_KIND.get(kind, frozenset()) | BY_PURPOSE[purpose]


def school_learns_too_much(
    packet: Callable[[ReferralPurpose, str, LegalBasis | None], frozenset[Part]],
) -> bool:
    """Whether any purpose shows a school the form of violence."""
    return any(Part.FORMS in packet(p, "TPPK", LegalBasis.BOTH) for p in ReferralPurpose)


def test_the_broken_packet_is_caught() -> None:
    assert not school_learns_too_much(packet_for)
    assert school_learns_too_much(broken_union)


# Basis


def basis(
    partner: str, status: ConsentStatus = ConsentStatus.GIVEN, day: date = DAY
) -> RecordedBasis:
    return RecordedBasis(Purpose.REFERRAL, status, LegalBasis.BOTH, day, partner)


def test_only_consent_for_this_very_partner_carries() -> None:
    assert standing_basis([basis("RSUD  rantauprapat")], "RSUD Rantauprapat", on=DAY)
    assert standing_basis([basis("")], "RSUD Rantauprapat", on=DAY) is None
    assert standing_basis([basis("Puskesmas")], "RSUD Rantauprapat", on=DAY) is None
    later = basis("RSUD Rantauprapat", ConsentStatus.WITHDRAWN, DAY + timedelta(days=1))
    both = [basis("RSUD Rantauprapat"), later]
    assert standing_basis(both, "RSUD Rantauprapat", on=DAY + timedelta(days=1)) is None


@pytest.mark.parametrize("state", S)
def test_a_slip_lives_only_while_the_partner_has_it(state: ReferralState) -> None:
    until = DAY + timedelta(days=3)
    lives = link_lives(state, until=until, today=DAY, withdrawn=False)
    assert lives == (state in {S.SENT, S.RECEIVED, S.ACCEPTED, S.REFUSED, S.STARTED, S.DONE})
    assert not link_lives(state, until=until, today=DAY, withdrawn=True)
    assert not link_lives(state, until=until, today=until + timedelta(days=1), withdrawn=False)


# Duties: a walk over the table


def walk(seed: int, steps: int, *, drop: str = "") -> int:
    """Random steps; counts the moments at which an open referral was owed nothing by anybody."""
    rng, ref, worker, folder = random.Random(seed), uuid4(), uuid4(), uuid4()
    posts = {Role.CASE_WORKER: {worker}, Role.SUPERVISOR: {uuid4()}}
    state, standing, lost = S.DRAFT, [], 0
    for _ in range(steps):
        facts = DutyFacts(subject=Subject.REFERRAL, worker_id=worker, due_day=DAY, ref=ref)
        change = what_changes(EVENT_OF[state], facts, standing, at=AT)
        closed = {duty.id for duty in change.met + change.ended}
        standing = [duty for duty in standing if duty.id not in closed]
        standing += [
            OpenDuty(uuid4(), Subject.REFERRAL, folder, n.code, n.owner_role, n.owner_id, n.ref)
            for n in change.new
            if n.code != drop
        ]
        if is_open(state):
            lost += len(orphans([OpenThing(Subject.REFERRAL, ref)], standing, posts))
        else:
            assert standing == []
        ways = next_states(Mover.OFFICE, state)
        if not ways:
            state, standing, ref = S.DRAFT, [], uuid4()
            continue
        going_on = [way for way in ways if way is not S.WITHDRAWN] if rng.random() < 0.9 else ways
        state = rng.choice(going_on or ways)
    return lost


def test_an_open_referral_always_has_an_open_duty() -> None:
    assert sum(walk(seed, 250) for seed in range(20)) == 0


@pytest.mark.parametrize(
    "dropped",
    ["referral.basis", "referral.send", "referral.choose_another", "referral.follow",
     "referral.feedback"],
)  # fmt: skip
def test_a_dropped_duty_is_caught(dropped: str) -> None:
    assert sum(walk(seed, 250, drop=dropped) for seed in range(5)) > 0


def test_an_event_of_one_referral_leaves_anothers_duties() -> None:
    assert engine.rule_of("referral.answer").per_ref
