"""A referral from its draft to the word to the family; what refuses it, and what is owed on it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from pabolo.ground.accounts.models import Post
from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.audit.actions import receipt
from pabolo.ground.duties.models import Duty
from pabolo.ground.duties.queries import standing
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.actions import revoke
from pabolo.programme.cases.actions import care, closing
from pabolo.programme.cases.actions.leaving import settle
from pabolo.programme.referrals.actions import office
from pabolo.programme.referrals.actions.answering import open_packet, reply
from pabolo.programme.referrals.models import Referral, ReferralEntry, Slip
from pabolo.programme.referrals.queries.files import listed
from pabolo.programme.referrals.queries.scope import visible_to
from pabolo.programme.referrals.secrets import secret_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.duties import OpenThing, orphans
from pabolo.rules.packets import Part
from pabolo.rules.vocabulary import Facet, LegalBasis, ReferralState, Subject
from tests import builders as build
from tests.referrals.conftest import CALL, code, consented, drafted, question, sent

S = ReferralState


def owed(unit: build.Unit, referral: Referral) -> set[str]:
    """Codes of the open duties of one referral; none of them without a living owner."""
    proof = receipt(
        "case.work", by=SYSTEM, at=unit.at, folders=[referral.case_id], facets=[Facet.CARE]
    )
    duties = standing(referral.case_id, proof)
    referral.refresh_from_db()
    if referral.closed_day is None:
        things = [OpenThing(Subject.REFERRAL, referral.pk)]
        assert orphans(things, duties, posts_on(day_of(unit.at))) == ()
    return {duty.code for duty in duties if duty.ref == referral.pk}


def refused(code_: str) -> pytest.RaisesExc[Refused]:
    """Refused with this code."""
    return pytest.RaisesExc(Refused, check=lambda e: e.refusal.code == code_)


def test_a_draft_waits_for_consent_of_this_very_partner(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    consented(unit, case_id, "Puskesmas setempat")
    referral = drafted(unit, case_id)
    assert owed(unit, referral) == {"referral.basis"}
    with refused("referral.no_basis"):
        office.give_basis(referral_id=referral.pk, by=unit.dedi, at=unit.at)
    with refused("referral.no_step"):
        office.send_referral(
            referral_id=referral.pk, parts=(), contact=CALL, by=unit.dedi, at=unit.at
        )
    consented(unit, case_id, question().name)
    office.give_basis(referral_id=referral.pk, by=unit.dedi, at=unit.at)
    assert owed(unit, referral) == {"referral.send"}


def test_danger_carries_it_only_with_a_reason(unit: build.Unit) -> None:
    referral = drafted(unit, build.assessed(unit))
    with refused("referral.no_law"):
        office.give_basis(
            referral_id=referral.pk, basis=LegalBasis.VITAL_INTEREST, by=unit.dedi, at=unit.at
        )
    office.give_basis(
        referral_id=referral.pk,
        basis=LegalBasis.VITAL_INTEREST,
        reason="Luka yang harus dirawat hari ini.",
        by=unit.dedi,
        at=unit.at,
    )
    assert owed(unit, referral) == {"referral.send"}


def test_consent_withdrawn_before_sending_stops_it(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    consented(unit, case_id, question().name)
    referral = drafted(unit, case_id)
    gone = build.basis(
        unit, purpose="referral", partner=question().name, basis="both_consent", status="withdrawn"
    )
    care.record_consent(case_id=case_id, consent=gone, by=unit.dedi, at=unit.at)
    with refused("referral.no_basis"):
        office.send_referral(
            referral_id=referral.pk, parts=(), contact=CALL, by=unit.dedi, at=unit.at
        )


def test_parts_beyond_the_table_are_refused(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    consented(unit, case_id, question().name)
    referral = drafted(unit, case_id)
    with refused("packet.too_much"):
        office.send_referral(
            referral_id=referral.pk,
            parts=[Part.POLICE_NUMBER],
            contact=CALL,
            by=unit.dedi,
            at=unit.at,
        )


def test_the_partner_sees_the_chosen_parts_and_no_more(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    shown = open_packet(typed=code(referral), at=unit.at)
    assert shown is not None
    assert {row.part for row in shown.packet.rows} == {"name", "sex", "service"}
    text = str(shown.packet)
    assert "Cerita singkat" not in text and "12.10" not in text


def test_each_reply_moves_it_and_leaves_a_duty(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    key = code(referral)
    assert owed(unit, referral) == {"referral.receipt", "referral.answer"}
    after = {
        S.RECEIVED: {"referral.answer"},
        S.REFUSED: {"referral.choose_another"},
        S.ACCEPTED: {"referral.follow"},
        S.STARTED: {"referral.follow"},
        S.DONE: {"referral.feedback"},
    }
    for to, duties in after.items():
        reply(typed=key, to=to, text="kata", at=unit.at)
        assert owed(unit, referral) == duties, to
    for back in (S.RECEIVED, S.DONE, S.STARTED, S.REFUSED, S.DONE):
        reply(typed=key, to=back, text=f"koreksi {back}", at=unit.at)
        assert owed(unit, referral) == after[back], back
    with refused("referral.no_feedback"):
        office.feed_back(referral_id=referral.pk, how=" ", by=unit.dedi, at=unit.at)
    office.feed_back(referral_id=referral.pk, how="Ibu, bertemu di rumah", by=unit.dedi, at=unit.at)
    assert owed(unit, referral) == set()
    assert open_packet(typed=key, at=unit.at) is None


def test_refusing_needs_a_reason_and_the_same_word_counts_once(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    key = code(referral)
    with refused("referral.no_reason"):
        reply(typed=key, to=S.REFUSED, at=unit.at)
    reply(typed=key, to=S.RECEIVED, at=unit.at)
    reply(typed=key, to=S.RECEIVED, at=unit.at)
    said = ReferralEntry.objects.filter(referral=referral, author_id__isnull=True)
    assert said.count() == 1


def test_link_and_code_lead_to_the_same_packet(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    secret = secret_of(Slip.objects.get(referral=referral).pk)
    assert len(secret) == 26
    assert open_packet(typed=secret, at=unit.at) == open_packet(typed=code(referral), at=unit.at)


def test_a_slip_ends_at_once_by_withdrawal_renewal_or_its_day(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit), parts=frozenset({Part.SEX}))
    first = code(referral)
    office.renew_slip(referral_id=referral.pk, contact=CALL, by=unit.dedi, at=unit.at)
    second = code(referral)
    assert open_packet(typed=first, at=unit.at) is None
    shown = open_packet(typed=second, at=unit.at)
    assert shown and [row.part for row in shown.packet.rows] == ["sex"]
    assert open_packet(typed=second, at=unit.at + timedelta(days=61)) is None
    office.end_slip(referral_id=referral.pk, by=unit.dedi, at=unit.at)
    assert open_packet(typed=second, at=unit.at) is None
    office.renew_slip(referral_id=referral.pk, contact=CALL, by=unit.dedi, at=unit.at)
    third = code(referral)
    office.withdraw_referral(referral_id=referral.pk, reason="Pindah", by=unit.dedi, at=unit.at)
    assert open_packet(typed=third, at=unit.at) is None
    assert owed(unit, referral) == set()


def test_a_call_sets_the_next_day(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    office.record_call(
        referral_id=referral.pk,
        text="Perawat berjanji menjawab.",
        next_day=date(2026, 11, 12),
        by=unit.dedi,
        at=unit.at,
    )
    assert owed(unit, referral) == {"referral.answer"}
    [row] = listed(unit.dedi, at=unit.at)
    assert row.due is not None and row.due.duty.due_day == date(2026, 11, 12)


def test_two_referrals_of_a_case_do_not_meet_each_others_duties(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    one, other = sent(unit, case_id), sent(unit, case_id, "PKM")
    reply(typed=code(one), to=S.REFUSED, text="Penuh", at=unit.at)
    assert owed(unit, other) == {"referral.receipt", "referral.answer"}
    office.withdraw_referral(referral_id=one.pk, reason="Lain", by=unit.dedi, at=unit.at)
    assert owed(unit, other) == {"referral.receipt", "referral.answer"}


def test_a_case_does_not_close_over_an_open_referral(unit: build.Unit) -> None:
    case_id = build.served(unit)
    referral = sent(unit, case_id)
    with refused("close.referral_open"):
        closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    office.withdraw_referral(referral_id=referral.pk, reason="Selesai", by=unit.dedi, at=unit.at)
    closing.ask_closure(case_id=case_id, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    closing.close_case(case_id=case_id, by=unit.ratna, at=unit.at)


def test_who_may_not_see_the_case_sees_none_of_its_referrals(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    assert referral in visible_to(unit.dedi)
    revoke(folder=referral.case_id, people=[unit.dedi.id], day=day_of(unit.at))
    assert referral not in visible_to(unit.dedi)
    assert listed(unit.dedi, at=unit.at) == []
    with pytest.raises(Referral.DoesNotExist):
        office.withdraw_referral(referral_id=referral.pk, reason="x", by=unit.dedi, at=unit.at)


def test_one_open_slip_a_referral(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    slip = Slip.objects.get(referral=referral)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.create(
            id=random_id(),
            referral=referral,
            case_id=referral.case_id,
            tag=b"1" * 32,
            code_tag=b"2" * 32,
            issued_day=slip.issued_day,
            until_day=slip.until_day,
            packet=slip.packet,
        )


def test_lines_are_never_changed(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralEntry.objects.filter(referral=referral).update(seq=99)


def test_a_leavers_duties_on_a_referral_go_to_somebody_at_work(unit: build.Unit) -> None:
    referral = sent(unit, build.assessed(unit))
    post = Post.objects.get(person_id=unit.dedi.id, role="case_worker")
    post.until_day = day_of(unit.at) - timedelta(days=1)
    post.save()
    settle(at=unit.at)
    assert owed(unit, referral) == {"referral.receipt", "referral.answer"}
    duty = Duty.objects.filter(folder_id=referral.case_id, subject="referral", state="open").first()
    assert duty is not None and duty.owner_post == "supervisor" and duty.owner_id is None


def test_another_referral_takes_the_place_of_a_refused_one(unit: build.Unit) -> None:
    case_id = build.assessed(unit)
    first = sent(unit, case_id)
    reply(typed=code(first), to=S.REFUSED, text="Penuh", at=unit.at)
    second = drafted(unit, case_id, "PKM", instead_of=str(first.pk))
    first.refresh_from_db()
    assert first.state == "withdrawn" and owed(unit, first) == set()
    assert owed(unit, second) == {"referral.basis"}
