"""What a conference refuses, each with its way on: guests, the accused, chair, minutes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace as rewritten

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.agencies.actions import end_agency
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import conference, conferring, joining
from pabolo.programme.cases.actions.doubles import look_for_doubles
from pabolo.programme.cases.actions.opening import IncidentTold
from pabolo.programme.cases.facets import IncidentAccused, IncidentStory, Perpetrator
from pabolo.programme.cases.models import Case
from pabolo.rules import conference_guests as guests
from pabolo.rules.conference import Meeting, Outcome, Sign, Standing, speaks_for
from pabolo.rules.vocabulary import LegalBasis, Risk
from tests import builders as b
from tests.conference import holding as h
from tests.doubles import pairs
from tests.people.test_hand_over_and_leave import refused

ACCUSED = "Baharuddin Siregar"


def accusing(unit: b.Unit, monkeypatch: pytest.MonkeyPatch, **fields: Any) -> UUID:
    """A case with a named teacher as the accused, and its team."""
    naming(monkeypatch, **fields)
    return h.case_with_team(unit)


def naming(monkeypatch: pytest.MonkeyPatch, **fields: Any) -> None:
    """Cases opened from now on accuse this person."""
    person = Perpetrator(**{"name": ACCUSED, "relation": "GU", "occupation": "GU", **fields})
    told = IncidentTold(
        facts=b.PHYSICAL,
        story=IncidentStory(text="Cerita."),
        accused=IncidentAccused(people=(person,)),
    )
    usual = b.opening

    def opening(*args: Any, **more: Any) -> Any:
        made = usual(*args, **more)
        return type(made)(identity=made.identity, places=made.places, told=told)

    monkeypatch.setattr(b, "opening", opening)


def test_what_calling_one_needs(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    refused("conference.empty", lambda: h.called(unit, case_id, why=" "))
    refused("conference.empty", lambda: h.called(unit, case_id, agenda=(" ",)))
    refused("conference.no_place", lambda: h.called(unit, case_id, place=""))
    past = unit.at - timedelta(hours=2)
    refused("conference.past", lambda: h.called(unit, case_id, starts_at=past))
    # Neither the case worker nor a psychologist chairs.
    for nobody in (unit.dedi, unit.ayu):
        refused("conference.no_chair", lambda who=nobody: h.called(unit, case_id, chair=who.id))
    refused("access.role", lambda: h.called(unit, case_id, by=unit.ayu))
    closed = b.closed(unit)
    refused("conference.case_ended", lambda: h.called(unit, closed))


def test_an_agency_is_asked_only_on_a_basis_of_its_own(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.called(unit, case_id)
    now = {"conference_id": key, "by": unit.dedi, "at": unit.at}
    bare = h.asked(unit, basis=None, law="")
    refused("conference.no_basis", lambda: conference.invite_agency(**now, asked=bare))
    public = h.asked(unit, basis=LegalBasis.PUBLIC_TASK, law="Tugas.")
    refused("referral.no_basis", lambda: conference.invite_agency(**now, asked=public))
    unsaid = h.asked(unit, law=" ")
    refused("referral.no_law", lambda: conference.invite_agency(**now, asked=unsaid))
    h.consented(unit, case_id, "Lembaga lain")
    refused("conference.no_basis", lambda: conference.invite_agency(**now, asked=bare))
    h.consented(unit, case_id, h.agency_of(unit, "PKM").name)
    conference.invite_agency(**now, asked=bare)
    assert h.gathering(unit, key).agencies[0].basis == "guardian_consent"
    refused("conference.invited", lambda: conference.invite_agency(**now, asked=bare))
    gone = h.agency_of(unit, "LBH")
    end_agency(by=unit.ratna, at=unit.at, agency_id=gone.pk)
    ended = h.asked(unit, agency=gone.pk)
    refused("conference.agency_ended", lambda: conference.invite_agency(**now, asked=ended))


def test_consent_taken_back_before_the_meeting_keeps_the_agency_out(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key, name = h.called(unit, case_id), h.agency_of(unit, "PKM").name
    h.consented(unit, case_id, name)
    conference.invite_agency(
        conference_id=key, asked=h.asked(unit, basis=None, law=""), by=unit.dedi, at=unit.at
    )
    invitation = h.gathering(unit, key).agencies[0].invitation
    h.consented(unit, case_id, name, status="withdrawn")
    hold: dict[str, Any] = {
        "conference_id": key, "held_at": unit.at, "present": [unit.dedi.id], "oath_read": True,
        "by": unit.ratna, "at": unit.at,
    }  # fmt: skip
    there = [h.guest(invitation)]
    refused("conference.basis_gone", lambda: conferring.hold_conference(**hold, outside=there))
    conferring.hold_conference(**hold)
    assert h.gathering(unit, key).state is Meeting.HELD


def test_a_law_typed_beside_a_consent_carries_nothing_once_it_is_withdrawn(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key, name = h.called(unit, case_id), h.agency_of(unit, "PKM").name
    h.consented(unit, case_id, name)
    conference.invite_agency(conference_id=key, asked=h.asked(unit), by=unit.dedi, at=unit.at)
    (one,) = h.gathering(unit, key).agencies
    assert (one.basis, one.law) == ("guardian_consent", "")
    h.consented(unit, case_id, name, status="withdrawn")
    open_ = conference.take(key, by=unit.ratna, at=unit.at)
    assert not conference.basis_stands(open_.work, one)
    # An invitation written before this was told apart: the law stands beside the consent.
    assert not conference.basis_stands(open_.work, rewritten(one, law="Luka belum diperiksa."))
    vital = rewritten(one, basis=LegalBasis.VITAL_INTEREST.value, law="Luka belum diperiksa.")
    assert conference.basis_stands(open_.work, vital)


def test_the_accuseds_own_agency_stays_out_until_a_supervisor_vouches(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = accusing(unit, monkeypatch)
    key = h.called(unit, case_id)
    school = h.asked(unit, "DIK", purpose="education")
    refused(
        "conference.accused_agency",
        lambda: conference.invite_agency(
            conference_id=key, asked=school, by=unit.ratna, at=unit.at
        ),
    )
    vouched = h.asked(unit, "DIK", purpose="education", vouched="Kepala dinas, bukan sekolahnya.")
    refused(
        "conference.accused_agency",
        lambda: conference.invite_agency(
            conference_id=key, asked=vouched, by=unit.dedi, at=unit.at
        ),
    )
    conference.invite_agency(conference_id=key, asked=vouched, by=unit.ratna, at=unit.at)
    assert h.gathering(unit, key).agencies[0].vouched
    # Broken: no agency is ever the accused's own.
    monkeypatch.setattr(conference, "may_be_own", lambda *_: False)
    lksa = h.asked(unit, "LKSA", purpose="education")
    conference.invite_agency(conference_id=key, asked=lksa, by=unit.dedi, at=unit.at)


def test_nobody_of_the_accuseds_name_sits_there(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = accusing(unit, monkeypatch, occupation="TN", relation="TG")
    key = h.called(unit, case_id)
    invitation = h.invited(unit, key)

    def hold(**more: str) -> None:
        conferring.hold_conference(
            conference_id=key, held_at=unit.at, present=[unit.ayu.id], oath_read=True,
            outside=[h.guest(invitation, **more)], by=unit.ratna, at=unit.at,
        )  # fmt: skip

    refused("conference.accused_guest", lambda: hold(name=ACCUSED))
    refused("conference.accused_guest", lambda: hold(name="Baharudin Siregar", checked="Bukan."))
    refused("conference.no_office", lambda: hold(office=" "))
    monkeypatch.setattr(conferring, "may_sit", lambda *_a, **_k: None)
    hold(name=ACCUSED)  # broken: the guard is `may_sit`


def test_an_invitation_names_nobody(unit: b.Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = accusing(unit, monkeypatch, occupation="TN", relation="TG")
    key = h.called(unit, case_id)
    now = {"conference_id": key, "by": unit.dedi, "at": unit.at}
    for text in (f"Guru dari {ACCUSED.upper()}", "Pendamping Anak Sepuluh, bidan"):
        told = h.asked(unit, bring=text)
        refused(
            "conference.names_child",
            lambda told=told: conference.invite_agency(**now, asked=told),
        )
    conference.invite_agency(**now, asked=h.asked(unit, bring="Bidan anak dan ibu"))
    refused(
        "conference.names_child",
        lambda: conference.move_conference(
            **now, starts_at=h.later(unit), place=f"Rumah {ACCUSED}", reason="Dekat."
        ),
    )


def test_the_place_of_a_meeting_is_on_the_paper_too(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = accusing(unit, monkeypatch, occupation="TN", relation="TG")
    key = h.called(unit, case_id, place=f"Rumah {ACCUSED}")
    now = {"conference_id": key, "by": unit.dedi, "at": unit.at}
    refused("conference.names_child",
            lambda: conference.invite_agency(**now, asked=h.asked(unit)))  # fmt: skip


def test_the_accused_of_a_joined_record_counts_too(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two records of one child were joined: who is accused in the other case stays out as well."""
    one = pairs.opened(unit, pairs.FIRST)
    naming(monkeypatch, occupation="TN", relation="TG")
    other = pairs.opened(unit, pairs.AGAIN)
    look_for_doubles(at=unit.at)
    pair = pairs.pair_of(one.child_id, other.child_id)
    h.load_directory(by=h.SYSTEM, at=unit.at)
    for case in (one, other):
        pairs.assigned(unit, case.case_id)
    joining.join(pair_id=pair.pk, reason="Nama dan sekolahnya sama.", by=unit.ratna, at=unit.at)
    for case in (one, other):
        found = conference.matches(Case.objects.get(pk=case.case_id), [ACCUSED], at=unit.at)
        assert set(found) == {0}
    # Broken: a case that looks at itself alone.
    nothing = Case.objects.none()
    monkeypatch.setattr("pabolo.programme.cases.queries.accused.cases_beside", lambda _: nothing)
    first = Case.objects.get(pk=one.case_id)
    assert conference.matches(first, [ACCUSED], at=unit.at) == {}


def test_who_is_meant_in_the_case_is_neither_asked_nor_there_nor_reads(unit: b.Unit) -> None:
    """They hold the case still: kin declared today, and the next round has not come yet."""
    case_id = h.case_with_team(unit)
    key = h.called(unit, case_id)
    declare_kin(kin=[Kin(b.opening().identity.name, "other")], by=unit.ayu, at=unit.at)
    assert may_see(unit.ayu, case_id)
    now = {"conference_id": key, "by": unit.ratna, "at": unit.at}
    refused("case.worker_excluded",
            lambda: conference.invite_colleague(**now, person=unit.ayu.id))  # fmt: skip
    hold = {**now, "held_at": unit.at, "oath_read": True}
    refused("case.worker_excluded",
            lambda: conferring.hold_conference(**hold, present=[unit.ayu.id]))  # fmt: skip
    conferring.hold_conference(**hold, present=[unit.dedi.id])
    share = {**now, "person": unit.ayu.id, "reason": "Perlu."}
    refused("case.worker_excluded", lambda: conferring.share_minutes(**share))


def test_only_a_guest_who_was_invited_sits_there_or_is_uninvited(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.called(unit, case_id)
    h.invited(unit, key)
    colleague = h.gathering(unit, key).colleagues[0].invitation
    now = {"conference_id": key, "by": unit.ratna, "at": unit.at}
    hold = {**now, "held_at": unit.at, "oath_read": True, "present": [unit.ayu.id]}
    for invitation in ("0" * 32, colleague):
        refused(
            "conference.no_guest",
            lambda one=invitation: conferring.hold_conference(**hold, outside=[h.guest(one)]),
        )
    refused("conference.no_guest",
            lambda: conference.uninvite(**now, invitation="0" * 32, reason="Keliru."))  # fmt: skip


def silent(texts: object, names: object) -> None:
    """A broken rule: whatever is written goes out."""


@pytest.mark.parametrize(
    ("text", "name", "names"),
    [
        ("bidan di rumah siti aminah.", "Siti Aminah", True),
        ("ruang Melati", "Melati", True),
        ("ruang siti", "Siti Aminah", False),
        ("ruang rapat", "", False),
    ],
)
def test_which_words_name_somebody(text: str, name: str, names: bool) -> None:
    found = guests.names_nobody([text], [name])
    assert (found is not None) is names
    assert not (names and silent([text], [name]) == found)


def test_only_who_sees_the_case_is_asked_or_sits_there(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.called(unit, case_id)
    now = {"conference_id": key, "by": unit.dedi, "at": unit.at}
    refused("conference.not_on_team",
            lambda: conference.invite_colleague(**now, person=unit.joko.id))  # fmt: skip
    refused("conference.invited",
            lambda: conference.invite_colleague(**now, person=unit.ratna.id))  # fmt: skip
    hold = {"conference_id": key, "held_at": unit.at, "oath_read": True, "by": unit.ratna,
            "at": unit.at}  # fmt: skip
    refused("conference.not_on_team",
            lambda: conferring.hold_conference(**hold, present=[unit.joko.id]))  # fmt: skip
    refused("conference.alone", lambda: conferring.hold_conference(**hold, present=[]))


def test_the_chair_holds_it_and_another_is_chosen_where_the_chair_is_away(unit: b.Unit) -> None:
    case_id = h.case_with_team(unit)
    key = h.called(unit, case_id)
    hold: dict[str, Any] = {"conference_id": key, "held_at": unit.at, "present": [unit.ayu.id],
                            "oath_read": True, "at": unit.at}  # fmt: skip
    refused("conference.not_chair", lambda: conferring.hold_conference(**hold, by=unit.dedi))
    without = {**hold, "oath_read": False}
    refused("conference.no_oath", lambda: conferring.hold_conference(**without, by=unit.ratna))
    ahead = {**hold, "held_at": h.later(unit)}
    refused("conference.too_early", lambda: conferring.hold_conference(**ahead, by=unit.ratna))
    change = {"conference_id": key, "chair": unit.dedi.id, "reason": "Ratna sakit.",
              "by": unit.ratna, "at": unit.at}  # fmt: skip
    refused("conference.no_chair", lambda: conference.change_chair(**change))
    # The head of the agency sees no case by post: chosen by the supervisor, they are let in.
    head = unit.farida
    refused("conference.no_reason",
            lambda: conference.change_chair(
                **{**change, "chair": head.id, "reason": " "}))  # fmt: skip
    assert not may_see(head, case_id)
    conference.change_chair(**{**change, "chair": head.id})
    assert may_see(head, case_id)
    refused("conference.not_chair", lambda: conferring.hold_conference(**hold, by=unit.ratna))
    conferring.hold_conference(**hold, by=head)
    assert h.gathering(unit, key).present == {head.id, unit.ayu.id}


def test_minutes_need_the_childs_voice_and_who_was_there(unit: b.Unit) -> None:
    key = h.held(unit, h.case_with_team(unit))
    now: dict[str, Any] = {"conference_id": key, "at": h.later(unit)}
    said = {"items": [h.SAID, "Lain."]}
    refused("conference.no_voice",
            lambda: conferring.write_minutes(**now, **said, by=unit.ratna))  # fmt: skip
    refused("conference.nothing_said",
            lambda: conferring.write_minutes(
                **now, items=[h.SAID], child_words="Ya.", by=unit.ratna))  # fmt: skip
    refused("conference.not_there",
            lambda: conferring.write_minutes(
                **now, **said, child_words="Ya.", by=unit.dedi))  # fmt: skip
    conferring.write_minutes(**now, **said, why_not_asked="Anak dirawat.", by=unit.ayu)


def test_what_a_decision_needs_and_how_it_is_followed(unit: b.Unit) -> None:
    key = h.written(unit, h.case_with_team(unit))
    refused("conference.no_decision", lambda: h.decided(unit, key, text=" "))
    refused("conference.no_decision", lambda: h.decided(unit, key, invitation="0" * 32))
    early = day_of(unit.at) - timedelta(days=1)
    refused("conference.due_past", lambda: h.decided(unit, key, due=early))
    refused("conference.not_there", lambda: h.decided(unit, key, by=unit.dedi))
    one = h.decided(unit, key)
    now: dict[str, Any] = {"conference_id": key, "decision": one, "by": unit.dedi,
                           "at": h.later(unit)}  # fmt: skip
    refused("conference.no_why",
            lambda: conferring.follow_decision(**now, outcome=Outcome.NOT_DONE))  # fmt: skip
    refused("conference.no_new_day",
            lambda: conferring.follow_decision(**now, outcome=Outcome.LATER, why="a"))  # fmt: skip
    conferring.follow_decision(**now, outcome=Outcome.NOT_DONE, why="Anak menolak.")
    refused("conference.followed",
            lambda: conferring.follow_decision(**now, outcome=Outcome.DONE))  # fmt: skip


def test_finishing_waits_for_readers_and_decisions(unit: b.Unit) -> None:
    key = h.written(unit, h.case_with_team(unit))
    now: dict[str, Any] = {"conference_id": key, "by": unit.ratna, "at": h.later(unit)}
    refused("conference.undecided", lambda: conferring.finish_minutes(**now))
    h.decided(unit, key)
    refused("conference.unread", lambda: conferring.finish_minutes(**now))
    conferring.confirm_minutes(conference_id=key, agrees=True, by=unit.ayu, at=h.later(unit))
    refused("conference.read",
            lambda: conferring.confirm_minutes(
                conference_id=key, agrees=True, by=unit.ayu, at=h.later(unit)))  # fmt: skip
    conferring.finish_minutes(**now)
    refused("conference.finished", lambda: h.decided(unit, key))
    conferring.add_to_minutes(
        conference_id=key, text="Koreksi nama jalan.", by=unit.ayu, at=h.later(unit)
    )


def test_what_speaks_for_one_is_quiet_while_one_waits_or_was_lately() -> None:
    limits = {"many_agencies": 3, "stuck_days": 30, "again_days": 90}
    all_three = Standing(Risk.HIGH, agencies=3, still_days=40, since_last=None)
    assert speaks_for(all_three, **limits) == tuple(Sign)
    calm = Standing(Risk.MEDIUM, agencies=2, still_days=29, since_last=None)
    assert speaks_for(calm, **limits) == ()
    lately = Standing(Risk.HIGH, agencies=3, still_days=40, since_last=89)
    assert speaks_for(lately, **limits) == ()
    waits = Standing(Risk.HIGH, agencies=3, still_days=40, since_last=None, waits=True)
    assert speaks_for(waits, **limits) == ()
